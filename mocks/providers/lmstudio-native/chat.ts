import type { Model } from '@workbook/kit'
import type { Prompt, Turn } from '../../engine/engine.ts'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { hex, perWorld, randomText } from '../../world.ts'
import type { Call } from '../local/call.ts'
import { inMemory, keep } from '../local/loaded.ts'
import { promptTokens, speak } from '../local/speech.ts'
import { loadTime, profileOf, weightsOf } from '../local/weights.ts'
import type { Fields } from '../field.ts'
import { isProblem, readBody } from './body.ts'
import { errorResponse, jsonType } from './errors.ts'
import { defaultContext, downloaded, modelNotFound, timeToLive } from './models.ts'

/** The body of POST /api/v1/chat, as the API reference lists it. */
const fields: Fields = {
  model: { type: 'string', required: true },
  input: { type: ['string', 'array'], required: true, items: { type: 'object' } },
  system_prompt: { type: 'string' },
  integrations: { type: 'array' },
  stream: { type: 'boolean' },
  temperature: { type: 'decimal', min: 0, max: 1 },
  top_p: { type: 'decimal', min: 0, max: 1 },
  top_k: { type: 'integer', min: 1 },
  min_p: { type: 'decimal', min: 0, max: 1 },
  repeat_penalty: { type: 'decimal', min: 0 },
  max_output_tokens: { type: 'integer', min: 1 },
  reasoning: { type: 'string', oneOf: ['off', 'low', 'medium', 'high', 'on'] },
  context_length: { type: 'integer', min: 1 },
  store: { type: 'boolean' },
  previous_response_id: { type: 'string' },
}

interface ChatRequest {
  readonly model: string
  readonly input: string | readonly { readonly type?: string; readonly content?: unknown }[]
  readonly system_prompt?: string | null
  readonly stream?: boolean | null
  readonly integrations?: readonly unknown[] | null
  readonly temperature?: number | null
  readonly top_p?: number | null
  readonly top_k?: number | null
  readonly max_output_tokens?: number | null
  readonly reasoning?: string | null
  readonly context_length?: number | null
  readonly store?: boolean | null
  readonly previous_response_id?: string | null
}

/** Conversations that can be gone on with, by the id of their last answer; the oldest are forgotten. */
const stored = perWorld(() => new Map<string, readonly Turn[]>())
const mostStored = 1000

/** POST /api/v1/chat */
export async function chat(call: Call): Promise<Response> {
  const body = readBody(call.text, fields)
  if (isProblem(body)) return errorResponse(400, body)
  const request = body as unknown as ChatRequest
  const model = downloaded(request.model)
  if (!model) return modelNotFound(request.model)
  if (model.kind !== 'chat') {
    return errorResponse(400, {
      type: 'invalid_request',
      message: `Model ${JSON.stringify(request.model)} is not an LLM.`,
      param: 'model',
    })
  }
  const text = textOf(request.input)
  if (text === undefined) {
    return errorResponse(400, {
      type: 'invalid_request',
      message: 'Invalid input',
      code: 'invalid_union',
      param: 'input',
    })
  }
  const before = request.previous_response_id == null ? [] : stored().get(request.previous_response_id)
  if (!before) {
    return errorResponse(404, {
      type: 'invalid_request',
      message: `Could not find stored response for previous_response_id: ${request.previous_response_id}`,
      param: 'previous_response_id',
    })
  }
  if (request.integrations?.length) {
    return errorResponse(501, { type: 'not_implemented', message: 'The simulated LM Studio has no integrations.' })
  }
  const canThink = weightsOf(model).abilities.includes('thinking')
  if (request.reasoning != null && request.reasoning !== 'off' && !canThink) {
    return errorResponse(400, {
      type: 'invalid_request',
      message: `Model '${model.id}' does not support reasoning setting '${request.reasoning}'.`,
      param: 'reasoning',
    })
  }
  const system = request.system_prompt
    ? [{ role: 'system' as const, text: request.system_prompt }]
    : before.filter(({ role }) => role === 'system')
  const turns: Turn[] = [...system, ...before.filter(({ role }) => role !== 'system'), { role: 'user', text }]
  const context = Math.min(request.context_length ?? contextOf(model), model.contextWindow)
  const read = promptTokens(turns)
  if (read > context) {
    return errorResponse(400, {
      type: 'invalid_request',
      message:
        `Trying to keep the first ${read} tokens when context the overflows. However, the model is loaded with context ` +
        `length of only ${context} tokens, which is not enough. Try to load the model with a larger context length, or ` +
        'provide a shorter input',
    })
  }
  return answer(call, request, model, turns, context, read)
}

/** How much room the model has if it is loaded, and gets if it is not. */
function contextOf(model: Model): number {
  return inMemory('lmstudio').find(({ id }) => id === model.id)?.context ?? defaultContext
}

/** A text, or a list of texts and pictures, which are not read. */
function textOf(input: ChatRequest['input']): string | undefined {
  if (typeof input === 'string') return input
  const isFine = input.every(
    ({ type, content }) => type === 'image' || (/^(message|text)$/.test(type ?? '') && typeof content === 'string'),
  )
  if (!input.length || !isFine) return undefined
  return input.flatMap(({ type, content }) => (type === 'image' ? [] : [String(content)])).join('\n')
}

const efforts: Readonly<Record<string, NonNullable<Prompt['effort']>>> = {
  off: 'none',
  low: 'low',
  medium: 'medium',
  high: 'high',
  on: 'medium',
}

async function answer(
  call: Call,
  request: ChatRequest,
  model: Model,
  turns: readonly Turn[],
  context: number,
  read: number,
): Promise<Response> {
  const { random, signal } = call
  const weights = weightsOf(model)
  const canThink = weights.abilities.includes('thinking')
  const loading = keep('lmstudio', model.id, timeToLive, context) ? 0 : about(loadTime(weights), random)
  const speech = speak(
    {
      turns,
      seed: call.seed,
      temperature: request.temperature ?? 0.8,
      topP: Math.max(0.001, request.top_p ?? 0.95),
      topK: request.top_k ?? 40,
      ...(request.max_output_tokens != null && { maxTokens: request.max_output_tokens }),
      effort: canThink ? (efforts[request.reasoning ?? 'on'] ?? 'medium') : 'none',
    },
    call.key,
  )
  const { firstToken, tokensPerSecond } = profileOf(weights)
  const processing = about(firstToken + read, random)
  const speed = tokensPerSecond * (0.9 + random() / 5)
  const id = `resp_${randomText(random, 48, hex)}`
  const isStored = request.store ?? true
  const thinking = speech.thoughts.join('')
  const result = {
    model_instance_id: model.id,
    output: [
      ...(thinking ? [{ type: 'reasoning', content: thinking }] : []),
      ...(speech.text || !thinking ? [{ type: 'message', content: speech.text }] : []),
    ],
    stats: {
      input_tokens: read,
      total_output_tokens: speech.outputTokens,
      reasoning_output_tokens: speech.reasoningTokens,
      tokens_per_second: speed,
      time_to_first_token_seconds: processing / 1000,
      ...(loading > 0 && { model_load_time_seconds: loading / 1000 }),
    },
    ...(isStored && { response_id: id }),
  }
  const remember = () => {
    if (!isStored) return
    const all = stored()
    all.set(id, [...turns, { role: 'assistant', text: speech.text }])
    if (all.size > mostStored) all.delete(all.keys().next().value ?? '')
  }

  if (!request.stream) {
    await pause(loading + processing + (speech.outputTokens * 1000) / speed, signal)
    remember()
    return Response.json(result, { headers: jsonType })
  }

  let written = 0
  async function* events(leaves: AbortSignal) {
    const event = (type: string, more: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
    const instance = { model_instance_id: model.id }
    yield event('chat.start', instance)
    if (loading > 0) {
      yield event('model_load.start', instance)
      for (const progress of [0.25, 0.5, 0.75, 1]) {
        await pause(loading / 4, leaves)
        yield event('model_load.progress', { ...instance, progress })
      }
      yield event('model_load.end', { ...instance, load_time_seconds: loading / 1000 })
    }
    yield event('prompt_processing.start')
    await pause(processing, leaves)
    yield event('prompt_processing.progress', { progress: 1 })
    yield event('prompt_processing.end')
    for (const [kind, pieces] of [
      ['reasoning', speech.thoughts],
      ['message', speech.pieces],
    ] as const) {
      if (!pieces.length) continue
      yield event(`${kind}.start`)
      for (const content of pieces) {
        await pause(1000 / speed, leaves)
        written++
        yield event(`${kind}.delta`, { content })
      }
      yield event(`${kind}.end`)
    }
    remember()
    yield event('chat.end', { result })
  }
  const response = new Response(eventStream(signal, events), { headers: { 'content-type': 'text/event-stream' } })
  meters.set(response, () => ({
    model: model.id,
    inputTokens: read,
    cachedInputTokens: 0,
    outputTokens: Math.min(written, speech.outputTokens),
    reasoningTokens: Math.min(written, speech.reasoningTokens),
  }))
  return response
}
