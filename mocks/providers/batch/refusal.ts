/** Why a request about files or batches is turned down, before a provider has put it into its own envelope. */
export interface Refusal {
  readonly status: number
  readonly message: string
  readonly param?: string | null
  readonly code?: string | null
}
