// Expected: You let every route take all requests: each takes only its `share` of them.
import OpenAI from 'openai'
import { findModel, pick } from '@workbook/kit'

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
  const perRequest = ({ price }: Route) =>
    (tokens.input * price.input + tokens.output * price.output) / 1e6
  const monthly = routes.map((route) => perDay * 30 * perRequest(route))
  return monthly.reduce((sum, dollars) => sum + dollars, 0)
}

export async function estimate(
  perDay: number,
  sample: readonly string[],
): Promise<number> {
  const answers = await Promise.all(
    sample.map((input) => client.responses.create({ model, input })),
  )
  const mean = (of: 'input_tokens' | 'output_tokens') =>
    answers.reduce((sum, { usage }) => sum + (usage?.[of] ?? 0), 0) /
    sample.length
  const price = findModel(model)?.price
  if (!price) throw new Error(`Nobody knows the price of ${model}.`)
  const tokens = {
    input: mean('input_tokens'),
    output: mean('output_tokens'),
  }
  return monthlyCost(perDay, tokens, [{ share: 1, price }])
}
