import { now, perWorld } from '../../world.ts'

export interface BatchRequest {
  readonly custom_id: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A batch as it was handed in; everything else follows from the clock. */
export interface Batch {
  readonly id: string
  readonly key: string
  /** Simulated milliseconds since 1970. */
  readonly createdAt: number
  readonly requests: readonly BatchRequest[]
  /** How many of the requests will fail, which is known as soon as they are read. */
  readonly unsound: ReadonlySet<number>
  readonly sender: { readonly version: '2023-01-01' | '2023-06-01' | '2026-10-21'; readonly beta: boolean }
  readonly seed: number
  canceledAt?: number
}

const start = 20_000
const perRequest = 500
const windingUp = 5_000

/** Most batches that are kept; the oldest are forgotten first. */
const most = 100
const batches = perWorld(() => new Map<string, Batch>())

export function storeBatch(batch: Batch): void {
  const kept = batches()
  kept.set(batch.id, batch)
  if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
}

export function forgetBatch(id: string): void {
  batches().delete(id)
}

/** A batch of this key's own. */
export function findBatch(key: string, id: string): Batch | undefined {
  const batch = batches().get(id)
  return batch?.key === key ? batch : undefined
}

/** The batches of a key, newest first. */
export function batchesOf(key: string): Batch[] {
  return [...batches().values()].filter((batch) => batch.key === key).reverse()
}

/**
 * When a request of a batch is worked on: after 20 simulated seconds one every half second, and all within the hour that
 * most real batches take.
 */
function doneAt(batch: Batch, index: number): number {
  const pace = Math.min(perRequest, (3_600_000 - start) / batch.requests.length)
  return batch.createdAt + start + (index + 1) * pace
}

/** When the batch is over, simulated milliseconds since 1970. */
export function endOf(batch: Batch): number {
  const end = doneAt(batch, batch.requests.length - 1)
  return batch.canceledAt === undefined ? end : Math.min(end, batch.canceledAt + windingUp)
}

export function statusOf(batch: Batch): 'in_progress' | 'canceling' | 'ended' {
  if (endOf(batch) <= now()) return 'ended'
  return batch.canceledAt === undefined ? 'in_progress' : 'canceling'
}

/** What becomes of a request once its batch is over. */
export function fateOf(batch: Batch, index: number): 'succeeded' | 'errored' | 'canceled' {
  if (batch.canceledAt !== undefined && doneAt(batch, index) > batch.canceledAt) return 'canceled'
  return batch.unsound.has(index) ? 'errored' : 'succeeded'
}
