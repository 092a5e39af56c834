import type { Remaining } from './limits.ts'
import { now } from './world.ts'

/** A span as Go prints it: 2ms, 1.2s, 6m0s, 1h2m0s. */
function goDuration(ms: number): string {
  if (ms < 1) return '0s'
  if (ms < 1000) return `${Math.round(ms)}ms`
  const seconds = Math.round(ms / 10) / 100
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = `${Math.round((seconds % 60) * 100) / 100}s`
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${rest}`
}

/** RFC 3339, in whole seconds. */
function timestamp(ms: number): string {
  return `${new Date(Math.ceil(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

/**
 * Which limit a header of a provider tells of: Groq's requests are those of a day, everybody else's those of a minute.
 * The others are told of nowhere.
 */
function shown(provider: string, all: readonly Remaining[], unit: Remaining['unit']): Remaining | undefined {
  const per = provider === 'groq' && unit === 'requests' ? 'day' : 'minute'
  return all.find((one) => one.unit === unit && one.per === per)
}

/** Writes what is left of a limited account over the headers of an ordinary one, in the provider's own form. */
export function writeLimits(headers: Headers, provider: string, all: readonly Remaining[]): void {
  for (const unit of ['requests', 'tokens'] as const) {
    const one = shown(provider, all, unit)
    if (!one) continue
    const values = provider === 'anthropic' ? anthropicHeaders(one) : commonHeaders(one)
    for (const [name, value] of Object.entries(values)) if (headers.has(name)) headers.set(name, value)
  }
}

function commonHeaders({ unit, most, left, fullIn }: Remaining): Record<string, string> {
  return {
    [`x-ratelimit-limit-${unit}`]: String(most),
    [`x-ratelimit-remaining-${unit}`]: String(left),
    [`x-ratelimit-reset-${unit}`]: goDuration(fullIn),
  }
}

function anthropicHeaders({ unit, most, left, fullIn }: Remaining): Record<string, string> {
  return {
    [`anthropic-ratelimit-${unit}-limit`]: String(most),
    [`anthropic-ratelimit-${unit}-remaining`]: String(left),
    [`anthropic-ratelimit-${unit}-reset`]: timestamp(now() + fullIn),
  }
}
