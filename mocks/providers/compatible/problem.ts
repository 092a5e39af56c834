/** What is wrong with a request, before a host has put it into its envelope. */
export interface Problem {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | number | null
  /** What some hosts put in the message's place or beside it. */
  readonly detail?: unknown
  /** Seconds to wait, for the header retry-after. */
  readonly retryAfter?: number
  /** True where the request was turned away before it was known whose it is: such answers tell nothing of the account. */
  readonly atTheDoor?: boolean
}

export function isProblem(value: object): value is Problem {
  return 'status' in value && 'message' in value && !(value instanceof Response)
}
