/**
 * What a model has found out on its way: a tree in which each branch is a token, and each place the distribution of the token
 * after it. It holds nothing but results of a pure function, so that saying the same again is quick and still left to chance.
 */
export interface Way<Found> {
  found?: Found
  readonly branches: Map<number, Way<Found>>
}

/** A tree's worth of memory, in numbers kept. Beyond it, everything is forgotten. */
const MOST = 40_000

/** What a place costs besides its distribution. */
const PLACE = 8

/** Trees, each under the name of what it grows from. */
export interface Ways<Found> {
  /** Where a tree begins. */
  root(name: object): Way<Found>
  /** The place after a token. */
  after(way: Way<Found>, token: number): Way<Found>
  /** Keeps what was found at a place; `size` is how many numbers that is. */
  keep(way: Way<Found>, found: Found, size: number): void
}

/** Trees that forget everything when they have grown too large. */
export function rememberWays<Found>(): Ways<Found> {
  let roots = new WeakMap<object, Way<Found>>()
  let size = 0
  const way = (): Way<Found> => {
    size += PLACE
    return { branches: new Map() }
  }
  return {
    root(name) {
      if (size > MOST) {
        roots = new WeakMap()
        size = 0
      }
      const known = roots.get(name) ?? way()
      roots.set(name, known)
      return known
    },
    after(from, token) {
      const known = from.branches.get(token) ?? way()
      from.branches.set(token, known)
      return known
    },
    keep(at, found, numbers) {
      at.found = found
      size += numbers
    },
  }
}
