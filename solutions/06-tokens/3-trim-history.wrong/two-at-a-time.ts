// Expected: You kept an answer whose question and first answer you left out: an exchange may have several answers, and all leave with the question.
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
  while (kept.length > 3 && tokens() > budget) kept.splice(1, 2)
  if (tokens() > budget) throw new RangeError('Too long.')
  const { choices } = await client.chat.completions.create({
    model,
    messages: kept,
  })
  return choices[0]?.message.content ?? ''
}
