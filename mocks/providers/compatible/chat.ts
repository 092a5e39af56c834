import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { finishReason, usedBy } from './completion.ts'
import type { Completion, Draft } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { ChunkChoice, Place, StreamEncoding } from './encoding.ts'
import { complete } from './generation.ts'
import type { Problem } from './problem.ts'
import { readChatRequest } from './reading.ts'

/** POST /chat/completions */
export async function chat(call: Call, dialect: Dialect): Promise<Outcome> {
  const readable = readChatRequest(call.body, dialect)
  if ('status' in readable) return readable
  const { request, limit } = readable
  if (misbehaviourOf(call.key) === 'content-filter' && dialect.problems.filtered) {
    return dialect.problems.filtered(request)
  }
  const completion = complete(call, readable, dialect)
  const { firstToken, tokensPerSecond } = dialect.latency(readable.model)
  const charged = { model: request.model, tokens: completion.counts.prompt + (limit ?? 16) }
  if (request.stream) {
    // The headers come when the request is accepted, a good while before the first token.
    await pause(firstToken * acceptance, call.signal)
    return { response: streamed(completion, dialect, call.signal), charged, model: request.model }
  }
  const longest = Math.max(...completion.drafts.map(({ tokens, thoughtTokens }) => tokens + thoughtTokens))
  await pause(about(firstToken + (longest * 1000) / tokensPerSecond, call.random), call.signal)
  if (completion.failure) return completion.failure
  const body = dialect.answers.encoding(request.model).body(completion)
  const response = new WrittenResponse(body, { headers: { 'content-type': dialect.answers.jsonType } })
  return { response, charged, model: request.model }
}

/** The printed answer to a request that waits for nothing: one of a batch. */
export function chatAtOnce(call: Omit<Call, 'id' | 'query' | 'signal'>, dialect: Dialect): string | Problem {
  const readable = readChatRequest(call.body, dialect)
  if ('status' in readable) return readable
  const completion = complete(call, readable, dialect)
  return completion.failure ?? dialect.answers.encoding(readable.request.model).body(completion)
}

/** How much of the time to the first token passes before a streamed answer's headers come. */
const acceptance = 0.4

function streamed(completion: Completion, dialect: Dialect, signal: AbortSignal): Response {
  const { stream } = dialect.answers.encoding(completion.name)
  const { firstToken, tokensPerSecond } = dialect.latency(completion.model)
  let written = 0

  async function* frames(signal: AbortSignal) {
    if (stream.waiting) yield stream.waiting
    await pause(about(firstToken * (1 - acceptance), completion.random), signal)
    yield* [stream.before?.(completion) ?? ''].filter((text) => text !== '')
    const step = about(1000 / tokensPerSecond, completion.random)
    for (const { choices, tokens, place } of chunks(completion, stream)) {
      if (tokens) await pause(step * tokens, signal)
      written += tokens
      yield stream.chunk(completion, choices, { ...place, written })
    }
    if (completion.failure) {
      const body = JSON.parse(dialect.problems.body(completion.failure, completion.requestId)) as object
      yield stream.failure?.(body, completion) ?? `data: ${JSON.stringify(body)}${stream.lineBreak ?? '\n\n'}`
      return
    }
    yield stream.done ?? `data: [DONE]${stream.lineBreak ?? '\n\n'}`
  }

  const response = new Response(eventStream(signal, frames), {
    headers: { 'content-type': dialect.answers.streamType },
  })
  // Who leaves early pays for what was written until then, whether the stream says so or not.
  meters.set(response, () => usedBy(completion, written))
  return response
}

interface Step {
  readonly choices: readonly ChunkChoice[]
  /** How many tokens it took to write it. */
  readonly tokens: number
  readonly place: Omit<Place, 'written'>
}

/** The chunks of a stream in their order: several answers take turns. */
function* chunks(completion: Completion, stream: StreamEncoding): Generator<Step> {
  const { drafts, request, failure } = completion
  let isFirst = true
  const step = (choices: readonly ChunkChoice[], tokens: number, hasUsage = false): Step => {
    const place = { isFirst, hasUsage }
    isFirst = false
    return { choices, tokens, place }
  }
  if (stream.opening) {
    for (const draft of drafts) yield step([choice(draft, stream.opening)], 0)
  }
  const lists = drafts.map((draft) => [...deltas(draft, stream)])
  for (let at = 0; at < Math.max(...lists.map(({ length }) => length)); at++) {
    for (const [index, list] of lists.entries()) {
      const item = list[at]
      const draft = drafts[index]
      if (item && draft)
        yield step(
          [{ ...choice(draft, item.delta), ...(item.piece !== undefined && { piece: item.piece }) }],
          item.tokens,
        )
    }
  }
  if (failure) return
  for (const [at, draft] of drafts.entries()) {
    const isLast = at === drafts.length - 1
    const delta = stream.closing(draft)
    yield step([{ ...choice(draft, delta), finish: finishReason(draft) }], 0, isLast && stream.usage === 'closing')
  }
  if (stream.usage === 'always' || (stream.usage === 'asked' && request.stream_options?.include_usage)) {
    yield step([], 0, true)
  }
}

function choice(draft: Draft, delta: object): ChunkChoice {
  return { index: draft.index, delta, finish: null, draft }
}

interface Delta {
  readonly delta: object
  readonly tokens: number
  readonly piece?: number
}

function* deltas(draft: Draft, stream: StreamEncoding): Generator<Delta> {
  if (stream.thought) for (const piece of draft.thoughts) yield { delta: stream.thought(piece), tokens: 1 }
  // Hidden thinking takes its time all the same.
  const hidden = draft.thoughtTokens - (stream.thought ? draft.thoughts.length : 0)
  for (const [at, piece] of draft.pieces.entries()) {
    yield { delta: stream.text(piece), tokens: at ? 1 : 1 + Math.max(0, hidden), piece: at }
  }
  if (stream.callsInClosing) return
  for (const [at, call] of draft.calls.entries()) {
    if (!stream.moreArguments) {
      yield { delta: stream.call(call, at, call.arguments), tokens: call.pieces.length + 1 }
      continue
    }
    yield { delta: stream.call(call, at, ''), tokens: 1 }
    for (const piece of call.pieces) yield { delta: stream.moreArguments(at, piece), tokens: 1 }
  }
}
