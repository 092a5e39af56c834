import type { Random } from '../../world.ts'
import type { Body } from './json.ts'
import type { Charged } from './dialect.ts'
import type { Problem } from './problem.ts'

/** One request, as far as every endpoint needs to know it. */
export interface Call {
  readonly key: string
  /** An empty object where there is none. */
  readonly body: Body
  /** What was uploaded; absent where the body is no form. */
  readonly form?: FormData
  /** What stands in the path after the endpoint's name: the id of a model. */
  readonly id: string
  readonly query: URLSearchParams
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** The seed of everything that is left to chance in this call. */
  readonly seed: number
  /** Where its ids come from. */
  readonly random: Random
  readonly requestId: string
}

/** What an endpoint gives back before the headers that every response has are added. */
export type Outcome = Problem | Reply

export interface Reply {
  readonly response: Response
  readonly charged?: Charged
  /** What the model was called. */
  readonly model?: string
}
