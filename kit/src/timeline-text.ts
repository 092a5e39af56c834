import { oneLine } from './display.ts'
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { columnsOfPicture, fit, flowing, linesOf, titled } from './columns.ts'
import { formatRange, formatTicks, scaleOf, withUnit } from './numbers.ts'
import type { Span, Lane, TimelineOptions } from './pictures.ts'

/** Every time in a picture. */
export function timesOf(lanes: readonly Lane[]): number[] {
  return lanes.flatMap(({ spans = [], marks = [] }) => [...spans.flatMap(({ from, to }) => [from, to]), ...marks])
}

/** A row of a lane: spans that do not touch each other, and moments that none of them covers. */
export interface Track {
  readonly spans: Span[]
  readonly marks: readonly number[]
}

/**
 * Divides a lane into as few rows as show everything, the earliest spans first.
 *
 * @param edges where a span begins and ends in the picture; the next one of its row may begin where it ends
 */
export function tracksOf({ spans = [], marks = [] }: Lane, edges: (span: Span) => readonly [number, number]): Track[] {
  const rows: { spans: Span[]; end: number }[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const [start, end] = edges(span)
    const row = rows.find((each) => each.end <= start)
    if (row) {
      row.spans.push(span)
      row.end = end
    } else rows.push({ spans: [span], end })
  }
  const tracks: Track[] = rows.map((row) => ({ spans: row.spans, marks: [] }))
  const last = tracks.at(-1)
  const isClear = last?.spans.every(({ from, to }) => marks.every((mark) => mark <= from || mark >= to))
  if (last && isClear) return [...tracks.slice(0, -1), { ...last, marks }]
  return marks.length > 0 || !last ? [...tracks, { spans: [], marks }] : tracks
}

/** What stands for the label of a span too short for it: a to z, then a1 and so on. */
export function letterOf(place: number): string {
  const round = Math.floor(place / 26)
  return String.fromCodePoint(97 + (place % 26)) + (round > 0 ? String(round) : '')
}

/** 'a = reading, 2.4–2.5 s' */
export function noteOf(letter: string, { from, to, label }: Span, unit: string): string {
  return `${letter} = ${oneLine(label)}, ${withUnit(formatRange(from, to), oneLine(unit))}`
}

/** The picture for a terminal. */
export function timelineText(lanes: readonly Lane[], { title, unit }: TimelineOptions): string {
  const times = timesOf(lanes)
  if (times.length === 0) return titled(title, ['  Nothing happened.'])
  const columns = columnsOfPicture()
  const widest = Math.max(...lanes.map(({ name }) => stringWidth(oneLine(name))))
  const left = Math.min(widest, Math.floor(columns * 0.3))
  const width = columns - left - 5
  const ticks = scaleOf(times, width > 40 ? 6 : 4)
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)]
  const column = (time: number) => Math.round(((time - first) / (last - first)) * (width - 1))
  const notes: string[] = []
  const lines = lanes.flatMap((lane) => {
    const tracks = tracksOf(lane, (span) => edgesOf(span, column)).map((track) =>
      draw(track, column, width, unit, notes),
    )
    const names = linesOf(lane.name, left)
    return Array.from(
      { length: Math.max(names.length, tracks.length) },
      (_, i) => `  ${fit(names[i] ?? '', left)}  ${tracks[i] ?? ''}`,
    )
  })
  const severalAtOnce = lines.some((line) => line.includes('‖'))
  return titled(title, [
    ...lines,
    ...axis(ticks, column, left + 4, width, unit),
    ...flowing([...notes, ...(severalAtOnce ? ['‖ several at once'] : [])]),
  ])
}

/** The columns of a span, the second one not included. The shortest takes one. */
function edgesOf({ from, to }: Span, column: (time: number) => number): [number, number] {
  return [column(from), Math.max(column(to), column(from) + 1)]
}

/** Spans as boxes with their labels in them; where there is no room, a letter, explained in `notes`. Moments as strokes. */
function draw(
  { spans, marks }: Track,
  column: (time: number) => number,
  width: number,
  unit: string,
  notes: string[],
): string {
  const cells = Array.from({ length: width + 1 }, () => ' ')
  for (const span of spans) {
    const [start, end] = edgesOf(span, column)
    const room = end - start - 2
    let name = oneLine(span.label)
    if (stringWidth(name) > room) {
      name = letterOf(notes.length)
      notes.push(noteOf(name, span, unit))
    }
    const text = fit(name, Math.max(1, Math.min(stringWidth(name), room)))
    const free = room - stringWidth(text)
    const line = '─'.repeat(Math.max(0, Math.floor(free / 2)))
    // A wide character takes the place of two cells, so the box lies in the first of its cells.
    cells.fill('', start, end)
    if (free < 0) cells[start] = text + ' '.repeat(end - start - 1)
    else cells[start] = `├${line}${text}${'─'.repeat(free - line.length)}┤`
  }
  const strokes = new Map<number, number>()
  for (const mark of marks) strokes.set(column(mark), (strokes.get(column(mark)) ?? 0) + 1)
  for (const [at, count] of strokes) if (cells[at] === ' ') cells[at] = count > 1 ? '‖' : '|'
  return cells.join('')
}

function axis(
  ticks: readonly number[],
  column: (time: number) => number,
  left: number,
  width: number,
  unit: string,
): string[] {
  const numbers = formatTicks(ticks)
  const line = Array.from({ length: width }, () => '─')
  let labels = ''
  for (const [i, tick] of ticks.entries()) {
    const number = i === ticks.length - 1 ? withUnit(numbers[i]!, oneLine(unit)) : numbers[i]!
    const at = left + column(tick)
    const start = Math.max(0, Math.min(at - Math.floor(stringWidth(number) / 2), left + width - stringWidth(number)))
    if (start < stringWidth(labels) + (i > 0 ? 2 : 0)) continue
    line[column(tick)] = '┴'
    labels += ' '.repeat(start - stringWidth(labels)) + number
  }
  return [styleText('dim', `${' '.repeat(left)}${line.join('')}`), labels]
}
