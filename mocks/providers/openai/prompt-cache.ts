import type { Model } from '@workbook/kit'
import { countTokens } from '../../engine/engine.ts'
import type { Turn } from '../../engine/engine.ts'
import { repeatedPrefix } from '../../prefix-cache.ts'

/** How a prompt is charged besides in full. */
export interface CacheUse {
  /** Tokens that were read from the cache. */
  readonly cached: number
  /** Tokens that were written into it, where that is charged. */
  readonly written: number
}

/** Tokens from which on a prompt is cached, and how many more it takes to cache a longer part of it. */
const least = 1024
const step = 128

/** Simulated milliseconds for which a beginning is kept: the documentation says 5 to 10 minutes of inactivity. */
const lifetime = 5 * 60_000

/**
 * Looks a prompt up in its account's cache and puts it there. OpenAI does so with every prompt of 1,024 tokens or more; nothing in
 * the request asks for it. Writing is charged, and told, only by models that have a price for it.
 *
 * @param key the API key: accounts do not share
 * @param tokens of the whole prompt
 */
export function throughCache(key: string, model: Model, turns: readonly Turn[], tokens: number): CacheUse {
  if (tokens < least) return { cached: 0, written: 0 }
  const text = turns.map(({ role, text: said }) => `${role}\n${said}`).join('\n')
  const repeated = repeatedPrefix(`openai ${key} ${model.id}`, text, lifetime)
  const found = wholeSteps(Math.min(repeated && countTokens(text.slice(0, repeated)), tokens))
  const cached = found >= least ? found : 0
  const rest = wholeSteps(tokens) - cached
  // What was repeated is known to a few hundred characters only, so the last step may be there already.
  const isNew = rest > step && model.price.cacheWrite !== undefined
  return { cached, written: isNew ? rest : 0 }
}

function wholeSteps(tokens: number): number {
  return Math.floor(tokens / step) * step
}
