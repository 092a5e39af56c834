import { homedir } from 'node:os'
import { sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { root } from '../lessons.ts'
import { codeCells } from './conversion.ts'
import { formatNotebook, type Notebook, type NotebookCell } from './nbformat.ts'

/**
 * Says where a notebook differs from what it should be.
 *
 * @param wanted the notebook made anew from the lesson, run or not
 * @param found the notebook in the file
 * @param text the text of that file
 * @returns the end of a sentence that begins with the file's name; undefined when they are the same
 */
export function describeDrift(wanted: Notebook, found: Notebook, text: string): string | undefined {
  if (formatNotebook(wanted) === text) return undefined
  const ids = (notebook: Notebook) => notebook.cells.map((cell) => cell.id)
  const missing = ids(wanted).find((id) => !ids(found).includes(id))
  if (missing !== undefined) return `lacks the cell "${missing}"`
  const extra = ids(found).find((id) => !ids(wanted).includes(id))
  if (extra !== undefined) return `has a cell "${extra}" that the lesson lacks`
  if (!isDeepStrictEqual(ids(wanted), ids(found))) return 'has its cells in another order than the lesson'
  const pairs = wanted.cells.map((cell, i) => [cell, found.cells[i]] as const)
  const edited = pairs.find(([a, b]) => a.source !== b?.source || a.cell_type !== b.cell_type)
  if (edited) return `has another text than the lesson in the cell "${edited[0].id}"`
  const outputs = pairs.find(([a, b]) => b && !isDeepStrictEqual(outputsOf(a), outputsOf(b)))
  if (outputs) return `has other outputs than a run gives in the cell "${outputs[0].id}"`
  return 'is written in another way than the workbook writes it (metadata, counts or layout)'
}

function outputsOf(cell: NotebookCell): unknown {
  return cell.cell_type === 'code' ? cell.outputs : []
}

/** A cell whose output would differ on another machine, with the reason; undefined when there is none. */
export function findLeak(notebook: Notebook): { id: string; reason: string } | undefined {
  const folders = [root, homedir() + sep].map((folder) => JSON.stringify(folder).slice(1, -1))
  for (const { id, outputs } of codeCells(notebook)) {
    const text = JSON.stringify(outputs)
    if (folders.some((folder) => text.includes(folder))) return { id, reason: 'shows a path of this machine' }
    if (text.includes('\\u001b')) return { id, reason: 'shows colours, which a file cannot' }
  }
  return undefined
}
