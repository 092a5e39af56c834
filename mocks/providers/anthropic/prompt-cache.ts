import type { Model } from '@workbook/kit'
import { hash, now, perWorld } from '../../world.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { Countable } from './request.ts'
import { partsOf, runningTotal } from './token-count.ts'

/** What a prompt is charged: the three add up to all of its tokens. */
export interface InputUsage {
  readonly input_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
  readonly cache_creation: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number }
}

const lifetimes = { '5m': 5 * 60_000, '1h': 60 * 60_000 } as const

/** How many parts before a mark are looked at for an earlier mark. */
const lookBack = 20

/** Most prefixes that are remembered; the ones not used for longest are forgotten first. */
const most = 10_000

/**
 * The prefixes that were cached → until when, simulated milliseconds since 1970. Unlike other providers this one caches
 * nothing that is not marked, so a prefix is found again only where a mark once ended it.
 */
const prefixes = perWorld(() => new Map<string, { until: number; lifetime: number }>())

/**
 * Looks a prompt up in its account's cache and puts there what it marks.
 *
 * @param key the API key: accounts do not share
 * @returns how the tokens of the prompt are charged
 */
export function readThroughCache(key: string, model: Model, request: Countable): InputUsage {
  const parts = partsOf(request)
  const totals = runningTotal(model, parts)
  const total = totals.at(-1) ?? 0
  const marks = parts.flatMap(({ keep }, at) =>
    keep && (totals[at] ?? 0) >= capabilitiesOf(model).cacheFrom ? [at] : [],
  )
  const last = marks.at(-1)
  if (last === undefined) return charge(total, 0, 0, 0)

  const digests = digestsOf(
    `${key} ${model.id}`,
    parts.slice(0, last + 1).map(({ content }) => content),
  )
  const kept = prefixes()
  const isNear = (at: number) => marks.some((mark) => at <= mark && at > mark - lookBack)
  const hit = digests.findLastIndex((digest, at) => isNear(at) && (kept.get(digest)?.until ?? 0) > now())
  const found = kept.get(digests[hit] ?? '')
  if (found) keep(digests[hit] ?? '', found.lifetime)
  for (const mark of marks) keep(digests[mark] ?? '', lifetimes[parts[mark]?.keep ?? '5m'])

  const read = totals[hit] ?? 0
  const longest = marks.findLast((mark) => parts[mark]?.keep === '1h')
  const writtenFor1h = longest === undefined ? 0 : Math.max(0, (totals[longest] ?? 0) - read)
  return charge(total, read, (totals[last] ?? 0) - read - writtenFor1h, writtenFor1h)
}

function charge(total: number, read: number, for5m: number, for1h: number): InputUsage {
  return {
    input_tokens: total - read - for5m - for1h,
    cache_creation_input_tokens: for5m + for1h,
    cache_read_input_tokens: read,
    cache_creation: { ephemeral_5m_input_tokens: for5m, ephemeral_1h_input_tokens: for1h },
  }
}

/** Remembers a prefix, as the one used last. */
function keep(digest: string, lifetime: number): void {
  const kept = prefixes()
  kept.delete(digest)
  kept.set(digest, { until: now() + lifetime, lifetime })
  if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
}

/** For each part, what stands for the whole prefix that ends with it; two hashes, for one of 32 bits repeats too soon. */
function digestsOf(account: string, contents: readonly string[]): string[] {
  let digest = account
  return contents.map((content) => (digest = `${hash(`${digest} ${content}`)} ${hash(`${content} ${digest}`)}`))
}
