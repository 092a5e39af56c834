/** What `fetch` sends through: an Agent of undici, the library it is made of. */
interface Agent {
  readonly constructor: new (options: { keepAliveTimeout: number; keepAliveMaxTimeout: number }) => Agent
}

/** Where undici keeps it, in Node 26 and before. */
const places = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map((name) => Symbol.for(name))

/** How long an unused connection stays open, in ms; undici's own 4 s are over while a reader reads. */
const patience = 3_600_000

/**
 * Keeps `fetch`'s unused connections open for an hour. Which of several equal requests sent at once arrives first depends on the
 * connections that are open, and each gets its own answer; so answers would depend on how long ago the last call was.
 */
export function keepConnections(): void {
  // Node loads undici at the first call; nothing is sent for a data URL.
  void fetch('data:,')
  const global = globalThis as Record<symbol, Agent | undefined>
  const place = places.find((symbol) => global[symbol])
  if (!place) return
  const Agent = global[place]!.constructor
  global[place] = new Agent({ keepAliveTimeout: patience, keepAliveMaxTimeout: patience })
}
