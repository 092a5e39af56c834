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
  const rules = messages.filter(({ role }) => role === 'developer')
  const spoken = messages.filter(({ role }) => role !== 'developer')
  let room = budget - rules.reduce((sum, rule) => sum + count(rule), 0)
  let from = spoken.length
  for (let i = spoken.length - 1; i >= 0; i--) {
    const message = spoken[i]
    if (!message) break
    room -= count(message)
    if (room < 0) break
    if (message.role === 'user') from = i
  }
  if (from === spoken.length)
    throw new RangeError('The question is too long.')
  const response = await client.responses.create({
    model,
    input: [...rules, ...spoken.slice(from)],
  })
  return response.output_text
}
