import type { Random } from '../../world.ts'
import type { Problem } from './errors.ts'

/** One request, as far as every endpoint needs to know it. */
export interface Call {
  /** The API key: whose rate limits and stored responses these are. */
  readonly key: string
  /** The parsed body; an empty object where there is none. */
  readonly body: Readonly<Record<string, unknown>>
  /** What was uploaded; absent where the body is no form. */
  readonly form?: FormData
  readonly query: URLSearchParams
  /** What stands in the path where the route has a name. */
  readonly id: string
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** The seed of everything that is left to chance in this call. */
  readonly seed: number
  /** Where its ids come from. */
  readonly random: Random
}

/** What an endpoint gives back before the headers that every response has are added. */
export type Outcome = Problem | Reply

export interface Reply {
  readonly response: Response
  /** Which model did the work, and how many tokens the rate limit is charged; absent where none applies. */
  readonly charged?: { readonly model: string; readonly tokens: number }
}

export type Endpoint = (call: Call) => Outcome | Promise<Outcome>

/** Who answers at an address. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `:id` stands for one part of the path. */
  readonly path: string
  readonly endpoint: Endpoint
}

export function isProblem(outcome: Outcome): outcome is Problem {
  return 'message' in outcome
}
