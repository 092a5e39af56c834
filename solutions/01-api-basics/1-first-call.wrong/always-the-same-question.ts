// Expected: You sent "What is an API?", whatever you were asked: send the parameter `question`.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(_question: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'What is an API?' }],
  })
  return completion.choices[0]?.message.content ?? ''
}
