import { now, perWorld } from '../../world.ts'

const minute = 60_000

/** What an account may do in a minute. Ordinary keys are never limited; the headers only count down and refill. */
const limits = { requests: 4_000, 'input-tokens': 2_000_000, 'output-tokens': 400_000, tokens: 2_400_000 } as const

type Kind = keyof typeof limits
type Bucket = { [kind in Kind]: number } & { at: number }

const kinds = Object.keys(limits) as Kind[]
const allBuckets = perWorld(() => new Map<string, Bucket>())

/**
 * Charges a call to its key's allowance for a model.
 *
 * @param charged tokens read, cached ones not counted, and tokens written
 * @returns the headers that tell what is left; retry-after among them, which this API sends even when all is well
 */
export function rateLimitHeaders(
  key: string,
  charged: { readonly model: string; readonly inputTokens: number; readonly outputTokens: number },
): Record<string, string> {
  const buckets = allBuckets()
  const name = `${key} ${charged.model}`
  const bucket = buckets.get(name) ?? { ...limits, at: now() }
  const passed = Math.max(0, now() - bucket.at) / minute
  const cost = {
    requests: 1,
    'input-tokens': charged.inputTokens,
    'output-tokens': charged.outputTokens,
    tokens: charged.inputTokens + charged.outputTokens,
  }
  for (const kind of kinds) {
    bucket[kind] = Math.max(0, Math.min(limits[kind], bucket[kind] + passed * limits[kind]) - cost[kind])
  }
  bucket.at = now()
  buckets.delete(name)
  buckets.set(name, bucket)
  // Keys are cheap to invent: only those used last are kept. A forgotten bucket is a full one.
  if (buckets.size > 1_000) buckets.delete(buckets.keys().next().value ?? '')
  return headersOf(bucket, Math.ceil((minute - (now() % minute)) / 1000))
}

/**
 * The headers of an account that has nothing left.
 *
 * @param retryAfter seconds until it has
 */
export function exhaustedHeaders(retryAfter: number): Record<string, string> {
  return {
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '0',
    'anthropic-ratelimit-requests-reset': timestamp(now() + retryAfter * 1000),
  }
}

function headersOf(bucket: Bucket, retryAfter: number): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const kind of kinds) {
    const left = bucket[kind]
    // Tokens are told in thousands, requests one by one.
    const shown = kind === 'requests' ? Math.floor(left) : Math.round(left / 1000) * 1000
    const full = now() + ((limits[kind] - left) / limits[kind]) * minute
    headers[`anthropic-ratelimit-${kind}-limit`] = String(limits[kind])
    headers[`anthropic-ratelimit-${kind}-remaining`] = String(shown)
    headers[`anthropic-ratelimit-${kind}-reset`] = timestamp(full)
  }
  headers['retry-after'] = String(retryAfter)
  return headers
}

/** RFC 3339, in whole seconds. */
function timestamp(ms: number): string {
  return `${new Date(Math.ceil(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`
}
