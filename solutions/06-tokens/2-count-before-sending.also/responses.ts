import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

export interface Message {
  role: 'developer' | 'user' | 'assistant'
  content: string
}

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askIfItFits(
  messages: Message[],
  most: number,
  encoding: Encoder,
): Promise<{ counted: number; text: string }> {
  const counted = chatTokens(messages, encoding)
  if (counted <= most) {
    const { output_text } = await client.responses.create({
      model,
      input: messages,
    })
    return { counted, text: output_text }
  }
  throw new RangeError(`At most ${most} tokens, and not ${counted}.`)
}

function chatTokens(messages: Message[], encoding: Encoder): number {
  let total = 2
  for (const { content } of messages) {
    total += 4
    for (const _ of encoding.encode(content, [], [])) total += 1
  }
  return total
}
