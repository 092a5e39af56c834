// Expected: The first answer was good, and you paid for dearer ones all the same: ask the next model only when you need it.
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
  const replies = await Promise.all(
    models.map(async (model) => {
      const answer = await client.responses.create({
        model,
        input: question,
      })
      const { output_text: text, usage } = answer
      const read = usage?.input_tokens ?? 0
      const written = usage?.output_tokens ?? 0
      return { text, model, dollars: costOf(model, read, written) }
    }),
  )
  const found = replies.find(({ text }) => isGood(text)) ?? replies.at(-1)
  if (!found) throw new Error('There is no model to ask.')
  const dollars = replies.reduce((sum, each) => sum + each.dollars, 0)
  return { ...found, dollars }
}
