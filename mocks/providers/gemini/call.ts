import type { Random } from '../../world.ts'
import type { Problem } from './problem.ts'

/** One request, as far as every endpoint needs to know it. */
export interface Call {
  /** The API key: whose interactions, batches and cached prompts these are. */
  readonly key: string
  /** Both versions answer alike but for their name in messages. */
  readonly version: string
  /** The parsed body; an empty object where there is none. */
  readonly body: Readonly<Record<string, unknown>>
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
export type Outcome = Problem | Response

export type Endpoint = (call: Call) => Outcome | Promise<Outcome>

export function isProblem(outcome: Outcome): outcome is Problem {
  return !(outcome instanceof Response)
}
