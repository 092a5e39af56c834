import { countTokens } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { WrittenResponse } from '../../written-response.ts'
import { embed } from '../embedding.ts'
import type { Call, Outcome } from './call.ts'
import { embeddingFields } from './chat-fields.ts'
import { complaintsAbout } from '../complaint.ts'
import type { Dialect } from './dialect.ts'
import { modelOf } from './reading.ts'

/** POST /embeddings */
export async function embeddings(call: Call, dialect: Dialect): Promise<Outcome> {
  const { request: rules, problems, answers } = dialect
  const complaints = complaintsAbout(call.body, rules.embedding ?? embeddingFields, rules.strict)
  if (complaints.length) return problems.complain(complaints)
  const { model: name, input, dimensions, encoding_format: format } = call.body as unknown as EmbeddingRequest
  const model = modelOf(name, dialect)
  if ('message' in model) return model
  if (model.kind !== 'embedding' || !answers.embeddings) return problems.wrongKind(name)
  const inputs = inputsOf(input)
  if (!inputs) {
    return problems.complain([{ kind: 'type', path: ['input'], value: input, expected: ['string', 'array'] }])
  }
  if (dimensions != null && dimensions > (model.dimensions ?? 0)) {
    return problems.complain([
      { kind: 'high', path: ['dimensions'], value: dimensions, limit: model.dimensions ?? 0, integer: true },
    ])
  }
  const lengths = inputs.map((text) => (typeof text === 'string' ? countTokens(text) : text.length))
  const longest = Math.max(...lengths)
  if (longest > model.contextWindow) return problems.tooLong(model, longest, 0)
  await pause(about(dialect.latency(model).firstToken, call.random), call.signal)
  const tokens = lengths.reduce((sum, length) => sum + length, 0)
  const vectors = inputs.map((text) => embed(text, model, dimensions ?? undefined))
  const body = answers.embeddings({ model, name, vectors, tokens, isBase64: format === 'base64', random: call.random })
  const response = new WrittenResponse(body, { headers: { 'content-type': answers.jsonType } })
  return { response, charged: { model: name, tokens }, model: name }
}

interface EmbeddingRequest {
  readonly model: string
  readonly input: unknown
  readonly dimensions?: number | null
  readonly encoding_format?: string | null
}

type Input = string | readonly number[]

/** The texts to embed, or their tokens; undefined when there is something else among them. */
function inputsOf(input: unknown): Input[] | undefined {
  if (typeof input === 'string') return input === '' ? undefined : [input]
  const list = input as readonly unknown[]
  if (isTokens(list)) return [list]
  return list.every((item) => isTokens(item) || (typeof item === 'string' && item !== ''))
    ? (list as Input[])
    : undefined
}

function isTokens(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => Number.isInteger(item) && item >= 0)
}
