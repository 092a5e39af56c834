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
  const borders = [...new Intl.Segmenter().segment(text)].map(
    (s) => s.index,
  )
  borders.push(text.length)
  const size = (from: number, to: number) =>
    encoding.encode(text.slice(from, to), [], []).length
  const answers: string[] = []
  let first = 0
  while (first < borders.length - 1) {
    // The last border that still fits; a part may not be longer.
    let low = first + 1
    let high = borders.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (size(borders[first] ?? 0, borders[middle] ?? 0) <= most)
        low = middle
      else high = middle - 1
    }
    const input = text.slice(borders[first], borders[low])
    const { output_text } = await client.responses.create({ model, input })
    answers.push(output_text)
    first = low
  }
  return answers
}
