/**
 * 3.2 Stop sequences
 *
 * Let the model write until it comes to a text of your choice, and keep that text, which the API leaves out.
 *
 * `askUntil` takes a question, a stop sequence and a limit in tokens, as in `await askUntil('Count to ten.', ', four', 100)`. It
 * - sends one request to Claude, the model in `model`, with the question as its only message, from the `user`,
 * - with the stop sequence and with the limit,
 * - and returns `{ text, stopped }`. `stopped` says whether the stop sequence ended the answer. If it did, `text` is the answer with the
 *   stop sequence put back at its end; if the model came to an end by itself, or to the limit, `text` is the answer as it came.
 */
import Anthropic from '@anthropic-ai/sdk'
import { NotStarted, pick } from '@workbook/kit'

const client = new Anthropic()
const model = pick('anthropic', 'cheap')

export async function askUntil(
  question: string,
  stop: string,
  limit: number,
): Promise<{ text: string; stopped: boolean }> {
  throw new NotStarted()
}
