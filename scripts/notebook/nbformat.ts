// The notebook file format, nbformat 4.5, as far as the workbook writes and reads it.

/** Text by MIME type; base64 for pictures that are not text, an object for JSON types. */
export type MimeBundle = Record<string, unknown>

export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { output_type: 'display_data'; data: MimeBundle; metadata: Record<string, unknown> }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] }

export interface MarkdownCell {
  cell_type: 'markdown'
  id: string
  metadata: CellMetadata
  source: string
}

export interface CodeCell {
  cell_type: 'code'
  id: string
  metadata: CellMetadata
  source: string
  /** From 1, in the order of running; null before the first run. */
  execution_count: number | null
  outputs: Output[]
}

export interface CellMetadata {
  tags?: string[]
}

export type NotebookCell = MarkdownCell | CodeCell

export interface Notebook {
  cells: NotebookCell[]
  metadata: Record<string, unknown>
  nbformat: 4
  nbformat_minor: 5
}

/**
 * The text of a notebook file, byte for byte what Python's `nbformat.write` makes of the same notebook: keys sorted, one space of
 * indent, texts as lists of lines, a newline at the end. So a save in Jupyter changes only what the reader changed.
 */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.cell_type === 'code' && { outputs: cell.outputs.map(splitOutput) }),
  }))
  return `${JSON.stringify(sortKeys({ ...notebook, cells }), null, 1)}\n`
}

/**
 * Reads a notebook file's text.
 * @throws SyntaxError if it is not JSON, TypeError if it is JSON but no notebook of format 4
 */
export function parseNotebook(text: string): Notebook {
  const notebook = JSON.parse(text) as Notebook
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) throw new TypeError('not a notebook of format 4')
  return { ...notebook, cells: notebook.cells.map(joinCell) }
}

function joinCell(cell: NotebookCell): NotebookCell {
  const source = joinLines(cell.source)
  return cell.cell_type === 'code' ? { ...cell, source, outputs: cell.outputs.map(joinOutput) } : { ...cell, source }
}

function joinOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joinLines(output.text) }
  if (output.output_type !== 'display_data') return output
  return { ...output, data: mapTexts(output.data, joinLines) }
}

function splitOutput(output: Output): unknown {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) }
  if (output.output_type !== 'display_data') return output
  return { ...output, data: mapTexts(output.data, (text) => splitLines(String(text))) }
}

/** JSON types keep their value, every other type is text. */
function mapTexts(data: MimeBundle, change: (text: unknown) => unknown): MimeBundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      /^application\/(.+\+)?json$/.test(type) ? value : change(value),
    ]),
  )
}

function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join('') : String(text)
}

/** What ends a line for Python, besides the pair \r\n. */
const lineEnds = '\n\r\v\f\x1c-\x1e\x85\u2028\u2029'
const line = new RegExp(`[^${lineEnds}]*(?:\\r\\n|[${lineEnds}]|$)`, 'g')

/** Python's `str.splitlines(True)`, which knows more line ends than JavaScript does. */
function splitLines(text: string): string[] {
  return text.match(line)?.filter((piece) => piece !== '') ?? []
}

/** Keys in order of their code points, as Python's `sort_keys`. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}
