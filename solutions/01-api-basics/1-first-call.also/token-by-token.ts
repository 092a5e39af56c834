import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(question: string): Promise<string> {
  const chunks = await client.chat.completions.create({
    model,
    messages: [
      { role: 'user', content: [{ type: 'text', text: question }] },
    ],
    stream: true,
  })
  let text = ''
  for await (const chunk of chunks)
    text += chunk.choices[0]?.delta.content ?? ''
  return text
}
