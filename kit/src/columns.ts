import { styleText } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { oneLine } from './display.ts'

/** What distinguishes series where there is no colour, in this order. */
export const markers = [...'●▲■◆○△□◇', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Columns a picture may take: 78, which leaves the margin of a lesson in a terminal of 80; fewer where the terminal is narrower. */
export function columnsOfPicture(): number {
  return Math.max(Math.min(process.stdout.columns || 78, 78), 40)
}

/** A text cut to a width, or filled up with blanks behind or, for numbers, before it. */
export function fit(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const cut = stringWidth(text) > width ? `${beginning(text, width - 1)}…` : text
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(cut)))
  return side === 'left' ? cut + blanks : blanks + cut
}

/** A label's lines, none wider than a width; what would move the cursor becomes a blank. */
export function linesOf(label: string, width: number): string[] {
  const calm = oneLine(label)
  return calm === '' ? [''] : wrapAnsi(calm, Math.max(width, 4), { hard: true }).split('\n')
}

/** The longest beginning of a text that is not wider than a width. */
export function beginning(text: string, width: number): string {
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (stringWidth(kept + segment) > width) break
    kept += segment
  }
  return kept
}

/** The title line of a picture, and lines under it. */
export function titled(title: string, lines: readonly string[]): string {
  const heading = linesOf(title, columnsOfPicture()).map((line) => styleText('bold', line))
  return [...(title === '' ? [] : heading), ...lines.map((line) => line.trimEnd())].join('\n')
}

/** Pieces one after the other, on as many lines as they need, indented by two columns. They may have colours. */
export function flowing(pieces: readonly string[]): string[] {
  const width = columnsOfPicture() - 2
  const lines: string[] = []
  for (const piece of pieces.flatMap((text) => wrapAnsi(text, width, { hard: true }).split('\n'))) {
    const longer = `${lines.at(-1) ?? ''}   ${piece}`
    if (lines.length > 0 && stringWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines.map((line) => `  ${line}`)
}
