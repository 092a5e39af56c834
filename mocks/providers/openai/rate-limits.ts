import { now, perWorld } from '../../world.ts'
import { goDuration } from '../go-duration.ts'

const minute = 60_000

/** What an account may do in a minute. Ordinary keys are never limited; the headers only count down and refill. */
const limits = {
  chat: { requests: 30_000, tokens: 150_000_000 },
  embedding: { requests: 10_000, tokens: 10_000_000 },
} as const

interface Bucket {
  requests: number
  tokens: number
  at: number
}

const allBuckets = perWorld(() => new Map<string, Bucket>())

/**
 * Charges a call to its key's allowance for a model.
 *
 * @param tokens of the prompt, and as many as the answer may have
 * @returns the headers that tell what is left
 */
export function rateLimitHeaders(
  key: string,
  kind: keyof typeof limits,
  model: string,
  tokens: number,
): Record<string, string> {
  const limit = limits[kind]
  const buckets = allBuckets()
  const name = `${key} ${model}`
  const bucket = buckets.get(name) ?? { ...limit, at: now() }
  const passed = Math.max(0, now() - bucket.at) / minute
  bucket.requests = Math.min(limit.requests, bucket.requests + passed * limit.requests) - 1
  bucket.tokens = Math.max(0, Math.min(limit.tokens, bucket.tokens + passed * limit.tokens) - tokens)
  bucket.at = now()
  buckets.delete(name)
  buckets.set(name, bucket)
  // Keys are cheap to invent: only those used last are kept. A forgotten bucket is a full one.
  if (buckets.size > 1_000) buckets.delete(buckets.keys().next().value ?? '')
  const reset = (left: number, most: number) => goDuration(Math.floor(((most - left) / most) * minute))
  return {
    'x-ratelimit-limit-requests': String(limit.requests),
    'x-ratelimit-limit-tokens': String(limit.tokens),
    'x-ratelimit-remaining-requests': String(Math.floor(bucket.requests)),
    'x-ratelimit-remaining-tokens': String(Math.floor(bucket.tokens)),
    'x-ratelimit-reset-requests': reset(bucket.requests, limit.requests),
    'x-ratelimit-reset-tokens': reset(bucket.tokens, limit.tokens),
  }
}
