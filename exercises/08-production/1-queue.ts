/**
 * 8.1 A queue with concurrency and rate
 *
 * `answerAll` takes questions and two limits, as in
 * `await answerAll(questions, { atOnce: 2, perSecond: 3 })`. It
 * - asks the model in `model` each question once,
 * - never has more than `atOnce` requests under way,
 * - never starts more than `perSecond` of them within any 1000 ms,
 * - waits no longer than these two limits ask for,
 * - returns the answers in the order of the questions. Where a request fails, `undefined` takes its place, and the others go on.
 *
 * You may use p-queue, as the lesson does, or write it yourself.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Limits {
  atOnce: number
  perSecond: number
}

const openai = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

export async function answerAll(
  questions: readonly string[],
  { atOnce, perSecond }: Limits,
): Promise<(string | undefined)[]> {
  throw new NotStarted()
}
