// Expected: You split a character between its bytes, and � came out: the border of a token may lie inside a character.
import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askInParts(
  text: string,
  most: number,
  encoding: Encoder,
): Promise<string[]> {
  const answers: string[] = []
  for (const part of split(text, most, encoding)) {
    const { choices } = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: part }],
    })
    answers.push(choices[0]?.message.content ?? '')
  }
  return answers
}

function split(text: string, most: number, encoding: Encoder): string[] {
  const tokens = encoding.encode(text, [], [])
  const parts: string[] = []
  for (let from = 0; from < tokens.length; from += most)
    parts.push(encoding.decode(tokens.slice(from, from + most)))
  return parts
}
