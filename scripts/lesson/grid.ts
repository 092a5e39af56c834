import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Palette } from './palette.ts'

type Align = 'left' | 'center' | 'right' | null

const gap = 2
/** Narrower columns than this do not read as a table. */
const narrowest = 9

/**
 * Lays out a table; the widest columns give way when there is too little room.
 *
 * @param rows rendered cells, the headings first
 * @param width columns it may take
 */
export function layOutTable(
  rows: readonly (readonly string[])[],
  align: readonly Align[],
  width: number,
  palette: Palette,
): string {
  const [head = [], ...body] = rows
  const natural = head.map((_, i) => Math.max(...rows.map((row) => stringWidth(row[i] ?? '')), 1))
  const room = width - gap * (head.length - 1)
  if (room < narrowest * head.length && sum(natural) > room) return asRecords(head, body, width, palette)
  const words = head.map((_, i) => Math.max(...rows.map((row) => longestWord(row[i] ?? ''))))
  const widths = fit(natural, words, room)
  const line = (row: readonly string[], paint: (text: string) => string = (text) => text) => {
    const cells = widths.map((w, i) => wrapAnsi(row[i] ?? '', w, { hard: true }).split('\n'))
    const height = Math.max(...cells.map((cell) => cell.length))
    return Array.from({ length: height }, (_, y) =>
      cells
        .map((cell, i) => pad(cell[y] ? paint(cell[y]) : '', widths[i] ?? 0, align[i] ?? null))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
  }
  const rule = palette.quiet(widths.map((w) => '─'.repeat(w)).join(' '.repeat(gap)))
  // Where some rows take several lines, a blank one keeps them apart.
  const lines = body.map((row) => line(row))
  const apart = lines.some((row) => row.length > 1) ? '\n\n' : '\n'
  return [...line(head, palette.strong), rule, lines.map((row) => row.join('\n')).join(apart)].join('\n')
}

/** One line for each cell, for terminals too narrow for columns. */
function asRecords(
  head: readonly string[],
  body: readonly (readonly string[])[],
  width: number,
  palette: Palette,
): string {
  return body
    .map((row) =>
      row
        .map((cell, i) => wrapAnsi(`${palette.strong(`${head[i] ?? ''}:`)} ${cell}`, width, { hard: true }))
        .join('\n'),
    )
    .join('\n\n')
}

/** Takes from the widest column that can still give way between words, and only then from the widest of all. */
function fit(natural: readonly number[], words: readonly number[], room: number): number[] {
  const widths = [...natural]
  while (sum(widths) > room) {
    const spare = widths.map((width, i) => (width > (words[i] ?? 0) ? width : 0))
    const candidates = spare.some((width) => width > 0) ? spare : widths
    const widest = candidates.indexOf(Math.max(...candidates))
    if ((widths[widest] ?? 0) <= 1) break
    widths[widest]! -= 1
  }
  return widths
}

const longestWord = (text: string) => Math.max(...text.split(' ').map((word) => stringWidth(word)))

function pad(text: string, width: number, align: Align): string {
  const free = Math.max(width - stringWidth(text), 0)
  if (align === 'right') return ' '.repeat(free) + text
  if (align === 'center') return ' '.repeat(Math.floor(free / 2)) + text + ' '.repeat(Math.ceil(free / 2))
  return text + ' '.repeat(free)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
