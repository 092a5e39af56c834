import type { Model } from '@workbook/kit'
import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'openai/resources/embeddings'
import { countTokens } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { embed, toBase64 } from '../embedding.ts'
import { noModel, unknownModel } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad, fieldsProblem } from './fields.ts'
import type { Fields } from '../field.ts'
import { pretty } from './json.ts'
import { latencyOf } from './latency.ts'
import { servedModel, unsupportedParameter } from './model-rules.ts'

/** The body of POST /v1/embeddings, as the API reference lists it. */
const fields: Fields = {
  model: { type: 'string', required: true },
  input: { type: ['string', 'array'], required: true, minItems: 1, maxItems: 2048 },
  encoding_format: { type: 'string', oneOf: ['float', 'base64'] },
  dimensions: { type: 'integer', min: 1 },
  user: { type: 'string' },
}

/** POST /v1/embeddings */
export async function embeddings(call: Call): Promise<Outcome> {
  const read = readRequest(call.body)
  if ('message' in read) return read
  const { model } = read
  await pause(about(latencyOf(model.id).firstToken, call.random), call.signal)
  const body = bodyOf(read)
  const headers = { 'content-type': 'application/json', 'openai-model': body.model, 'access-control-allow-origin': '*' }
  const charged = { model: model.id, tokens: body.usage.total_tokens }
  return { response: new WrittenResponse(`${pretty(body)}\n`, { headers }), charged }
}

/** The answer to a request that waits for nothing: one of a batch. */
export function embeddingsAtOnce({ body }: Pick<Call, 'body'>): object | Problem {
  const read = readRequest(body)
  return 'message' in read ? read : bodyOf(read)
}

function bodyOf({ request, model, inputs }: Readable): CreateEmbeddingResponse {
  const tokens = inputs.reduce<number>((sum, input) => sum + tokensIn(input), 0)
  return {
    object: 'list',
    data: inputs.map((input, index) => {
      const vector = embed(input, model, request.dimensions)
      // The SDK asks for base64, and makes numbers of it; its types know only those.
      const embedding = request.encoding_format === 'base64' ? (toBase64(vector) as unknown as number[]) : vector
      return { object: 'embedding', index, embedding }
    }),
    model: wireNames[model.id] ?? model.id,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }
}

/** The oldest model still answers with an older name. */
const wireNames: Readonly<Record<string, string>> = { 'text-embedding-ada-002': 'text-embedding-ada-002-v2' }

/** A text, or its tokens. */
export type EmbeddingInput = string | readonly number[]

interface Readable {
  readonly request: EmbeddingCreateParams
  readonly model: Model
  readonly inputs: readonly EmbeddingInput[]
}

function readRequest(body: Readonly<Record<string, unknown>>): Readable | Problem {
  if (body.model == null || body.model === '') return noModel
  const shape = fieldsProblem(body, fields)
  if (shape) return shape
  const request = body as unknown as EmbeddingCreateParams
  const model = servedModel(request.model, unknownModel)
  if ('message' in model) return model
  if (model.kind !== 'embedding') {
    return { status: 403, message: 'You are not allowed to generate embeddings from this model' }
  }
  const inputs = inputsOf(request.input)
  if (!inputs || inputs.some((input) => input.length === 0))
    return bad(
      "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
      null,
      null,
    )
  if (request.dimensions != null && model.id === 'text-embedding-ada-002')
    return unsupportedParameter('dimensions', null)
  const most = model.dimensions ?? 0
  if (request.dimensions != null && request.dimensions > most) {
    return bad(
      `Invalid value for 'dimensions' = ${request.dimensions}. Must be less than or equal to ${most}.`,
      'dimensions',
      null,
    )
  }
  const longest = Math.max(...inputs.map(tokensIn))
  if (longest > model.contextWindow) {
    return bad(
      `This model's maximum context length is ${model.contextWindow} tokens, however you requested ${longest} tokens ` +
        `(${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
      null,
      null,
    )
  }
  return { request, model, inputs }
}

/** The texts to embed; undefined when there is something else among them. */
function inputsOf(input: unknown): EmbeddingInput[] | undefined {
  if (typeof input === 'string') return [input]
  const list = input as unknown[]
  if (isTokens(list)) return [list]
  return list.every((item) => typeof item === 'string' || isTokens(item)) ? (list as EmbeddingInput[]) : undefined
}

function isTokens(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0)
}

function tokensIn(input: EmbeddingInput): number {
  return typeof input === 'string' ? countTokens(input) : input.length
}
