import { now, perWorld } from '../world.ts'

/** How much of something an account may use in a span of time. */
export interface Limit {
  readonly most: number
  /** Simulated milliseconds in which an empty bucket fills up. */
  readonly span: number
}

/** What is left of a limit after a call. */
export interface Left {
  readonly limit: number
  readonly left: number
  /** Simulated milliseconds until the bucket is full again. */
  readonly reset: number
}

const buckets = perWorld(() => new Map<string, { left: number; at: number }>())

/**
 * Takes something out of an account's bucket, which refills all the time. Ordinary keys are never limited, so it may be
 * empty and the call goes on.
 *
 * @param name whose bucket, and of what
 */
export function take(name: string, { most, span }: Limit, amount: number): Left {
  const bucket = buckets().get(name) ?? { left: most, at: now() }
  const refilled = Math.min(most, bucket.left + (Math.max(0, now() - bucket.at) / span) * most)
  const left = Math.max(0, refilled - amount)
  buckets().set(name, { left, at: now() })
  return { limit: most, left: Math.floor(left), reset: Math.floor(((most - left) / most) * span) }
}
