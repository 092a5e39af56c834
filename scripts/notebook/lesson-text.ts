import { parseCells } from '../cells.ts'
import { Oops } from '../oops.ts'
import type { Notebook, NotebookCell } from './nbformat.ts'

/**
 * A lesson's text, from its notebook: the way back. Outputs and empty cells stay behind; nothing else may.
 *
 * @param notebook as it was saved in Jupyter or VS Code
 * @param name how to call the notebook in a message
 * @throws Oops with cell and line for anything a lesson cannot hold
 */
export function toLesson(notebook: Notebook, name: string): string {
  const cells = notebook.cells.filter((cell) => clean(cell.source) !== '')
  const text = `${cells.map((cell) => writeCell(cell, name)).join('\n\n')}\n`
  // The proof that nothing is lost: read again, it is the same.
  for (const [index, read] of parseCells(text, `${name}, as a lesson`).entries()) {
    const cell = cells[index]
    const kept = cell && read.id === cell.id && read.kind === cell.cell_type && read.source === clean(cell.source)
    if (!kept) throw new Oops(`${name}, cell "${cell?.id ?? read.id}": its text does not fit into a lesson unchanged.`)
  }
  return text
}

function writeCell(cell: NotebookCell, name: string): string {
  const at = (line: number) => `${name}, cell "${cell.id}", line ${line}`
  const kind: string = cell.cell_type
  if (!cell.id) throw new Oops(`${name}: its cells have no ids; save it in a newer Jupyter, which gives them some.`)
  if (kind !== 'markdown' && kind !== 'code') {
    throw new Oops(`${at(1)}: a lesson has Markdown and code cells; this one is of the kind "${kind}".`)
  }
  if ('attachments' in cell && Object.keys(cell.attachments as object).length > 0) {
    throw new Oops(`${at(1)}: it holds a pasted picture, which a lesson cannot; keep the picture as a file.`)
  }
  const lines = clean(cell.source).split('\n')
  const written = kind === 'markdown' ? lines.map((line) => (line === '' ? '//' : `// ${line}`)) : lines
  const marker = written.findIndex((line) => line.startsWith('// %%'))
  if (marker >= 0) throw new Oops(`${at(marker + 1)}: in a lesson this line would start a cell.`)
  const tags = cell.metadata.tags?.length ? ` tags=${JSON.stringify(cell.metadata.tags)}` : ''
  return [`// %%${kind === 'markdown' ? ' [markdown]' : ''} id="${cell.id}"${tags}`, ...written].join('\n')
}

/** Line ends as in a lesson, and no blank lines around. */
function clean(source: string): string {
  return source
    .replace(/\r\n?/g, '\n')
    .replace(/^(\s*\n)+/, '')
    .trimEnd()
}
