/**
 * 6.2 Count a chat before sending it
 *
 * A chat that is too long costs too much. Count it first, on your own machine.
 *
 * `askIfItFits` takes messages, the most tokens they may come to, and an encoder such as js-tiktoken's, loaded already. It
 * - counts what the model will be charged for the messages: the tokens of each text, 4 more for each message, and 2 at the end,
 * - throws a RangeError when that is more than `most`, with both numbers in its message, and sends nothing,
 * - sends the messages otherwise, in one request, and returns `{ counted, text }`: your count, and the text of the answer.
 *
 * A text may be any text, even one that spells a special token such as <|endoftext|>.
 */
import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

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
  throw new NotStarted()
}
