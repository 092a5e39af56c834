import type { Random } from '../../world.ts'
import type { Problem } from './errors.ts'

/** One request, as far as every endpoint needs to know it. */
export interface Call {
  /** The API key: whose rate limits, prompt cache and batches these are. */
  readonly key: string
  /** The header anthropic-version. */
  readonly version: Version
  /** True when the header anthropic-beta names any feature: then fields beyond the released ones are let through. */
  readonly beta: boolean
  /** The parsed body; an empty object where there is none. */
  readonly body: Readonly<Record<string, unknown>>
  readonly query: URLSearchParams
  /** What stands in the path where the route has a name. */
  readonly id: string
  /** Scheme and host the client sees, for addresses in answers. */
  readonly origin: string
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** The seed of everything that is left to chance in this call. */
  readonly seed: number
  /** Where its ids come from. */
  readonly random: Random
}

/** The API versions that are served; 2026-10-21 took the sampling parameters away. */
export const versions = ['2023-01-01', '2023-06-01', '2026-10-21'] as const
export type Version = (typeof versions)[number]

/** What an endpoint gives back before the headers that every response has are added. */
export type Outcome = Problem | Reply

export interface Reply {
  readonly response: Response
  /** What the rate limits are charged; absent where none apply. */
  readonly charged?: { readonly model: string; readonly inputTokens: number; readonly outputTokens: number }
}

export type Endpoint = (call: Call) => Outcome | Promise<Outcome>

export function isProblem(outcome: Outcome): outcome is Problem {
  return 'status' in outcome
}
