import type { Part } from '@google/genai'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import type { Random } from '../../world.ts'
import type { Call, Outcome } from './call.ts'
import {
  blockedPrompt,
  callParts,
  finishReason,
  logprobs,
  signed,
  stoppedCandidate,
  thoughtParts,
  wireResponse,
} from './candidates.ts'
import type { WireCandidate } from './candidates.ts'
import { begin } from './generate.ts'
import type { Draft, Generation } from './generation.ts'
import { portions } from './portions.ts'
import { jsonType, pretty, spaced } from './json.ts'
import { latencyOf } from './latency.ts'
import type { TokenCounts, Wire } from './usage.ts'

/** POST /v1/models/{model}:streamGenerateContent, as server-sent events with ?alt=sse, else as one long list. */
export function streamGenerateContent(call: Call): Outcome {
  const result = begin(call, 'generateContent')
  if ('status' in result) return result
  const isSse = call.query.get('alt') === 'sse'

  const generation = result
  let sofar: TokenCounts = { ...generation.counts, candidates: 0, thoughts: 0 }

  async function* frames(signal: AbortSignal) {
    let count = 0
    for await (const { chunk, counts } of chunks(generation, call.random, signal)) {
      sofar = counts
      // Lines end in CR LF between the chunks, though in LF inside the list's.
      if (isSse) yield `data: ${spaced(chunk)}\r\n\r\n`
      else yield `${count++ ? ',\r\n' : '['}${pretty(chunk)}`
    }
    if (!isSse) yield ']'
  }
  const response = new Response(eventStream(call.signal, frames), {
    headers: { 'content-type': isSse ? 'text/event-stream' : jsonType },
  })
  // Who leaves early pays for what was written until then; a list that is broken off cannot be read.
  meters.set(response, () => ({
    model: generation.model.id,
    inputTokens: sofar.prompt,
    cachedInputTokens: sofar.cached,
    outputTokens: sofar.candidates + sofar.thoughts,
    reasoningTokens: sofar.thoughts,
  }))
  return response
}

/** One chunk's share of a candidate. */
interface Share {
  readonly candidate: WireCandidate
  /** How many tokens were written since the last chunk. */
  readonly tokens: number
}

/** The chunks at their pace; each has the counts up to then, the thoughts at once. */
async function* chunks(generation: Generation, random: Random, signal: AbortSignal) {
  const { firstToken, tokensPerSecond } = latencyOf(generation.model.id)
  const thoughts = generation.drafts.reduce((sum, draft) => sum + draft.thoughtTokens, 0)
  await pause(about(firstToken + (thoughts * 1000) / tokensPerSecond, random), signal)
  if (generation.blocked === 'prompt') {
    yield { chunk: blockedPrompt(generation), counts: generation.counts }
    return
  }
  const shares = generation.drafts.map((draft, index) => sharesOf(generation, draft, index, random))
  const longest = Math.max(...shares.map(({ length }) => length))
  let candidates = 0
  for (let at = 0; at < longest; at++) {
    const now = shares.flatMap((own) => own[at] ?? [])
    const fresh = now.reduce((sum, { tokens }) => sum + tokens, 0)
    if (at > 0) await pause(about((fresh * 1000) / tokensPerSecond, random), signal)
    candidates += fresh
    const counts = { ...generation.counts, candidates, thoughts }
    const written = now.map(({ candidate }) => candidate)
    yield { chunk: wireResponse(generation, written, counts), counts }
  }
}

/** Splits a candidate into chunks: text by a dozen tokens or so, each call in one piece, an empty text at the end of signed ones. */
function sharesOf({ request, blocked }: Generation, draft: Draft, index: number, random: Random): Share[] {
  const share = (parts: readonly Wire<Part>[], tokens: number, rest: WireCandidate = {}): Share => ({
    candidate: { content: { ...(parts.length && { parts }), role: 'model' }, ...rest, index },
    tokens,
  })
  const texts = portions(draft, random).map(({ text, from, to }) => {
    const { avgLogprobs: _, ...probabilities } = request.generationConfig?.responseLogprobs
      ? logprobs(draft, from, to)
      : {}
    const own = share([{ text }], to - from)
    return { ...own, candidate: { ...own.candidate, ...probabilities } }
  })
  if (blocked) return [...texts.slice(0, 1), { candidate: stoppedCandidate(index), tokens: 0 }]

  const calls = callParts(draft)
  const tokensUpTo = (call: number) => Math.ceil((draft.tokens * call) / calls.length)
  const shares = [
    ...thoughtParts(draft).map((part) => share([part], 0)),
    ...calls.map((part, at) => share([part], tokensUpTo(at + 1) - tokensUpTo(at))),
    ...texts,
  ]
  const finish = { finishReason: finishReason(draft) }
  const last = texts.at(-1)
  if (last && !draft.isSigned) {
    const { content, index: own, ...rest } = last.candidate
    shares.splice(-1, 1, {
      tokens: last.tokens,
      candidate: { content, ...finish, index: own, ...rest } as WireCandidate,
    })
    return shares
  }
  return [...shares, share(shares.length ? [signed({ text: '' }, draft)] : [], 0, finish)]
}
