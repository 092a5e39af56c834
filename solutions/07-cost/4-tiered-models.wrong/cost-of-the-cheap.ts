// Expected: Your `dollars` is not what the requests cost: take the tokens of each answer, at the prices of the model that wrote it.
import OpenAI from 'openai'
import { findModel, pick } from '@workbook/kit'

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
  let dollars = 0
  let reply: Reply | undefined
  for (const model of models) {
    const answer = await client.responses.create({ model, input: question })
    const { output_text: text, usage } = answer
    dollars += costOf(
      models[0] ?? '',
      usage?.input_tokens ?? 0,
      usage?.output_tokens ?? 0,
    )
    reply = { text, model, dollars }
    if (isGood(text)) return reply
  }
  if (!reply) throw new Error('There is no model to ask.')
  return reply
}
