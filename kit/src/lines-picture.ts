import { oneLine } from './display.ts'
import { type Part, colours, ground, ink, paragraph, picture, pixelsOf, plotted, roomyTicks, width } from './canvas.ts'
import { scalesOf } from './lines-text.ts'
import type { Line, LineOptions } from './pictures.ts'
import { formatNumber, formatTicks } from './numbers.ts'

/** What tells series apart besides their colour: the shape of the marker, whether it is filled, and the dashes. */
const shapes = ['circle', 'triangle', 'square', 'diamond'] as const
const dashes = ['none', '7 3', '2 3', '9 3 2 3', '12 4', '4 4'] as const

const right = 32

/** More markers than this on one line would hide it. */
const MOST_MARKERS = 25

/** Lines as SVG. */
export function linesPicture(lines: readonly Line[], options: LineOptions): string {
  if (lines.every(({ points }) => points.length === 0))
    return picture(options.title, `${options.title}. No points.`, [paragraph('No points to show.')])
  const words = lines.map(({ name, points }) => `${oneLine(name)}: ${inWords(points)}`)
  const description = `${options.title}. ${options.y} by ${options.x}. ${words.join('; ')}.`
  return picture(options.title, description, [legend(lines), paragraph(`↑ ${options.y}`), drawing(lines, options)])
}

/** All points of a short line; of a long one its ends and extremes. */
function inWords(points: Line['points']): string {
  const say = ([x, y]: readonly [number, number]) => `${formatNumber(y)} at ${formatNumber(x)}`
  if (points.length <= 12) return points.map(say).join(', ')
  const lowest = points.reduce((a, b) => (b[1] < a[1] ? b : a))
  const highest = points.reduce((a, b) => (b[1] > a[1] ? b : a))
  return `${points.length} points from ${say(points[0]!)} to ${say(points.at(-1)!)}, lowest ${say(lowest)}, highest ${say(highest)}`
}

function look(i: number) {
  const colour = colours[i % colours.length]!
  const isFilled = Math.floor(i / shapes.length) % 2 === 0
  const line = { stroke: colour, strokeWidth: 2, strokeDasharray: dashes[i % dashes.length]! }
  const dot = {
    symbol: shapes[i % shapes.length]!,
    r: 4.5,
    stroke: colour,
    strokeWidth: 1.5,
    fill: isFilled ? colour : ground,
  }
  return { line, dot }
}

function legend(lines: readonly Line[]): Part {
  let [x, y] = [20, 9]
  const entries = lines.map(({ name }) => {
    const size = 44 + pixelsOf(oneLine(name)) + 16
    if (x > 20 && x + size > width - 20) [x, y] = [20, y + 20]
    const entry = { name: oneLine(name), x, y, end: x + 32, middle: x + 16, text: x + 40 }
    x += size
    return entry
  })
  return plotted((Plot) => ({
    height: y + 13,
    margin: 0,
    style: { fontSize: '12px' },
    x: { type: 'identity', axis: null },
    y: { type: 'identity', axis: null },
    marks: entries.flatMap((entry, i) => [
      Plot.link([entry], { x1: 'x', x2: 'end', y1: 'y', y2: 'y', ...look(i).line }),
      Plot.dot([entry], { x: 'middle', y: 'y', ...look(i).dot }),
      Plot.text([entry], { x: 'text', y: 'y', text: 'name', textAnchor: 'start', fill: ink }),
    ]),
  }))
}

function drawing(lines: readonly Line[], { x }: LineOptions): Part {
  const yTicks = scalesOf(lines, 4).y
  const yNumbers = formatTicks(yTicks)
  const marginLeft = 34 + Math.max(...yNumbers.map((number) => pixelsOf(number)))
  const { ticks, numbers } = roomyTicks((intervals) => scalesOf(lines, intervals).x, width - marginLeft - right)
  return plotted((Plot) => ({
    height: 300,
    marginTop: 10,
    marginRight: Math.max(right, pixelsOf(numbers.at(-1) ?? '') / 2 + 6),
    marginBottom: 44,
    marginLeft,
    style: { fontSize: '12px' },
    x: {
      domain: ends(ticks),
      ticks,
      tickFormat: (_: number, i: number) => numbers[i]!,
      label: null,
    },
    y: {
      domain: ends(yTicks),
      ticks: yTicks,
      tickFormat: (_: number, i: number) => yNumbers[i]!,
      label: null,
      grid: true,
    },
    marks: [
      Plot.ruleY([yTicks[0]!], { stroke: ink }),
      Plot.text([`${oneLine(x)} →`], { frameAnchor: 'bottom-right', dy: 36, fill: ink }),
      ...lines.map(({ points }, i) => Plot.line(points, { x: '0', y: '1', ...look(i).line })),
      ...lines.map(({ points }, i) => Plot.dot(marked(points), { x: '0', y: '1', ...look(i).dot })),
    ],
  }))
}

function ends(ticks: readonly number[]): [number, number] {
  return [ticks[0] ?? 0, ticks.at(-1) ?? 1]
}

/** Every point of a short line, and some of a long one. */
function marked(points: Line['points']): Line['points'] {
  const every = Math.ceil(points.length / MOST_MARKERS)
  return points.filter((_, i) => i % every === 0)
}
