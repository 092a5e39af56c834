import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import { decode, encode } from '../../engine/tokens.ts'
import { pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import type { Call } from '../local/call.ts'
import { weightsOf } from '../local/weights.ts'
import { embed as vectorOf } from '../embedding.ts'
import { errorResponse, notFound } from './errors.ts'
import { any, bool, decodeBody, int, map, quoted, string } from './go-json.ts'
import { isName, pulled } from './library.ts'
import { keepAlive } from './request.ts'
import type { CommonRequest } from './request.ts'
import { contextOf, load } from './run.ts'
import { optionsProblem } from './options.ts'
import { jsonResponse } from './wire.ts'

const fields = { model: string, keep_alive: keepAlive, options: map, truncate: bool, dimensions: int }

/** POST /api/embed: one text or several. Every model can do it, though those made for it do it better. */
export async function embed(call: Call): Promise<Response> {
  const body = decodeBody(call.text, 'EmbedRequest', { ...fields, input: any })
  if (typeof body === 'string') return errorResponse(400, body)
  const request = body as CommonRequest & { readonly input?: unknown; readonly dimensions?: number | null }
  const name = request.model ?? ''
  if (name && !isName(name)) return errorResponse(400, 'invalid model name')
  const inputs = inputsOf(request.input)
  if (!inputs) return errorResponse(400, 'invalid input type')
  const model = pulled(name)
  if (!name || !model) return notFound(name)
  const problem = optionsProblem(request.options ?? {})
  if (problem) return errorResponse(500, problem)
  const loading = await load(call, request, model)
  if (!inputs.length) return jsonResponse({ model: name, embeddings: [] })

  const room = contextOf(request, model)
  const counts = inputs.map(countTokens)
  if (request.truncate === false && counts.some((count) => count > room)) {
    return errorResponse(400, 'the input length exceeds the context length')
  }
  const tokens = counts.reduce((sum, count) => sum + Math.min(count, room), 0)
  const working = 4 + tokens / 8
  await pause(working, call.signal)
  const { width } = weightsOf(model)
  const size = request.dimensions && request.dimensions > 0 ? Math.min(request.dimensions, width) : width
  const embeddings = inputs.map((text, at) =>
    vectorOf((counts[at] ?? 0) > room ? decode(encode(text).slice(0, room)) : text, sized(model), size),
  )
  return jsonResponse({
    model: name,
    embeddings,
    total_duration: Math.round((loading + working) * 1e6),
    load_duration: Math.round(loading * 1e6),
    prompt_eval_count: tokens,
  })
}

/** POST /api/embeddings, the older form: one text, and a vector whose length is not one. */
export async function embeddings(call: Call): Promise<Response> {
  const body = decodeBody(call.text, 'EmbeddingRequest', { ...fields, prompt: string })
  if (typeof body === 'string') return errorResponse(400, body)
  const request = body as CommonRequest & { readonly prompt?: string | null }
  const name = request.model ?? ''
  if (!name) return errorResponse(400, 'model is required')
  if (!isName(name)) return errorResponse(400, 'invalid model name')
  const model = pulled(name)
  if (!model) return errorResponse(404, `model ${quoted(name)} not found, try pulling it first`)
  const problem = optionsProblem(request.options ?? {})
  if (problem) return errorResponse(500, problem)
  await load(call, request, model)
  const text = request.prompt ?? ''
  if (!text) return jsonResponse({ embedding: [] })
  const tokens = countTokens(text)
  await pause(4 + tokens / 8, call.signal)
  // The older endpoint gives the numbers as the model has them.
  const scale = Math.sqrt(weightsOf(model).width)
  const response = jsonResponse({ embedding: vectorOf(text, sized(model)).map((value) => value * scale) })
  const usage = { model: model.id, inputTokens: tokens, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 }
  meters.set(response, () => usage)
  return response
}

/** The model with the size of its vectors, which the catalogue only knows of models that do nothing else. */
function sized(model: Model): Model {
  return { ...model, dimensions: weightsOf(model).width }
}

/** The texts to embed; undefined when there is something else among them. */
function inputsOf(input: unknown): string[] | undefined {
  if (input == null) return []
  if (typeof input === 'string') return input === '' ? [] : [input]
  return Array.isArray(input) && input.every((item) => typeof item === 'string') ? (input as string[]) : undefined
}
