import { expect, test } from 'vitest'
import { parseCells } from '../cells.ts'
import { languageInfo, toNotebook, withResults } from './conversion.ts'
import { formatNotebook, parseNotebook, type Output } from './nbformat.ts'
import { loadTslab, type Executor } from './tslab.ts'

const lesson = `// %% [markdown] id="title"
// # Title
//
// <details><summary>Why?</summary>
//
// Because.
//
// </details>

// %% id="one"

const one = 1

console.log(one)

// %% id="two" tags=["raises-exception"]
throw new Error('two')
`
const cells = parseCells(lesson, 'lesson.ts')
const shown: Output[] = [{ output_type: 'stream', name: 'stdout', text: '1\n' }]
const run = withResults(toNotebook(cells), [
  { outputs: shown, executionCount: 1 },
  { outputs: [], executionCount: 2 },
])

test('every cell arrives in the notebook with its id, tags and text', () => {
  const notebook = parseNotebook(formatNotebook(toNotebook(cells)))
  expect(
    notebook.cells.map((cell) => ({
      kind: cell.cell_type,
      id: cell.id,
      tags: cell.metadata.tags ?? [],
      source: cell.source,
    })),
  ).toEqual(cells.map(({ kind, id, tags, source }) => ({ kind, id, tags, source })))
  expect(notebook.cells[0]?.source).toContain('<details><summary>Why?</summary>\n\nBecause.')
})

test('an unchanged cell keeps its outputs, a changed one loses them', () => {
  const edited = parseCells(lesson.replace("'two'", "'three'"), 'lesson.ts')
  const [, one, two] = toNotebook(edited, run).cells
  expect(one).toMatchObject({ id: 'one', outputs: shown, execution_count: 1 })
  expect(two).toMatchObject({ id: 'two', outputs: [], execution_count: null })
})

test('kept outputs are counted anew when a cell is added before them', () => {
  const longer = parseCells(lesson.replace('// %% id="one"', '// %% id="zero"\nvoid 0\n\n// %% id="one"'), 'lesson.ts')
  expect(toNotebook(longer, run).cells.map((cell) => 'execution_count' in cell && cell.execution_count)).toEqual([
    false,
    null,
    2,
    3,
  ])
})

test('a cell that was renamed is another cell', () => {
  const renamed = parseCells(lesson.replace('id="one"', 'id="uno"'), 'lesson.ts')
  expect(toNotebook(renamed, run).cells[1]).toMatchObject({ id: 'uno', outputs: [] })
})

test('names the language as tslab reports it, so that saving in Jupyter changes nothing', () => {
  const executor: Executor = { execute: () => Promise.resolve(true), inspect: () => undefined }
  const handler = new (loadTslab().jupyter.JupyterHandlerImpl)(executor, false)
  expect(handler.handleKernel().language_info).toEqual(languageInfo)
})
