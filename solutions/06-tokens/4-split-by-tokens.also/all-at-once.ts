import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function askInParts(
  text: string,
  most: number,
  encoding: Encoder,
): Promise<string[]> {
  return Promise.all(split(text, most, encoding).map(ask))
}

async function ask(part: string): Promise<string> {
  const { output_text } = await client.responses.create({
    model,
    input: part,
  })
  return output_text
}

/** Takes the longest beginning that fits, found by halving, again and again. */
function split(text: string, most: number, encoding: Encoder): string[] {
  const characters = Array.from(
    new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  )
  const parts: string[] = []
  while (characters.length > 0) {
    const fits = (length: number) => {
      const part = characters.slice(0, length).join('')
      return encoding.encode(part, [], []).length <= most
    }
    let [least, beyond] = [1, characters.length + 1]
    while (beyond - least > 1) {
      const middle = Math.floor((least + beyond) / 2)
      if (fits(middle)) least = middle
      else beyond = middle
    }
    parts.push(characters.splice(0, least).join(''))
  }
  return parts
}
