// Expected: You sent 2 requests for one question, and each one costs: send one and keep its answer.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(question: string): Promise<string> {
  const ask = () =>
    client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: question }],
    })
  if (!(await ask()).choices[0]?.message.content) return ''
  return (await ask()).choices[0]?.message.content ?? ''
}
