import type { Content } from '@google/genai'
import type { WireInteraction } from './interaction-object.ts'

export interface StoredInteraction {
  readonly interaction: WireInteraction
  /** As it was sent. */
  readonly input: unknown
  /** The conversation up to and with this interaction; instructions and tools are not part of it. */
  readonly contents: readonly Content[]
  /** Simulated milliseconds since 1970, when work in the background is done. */
  readonly readyAt: number
}

const most = 1000
const stored = new Map<string, StoredInteraction & { readonly key: string }>()

/** Keeps an interaction for the account of a key; the oldest makes room. */
export function store(key: string, entry: StoredInteraction): void {
  stored.set(entry.interaction.id, { ...entry, key })
  const [oldest] = stored.keys()
  if (stored.size > most && oldest !== undefined) stored.delete(oldest)
}

/** An interaction by its id; undefined when this key's account has none. */
export function storedInteraction(id: string, key: string): StoredInteraction | undefined {
  const entry = stored.get(id)
  return entry?.key === key ? entry : undefined
}

/** Forgets an interaction. */
export function forget(id: string): void {
  stored.delete(id)
}
