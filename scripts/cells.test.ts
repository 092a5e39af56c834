import { expect, test } from 'vitest'
import { parseCells } from './cells.ts'
import { Oops } from './oops.ts'

test('splits prose and code', () => {
  const text =
    '// %% [markdown] id="a" tags=["x"]\n//\n// # Title\n//\n// text\n\n// %% id="b"\n\nconst n: number = 1\n\n'
  expect(parseCells(text, 'lesson.ts')).toEqual([
    { kind: 'markdown', id: 'a', tags: ['x'], line: 1, source: '# Title\n\ntext' },
    { kind: 'code', id: 'b', tags: [], line: 7, source: 'const n: number = 1' },
  ])
})

test('does not mind Windows line ends and a byte order mark', () => {
  expect(parseCells('\uFEFF// %% id="a"\r\nlet x = 1\r\n', 'lesson.ts')[0]?.source).toBe('let x = 1')
})

test.each([
  ['// %%', 'lesson.ts:1: a cell starts like'],
  ['// %% id="ä"', 'lesson.ts:1: a cell starts like'],
  ['// %% id="a"\n\n// %% id="a"', 'lesson.ts:3: the cell id "a" is taken by line 1'],
  ['// %% id="a" tags=[x]', 'lesson.ts:1: tags are a list in JSON'],
  ['let x', 'lesson.ts:1: the first line of a lesson must start a cell'],
  ['// %% [markdown] id="a"\nlet x', 'lesson.ts:2: a line of a Markdown cell starts with'],
  ['// %% id="a"\n\nlet x\nexport { x }', 'lesson.ts:4: a notebook cell cannot export'],
  ["// %% id=\"a\"\nimport './x.ts'\nimport x from './x.ts'", 'lesson.ts:3: a lesson imports packages only'],
  [
    '// %% id="a"\n\nlet x = 1\nlet y = = 2',
    'lesson.ts:4: the cell "a" is not valid TypeScript on its own (Expression expected).',
  ],
  ['// %% id="a"\nlet x = `\n// %% id="b"\n`', 'lesson.ts:2: the cell "a" is not valid TypeScript on its own'],
])('%j is refused with its line', (text, sentence) => {
  expect(() => parseCells(text, 'lesson.ts')).toThrow(Oops)
  expect(() => parseCells(text, 'lesson.ts')).toThrow(sentence)
})
