// Expected: You returned something else than the model's answer: hand its text back as it came.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  const text = completion.choices[0]?.message.content ?? ''
  return text.split(' ').slice(0, 2).join(' ')
}
