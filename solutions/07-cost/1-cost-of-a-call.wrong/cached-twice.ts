// Expected: You charged cached input twice: it is part of `input`, so take it off before you charge the rest.
import OpenAI from 'openai'
import { findModel, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'mid')

const entry = findModel(model)?.price
if (!entry) throw new Error(`Nobody knows the price of ${model}.`)

/** US dollars for a million tokens. */
const price = {
  cachedInput: entry.input,
  cacheWrite: entry.input,
  ...entry,
}

/** Tokens of one call. */
export interface Usage {
  /** All that was read. */
  input: number
  /** Of `input`: what the provider found in its cache. */
  cached: number
  /** Of `input`: what it wrote into its cache. */
  written: number
  /** All that was generated. */
  output: number
  /** Of `output`: what was thought and never shown. */
  reasoning: number
}

export function costOf({ input, cached, written, output }: Usage): number {
  const fresh = input
  const sum =
    fresh * price.input +
    cached * price.cachedInput +
    written * price.cacheWrite +
    output * price.output
  return sum / 1_000_000
}

export async function askWithCost(
  question: string,
): Promise<{ text: string; dollars: number }> {
  const { output_text, usage } = await client.responses.create({
    model,
    input: question,
  })
  const dollars = costOf({
    input: usage?.input_tokens ?? 0,
    cached: usage?.input_tokens_details.cached_tokens ?? 0,
    written: usage?.input_tokens_details.cache_write_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    reasoning: usage?.output_tokens_details.reasoning_tokens ?? 0,
  })
  return { text: output_text, dollars }
}
