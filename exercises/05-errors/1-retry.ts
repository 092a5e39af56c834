/**
 * 5.1 Retry with backoff and jitter
 *
 * The retries of the SDK are switched off here, because you write them yourself, and better: with full jitter, and without hope where there is none.
 *
 * `askPatiently` takes a question, sends it to the `model` as the only message, and returns the text of the answer. When the request fails
 * - it tries again what may pass: status 408, 429, 500 and above, and a lost connection, which has no status. But not `insufficient_quota`, a 429 that
 *   no waiting lifts; and nothing else,
 * - it makes at most `most` requests in all,
 * - before each further request it waits as many seconds as the error's header `retry-after` says,
 * - or, where there is no such header, a random time between 0 and min(`capMs`, `baseMs` * 2^n) milliseconds; n is 0 before the first retry, then 1, and so on,
 * - and when it gives up, it lets the last error through as it came, at once.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const most = 5
const baseMs = 1000
const capMs = 4000

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function askPatiently(question: string): Promise<string> {
  throw new NotStarted()
}
