/**
 * 8.2 A fallback
 *
 * `ask` takes a question and says who answered what, as in
 * `{ provider: 'anthropic', text: 'A token is …' }`. It
 * - asks OpenAI, and only when that fails Anthropic,
 * - sends each of them one request at most: here nobody retries,
 * - gives OpenAI `patience` milliseconds. After that it ends the request and goes on,
 * - does not pass on a request that is wrong in itself (status 400, 413 or 422), but throws that error,
 * - throws an AggregateError with both errors in `errors` when Anthropic fails too.
 */
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Answer {
  provider: 'openai' | 'anthropic'
  text: string
}

const patience = 3000

const openai = new OpenAI()
const anthropic = new Anthropic()

export async function ask(question: string): Promise<Answer> {
  throw new NotStarted()
}
