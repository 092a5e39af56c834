// Expected: The messages were too long, and your code sent a request all the same: count first.
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
  _encoding: Encoder,
): Promise<{ counted: number; text: string }> {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages,
  })
  const counted = usage?.prompt_tokens ?? 0
  if (counted > most)
    throw new RangeError(`${counted} tokens are more than ${most}.`)
  return { counted, text: choices[0]?.message.content ?? '' }
}
