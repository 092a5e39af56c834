/**
 * 7.3 A response cache
 *
 * The cheapest request is the one you do not send.
 *
 * `startCache` takes a lifetime in milliseconds and returns a function `ask` with a cache of its own. `ask` takes a question and the
 * instructions under which it is to be answered, and returns the text of the answer:
 * - it sends the instructions (as such, or as a `developer` message) and the question to `model`, in one request,
 * - when the same question was asked under the same instructions before, it sends nothing and returns that answer,
 * - also when that answer is still on its way: two equal questions at the same moment share one request,
 * - an answer serves for `lifetime` milliseconds from when it was asked for; after that the model is asked anew,
 * - a request that failed is not kept: whoever asked gets its error, and the next one to ask tries again.
 *
 * The client does not retry by itself, so that you can see your own requests.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export type Ask = (
  question: string,
  instructions: string,
) => Promise<string>

export function startCache(lifetime: number): Ask {
  throw new NotStarted()
}
