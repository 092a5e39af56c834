import { oneLine } from './display.ts'
import { accent, ink, paragraph, picture, pixelsOf, plotted, quietInk, roomyTicks, tints, width } from './canvas.ts'
import { linesOf } from './columns.ts'
import { formatNumber, scaleOf } from './numbers.ts'
import { letterOf, noteOf, timesOf, tracksOf } from './timeline-text.ts'
import type { Lane, TimelineOptions } from './pictures.ts'

const rowHeight = 34
const right = 36

interface Box {
  from: number
  to: number
  row: number
  label: string
  fill: string
}

/** A timeline as SVG: spans are boxes, moments are strokes. */
export function timelinePicture(lanes: readonly Lane[], { title, unit }: TimelineOptions): string {
  if (timesOf(lanes).length === 0)
    return picture(title, `${title}. Nothing happened.`, [paragraph('Nothing happened.')])
  const names = lanes.map(({ name }) => linesOf(name, 24))
  const left = 36 + Math.max(...names.flat().map((line) => pixelsOf(line)))
  const times = timesOf(lanes)
  const { ticks, numbers } = roomyTicks((intervals) => scaleOf(times, intervals), width - left - right, unit)
  const [first, last] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const pixels = (time: number) => (time / (last - first)) * (width - left - right)

  const notes: string[] = []
  const boxes: Box[] = []
  const strokes: { time: number; row: number }[] = []
  const headings: { name: string; row: number }[] = []
  const labels = [...new Set(lanes.flatMap(({ spans = [] }) => spans.map(({ label }) => label)))]
  let row = 0
  for (const [i, lane] of lanes.entries()) {
    headings.push({ name: names[i]!.join('\n'), row })
    for (const { spans, marks } of tracksOf(lane, ({ from, to }) => [from, to])) {
      for (const span of spans) {
        const isRoomy = pixelsOf(oneLine(span.label)) + 8 <= pixels(span.to - span.from)
        const label = isRoomy ? oneLine(span.label) : letterOf(notes.length)
        if (!isRoomy) notes.push(noteOf(label, span, unit))
        boxes.push({ ...span, label, row, fill: tints[labels.indexOf(span.label) % tints.length]! })
      }
      strokes.push(...marks.map((time) => ({ time, row })))
      row += 1
    }
  }
  const at = (offset: number) => (each: { row: number }) => each.row + offset
  const isThin = (box: Box) => pixels(box.to - box.from) < 1
  const isLetter = (box: Box) => pixelsOf(box.label) + 4 > pixels(box.to - box.from)
  const drawing = plotted((Plot) => ({
    height: row * rowHeight + 32,
    marginTop: 6,
    marginRight: Math.max(right, pixelsOf(numbers.at(-1) ?? '') / 2 + 6),
    marginBottom: 26,
    marginLeft: left,
    style: { fontSize: '12px' },
    x: {
      domain: [first, last],
      ticks,
      tickFormat: (_: number, i: number) => numbers[i] ?? '',
      label: null,
      grid: true,
    },
    y: { domain: [0, row], range: [6, 6 + row * rowHeight], axis: null },
    marks: [
      Plot.rect(boxes, { x1: 'from', x2: 'to', y1: at(0.28), y2: at(0.9), fill: 'fill', stroke: quietInk }),
      // A box without width is not drawn, its outline neither.
      Plot.ruleX(boxes.filter(isThin), { x: 'from', y1: at(0.28), y2: at(0.9), stroke: quietInk, strokeWidth: 1.5 }),
      Plot.text(
        boxes.filter((box) => !isLetter(box)),
        {
          x: ({ from, to }: Box) => (from + to) / 2,
          y: at(0.59),
          text: 'label',
          fill: ink,
        },
      ),
      Plot.text(boxes.filter(isLetter), {
        x: ({ from, to }: Box) => (from + to) / 2,
        y: at(0.12),
        text: 'label',
        fill: ink,
        fontSize: 11,
      }),
      Plot.ruleX(strokes, { x: 'time', y1: at(0.3), y2: at(0.88), stroke: accent, strokeWidth: 1.5 }),
      Plot.text(headings, { y: at(0.59), text: 'name', frameAnchor: 'left', textAnchor: 'end', dx: -10, fill: ink }),
    ],
  }))
  return picture(title, inWords(title, lanes, unit), [drawing, paragraph(notes.join('; '))])
}

function inWords(title: string, lanes: readonly Lane[], unit: string): string {
  const words = lanes.map(({ name, spans = [], marks = [] }) => {
    const times = spans.map(({ from, to, label }) => `${label} from ${formatNumber(from)} to ${formatNumber(to)}`)
    const sorted = marks.toSorted((a, b) => a - b)
    const few = sorted.map(formatNumber)
    const moments =
      few.length > 12
        ? [`${few.length} marks from ${few[0]} to ${few.at(-1)}`]
        : few.length > 0
          ? [`marks at ${few.join(', ')}`]
          : []
    return `${name}: ${[...times, ...moments].join(', ') || 'nothing'}`
  })
  return `${title}. Times in ${unit}. ${words.join('; ')}.`
}
