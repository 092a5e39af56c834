/**
 * 7.5 A budget guard
 *
 * Stop the program before it spends too much. Afterwards is too late.
 *
 * `startBudget` takes a limit in US dollars and returns a `Budget` of its own:
 * - `ask` sends the question to `model`, in one request whose answer is limited to `maxOutput` tokens, and returns its text,
 * - before that it sets the `worstCase` aside. When that and all that was spent or set aside before exceed the limit, it sends nothing and
 *   rejects with an Error whose message contains the word "budget",
 * - when the answer is there, what counts is its real cost, by `costOf` and the `usage` of the answer: the rest is free again,
 * - when the request fails, nothing was spent; whoever asked gets the error,
 * - `spent` returns what all answers so far have really cost.
 *
 * Mind calls at the same moment: two of them must not count on the same money.
 */
import OpenAI from 'openai'
import { NotStarted, findModel, pick } from '@workbook/kit'

const client = new OpenAI({ maxRetries: 0 })
const model = pick('openai', 'cheap')

/** The longest answer, thinking included, in tokens. */
const maxOutput = 400

/** What a call costs, in US dollars. */
export function costOf(input: number, output: number): number {
  const price = findModel(model)?.price
  if (!price) throw new Error(`Nobody knows the price of ${model}.`)
  return (input * price.input + output * price.output) / 1e6
}

/** The most a call can cost: what is sent has at most a token a byte. */
export function worstCase(question: string): number {
  const body = JSON.stringify({ model, input: question })
  return costOf(new TextEncoder().encode(body).length, maxOutput)
}

export interface Budget {
  ask(question: string): Promise<string>
  /** US dollars. */
  spent(): number
}

export function startBudget(limit: number): Budget {
  throw new NotStarted()
}
