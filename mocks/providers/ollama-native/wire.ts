import type { Answer } from '../../engine/engine.ts'
import { now } from '../../world.ts'
import type { Random } from '../../world.ts'
import { WrittenResponse } from '../../written-response.ts'
import { encode, timestamp } from './go-json.ts'

export interface WireLogprob {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[]
  readonly top_logprobs?: readonly Omit<WireLogprob, 'top_logprobs'>[]
}

/** How long it took, in nanoseconds, and how many tokens it was. */
export interface Metrics {
  readonly total_duration: number
  readonly load_duration: number
  readonly prompt_eval_count: number
  readonly prompt_eval_duration: number
  readonly eval_count: number
  readonly eval_duration: number
}

export interface WireToolCall {
  readonly id: string
  readonly function: { readonly index: number; readonly name: string; readonly arguments: object }
}

/** An answer of POST /api/chat, or one line of it. */
export interface ChatResponse extends Partial<Metrics> {
  readonly model: string
  readonly created_at: string
  readonly message: {
    readonly role: 'assistant'
    readonly content: string
    readonly thinking?: string
    readonly tool_calls?: readonly WireToolCall[]
  }
  readonly done: boolean
  readonly done_reason?: string
  readonly logprobs?: readonly WireLogprob[]
}

/** An answer of POST /api/generate, or one line of it. */
export interface GenerateResponse extends Partial<Metrics> {
  readonly model: string
  readonly created_at: string
  readonly response: string
  readonly thinking?: string
  readonly done: boolean
  readonly done_reason?: string
  readonly context?: readonly number[]
  readonly logprobs?: readonly WireLogprob[]
}

/** The time of the simulated world, as every line has it. */
export function createdAt(random: Random): string {
  return timestamp(now(), Math.floor(random() * 1000))
}

export function jsonResponse(body: object): Response {
  return new WrittenResponse(encode(body), { headers: { 'content-type': 'application/json; charset=utf-8' } })
}

/** The probabilities of some of the tokens; none where nobody asked. */
export function logprobs({ logprobs }: Pick<Answer, 'logprobs'>, from = 0, to = Infinity): WireLogprob[] {
  return logprobs.slice(from, to).map(({ text, logprob, bytes, top }) => ({
    token: text,
    logprob,
    bytes,
    ...(top.length > 0 && {
      top_logprobs: top.map((other) => ({ token: other.text, logprob: other.logprob, bytes: other.bytes })),
    }),
  }))
}
