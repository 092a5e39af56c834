import { countTokens } from '../../engine/engine.ts'
import { decode, encode } from '../../engine/tokens.ts'
import { complaintsAbout, dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import type { JsonType } from '../field.ts'
import type { Call } from '../local/call.ts'
import { tooDeepAt } from '../nesting.ts'
import type { Fields } from '../field.ts'
import { invalid, plain, tooLarge } from './errors.ts'
import type { Problem } from './errors.ts'

type Maybe<T> = T | null | undefined

export interface Parameters {
  readonly best_of?: Maybe<number>
  readonly temperature?: Maybe<number>
  readonly repetition_penalty?: Maybe<number>
  readonly frequency_penalty?: Maybe<number>
  readonly top_k?: Maybe<number>
  readonly top_p?: Maybe<number>
  readonly typical_p?: Maybe<number>
  readonly do_sample?: Maybe<boolean>
  readonly max_new_tokens?: Maybe<number>
  readonly return_full_text?: Maybe<boolean>
  readonly stop?: Maybe<readonly string[]>
  readonly truncate?: Maybe<number>
  readonly details?: Maybe<boolean>
  readonly decoder_input_details?: Maybe<boolean>
  readonly seed?: Maybe<number>
  readonly top_n_tokens?: Maybe<number>
  readonly grammar?: Maybe<{ readonly type: string; readonly value: unknown }>
}

export interface GenerateRequest {
  readonly inputs: string
  readonly stream: boolean
  readonly parameters: Parameters
}

/** The names that Rust has for what JSON has. */
const parameterFields: Fields = {
  best_of: { type: 'integer', min: 0 },
  temperature: { type: 'decimal' },
  repetition_penalty: { type: 'decimal' },
  frequency_penalty: { type: 'decimal' },
  top_k: { type: 'integer' },
  top_p: { type: 'decimal' },
  typical_p: { type: 'decimal' },
  do_sample: { type: 'boolean' },
  max_new_tokens: { type: 'integer', min: 0 },
  return_full_text: { type: 'boolean' },
  stop: { type: 'array', items: { type: 'string' } },
  truncate: { type: 'integer', min: 0 },
  watermark: { type: 'boolean' },
  details: { type: 'boolean' },
  decoder_input_details: { type: 'boolean' },
  seed: { type: 'integer', min: 0 },
  top_n_tokens: { type: 'integer', min: 0 },
  grammar: {
    type: 'object',
    fields: { type: { type: 'string', required: true }, value: { type: ['object', 'string'] } },
  },
  adapter_id: { type: 'string' },
}

const fields: Fields = {
  inputs: { type: 'string', required: true },
  stream: { type: 'boolean' },
  parameters: { type: 'object', fields: parameterFields },
  add_special_tokens: { type: 'boolean' },
}

/** Bytes of the largest body that is read. */
const largest = 2_000_000

/** Reads a body, or gives the answer of the web framework, which looks at it first. */
export function readRequest({ text, contentType }: Call): GenerateRequest | Response {
  if (text.length > largest || (text.length > largest / 3 && new TextEncoder().encode(text).length > largest))
    return tooLarge()
  if (!/^application\/(.+\+)?json\b/i.test(contentType)) {
    return plain(415, 'Expected request with `Content-Type: application/json`')
  }
  const failed = (what: string) => plain(400, `Failed to parse the request body as JSON: ${what}`)
  if (tooDeepAt(127, text) !== undefined) return failed('recursion limit exceeded at line 1 column 128')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return failed(
      text.trim() === '' ? 'EOF while parsing a value at line 1 column 0' : `expected value at ${end(text)}`,
    )
  }
  const misfit = (what: string) => plain(422, `Failed to deserialize the JSON body into the target type: ${what}`)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return misfit(`invalid type: ${rust(body)}, expected struct GenerateRequest at ${end(text)}`)
  }
  const [complaint] = complaintsAbout(body, fields, false)
  if (complaint) return misfit(`${misfitOf(complaint)} at ${end(text)}`)
  const { inputs, stream, parameters } = body as Partial<GenerateRequest>
  return { inputs: inputs ?? '', stream: stream ?? false, parameters: parameters ?? {} }
}

/** Where a text ends, as Rust tells it. */
function end(text: string): string {
  const lines = text.trimEnd().split('\n')
  return `line ${lines.length} column ${lines.at(-1)?.length ?? 0}`
}

const rustTypes: Readonly<Record<JsonType, string>> = {
  string: 'a string',
  integer: 'u32',
  decimal: 'f32',
  boolean: 'a boolean',
  array: 'a sequence',
  object: 'a map',
}

function misfitOf(complaint: Complaint): string {
  const path = dotted(complaint.path)
  if (complaint.kind === 'missing') return `missing field \`${complaint.path.at(-1)}\``
  if (complaint.kind === 'type') {
    return `${path}: invalid type: ${rust(complaint.value)}, expected ${rustTypes[complaint.expected[0] ?? 'object']}`
  }
  return `${path}: invalid value: ${rust(complaint.value)}, expected u32`
}

function rust(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'sequence'
  if (typeof value === 'string') return `string ${JSON.stringify(value)}`
  if (typeof value === 'number') return `${Number.isInteger(value) ? 'integer' : 'floating point'} \`${value}\``
  return typeof value === 'boolean' ? `boolean \`${value}\`` : 'map'
}

/** What a server is started with. */
export const limits = { bestOf: 2, stops: 4, topN: 5, input: 4095, total: 4096, newTokens: 100 } as const

/** A request that may be answered. */
export interface Readable {
  readonly inputs: string
  readonly inputTokens: number
  readonly maxNewTokens: number
}

/** What the model may read and write, or what is wrong with that: in the order in which the server looks at it. */
export function validate({ inputs, parameters: p }: GenerateRequest, streams: boolean): Readable | Problem {
  const outside = (value: Maybe<number>) => value != null && (value <= 0 || value >= 1)
  const bestOf = p.best_of ?? 1
  const rules: readonly (readonly [wrong: boolean, message: string])[] = [
    [bestOf === 0 || bestOf > limits.bestOf, `\`best_of\` must be > 0 and <= ${limits.bestOf}. Given: ${bestOf}`],
    [streams && bestOf > 1, '`best_of` != 1 is not supported when streaming tokens'],
    [
      streams && p.decoder_input_details === true,
      '`decoder_input_details` == true is not supported when streaming tokens',
    ],
    [bestOf > 1 && !samples(p), 'you must use sampling when `best_of` is > 1'],
    [p.temperature != null && p.temperature <= 0, '`temperature` must be strictly positive'],
    [p.repetition_penalty != null && p.repetition_penalty <= 0, '`repetition_penalty` must be strictly positive'],
    [
      p.frequency_penalty != null && Math.abs(p.frequency_penalty) > 2,
      '`frequency_penalty` must be >= -2.0 and <= 2.0',
    ],
    [outside(p.top_p), '`top_p` must be > 0.0 and < 1.0'],
    [outside(p.typical_p), '`typical_p` must be > 0.0 and < 1.0'],
    [p.top_k != null && p.top_k <= 0, '`top_k` must be strictly positive'],
    [p.max_new_tokens === 0, '`max_new_tokens` must be strictly positive'],
    [
      (p.stop?.length ?? 0) > limits.stops,
      `\`stop\` supports up to ${limits.stops} stop sequences. Given: ${p.stop?.length}`,
    ],
    [bestOf > 1 && p.seed != null, '`seed` must not be set when `best_of` > 1'],
    [
      (p.top_n_tokens ?? 0) > limits.topN,
      `\`top_n_tokens\` must be >= 0 and <= ${limits.topN}. Given: ${p.top_n_tokens}`,
    ],
    [inputs === '', '`inputs` cannot be empty'],
    [
      p.truncate != null && (p.truncate === 0 || p.truncate > limits.input),
      `\`truncate\` must be strictly positive and less than ${limits.input}. Given: ${p.truncate}`,
    ],
    [
      p.grammar?.type === 'json' && !hasProperties(p.grammar.value),
      "grammar is not valid: Grammar must have a 'properties' field",
    ],
  ]
  const broken = rules.find(([wrong]) => wrong)
  if (broken) return invalid(broken[1])
  // What is too much is cut off at the beginning.
  const whole = countTokens(inputs)
  const cuts = p.truncate != null && p.truncate < whole
  const inputTokens = cuts ? Number(p.truncate) : whole
  const maxNewTokens = p.max_new_tokens ?? limits.newTokens
  if (inputTokens + maxNewTokens > limits.total) {
    return invalid(
      `\`inputs\` tokens + \`max_new_tokens\` must be <= ${limits.total}. Given: ${inputTokens} \`inputs\` tokens and ` +
        `${maxNewTokens} \`max_new_tokens\``,
    )
  }
  return { inputs: cuts ? decode(encode(inputs).slice(-inputTokens)) : inputs, inputTokens, maxNewTokens }
}

/** Whether the next token is drawn; without any of these it is the most probable one. */
export function samples(p: Parameters): boolean {
  const values = [p.temperature, p.top_k, p.top_p, p.typical_p]
  return p.do_sample === true || values.some((value) => value != null)
}

function hasProperties(schema: unknown): boolean {
  if (typeof schema === 'object') return schema !== null && 'properties' in schema
  try {
    return hasProperties(JSON.parse(String(schema)) as object)
  } catch {
    return false
  }
}
