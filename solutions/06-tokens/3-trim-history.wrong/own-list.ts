// Expected: You changed the caller's list: work on a copy, such as `[...messages]`.
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
  const first = messages.findIndex(({ role }) => role === 'user')
  const tokens = () =>
    messages.reduce((sum, message) => sum + count(message), 0)
  while (tokens() > budget) {
    const next = messages.findIndex(
      ({ role }, i) => i > first && role === 'user',
    )
    if (next === -1) throw new RangeError('Too long.')
    messages.splice(first, next - first)
  }
  const { choices } = await client.chat.completions.create({
    model,
    messages,
  })
  return choices[0]?.message.content ?? ''
}
