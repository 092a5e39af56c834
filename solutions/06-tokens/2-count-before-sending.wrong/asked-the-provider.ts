// Expected: Counting needs no request: count with the encoder, and send the messages once.
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
  const { input_tokens: counted } =
    await client.responses.inputTokens.count({
      model,
      input: messages,
    })
  if (counted > most)
    throw new RangeError(`${counted} tokens are more than ${most}.`)
  const { output_text } = await client.responses.create({
    model,
    input: messages,
  })
  return { counted, text: output_text }
}
