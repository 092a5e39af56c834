/** One line of a benchmark. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the value is measured against, in the same run. */
  readonly floor?: { readonly name: string; readonly value: number }
  /** The most the value may be, or the least: the goal the project has set itself. */
  readonly atMost?: number
  readonly atLeast?: number
  /** Why there is no value: a peer that is not installed, a network that is not there. */
  readonly missing?: string
}

/** A line for what could not be measured here. */
export function missing(name: string, reason: string): Figure {
  return { name, value: NaN, unit: '', missing: reason }
}

/** The value in the middle; of an even number of them the upper one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/**
 * The value below which a share of all values lies.
 *
 * @param share 0–1; 1 is the largest value
 * @returns NaN when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
