// Expected: You did not give back what was set aside: when the answer is there, the rest is free again.
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
  let spent = 0
  let reserved = 0

  async function ask(question: string): Promise<string> {
    const worst = worstCase(question)
    if (spent + reserved + worst > limit) {
      throw new Error(`The budget of $${limit} does not allow this call.`)
    }
    reserved += worst
    try {
      const { output_text, usage } = await client.responses.create({
        model,
        input: question,
        max_output_tokens: maxOutput,
      })
      spent += costOf(usage?.input_tokens ?? 0, usage?.output_tokens ?? 0)
      return output_text
    } catch (error) {
      reserved -= worst
      throw error
    }
  }

  return { ask, spent: () => spent }
}
