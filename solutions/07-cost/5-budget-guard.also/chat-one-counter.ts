import OpenAI from 'openai'
import { findModel, pick } from '@workbook/kit'

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
  let left = limit
  let paid = 0
  return {
    spent: () => paid,
    async ask(question) {
      const worst = worstCase(question)
      if (worst > left) {
        throw new RangeError(`Only $${left} of the budget are left.`)
      }
      left -= worst
      let cost = 0
      try {
        const { choices, usage } = await client.chat.completions.create({
          model,
          messages: [{ role: 'user', content: question }],
          max_completion_tokens: maxOutput,
        })
        cost = costOf(
          usage?.prompt_tokens ?? 0,
          usage?.completion_tokens ?? 0,
        )
        return choices[0]?.message.content ?? ''
      } finally {
        left += worst - cost
        paid += cost
      }
    },
  }
}
