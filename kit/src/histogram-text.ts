import { styleText } from 'node:util'
import { columnsOfPicture, fit, linesOf, titled } from './columns.ts'
import { extremes, formatNumber, formatTicks, roundStep } from './numbers.ts'
import type { HistogramOptions } from './pictures.ts'

export interface Bin {
  readonly from: number
  /** The next bin's beginning; only the last bin holds it. */
  readonly to: number
  readonly count: number
  /** '10–19', or '10' where a bin holds one whole number. */
  readonly label: string
}

/** Divides numbers into bins of one round width. */
export function binsOf(values: readonly number[], wanted?: number): Bin[] {
  if (values.length === 0) return []
  const [low, high] = extremes(values)
  const whole = values.every(Number.isSafeInteger)
  // Sturges' rule: as many bins as the number of values has binary digits.
  const count = Math.min(Math.max(Math.round(wanted ?? Math.log2(values.length) + 1), 1), 40)
  // Equal numbers get a bin of about a tenth of their size.
  const size = Math.max(Math.abs(high), Math.abs(low))
  const range = high - low > size * 1e-9 ? (high - low) / count : size / 10 || 1
  const width = whole ? Math.max(roundStep(range), 1) : roundStep(range)
  const first = Math.floor(low / width + 1e-9)
  const last = Math.max(Math.floor(high / width + 1e-9), first)
  // The largest number closes the last bin rather than opening one of its own, except where bins are whole numbers.
  const length = last - first + (last > first && !whole && last * width >= high ? 0 : 1)
  const counts = Array.from({ length }, () => 0)
  for (const value of values) {
    const place = Math.min(Math.floor(value / width + 1e-9) - first, length - 1)
    counts[place] = (counts[place] ?? 0) + 1
  }
  const borders = counts.map((_, i) => (first + i) * width)
  const froms = formatTicks([...borders, (first + length) * width])
  return counts.map((number, i) => {
    const from = Number(borders[i]!.toPrecision(12))
    const to = Number(((first + i + 1) * width).toPrecision(12))
    const lastInside = whole ? (formatTicks([to - 1, to])[0] ?? '') : froms[i + 1]!
    const label = whole && width === 1 ? froms[i]! : `${froms[i]}–${lastInside}`
    return { from, to, count: number, label }
  })
}

/** 'in all 12, from 3 to 40, median 7': what a reader asks first. */
export function summaryOf(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = ((sorted[Math.ceil(middle - 1)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
  const [low, mid, high] = [sorted[0] ?? 0, median, sorted.at(-1) ?? 0].map(formatNumber)
  return `${values.length} in all, from ${low} to ${high}, median ${mid}`
}

/** The picture for a terminal. */
export function histogramText(values: readonly number[], { title, x, bins: wanted }: HistogramOptions): string {
  if (values.length === 0) return titled(title, ['  No numbers to show.'])
  const bins = binsOf(values, wanted)
  const labelWidth = Math.max(...bins.map(({ label }) => label.length))
  const most = Math.max(...bins.map(({ count }) => count))
  const countWidth = String(most).length
  const room = columnsOfPicture() - labelWidth - countWidth - 6
  const rows = bins.map(({ label, count }) => {
    const eighths = Math.max(count > 0 ? 1 : 0, Math.round((count / most) * room * 8))
    const blocks = '█'.repeat(Math.floor(eighths / 8)) + (['', ...'▏▎▍▌▋▊▉'][eighths % 8] ?? '')
    return `  ${fit(label, labelWidth, 'right')}  ${fit(String(count), countWidth, 'right')}  ${styleText('cyan', blocks)}`
  })
  return titled(title, [
    ...linesOf(`${x} and how often`, columnsOfPicture() - 2).map((line) => `  ${line}`),
    ...rows,
    `  ${summaryOf(values)}`,
  ])
}
