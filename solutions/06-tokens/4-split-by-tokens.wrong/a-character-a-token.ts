// Expected: You made many small parts, and each request costs: fill a part until the next character no longer fits.
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
  for (const part of text.match(new RegExp(`[^]{1,${most / 4}}`, 'gu')) ??
    []) {
    const { choices } = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: part }],
    })
    answers.push(choices[0]?.message.content ?? '')
  }
  return answers
}
