/**
 * 5.4 Stay under a rate limit
 *
 * A pile of work, and an account that lets only so many requests through in a minute. Get it done without a single 429.
 *
 * `askAll` takes questions and the limit, as in `await askAll(['What is RPM?', 'What is TPM?'], 3)`. It
 * - sends each question to the `model`, in a request of its own, as the only message,
 * - never so fast that one is refused: of an account with 3 requests a minute the first three may go at once, and then a new one is granted every 20 s,
 * - and never much slower: no request has to wait for longer than 60 s / `perMinute` for each that is before it,
 * - returns the texts of the answers, in the order of the questions.
 *
 * Your clock is not the provider's, and requests take a moment to arrive: leave a little to spare.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askAll(
  questions: string[],
  perMinute: number,
): Promise<string[]> {
  throw new NotStarted()
}
