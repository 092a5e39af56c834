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
  return attempt(question, isGood, models)
}

async function attempt(
  question: string,
  isGood: (text: string) => boolean,
  [model = '', ...dearer]: string[],
): Promise<Reply> {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  const text = choices[0]?.message.content ?? ''
  const { prompt_tokens = 0, completion_tokens = 0 } = usage ?? {}
  const dollars = costOf(model, prompt_tokens, completion_tokens)
  if (dearer.length === 0 || isGood(text)) return { text, model, dollars }
  const next = await attempt(question, isGood, dearer)
  return { ...next, dollars: dollars + next.dollars }
}
