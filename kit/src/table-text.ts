import Table from 'cli-table3'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** As wide as its content, at most 78 columns: the widest column gives way and wraps. */
export function tableText(headings: string[], cells: string[][], right: boolean[]): string {
  const widths = headings.map(
    (heading, i) => Math.max(...[heading, ...cells.map((row) => row[i] ?? '')].map((text) => stringWidth(text))) + 2,
  )
  // Two columns are the runner's margin, and the last cell's padding is never seen.
  const most = Math.min(process.stdout.columns || 80, 80)
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - most
    const widest = widths.indexOf(Math.max(...widths))
    const next = Math.max(...widths.filter((_, i) => i !== widest), 12)
    if (over <= 0 || widths[widest]! <= 12) break
    widths[widest] = Math.max(widths[widest]! - over, Math.min(next, widths[widest]! - 1))
  }
  const bare = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  }
  const table = new Table({
    head: headings,
    colWidths: widths,
    colAligns: right.map((isRight) => (isRight ? 'right' : 'left')),
    chars: { ...bare, left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  })
  // Wrapped here, because the table would cut a word that is longer than its column.
  const wrapped = cells.map((row) => row.map((text, i) => wrapAnsi(text, (widths[i] ?? 12) - 2, { hard: true })))
  table.push(
    widths.map((width) => '─'.repeat(width - 2)),
    ...wrapped,
  )
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
