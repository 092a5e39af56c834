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

const million = 1e6
export const costOf = (usage: Usage): number =>
  [
    [usage.input - usage.cached - usage.written, price.input],
    [usage.cached, price.cachedInput],
    [usage.written, price.cacheWrite],
    [usage.output, price.output],
  ].reduce(
    (sum, [tokens = 0, each = 0]) => sum + (tokens / million) * each,
    0,
  )

export async function askWithCost(
  question: string,
): Promise<{ text: string; dollars: number }> {
  const stream = client.responses.stream({ model, input: question })
  const { output_text: text, usage } = await stream.finalResponse()
  const read = usage?.input_tokens_details
  const dollars = costOf({
    input: usage?.input_tokens ?? 0,
    cached: read?.cached_tokens ?? 0,
    written: read?.cache_write_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    reasoning: usage?.output_tokens_details.reasoning_tokens ?? 0,
  })
  return { text, dollars }
}
