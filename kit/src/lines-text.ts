import { oneLine } from './display.ts'
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { columnsOfPicture, fit, flowing, linesOf, markers, titled } from './columns.ts'
import { extremes, formatTicks, scaleOf } from './numbers.ts'
import type { Line, LineOptions } from './pictures.ts'

const colours = ['cyan', 'magenta', 'green', 'blue', 'red'] as const
const several = '×'

/**
 * The ticks of both axes. Upwards they begin at 0 where that makes sense; to the right, near the first point.
 * @param intervals about how many to the right
 */
export function scalesOf(lines: readonly Line[], intervals: number): { x: number[]; y: number[] } {
  const points = lines.flatMap((line) => line.points)
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [low, high] = extremes(xs)
  const span = high - low
  // Attempts and tokens are counted, and nothing lies between two of them.
  const most = xs.every(Number.isInteger) && span >= 1 ? Math.min(intervals, span) : intervals
  return { x: scaleOf(xs, most, true), y: scaleOf(ys, 4) }
}

/** The picture for a terminal. */
export function linesText(lines: readonly Line[], { title, x, y }: LineOptions): string {
  if (lines.every(({ points }) => points.length === 0)) return titled(title, ['  No points to show.'])
  const { x: xTicks, y: yTicks } = scalesOf(lines, columnsOfPicture() > 60 ? 8 : 4)
  const yNumbers = formatTicks(yTicks)
  const left = Math.max(...yNumbers.map((number) => number.length)) + 2
  const width = columnsOfPicture() - left - 2
  const perTick = Math.max(2, Math.round(12 / (yTicks.length - 1)))
  const height = perTick * (yTicks.length - 1) + 1
  const column = placer(xTicks, width)
  const row = placer(yTicks, height)
  const cells = draw(lines, ([px, py]) => [column(px), height - 1 - row(py)], width, height)
  const rows = cells.map((row, i) => {
    const tick = (height - 1 - i) % perTick === 0 ? (height - 1 - i) / perTick : -1
    return `${fit(yNumbers[tick] ?? '', left, 'right')} ${tick >= 0 ? '┤' : '│'}${row.join('')}`
  })
  const isCrossed = cells.some((row) => row.some((cell) => cell === several))
  const legend = lines.map(({ name }, i) => `${paint(i)(marker(i))} ${oneLine(name)}`)
  return titled(title, [
    ...linesOf(`  ↑ ${y}`, columnsOfPicture()).map((line) => `  ${line}`),
    ...rows,
    ...axis(xTicks, column, left, width),
    fit(`${fit(oneLine(x), Math.min(stringWidth(oneLine(x)), columnsOfPicture() - 2))} →`, columnsOfPicture(), 'right'),
    ...flowing([...legend, ...(isCrossed ? [`${several} several at once`] : [])]),
  ])
}

/** Gives each number its place on a scale: 0 for the first tick to `places` - 1 for the last. */
function placer(ticks: readonly number[], places: number): (value: number) => number {
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)]
  return (value) => Math.round(((value - first) / (last - first)) * (places - 1))
}

function draw(
  lines: readonly Line[],
  place: (point: readonly [number, number]) => [column: number, row: number],
  width: number,
  height: number,
): string[][] {
  const cells = Array.from({ length: height }, () => Array.from({ length: width }, () => ' '))
  const owners = new Map<string, number>()
  for (const [i, line] of lines.entries()) {
    for (const [column, row] of line.points.map(place)) {
      const owner = owners.get(`${column} ${row}`)
      cells[row]![column] = owner === undefined || owner === i ? paint(i)(marker(i)) : several
      owners.set(`${column} ${row}`, i)
    }
  }
  for (const [i, line] of lines.entries()) {
    const places = line.points.map(place)
    for (const [k, [column, row]] of places.slice(1).entries()) {
      const [fromColumn, fromRow] = places[k]!
      const steps = Math.max(Math.abs(column - fromColumn), Math.abs(row - fromRow))
      for (let step = 1; step < steps; step++) {
        const at = fromColumn + Math.round(((column - fromColumn) * step) / steps)
        const high = fromRow + Math.round(((row - fromRow) * step) / steps)
        if (cells[high]![at] === ' ') cells[high]![at] = paint(i)('·')
      }
    }
  }
  return cells
}

/** The line below, with as many numbers as fit under their ticks. */
function axis(ticks: readonly number[], column: (value: number) => number, left: number, width: number): string[] {
  const numbers = formatTicks(ticks)
  const line = Array.from({ length: width }, () => '─')
  let labels = ' '.repeat(left + 1)
  for (const [i, tick] of ticks.entries()) {
    const at = left + 2 + column(tick)
    const start = Math.min(at - Math.floor(numbers[i]!.length / 2), left + 2 + width - numbers[i]!.length)
    if (start < stringWidth(labels) + (i > 0 ? 2 : 0)) continue
    line[column(tick)] = '┬'
    labels += ' '.repeat(start - stringWidth(labels)) + numbers[i]
  }
  return [`${' '.repeat(left)} └${line.join('')}`, labels]
}

function marker(i: number): string {
  return markers[i % markers.length] ?? '●'
}

function paint(i: number): (text: string) => string {
  return (text) => styleText(colours[i % colours.length] ?? 'cyan', text)
}
