/**
 * Numbers as people write them, all with the same number of decimals: enough for three significant digits of each, at most six.
 * Where that would hide one or fill the line, as 1.2e-9.
 */
export function formatNumbers(values: readonly number[]): string[] {
  const sizes = values.map(Math.abs).filter((size) => size > 0)
  if (sizes.some((size) => size >= 1e12 || size < 5e-6)) return values.map(scientific)
  const decimals = Math.max(0, ...values.map((value) => decimalsOf(Number(value.toPrecision(3)))))
  const format = new Intl.NumberFormat('en', {
    minimumFractionDigits: Math.min(decimals, 6),
    maximumFractionDigits: Math.min(decimals, 6),
  })
  return values.map((value) => format.format(value === 0 ? 0 : value))
}

/** The numbers of an axis, with as many decimals as tell one tick from the next. */
export function formatTicks(ticks: readonly number[]): string[] {
  const step = tidy((ticks[1] ?? 1) - (ticks[0] ?? 0))
  if (step < 1e-6 || ticks.some((tick) => Math.abs(tick) >= 1e12)) {
    return ticks.map((tick) => (tick === 0 ? '0' : tick.toExponential().replace('e+', 'e')))
  }
  const decimals = decimalsOf(step)
  const format = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return ticks.map((tick) => format.format(tick === 0 ? 0 : tick))
}

/** '2.4–2.5', with more digits where three would make both ends the same. */
export function formatRange(from: number, to: number): string {
  const [start = '', end = ''] = formatNumbers([from, to])
  if (start !== end) return `${start}–${end}`
  return from === to ? end : `${tidy(from)}–${tidy(to)}`
}

/** One number alone, in as few digits as say it to four. */
export function formatNumber(value: number): string {
  return formatNumbers([Number(value.toPrecision(4))])[0] ?? ''
}

/** '3 s', '3%', '$3': a number with its unit where people write it. */
export function withUnit(number: string, unit: string): string {
  if (unit === '') return number
  if (/^\p{Sc}$/u.test(unit)) return number.startsWith('-') ? `-${unit}${number.slice(1)}` : unit + number
  return unit === '%' ? `${number}%` : `${number} ${unit}`
}

/** The least and the greatest of numbers, however many; of none, Infinity and -Infinity. */
export function extremes(values: readonly number[]): [low: number, high: number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
}

/**
 * A round scale around numbers, from its first tick to its last. It begins at 0 unless that would press them into half of it.
 *
 * @param values what must lie on it; none gives 0 to 1
 * @param intervals about how many
 * @param floats true to begin near the smallest number, where 0 means nothing, as for times of day
 */
export function scaleOf(values: readonly number[], intervals: number, floats = false): number[] {
  let [low, high] = extremes(values)
  if (values.length === 0) [low, high] = [0, 1]
  if (!floats && low > 0 && low <= high / 2) low = 0
  if (!floats && high < 0 && high >= low / 2) high = 0
  // A single number, or several so close that they differ in no digit, gets room on both sides.
  if (high - low <= Math.max(Math.abs(high), Math.abs(low)) * 1e-12) {
    const room = Math.max(Math.abs(high) / 2, Number.MIN_VALUE * 1e20)
    if (high === 0) high = 1
    else [low, high] = [low - room, high + room]
  }
  const step = roundStep((high - low) / intervals)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step))
}

/** The 1, 2 or 5 times a power of ten that is next to a size. */
export function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const digit = size / power
  return tidy((digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power)
}

/** Without the noise of binary fractions: 0.30000000000000004 → 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
}

function scientific(value: number): string {
  return value === 0 ? '0' : Number(value.toPrecision(3)).toExponential().replace('e+', 'e')
}
