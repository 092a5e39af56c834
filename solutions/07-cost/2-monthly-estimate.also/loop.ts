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
  let dollars = 0
  for (const { share, price } of routes) {
    const requests = perDay * share * 30
    dollars += (requests * tokens.input * price.input) / 1_000_000
    dollars += (requests * tokens.output * price.output) / 1_000_000
  }
  return dollars
}

export async function estimate(
  perDay: number,
  sample: readonly string[],
): Promise<number> {
  const usages = await Promise.all(
    sample.map(async (question) => {
      const answer = await client.responses.create({
        model,
        input: question,
      })
      return answer.usage ?? { input_tokens: 0, output_tokens: 0 }
    }),
  )
  const price = findModel(model)?.price ?? { input: 0, output: 0 }
  const each = usages.map(({ input_tokens, output_tokens }) =>
    monthlyCost(perDay, { input: input_tokens, output: output_tokens }, [
      { share: 1, price },
    ]),
  )
  return each.reduce((sum, one) => sum + one) / each.length
}
