import type { Random } from '../../world.ts'

export type Body = Readonly<Record<string, unknown>>

/** What became of one request of a batch. */
export interface Answered {
  readonly status: number
  /** As the provider answers the same request when it is sent alone. */
  readonly body: object
}

/** How a provider runs batches that come as a file of lines of JSON. OpenAI's way of doing it has been copied by others. */
export interface BatchHost {
  readonly provider: string
  /** Largest input file, in bytes. */
  readonly largestFile: number
  readonly purposes: readonly string[]
  /** The paths a batch may be sent to. */
  readonly endpoints: readonly string[]
  /** Hours a batch may take, as they are asked for: the first one is told where something else was. */
  readonly windows: readonly string[]
  /** True where all the requests of a batch have to name the same model. */
  readonly isOfOneModel: boolean
  fileId(random: Random): string
  batchId(random: Random): string
  /** Of one answer of a batch, and of the request that gave it. */
  lineIds(random: Random): { readonly line: string; readonly request: string }
  /** Whether a model of this name may be used in batches. */
  serves(model: string): boolean
  /** Answers one request, at once: the waiting is done for the whole batch. */
  answer(endpoint: string, request: { readonly body: Body; readonly key: string; readonly seed: number }): Answered
}
