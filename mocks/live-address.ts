import { roomFor } from './handle.ts'
import type { LiveProvider } from './live-plan.ts'
import { isHere } from './this-machine.ts'

/** Where a request to a live provider goes. */
export interface LiveTarget {
  readonly provider: string
  /** Where it is really sent. */
  readonly real: string
  /** The same at the provider's own address, by which it is simulated. */
  readonly home: string
}

let live: readonly LiveProvider[] = []

/** Says who is live from now on. */
export function setLive(providers: readonly LiveProvider[]): void {
  live = providers
}

/** True when somebody is live. */
export function isLiveRun(): boolean {
  return live.length > 0
}

/** True when a provider is live. */
function isLive(provider: string): boolean {
  return live.some((each) => each.provider === provider)
}

/**
 * Which live provider an address belongs to: its own, or the one that a variable such as OPENAI_BASE_URL names. Requests to its
 * own are sent to the other one too, since a key that is meant for a server in between is nobody else's business.
 *
 * @returns undefined when it belongs to nobody who is live
 */
export function liveTargetOf(url: string): LiveTarget | undefined {
  const there = live
    .filter(({ elsewhere }) => elsewhere && isUnder(url, elsewhere.address))
    .toSorted((a, b) => (b.elsewhere?.address.length ?? 0) - (a.elsewhere?.address.length ?? 0))[0]
  if (there?.elsewhere) {
    const { address, base } = there.elsewhere
    return { provider: there.provider, real: url, home: base + url.slice(address.length) }
  }
  const provider = roomFor(url)?.provider
  const own = live.find((each) => each.provider === provider)
  if (!own) return undefined
  const { elsewhere } = own
  const real = elsewhere && isUnder(url, elsewhere.base) ? elsewhere.address + url.slice(elsewhere.base.length) : url
  return { provider: own.provider, real, home: url }
}

/** True for a host that a live provider is reached at. */
export function isLiveHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return (
    isLive(providerAt(host) ?? '') ||
    live.some(({ elsewhere }) => elsewhere && new URL(elsewhere.address).hostname.replace(/^\[|\]$/g, '') === bare)
  )
}

/** Who has a host, simulated or live. */
export function providerAt(host: string): string | undefined {
  return isHere(host) ? undefined : roomFor(`https://${host.includes(':') ? `[${host}]` : host}/`)?.provider
}

function isUnder(url: string, base: string): boolean {
  return url.startsWith(base) && /^([/?#]|$)/.test(url.slice(base.length))
}
