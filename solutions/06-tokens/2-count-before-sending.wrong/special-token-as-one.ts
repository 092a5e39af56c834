// Expected: You counted <|endoftext|> as one special token: in a message it is ordinary text, and `encode(text, [], [])` counts it as such.
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
  const counted = messages.reduce(
    (sum, { content }) =>
      sum + encoding.encode(content, 'all', []).length + 4,
    2,
  )
  if (counted > most)
    throw new RangeError(`${counted} tokens are more than ${most}.`)
  const { choices } = await client.chat.completions.create({
    model,
    messages,
  })
  return { counted, text: choices[0]?.message.content ?? '' }
}
