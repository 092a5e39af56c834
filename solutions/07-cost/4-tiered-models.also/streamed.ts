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
  const replies: Reply[] = []
  for (const model of models) {
    const stream = client.responses.stream({ model, input: question })
    const { output_text, usage } = await stream.finalResponse()
    const read = usage?.input_tokens ?? 0
    const written = usage?.output_tokens ?? 0
    const dollars = costOf(model, read, written)
    replies.push({ text: output_text, model, dollars })
    if (isGood(output_text)) break
  }
  const last = replies.at(-1)
  return {
    text: last?.text ?? '',
    model: last?.model ?? '',
    dollars: replies.reduce((sum, { dollars }) => sum + dollars, 0),
  }
}
