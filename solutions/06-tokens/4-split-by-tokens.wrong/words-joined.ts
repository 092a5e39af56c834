// Expected: Blanks or line breaks got lost between the parts: joined, they must be the text again, to the last blank.
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
  for (const word of text.split(/\s+/)) {
    const longer = part === '' ? word : `${part} ${word}`
    if (encoding.encode(longer, [], []).length > most) {
      parts.push(part)
      part = word
    } else part = longer
  }
  return part === '' ? parts : [...parts, part]
}
