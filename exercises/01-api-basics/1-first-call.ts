/**
 * 1.1 First call
 *
 * Ask a model one question and hand back what it says.
 *
 * `firstCall` takes a question, as in `await firstCall('What is an API?')`. It
 * - sends one request, with the SDK,
 * - whose only message is the question, from the `user`,
 * - to the model whose id is in `model`,
 * - and returns the text of the answer: just the text, as it came.
 *
 * Replace the line that throws with your code, save, and run: npm test 1.1
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function firstCall(question: string): Promise<string> {
  throw new NotStarted()
}
