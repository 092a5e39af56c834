/**
 * 5.3 A deadline for the whole call
 *
 * A user waits for one answer, not for one attempt. Put a limit on everything, retries and the pauses between them included.
 *
 * `askBefore` takes a question and a number of milliseconds, as in `await askBefore('What is an API?', 5000)`. It
 * - sends the question to the `model` as the only message,
 * - tries again, twice at most, after what may pass (the SDK does this for you),
 * - returns the text of the answer when it comes in time,
 * - returns undefined as soon as `limitMs` milliseconds have passed, whatever is going on: a request, which is aborted then, or a pause,
 * - and lets every error through that comes before that.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askBefore(
  question: string,
  limitMs: number,
): Promise<string | undefined> {
  throw new NotStarted()
}
