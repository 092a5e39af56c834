/**
 * 7.2 A monthly estimate
 *
 * What will it cost? Compute it first, then measure the numbers that you would have guessed.
 *
 * `monthlyCost` takes the requests of a day, the tokens of an average request, and the routes on which requests are answered, as in
 * `monthlyCost(10_000, { input: 500, output: 200 }, [{ share: 1, price: { input: 3, output: 6 } }])`.
 * It returns the dollars of a month of 30 days. Each route takes its share of the requests, at its own price.
 *
 * `estimate` takes the requests of a day and a sample of real questions. It
 * - sends each question of the sample to `model`, in one request each, all at the same time,
 * - takes the average of the tokens read and of the tokens written, from the `usage` of the answers,
 * - and returns the monthly cost, all on one route, at the price the catalogue has for `model`. Nothing is rounded.
 */
import OpenAI from 'openai'
import { NotStarted, findModel, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

/** US dollars for a million tokens. */
export interface Price {
  input: number
  output: number
}

/** Tokens of one request, on average. */
export interface Tokens {
  input: number
  output: number
}

/** A part of the requests, and the price at which they are answered. */
export interface Route {
  /** From 0 to 1. All shares together are 1. */
  share: number
  price: Price
}

export function monthlyCost(
  perDay: number,
  tokens: Tokens,
  routes: readonly Route[],
): number {
  throw new NotStarted()
}

export async function estimate(
  perDay: number,
  sample: readonly string[],
): Promise<number> {
  throw new NotStarted()
}
