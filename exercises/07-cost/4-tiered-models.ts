/**
 * 7.4 Tiered models
 *
 * Most questions are easy. So let the cheapest model try first, and go up only when its answer is not good enough.
 *
 * `askTiered` takes a question and a check, which says of the text of an answer whether it is good. It
 * - sends the question, alone, to the first of `models`, and shows the text of the answer to `isGood`,
 * - when it is not good, does the same with the next model, one request a model,
 * - stops at the first good answer, or at the last model, whose answer is taken as it is,
 * - and returns a `Reply`: the text, the model that wrote it, and the dollars that all requests of this question cost together.
 */
import OpenAI from 'openai'
import { NotStarted, findModel, pick } from '@workbook/kit'

const client = new OpenAI()

/** From the cheapest to the dearest. */
const models = [
  pick('openai', 'cheap'),
  pick('openai', 'mid'),
  pick('openai', 'top'),
]

/** What a call cost, in US dollars. */
function costOf(model: string, input: number, output: number): number {
  const price = findModel(model)?.price
  if (!price) throw new Error(`Nobody knows the price of ${model}.`)
  return (input * price.input + output * price.output) / 1e6
}

export interface Reply {
  text: string
  /** Who wrote it. */
  model: string
  /** What it took to get it, failed attempts included. */
  dollars: number
}

export async function askTiered(
  question: string,
  isGood: (text: string) => boolean,
): Promise<Reply> {
  throw new NotStarted()
}
