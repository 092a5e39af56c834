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
  const starts = messages.flatMap(({ role }, i) =>
    role === 'user' ? [i] : [],
  )
  for (const start of starts) {
    const left = messages.filter(
      ({ role }, i) => role === 'developer' || i >= start,
    )
    const tokens = left.reduce((sum, message) => sum + count(message), 0)
    if (tokens > budget) continue
    const { choices } = await client.chat.completions.create({
      model,
      messages: left,
    })
    return choices[0]?.message.content ?? ''
  }
  throw new RangeError(`The question does not fit into ${budget} tokens.`)
}
