import { median } from './figure.ts'

/** Measures one side once; milliseconds, or whatever both sides are measured in. */
export type Side = () => Promise<number>

/** What two sides that ran in turns came to: the middle of each, and of the ratios of neighbours. */
export interface Comparison {
  readonly ours: number
  readonly theirs: number
  /** Ours ÷ theirs. */
  readonly ratio: number
}

/**
 * Runs two sides in turns, each first as often as the other, so that what else the machine does slows both. One turn
 * before them does not count: it fills the caches.
 *
 * @param rounds turns of each side
 * @param warm whether there is that first turn; a side that warms up by itself needs none
 */
export async function inTurns(rounds: number, ours: Side, theirs: Side, warm = true): Promise<Comparison> {
  if (warm) {
    await ours()
    await theirs()
  }
  const pairs: { ours: number; theirs: number }[] = []
  for (let i = 0; i < rounds; i++) {
    if (i % 2 === 0) {
      const first = await ours()
      pairs.push({ ours: first, theirs: await theirs() })
    } else {
      const first = await theirs()
      pairs.push({ ours: await ours(), theirs: first })
    }
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  }
}
