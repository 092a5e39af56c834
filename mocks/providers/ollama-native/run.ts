import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import type { Prompt, Turn } from '../../engine/engine.ts'
import { decode, encode } from '../../engine/tokens.ts'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { hash } from '../../world.ts'
import type { Call } from '../local/call.ts'
import { keep } from '../local/loaded.ts'
import { promptTokens, speak } from '../local/speech.ts'
import type { Speech } from '../local/speech.ts'
import { loadTime, profileOf, weightsOf } from '../local/weights.ts'
import { tokensOf } from '../openai/pieces.ts'
import { errorResponse } from './errors.ts'
import { encode as encodeLine } from './go-json.ts'
import { effortOf, keepAliveOf, schemaOf } from './request.ts'
import type { CommonRequest } from './request.ts'
import { logprobs } from './wire.ts'
import type { Metrics, WireLogprob } from './wire.ts'

/** Tokens a model is given room for when nobody says how many. */
const defaultContext = 4096

/** An answer as it is about to be written. */
export interface Run {
  readonly model: Model
  /** What of the conversation the model has read. */
  readonly turns: readonly Turn[]
  readonly speech: Speech
  readonly metrics: Metrics
  readonly doneReason: 'stop' | 'length'
}

/** What comes out piece by piece. */
export type Piece =
  | { readonly thinking: string }
  | { readonly text: string; readonly logprobs: readonly WireLogprob[] }
  | { readonly call: number }

/** How much room a request gives the model. */
export function contextOf({ options }: CommonRequest, model: Model): number {
  const asked = options?.num_ctx
  return Math.min(asked !== undefined && asked > 0 ? asked : defaultContext, model.contextWindow)
}

/** Gets a model into memory. */
export async function load(call: Call, request: CommonRequest, model: Model): Promise<number> {
  const weights = weightsOf(model)
  const was = keep('ollama', model.id, keepAliveOf(request), contextOf(request, model))
  const milliseconds = about(was ? 60 : loadTime(weights), call.random)
  await pause(milliseconds, call.signal)
  return milliseconds
}

/** Loads the model and lets it answer; what does not fit into its context is left out, the oldest first. */
export async function run(
  call: Call,
  request: CommonRequest,
  model: Model,
  turns: readonly Turn[],
  tools?: Prompt['tools'],
): Promise<Run | Response> {
  const loading = await load(call, request, model)
  const schema = schemaOf(request)
  if (typeof schema === 'string') return errorResponse(500, schema)
  const context = contextOf(request, model)
  const whole = promptTokens(turns, tools)
  if (whole > context && request.truncate === false) {
    return errorResponse(400, 'the input length exceeds the context length')
  }
  const fitting = whole > context ? fit(turns, context - promptTokens([], tools)) : turns
  const options = request.options ?? {}
  const limit = options.num_predict ?? -1
  const prompt: Prompt = {
    turns: fitting,
    // A seed in the request makes the call repeat itself; without one every call is another.
    seed:
      options.seed === undefined || options.seed === -1 ? call.seed : hash(`${options.seed} ${JSON.stringify(turns)}`),
    temperature: Math.max(0, options.temperature ?? 0.8),
    topK: options.top_k ?? 40,
    topP: Math.min(1, Math.max(0.001, options.top_p ?? 0.9)),
    frequencyPenalty: options.frequency_penalty ?? 0,
    presencePenalty: options.presence_penalty ?? 0,
    stop: typeof options.stop === 'string' ? [options.stop] : (options.stop ?? []),
    ...(limit > 0 && { maxTokens: limit }),
    effort: effortOf(request, model),
    topLogprobs: request.logprobs ? (request.top_logprobs ?? 0) : 0,
    ...(tools?.length && { tools, toolChoice: 'auto' as const }),
    ...(schema && { schema }),
  }
  const speech = speak(prompt, call.key)
  const { firstToken, tokensPerSecond } = profileOf(weightsOf(model))
  const read = Math.min(whole, context)
  const reading = about(firstToken + read, call.random)
  const writing = about((speech.outputTokens * 1000) / tokensPerSecond, call.random)
  const [load_duration, prompt_eval_duration, eval_duration] = [loading, reading, writing].map((ms) =>
    Math.round((ms + call.random()) * 1e6),
  ) as [number, number, number]
  return {
    model,
    turns: fitting,
    speech,
    doneReason: speech.finish === 'length' ? 'length' : 'stop',
    metrics: {
      total_duration: load_duration + prompt_eval_duration + eval_duration + Math.round(call.random() * 1e6),
      load_duration,
      prompt_eval_count: read,
      prompt_eval_duration,
      eval_count: speech.outputTokens,
      eval_duration,
    },
  }
}

/** The newest turns that fit; the system's own stay, and the last one stays if only in part. */
function fit(turns: readonly Turn[], room: number): Turn[] {
  const last = turns.at(-1)
  if (!last) return []
  const cost = ({ text }: Turn) => countTokens(text) + 4
  const system = turns.slice(0, -1).filter(({ role }) => role === 'system')
  let left = room - system.reduce((sum, turn) => sum + cost(turn), 0) - cost(last)
  if (left < 0) {
    const tokens = encode(last.text)
    return [...system, { ...last, text: decode(tokens.slice(Math.min(tokens.length, -left))) }]
  }
  const kept: Turn[] = [last]
  for (const turn of turns.slice(0, -1).toReversed()) {
    if (turn.role === 'system') kept.unshift(turn)
    else if (left >= 0) {
      left -= cost(turn)
      if (left >= 0) kept.unshift(turn)
    }
  }
  return kept
}

/**
 * The answer in lines of JSON, one token each.
 *
 * @param line writes a piece
 * @param last writes the last line
 */
export function lineStream(
  call: Call,
  { model, speech, metrics }: Run,
  wantsLogprobs: boolean,
  line: (piece: Piece) => object,
  last: () => object,
): Response {
  const written = { tokens: 0 }
  async function* lines(signal: AbortSignal) {
    await pause(metrics.prompt_eval_duration / 1e6, signal)
    const pieces = piecesOf(speech, wantsLogprobs)
    for (const piece of pieces) {
      await pause(metrics.eval_duration / 1e6 / pieces.length, signal)
      written.tokens++
      yield `${encodeLine(line(piece))}\n`
    }
    yield `${encodeLine(last())}\n`
  }
  const response = new Response(eventStream(call.signal, lines), {
    headers: { 'content-type': 'application/x-ndjson' },
  })
  meters.set(response, () => ({
    model: model.id,
    inputTokens: metrics.prompt_eval_count,
    cachedInputTokens: 0,
    outputTokens: Math.min(written.tokens, metrics.eval_count),
    reasoningTokens: 0,
  }))
  return response
}

function piecesOf(speech: Speech, wantsLogprobs: boolean): Piece[] {
  return [
    ...speech.thoughts.map((thinking) => ({ thinking })),
    ...speech.pieces.map((text, at) => ({
      text,
      logprobs: wantsLogprobs ? logprobs(speech, ...tokensOf(speech, at)) : [],
    })),
    ...speech.calls.map((_, call) => ({ call })),
  ]
}
