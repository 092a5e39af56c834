/**
 * 3.3 A cut answer, noticed and continued
 *
 * A limit cuts an answer off wherever it happens to be. Notice it, and ask for the rest.
 *
 * `writeAll` takes a question and a limit in tokens, 16 or more. It
 * - asks `model` the question, from the `user`, with a reasoning effort of 'none' and with the limit,
 * - and as long as an answer was cut off by the limit, sends another request with the same settings: it holds the question, what the model has
 *   written so far, as the `assistant`, and a message from the `user` that asks it to continue where it stopped,
 * - but never more than four requests in all.
 * - It returns `{ text, complete }`: all the pieces, joined with nothing between them, and whether the last one came to its own end.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function writeAll(
  question: string,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  throw new NotStarted()
}
