// Expected: You kept an answer whose question you left out: an exchange leaves as a whole, the question and all answers to it.
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export interface Message {
  role: 'developer' | 'user' | 'assistant'
  content: string
}

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askWithin(
  messages: Message[],
  budget: number,
  count: (message: Message) => number,
): Promise<string> {
  const kept = [...messages]
  const tokens = () =>
    kept.reduce((sum, message) => sum + count(message), 0)
  while (tokens() > budget) {
    if (kept.length === 2) throw new RangeError('Too long.')
    kept.splice(1, 1)
  }
  const { choices } = await client.chat.completions.create({
    model,
    messages: kept,
  })
  return choices[0]?.message.content ?? ''
}
