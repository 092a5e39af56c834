/**
 * 7.1 The cost of a call
 *
 * Every answer says how many tokens it used. Turn them into money.
 *
 * `costOf` takes the tokens of one call and returns what it cost, in US dollars, by the prices in `price`:
 * - `price.input` for input, but `price.cachedInput` for what is `cached` and `price.cacheWrite` for what is `written`,
 * - `price.output` for output.
 * Prices are for a million tokens. Look at the comments in `Usage`: what is part of what?
 *
 * `askWithCost` takes a question. It
 * - sends it to `model`, in one request,
 * - and returns `{ text, dollars }`: the text of the answer, and what the call cost by its `usage`.
 *
 * The usage of `client.responses.create` has `input_tokens`, with `cached_tokens` and `cache_write_tokens` in `input_tokens_details`, and
 * `output_tokens`, with `reasoning_tokens` in `output_tokens_details`.
 */
import OpenAI from 'openai'
import { NotStarted, findModel, pick } from '@workbook/kit'

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

export function costOf(usage: Usage): number {
  throw new NotStarted()
}

export async function askWithCost(
  question: string,
): Promise<{ text: string; dollars: number }> {
  throw new NotStarted()
}
