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
  const fits = (part: string) =>
    encoding.encode(part, [], []).length <= most
  const words = text.match(/\s*\S+|\s+$/gu) ?? []
  // A word that is too long by itself falls into characters.
  const pieces = words.flatMap((word) =>
    fits(word) ? word : graphemes(word),
  )
  const parts = pieces.reduce<string[]>((done, piece) => {
    const longer = (done.at(-1) ?? '') + piece
    return done.length > 0 && fits(longer)
      ? [...done.slice(0, -1), longer]
      : [...done, piece]
  }, [])
  const answers: string[] = []
  for (const content of parts) {
    const stream = client.chat.completions.stream({
      model,
      messages: [{ role: 'user', content }],
    })
    answers.push((await stream.finalContent()) ?? '')
  }
  return answers
}

function graphemes(word: string): string[] {
  return Array.from(new Intl.Segmenter().segment(word), (s) => s.segment)
}
