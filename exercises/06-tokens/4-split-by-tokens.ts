/**
 * 6.4 Split text by tokens, characters whole
 *
 * A text is too long for one request, so it goes out in parts.
 *
 * `askInParts` takes a text, the most tokens a part may have (20 or more), and an encoder such as js-tiktoken's, loaded already. It
 * - splits the text into parts of at most `most` tokens each, which joined make up the text again, to the last blank,
 * - never splits a character, as a reader sees it: an emoji may be several signs that belong together, and `Intl.Segmenter` knows,
 * - makes few parts: at most half as many again as the tokens of the text would fill,
 * - sends each part as the only message, from the `user`, in a request of its own, and returns the answers in order.
 *
 * An empty text has no parts. A text may be any text, even one that spells a special token or holds a �.
 */
import type { Tiktoken } from 'js-tiktoken'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export type Encoder = Pick<Tiktoken, 'encode' | 'decode'>

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askInParts(
  text: string,
  most: number,
  encoding: Encoder,
): Promise<string[]> {
  throw new NotStarted()
}
