import type { ResponseInputItem } from 'openai/resources/responses/responses'
import type { Turn } from '../../engine/engine.ts'
import type { BackgroundWork } from './background.ts'
import type { WireResponse } from './response-object.ts'

export interface StoredResponse {
  readonly response: WireResponse
  readonly input: readonly ResponseInputItem[]
  /** The conversation up to and with this response, without instructions. */
  readonly turns: readonly Turn[]
  /** Of a response that is made in the background: how far it is. */
  readonly background?: BackgroundWork
}

const most = 1000
const stored = new Map<string, StoredResponse & { readonly key: string }>()

/** Keeps a response for the account of a key; the oldest makes room. */
export function store(key: string, entry: StoredResponse): void {
  stored.set(entry.response.id, { ...entry, key })
  const [oldest] = stored.keys()
  if (stored.size > most && oldest !== undefined) stored.delete(oldest)
}

/** A response by its id; undefined when this key's account has none. */
export function storedResponse(id: string, key: string): StoredResponse | undefined {
  const entry = stored.get(id)
  return entry?.key === key ? entry : undefined
}

/** Forgets a response. */
export function forget(id: string): void {
  stored.delete(id)
}
