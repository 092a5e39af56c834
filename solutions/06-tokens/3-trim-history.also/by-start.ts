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
  const from = (start: number) =>
    messages.filter(({ role }, i) => role === 'developer' || i >= start)
  const start = starts.find(
    (index) =>
      from(index)
        .map(count)
        .reduce((a, b) => a + b, 0) <= budget,
  )
  if (start === undefined)
    throw new RangeError(`More than ${budget} tokens.`)
  const stream = client.chat.completions.stream({
    model,
    messages: from(start),
  })
  return (await stream.finalContent()) ?? ''
}
