import { display, escapeMarkup, later } from './display.ts'

// Libraries for tables in a terminal are loaded where one is shown, and their types not even then.
const text = later<{ tableText(headings: string[], rows: string[][], right: boolean[]): string }>('./table-text.ts')

export type Row = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * Shows rows as a table; the keys of the first row are the headings.
 *
 * @param rows one object a row, with the same keys; numbers are aligned to the right
 */
export function showTable(rows: readonly Row[]): void {
  const headings = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) => headings.map((heading) => String(row[heading] ?? '')))
  const right = headings.map((heading) => rows.every((row) => typeof row[heading] === 'number'))
  display({ text: () => text().tableText(headings, cells, right), html: () => asHtml(headings, cells, right) })
}

function asHtml(headings: string[], cells: string[][], right: boolean[]): string {
  const align = (i: number) => `style="text-align:${right[i] ? 'right' : 'left'}"`
  const line = (tag: string, texts: string[]) =>
    `<tr>${texts.map((text, i) => `<${tag} ${align(i)}>${escapeMarkup(text)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${line('th', headings)}</thead><tbody>${cells.map((row) => line('td', row)).join('')}</tbody></table>`
}
