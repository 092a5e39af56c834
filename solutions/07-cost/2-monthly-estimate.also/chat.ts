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
  const monthly = routes.map(
    (route) => perDay * 30 * route.share * perRequest(route),
  )
  return monthly.reduce((sum, dollars) => sum + dollars, 0)
}

export async function estimate(
  perDay: number,
  sample: readonly string[],
): Promise<number> {
  const calls = sample.map((content) =>
    client.chat.completions.create({
      model,
      messages: [{ role: 'user', content }],
    }),
  )
  let input = 0
  let output = 0
  for (const { usage } of await Promise.all(calls)) {
    input += (usage?.prompt_tokens ?? 0) / sample.length
    output += (usage?.completion_tokens ?? 0) / sample.length
  }
  const price = findModel(model)?.price ?? { input: 0, output: 0 }
  return monthlyCost(perDay, { input, output }, [{ share: 1, price }])
}
