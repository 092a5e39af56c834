import { now, perWorld } from './world.ts'

/** What is counted, and over which span. */
export interface Limit {
  readonly unit: 'requests' | 'tokens'
  readonly per: 'minute' | 'day'
  readonly most: number
}

/** What an account may do; more is refused. */
export interface Allowance {
  readonly limits: readonly Limit[]
  /** Requests at the same time, where the provider counts them. */
  readonly connections?: number
}

/** Which limit a request would exceed. */
export interface Exceeded {
  readonly unit: Limit['unit'] | 'connections'
  readonly per?: Limit['per']
  readonly limit: number
  readonly used: number
  readonly requested: number
  /** Until the request would be let through; whole seconds, at least one. Never, for one that is larger than the limit. */
  readonly seconds: number
}

/** How much of a limit is left. */
export interface Remaining extends Limit {
  readonly left: number
  /** Milliseconds until the whole of it is there again. */
  readonly fullIn: number
}

const spans = { minute: 60_000, day: 86_400_000 } as const

/** A bucket of tokens in the sense of networks: it refills evenly, and never holds more than its limit. */
interface Bucket {
  left: number
  at: number
}

/** Keys are cheap to invent: only those used last are kept. A forgotten bucket is a full one. */
const mostAccounts = 1_000

const accounts = perWorld(() => new Map<string, Map<Limit, Bucket>>())
const connections = perWorld(() => new Map<string, number>())

function bucketsOf(account: string): Map<Limit, Bucket> {
  const buckets = accounts().get(account) ?? new Map<Limit, Bucket>()
  accounts().delete(account)
  accounts().set(account, buckets)
  if (accounts().size > mostAccounts) accounts().delete(accounts().keys().next().value ?? '')
  return buckets
}

/** The bucket of a limit, filled up to a moment. */
function filled(buckets: Map<Limit, Bucket>, limit: Limit, at: number): Bucket {
  const bucket = buckets.get(limit) ?? { left: limit.most, at }
  const passed = Math.max(0, at - bucket.at)
  bucket.left = Math.min(limit.most, bucket.left + (passed / spans[limit.per]) * limit.most)
  bucket.at = at
  buckets.set(limit, bucket)
  return bucket
}

/**
 * Charges a request to an account, unless that would exceed one of its limits: then nothing is charged.
 *
 * @param account whose it is: provider and key
 * @param tokens of the request, and those its answer may have
 * @param at the moment, in milliseconds since 1970
 * @returns what it would exceed; of several limits the one that takes longest to wait for
 */
export function charge(account: string, allowance: Allowance, tokens: number, at = now()): Exceeded | undefined {
  const open = connections().get(account) ?? 0
  if (open >= (allowance.connections ?? Infinity)) {
    return { unit: 'connections', limit: allowance.connections ?? 0, used: open, requested: 1, seconds: 2 }
  }
  const buckets = bucketsOf(account)
  const costs = allowance.limits.map((limit) => ({
    limit,
    bucket: filled(buckets, limit, at),
    cost: limit.unit === 'requests' ? 1 : tokens,
  }))
  const missing = costs
    // What refills by fractions of a request is never exactly whole.
    .filter(({ bucket, cost }) => bucket.left + 1e-9 < cost)
    .map(({ limit, bucket, cost }): Exceeded => {
      const wait = ((cost - bucket.left) / limit.most) * spans[limit.per]
      const used = Math.round(limit.most - bucket.left)
      const seconds = cost > limit.most ? Infinity : Math.max(1, Math.ceil(wait / 1000 - 1e-6))
      return { unit: limit.unit, per: limit.per, limit: limit.most, used, requested: cost, seconds }
    })
  if (missing.length) return missing.toSorted((a, b) => b.seconds - a.seconds)[0]
  for (const { bucket, cost } of costs) bucket.left -= cost
  return undefined
}

/** What is left of each limit of an account. */
export function remaining(account: string, allowance: Allowance, at = now()): Remaining[] {
  const buckets = bucketsOf(account)
  return allowance.limits.map((limit) => {
    const { left } = filled(buckets, limit, at)
    return { ...limit, left: Math.floor(left + 1e-9), fullIn: ((limit.most - left) / limit.most) * spans[limit.per] }
  })
}

/**
 * Counts a connection of an account as open.
 *
 * @returns counts it as closed; to be called once or more often
 */
export function connect(account: string): () => void {
  const open = connections()
  open.set(account, (open.get(account) ?? 0) + 1)
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    const left = (open.get(account) ?? 1) - 1
    if (left > 0) open.set(account, left)
    else open.delete(account)
  }
}
