import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCells } from '../cells.ts'
import { listLessons } from '../lessons.ts'
import { toNotebook } from './conversion.ts'
import { toLesson } from './lesson-text.ts'
import { formatNotebook, parseNotebook, type Notebook, type NotebookCell } from './nbformat.ts'

const files = [join(import.meta.dirname, 'fixtures', '01-small', 'lesson.ts'), ...listLessons().map(({ file }) => file)]

test.for(files)('there and back again is the same text: %s', (file) => {
  const text = readFileSync(file, 'utf8')
  const notebook = parseNotebook(formatNotebook(toNotebook(parseCells(text, file))))
  expect(toLesson(notebook, 'lesson.ipynb')).toBe(text)
})

test.for(files)('no prose has two dollar signs, between which Jupyter sees a formula: %s', (file) => {
  const prose = parseCells(readFileSync(file, 'utf8'), file).filter(({ kind }) => kind === 'markdown')
  const withoutCode = prose.map(({ source }) => source.replaceAll(/(`+)[^]*?\1/g, ''))
  expect(withoutCode.filter((text) => /\$[^]*\$/.test(text))).toEqual([])
})

const cell = (type: 'markdown' | 'code', source: string, more: object = {}): NotebookCell =>
  ({
    cell_type: type,
    id: 'a',
    metadata: {},
    source,
    ...(type === 'code' && { outputs: [], execution_count: null }),
    ...more,
  }) as NotebookCell

const notebook = (...cells: NotebookCell[]): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })

test('cells made in Jupyter come along, empty ones do not', () => {
  const text = toLesson(
    notebook(
      cell('markdown', '# Title\n\n  indented\n'),
      cell('code', '', { id: 'b' }),
      cell('code', 'void 0\r\n\nvoid 1', { id: '5f2c', metadata: { tags: ['raises-exception'], collapsed: true } }),
    ),
    'x',
  )
  expect(text).toBe(`// %% [markdown] id="a"
// # Title
//
//   indented

// %% id="5f2c" tags=["raises-exception"]
void 0

void 1
`)
})

test.for([
  [cell('code', 'void 0\n// %% id="b"'), 'x, cell "a", line 2: in a lesson this line would start a cell.'],
  [cell('markdown', '%% comment'), 'x, cell "a", line 1: in a lesson this line would start a cell.'],
  [cell('markdown', 'x', { cell_type: 'raw' }), 'of the kind "raw"'],
  [cell('markdown', 'x', { attachments: { 'a.png': {} } }), 'pasted picture'],
  [cell('markdown', 'x', { id: undefined }), 'no ids'],
  [cell('code', 'export const a = 1'), 'cannot export'],
  [cell('code', 'const a = ='), 'cell "a"'],
  [cell('code', `import a from './a.ts'`), 'no relative paths'],
] as const)('refuses what a lesson cannot hold: $1', ([bad, message]) => {
  expect(() => toLesson(notebook(bad), 'x')).toThrow(message)
})
