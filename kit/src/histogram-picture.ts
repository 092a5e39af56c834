import { oneLine } from './display.ts'
import { accent, ground, ink, paragraph, picture, pixelsOf, plotted, width } from './canvas.ts'
import { type Bin, binsOf, summaryOf } from './histogram-text.ts'
import type { HistogramOptions } from './pictures.ts'
import { formatTicks } from './numbers.ts'

const sides = 40

/** The least number of bars there is room for. */
const FEWEST = 5

/** A histogram as SVG: each bar with its count; where these would touch, an axis upwards. */
export function histogramPicture(values: readonly number[], { title, x, bins: wanted }: HistogramOptions): string {
  if (values.length === 0) return picture(title, `${title}. No numbers.`, [paragraph('No numbers to show.')])
  const bins = binsOf(values, wanted)
  const counts = bins.map(({ label, count }) => `${label}: ${count}`)
  const description = `${title}. ${x} and how often: ${counts.join(', ')}; ${summaryOf(values)}.`
  const bars = bins.map((bin, i) => ({ from: i, to: i + 1, middle: i + 0.5, ...shown(bin) }))
  const most = Math.max(...bins.map(({ count }) => count))
  // A few bars alone would be broader than they are high.
  const aside = Math.max(0, FEWEST - bins.length) / 2
  const room = (width - 2 * sides) / (bins.length + 2 * aside)
  const hasNumbers = pixelsOf(String(most), 10) <= room
  const { ticks, labels } = ticksOf(bins, room)
  const chart = plotted((Plot) => ({
    height: 250,
    marginTop: 20,
    marginRight: sides,
    marginBottom: 42,
    marginLeft: sides,
    style: { fontSize: '12px' },
    x: {
      domain: [-aside, bins.length + aside],
      ticks,
      tickFormat: (_: number, i: number) => labels[i] ?? '',
      label: null,
    },
    y: { domain: [0, most], axis: hasNumbers ? null : 'left', ticks: 4, label: null, grid: !hasNumbers },
    marks: [
      Plot.rectY(bars, { x1: 'from', x2: 'to', y: 'count', fill: accent, stroke: ground }),
      Plot.text(hasNumbers ? bars : [], {
        x: 'middle',
        y: 'count',
        text: 'number',
        dy: -8,
        fill: ink,
        fontSize: room > 30 ? 12 : 10,
      }),
      Plot.ruleY([0], { stroke: ink }),
      Plot.text([`${oneLine(x)} →`], { frameAnchor: 'bottom-right', dy: 36, fill: ink }),
    ],
  }))
  return picture(title, description, [paragraph('↑ how often'), chart, paragraph(summaryOf(values))])
}

function shown({ count }: Bin): { count: number; number: string } {
  return { count, number: count > 0 ? String(count) : '' }
}

/** A tick at each border, or in the middle of a bar for one whole number; fewer where they would touch. */
function ticksOf(bins: readonly Bin[], room: number): { ticks: number[]; labels: string[] } {
  const isWhole = bins.every(({ label }) => !label.includes('–'))
  const at = isWhole ? bins.map((_, i) => i + 0.5) : [...bins.keys(), bins.length]
  const labels = isWhole
    ? bins.map(({ label }) => label)
    : formatTicks([...bins.map(({ from }) => from), bins.at(-1)?.to ?? 1])
  const every = Math.ceil((Math.max(...labels.map((label) => pixelsOf(label))) + 8) / room)
  const kept = <T>(all: readonly T[]) => all.filter((_, i) => i % every === 0)
  return { ticks: kept(at), labels: kept(labels) }
}
