/**
 * 1.3 The same with fetch
 *
 * What does the SDK do for you? Make the call without it, and see.
 *
 * `plainFetch` takes a question and, with nothing but `fetch`,
 * - sends a POST request to https://api.openai.com/v1/chat/completions,
 * - with the key from the environment variable OPENAI_API_KEY in the header `Authorization: Bearer <key>`,
 * - and a JSON body, announced by the header `Content-Type: application/json`: the model and one `user` message, the question,
 * - and returns the text of the answer.
 *
 * `fetch` does not fail when the status is 401 or 500. You must: throw an Error whose message contains the status.
 */
import { NotStarted, pick } from '@workbook/kit'

const model = pick('openai', 'cheap')

export async function plainFetch(question: string): Promise<string> {
  throw new NotStarted()
}
