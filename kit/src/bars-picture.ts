import { oneLine } from './display.ts'
import { groupsOf, numbersOf } from './bars-text.ts'
import type { Bar, BarOptions } from './pictures.ts'
import { type Part, accent, colours, ink, paragraph, picture, pixelsOf, plotted } from './canvas.ts'
import { extremes } from './numbers.ts'
import { linesOf } from './columns.ts'

/** Bars as SVG. The numbers stand at the bars, so there is no axis to read them from. */
export function barsPicture(bars: readonly Bar[], options: BarOptions): string {
  if (bars.length === 0) return picture(options.title, `${options.title}. No bars.`, [paragraph('No bars to show.')])
  const numbers = numbersOf(bars, options)
  const words = groupsOf(bars).map(([group, members]) => {
    const list = members.map((i) => `${oneLine(bars[i]!.label)} ${numbers[i]}`).join(', ')
    return group === '' ? list : `${oneLine(group)}: ${list}`
  })
  const description = `${options.title}. ${words.join('; ')}.`
  return picture(options.title, description, [drawing(bars, numbers)])
}

function drawing(bars: readonly Bar[], numbers: readonly string[]): Part {
  const labels = bars.map(({ label }) => linesOf(label, 28))
  const rowHeight = Math.max(...labels.map((lines) => lines.length)) * 14 + 10
  const rows = groupsOf(bars).flatMap(([group, members]) => [
    ...(group === '' ? [] : [{ key: `group ${group}`, group: oneLine(group) }]),
    ...members.map((i) => ({ key: String(i), i })),
  ])
  const drawn = bars.map(({ label, value }, i) => ({
    key: String(i),
    value,
    fill: fillOf(bars, label),
    number: numbers[i]!,
  }))
  const headings = rows.filter((row) => 'group' in row)
  const marginLeft = 32 + Math.max(...labels.flat().map((line) => pixelsOf(line)))
  const marginRight = 28 + Math.max(...numbers.map((number) => pixelsOf(number)))
  const [low, high] = extremes([0, ...bars.map(({ value }) => value)])
  return plotted((Plot) => ({
    height: rows.length * rowHeight + 8,
    marginTop: 4,
    marginBottom: 4,
    marginLeft,
    // The number of a bar to the left stands at the axis; only bars to the right push theirs outwards.
    marginRight: high > 0 || low === 0 ? marginRight : marginRight + 20,
    style: { fontSize: '12px' },
    x: { domain: low === high ? [0, 1] : [low, high], axis: null },
    y: { domain: rows.map(({ key }) => key), axis: null, padding: 0.25 },
    marks: [
      Plot.barX(drawn, { x: 'value', y: 'key', fill: 'fill' }),
      Plot.text(drawn, {
        x: ({ value }: { value: number }) => Math.max(value, 0),
        y: 'key',
        text: 'number',
        textAnchor: 'start',
        dx: 6,
        fill: ink,
      }),
      Plot.text(drawn, {
        y: 'key',
        text: (_: unknown, i: number) => labels[i]!.join('\n'),
        textAnchor: 'end',
        frameAnchor: 'left',
        dx: -8,
        fill: ink,
      }),
      Plot.text(headings, {
        y: 'key',
        text: 'group',
        textAnchor: 'start',
        frameAnchor: 'left',
        dx: 20 - marginLeft,
        fontWeight: 600,
        fill: ink,
      }),
      Plot.ruleX([0], { stroke: ink, strokeOpacity: 0.5 }),
    ],
  }))
}

/** One colour, unless the same labels come back in several groups: then one for each label, so that the eye can compare. */
function fillOf(bars: readonly Bar[], label: string): string {
  const labels = [...new Set(bars.map((bar) => bar.label))]
  return labels.length === bars.length ? accent : (colours[labels.indexOf(label) % colours.length] ?? accent)
}
