import { oneLine } from './display.ts'
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { columnsOfPicture, fit, linesOf, titled } from './columns.ts'
import { extremes, formatNumbers, withUnit } from './numbers.ts'
import type { Bar, BarOptions } from './pictures.ts'

/** The numbers of bars, with their unit. */
export function numbersOf(bars: readonly Bar[], { unit }: BarOptions): string[] {
  return formatNumbers(bars.map(({ value }) => value)).map((number) => withUnit(number, oneLine(unit)))
}

/** The picture for a terminal. */
export function barsText(bars: readonly Bar[], options: BarOptions): string {
  const { title } = options
  if (bars.length === 0) return titled(title, ['  No bars to show.'])
  const columns = columnsOfPicture()
  const numbers = numbersOf(bars, options)
  const widest = Math.max(...bars.map(({ label }) => stringWidth(oneLine(label))))
  const labelWidth = Math.min(widest, Math.floor(columns * 0.4))
  const numberWidth = Math.min(Math.max(...numbers.map((number) => stringWidth(number))), columns - labelWidth - 14)
  const room = columns - labelWidth - numberWidth - 6
  const draw = drawer(bars, room)
  const grouped = groupsOf(bars)
  const lines = grouped.flatMap(([group, members]) => [
    ...(group === '' ? [] : linesOf(group, columns).map((line) => styleText('bold', line))),
    ...members.flatMap((i) => {
      const [first = '', ...rest] = linesOf(bars[i]!.label, labelWidth)
      const row = `  ${fit(first, labelWidth)}  ${fit(numbers[i]!, numberWidth, 'right')}  ${draw(bars[i]!.value)}`
      return [row, ...rest.map((line) => `  ${line}`)]
    }),
  ])
  return titled(title, lines)
}

/** Group name → the places of its bars, in the order in which the groups first appear. */
export function groupsOf(bars: readonly Bar[]): [group: string, members: number[]][] {
  const groups = new Map<string, number[]>()
  for (const [i, { group = '' }] of bars.entries()) groups.set(group, [...(groups.get(group) ?? []), i])
  return [...groups]
}

/** Draws a value as blocks; an eighth of a column is the least that is seen of a number that is not 0. */
function drawer(bars: readonly Bar[], room: number): (value: number) => string {
  const [low, high] = extremes([0, ...bars.map(({ value }) => value)])
  const places = low < 0 ? room - 1 : room
  const share = low < 0 ? Math.max(1, Math.round(places * (low / (low - high)))) : 0
  const left = high > 0 ? Math.min(share, places - 1) : share
  const right = places - left
  const paint = (blocks: string) => (blocks === '' ? '' : styleText('cyan', blocks))
  return (value) => {
    const axis = low < 0 ? '│' : ''
    if (value >= 0) return ' '.repeat(left) + axis + paint(eighths((value / (high || 1)) * right, value > 0))
    const halves = Math.max(1, Math.round((value / low) * left * 2))
    const blocks = (halves % 2 ? '▐' : '') + '█'.repeat(Math.floor(halves / 2))
    return ' '.repeat(Math.max(0, left - blocks.length)) + paint(blocks) + axis
  }
}

function eighths(length: number, isSeen: boolean): string {
  const count = Math.max(isSeen ? 1 : 0, Math.round(length * 8))
  return '█'.repeat(Math.floor(count / 8)) + (['', ...'▏▎▍▌▋▊▉'][count % 8] ?? '')
}
