// Expected: You left out what the developer said: the rule is no part of an exchange, and always stays.
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
    if (kept.length === 1) throw new RangeError('Too long.')
    kept.shift()
  }
  const { choices } = await client.chat.completions.create({
    model,
    messages: kept,
  })
  return choices[0]?.message.content ?? ''
}
