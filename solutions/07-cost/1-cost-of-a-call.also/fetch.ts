import type OpenAI from 'openai'
import { findModel, pick } from '@workbook/kit'

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
  const fresh = input - cached - written
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
  const response = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ model, input: question }),
  })
  const { output, usage } =
    (await response.json()) as OpenAI.Responses.Response
  const text = output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .map((part) => (part.type === 'output_text' ? part.text : ''))
    .join('')
  if (!usage) throw new Error('The answer has no usage.')
  const { input_tokens: input, output_tokens: output_ } = usage
  const { cached_tokens: cached, cache_write_tokens: written } =
    usage.input_tokens_details
  const { reasoning_tokens: reasoning } = usage.output_tokens_details
  const dollars = costOf({
    input,
    cached,
    written,
    output: output_,
    reasoning,
  })
  return { text, dollars }
}
