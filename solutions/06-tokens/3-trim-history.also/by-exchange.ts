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
  const exchanges = exchangesIn(messages)
  const tokens = (list: Message[]) =>
    list.reduce((sum, message) => sum + count(message), 0)
  while (tokens([...rules, ...exchanges.flat()]) > budget) {
    if (exchanges.length === 1)
      throw new RangeError(
        `The question does not fit into ${budget} tokens.`,
      )
    exchanges.shift()
  }
  const stream = client.chat.completions.stream({
    model,
    messages: [...rules, ...exchanges.flat()],
  })
  return (await stream.finalContent()) ?? ''
}

/** What the user said each time, with the answers to it. */
function exchangesIn(messages: Message[]): Message[][] {
  const exchanges: Message[][] = []
  for (const message of messages) {
    if (message.role === 'user') exchanges.push([message])
    if (message.role === 'assistant') exchanges.at(-1)?.push(message)
  }
  return exchanges
}
