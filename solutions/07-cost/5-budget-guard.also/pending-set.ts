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

class BudgetExceeded extends Error {}

export function startBudget(limit: number): Budget {
  const pending = new Set<{ worst: number }>()
  const costs: number[] = []
  const spent = () => costs.reduce((sum, cost) => sum + cost, 0)
  const ask = async (question: string) => {
    const call = { worst: worstCase(question) }
    const aside = [...pending].reduce((sum, { worst }) => sum + worst, 0)
    if (spent() + aside + call.worst > limit) {
      throw new BudgetExceeded('This call could exceed the budget.')
    }
    pending.add(call)
    const stream = client.responses.stream({
      model,
      input: question,
      max_output_tokens: maxOutput,
    })
    const response = await stream
      .finalResponse()
      .finally(() => pending.delete(call))
    const { input_tokens = 0, output_tokens = 0 } = response.usage ?? {}
    costs.push(costOf(input_tokens, output_tokens))
    return response.output_text
  }
  return { ask, spent }
}
