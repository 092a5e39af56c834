// Expected: You counted <|endoftext|> as one special token: in a message it is ordinary text, and `encode(text, [], [])` counts it as such.
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
  const parts: string[] = []
  let part = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (encoding.encode(part + segment, 'all', []).length > most) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return part === '' ? parts : [...parts, part]
}
