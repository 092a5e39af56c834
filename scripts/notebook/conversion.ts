import type { Cell } from '../cells.ts'
import type { CodeCell, Notebook, NotebookCell, Output } from './nbformat.ts'

/** How the notebook file names the kernel it wants. */
export const mockKernel = { name: 'workbook-mock', display_name: 'TypeScript (workbook, mock)', language: 'typescript' }

/** What tslab reports of its language; written as it is so that a save in Jupyter changes nothing. */
export const languageInfo = {
  name: 'typescript',
  version: '3.7.2',
  mimetype: 'text/typescript',
  file_extension: '.ts',
  codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
}

/**
 * Makes a lesson's notebook.
 *
 * @param cells the lesson's cells; their ids become the notebook's
 * @param previous the notebook as it was: a code cell whose id and source did not change keeps its outputs
 */
export function toNotebook(cells: readonly Cell[], previous?: Notebook): Notebook {
  const outputsOf = new Map(previous?.cells.map((cell) => [cell.id, cell]))
  let count = 0
  return {
    cells: cells.map((cell): NotebookCell => {
      const { id, source } = cell
      const metadata = cell.tags.length > 0 ? { tags: cell.tags } : {}
      if (cell.kind === 'markdown') return { cell_type: 'markdown', id, metadata, source }
      count++
      const before = outputsOf.get(id)
      const kept = before?.cell_type === 'code' && before.source === source && before.execution_count !== null
      return {
        cell_type: 'code',
        id,
        metadata,
        source,
        execution_count: kept ? count : null,
        outputs: kept ? before.outputs : [],
      }
    }),
    metadata: { kernelspec: mockKernel, language_info: languageInfo },
    nbformat: 4,
    nbformat_minor: 5,
  }
}

/** The notebook with the results of a run, one for each code cell in order. */
export function withResults(
  notebook: Notebook,
  results: readonly { outputs: Output[]; executionCount: number }[],
): Notebook {
  const rest = [...results]
  const cells = notebook.cells.map((cell) => {
    const result = cell.cell_type === 'code' ? rest.shift() : undefined
    return result ? { ...cell, execution_count: result.executionCount, outputs: result.outputs } : cell
  })
  return { ...notebook, cells }
}

/** The code cells of a notebook, in order. */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell) => cell.cell_type === 'code')
}
