import type { Content, ContentEmbedding, SingleEmbedContentResponse } from '@google/genai'
import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { embed } from '../embedding.ts'
import type { Call, Outcome } from './call.ts'
import { unknownModel } from './errors.ts'
import { badRequest, invalid } from './problem.ts'
import type { Problem } from './problem.ts'
import { content } from './generate-shape.ts'
import { jsonResponse } from './json.ts'
import { latencyOf } from './latency.ts'
import { serving } from './serving.ts'
import { any, int32, list, message, read, string } from './shapes.ts'
import type { Shape } from './shapes.ts'

interface EmbedRequest {
  readonly model?: string
  readonly content?: Content
  readonly outputDimensionality?: number
}

const request = message('EmbedContentRequest', {
  model: string,
  content,
  taskType: string,
  title: string,
  outputDimensionality: int32,
  embedContentConfig: any,
})
const batch = message('BatchEmbedContentsRequest', { requests: list(request) })

/** POST /v1/models/{model}:embedContent */
export function embedContent(call: Call): Promise<Outcome> {
  return answer(
    call,
    'embedContent',
    request,
    (value) => [value as EmbedRequest],
    ([embedding]) => {
      return { embedding } satisfies SingleEmbedContentResponse
    },
  )
}

/** POST /v1/models/{model}:batchEmbedContents, which the SDK uses for a single text too. */
export function batchEmbedContents(call: Call): Promise<Outcome> {
  const requestsIn = (value: unknown) => (value as { requests?: EmbedRequest[] }).requests ?? []
  return answer(call, 'batchEmbedContents', batch, requestsIn, (embeddings) => ({ embeddings }))
}

async function answer(
  call: Call,
  method: 'embedContent' | 'batchEmbedContents',
  shape: Shape,
  requestsIn: (value: unknown) => readonly EmbedRequest[],
  bodyOf: (embeddings: ContentEmbedding[]) => object,
): Promise<Outcome> {
  const model = serving(call.id)
  if (!model || model.kind !== 'embedding') return unknownModel(call.id, call.version, method)
  const { value, violations } = read(shape, call.body, call.version)
  if (violations.length) return badRequest(violations)
  const requests = requestsIn(value)
  const problem = requestsProblem(call, model, method, requests)
  if (problem) return problem
  await pause(about(latencyOf(model.id).firstToken, call.random), call.signal)
  const embeddings = requests.map(({ content, outputDimensionality }) => ({
    values: embed(textOf(content), model, outputDimensionality ?? model.dimensions),
  }))
  const tokens = requests.reduce((sum, { content }) => sum + countTokens(textOf(content)), 0)
  return metered(model, bodyOf(embeddings), tokens)
}

function requestsProblem(
  { id }: Call,
  model: Model,
  method: 'embedContent' | 'batchEmbedContents',
  requests: readonly EmbedRequest[],
): Problem | undefined {
  const isBatch = method === 'batchEmbedContents'
  const whole = isBatch ? 'BatchEmbedContentsRequest' : 'EmbedContentRequest'
  if (!requests.length) return invalid(`* ${whole}.requests: requests must not be empty\n`)
  if (requests.length > 100) return invalid(`* ${whole}.requests: at most 100 requests can be in one batch\n`)
  for (const [at, { model: named, content, outputDimensionality: size }] of requests.entries()) {
    const path = isBatch ? `${whole}.requests[${at}]` : whole
    if (isBatch && named === undefined) return invalid(`* ${path}.model: unexpected model name format\n`)
    if (named !== undefined && named.replace(/^models\//, '') !== id) {
      return invalid(`* ${path}.model: model must match the model in the path\n`)
    }
    if (!textOf(content)) return invalid(`* ${path}.content: content is empty or contains empty parts\n`)
    if (size !== undefined && (size < 1 || size > (model.dimensions ?? 0))) {
      return invalid(`* ${path}.output_dimensionality: must be between 1 and ${model.dimensions}\n`)
    }
  }
  return undefined
}

/** The parts of one content make one text, and so one embedding. */
function textOf(content: Content | undefined): string {
  return (content?.parts ?? []).map(({ text }) => text ?? '').join('\n')
}

/** The response does not say what it used. */
function metered({ id }: Model, body: object, inputTokens: number): Response {
  const response = jsonResponse(body)
  const usage = { model: id, inputTokens, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 }
  meters.set(response, () => usage)
  return response
}
