/** Of more entries than this, the oldest are forgotten. */
const most = 1000

interface AccountStore<Entry> {
  /** Keeps an entry for the account of a key. */
  store(key: string, entry: Entry): void
  /** An entry by its id; undefined when this key's account has none. */
  find(id: string, key: string): Entry | undefined
  forget(id: string): void
}

/**
 * What a provider keeps of its answers, each for the account it was made for.
 *
 * @param idOf the id of an entry
 */
export function accountStore<Entry>(idOf: (entry: Entry) => string): AccountStore<Entry> {
  const stored = new Map<string, { readonly key: string; readonly entry: Entry }>()
  return {
    store(key, entry) {
      stored.set(idOf(entry), { key, entry })
      const [oldest] = stored.keys()
      if (stored.size > most && oldest !== undefined) stored.delete(oldest)
    },
    find(id, key) {
      const found = stored.get(id)
      return found?.key === key ? found.entry : undefined
    },
    forget: (id) => void stored.delete(id),
  }
}
