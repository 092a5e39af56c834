import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parseCells } from '../cells.ts'
import { root, type Lesson } from '../lessons.ts'
import { toNotebook, withResults } from './conversion.ts'
import { importNotebook } from './import.ts'
import { formatNotebook, type Output } from './nbformat.ts'
import { updateNotebook } from './update.ts'

const fixture = join(import.meta.dirname, 'fixtures', '01-small')
const home = mkdtempSync(join(tmpdir(), 'work book '))
symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction')
afterAll(() => rmSync(home, { recursive: true }))

const tiny = `// %% [markdown] id="title"
// # A small lesson

// %% id="stream"
for (const token of ['to', 'ken', 's\\n']) process.stdout.write(token)
console.error('a warning')

// %% id="end"
console.log('still here')
`

/** A lesson in a folder with a space in its name, edited after its notebook was made. */
function makeLesson(name: string, change: (lesson: string) => string = (text) => text): Lesson & { notebook: string } {
  const folder = join(home, `01-${name}`)
  mkdirSync(folder)
  const file = join(folder, 'lesson.ts')
  const notebook = join(folder, 'lesson.ipynb')
  const empty = toNotebook(parseCells(tiny, 'lesson.ts'))
  const shown: Output[] = [
    { output_type: 'stream', name: 'stdout', text: 'tokens\n' },
    { output_type: 'stream', name: 'stderr', text: 'a warning\n' },
  ]
  const end: Output = { output_type: 'stream', name: 'stdout', text: 'still here\n' }
  const results = [shown, [end]].map((outputs, index) => ({ outputs, executionCount: index + 1 }))
  writeFileSync(notebook, formatNotebook(withResults(empty, results)))
  writeFileSync(file, change(tiny))
  return { number: 1, folder: `01-${name}`, name, file, notebook }
}

const check = { execute: true, check: true, timeout: 60_000 }
const execute = { ...check, check: false }

describe.concurrent('bringing a notebook up to date', { timeout: 120_000 }, () => {
  test('the committed outputs of the small lesson are what a run gives, whatever the folder', async () => {
    const folder = join(home, '01-small')
    cpSync(fixture, folder, { recursive: true })
    const lesson = { number: 1, folder: '01-small', name: 'small', file: join(folder, 'lesson.ts') }
    const { ok, message } = await updateNotebook(lesson, check)
    expect({ ok, message }).toEqual({ ok: true, message: expect.stringContaining('up to date · 5 code cells run in') })
  })

  test('a lesson that was edited is drift in the text of that cell, and nothing is written', async () => {
    const lesson = makeLesson('text', (text) => text.replace('# A small lesson', '# A lesson'))
    const before = readFileSync(lesson.notebook, 'utf8')
    const { ok, message } = await updateNotebook(lesson, check)
    expect({ ok, message }).toEqual({
      ok: false,
      message: expect.stringMatching(
        /lesson\.ipynb has another text than the lesson in the cell "title"; run npm run notebooks 1 --execute/,
      ),
    })
    expect(readFileSync(lesson.notebook, 'utf8')).toBe(before)
  })

  test('an output that was edited is drift in the outputs of that cell', async () => {
    const lesson = makeLesson('outputs')
    const edited = readFileSync(lesson.notebook, 'utf8').replace('a warning\\n"', 'a danger\\n"')
    writeFileSync(lesson.notebook, edited)
    const { ok, message } = await updateNotebook(lesson, check)
    expect({ ok, message }).toEqual({
      ok: false,
      message: expect.stringContaining('other outputs than a run gives in the cell "stream"'),
    })
  })

  test('without running, outputs of edited cells go and the others stay', async () => {
    const lesson = makeLesson('kept', (text) => text.replace("'s\\n'", "'s!\\n'"))
    const { message } = await updateNotebook(lesson, { ...execute, execute: false })
    expect(message).toMatch(/written · 2 code cells, 1 with outputs$/)
    const written = readFileSync(lesson.notebook, 'utf8')
    expect(written).not.toContain('a warning\\n')
    expect(written).toContain('still here\\n')
  })

  test('a cell that fails is named with file and line, and the notebook stays as it was', async () => {
    const lesson = makeLesson('fails', (text) =>
      text.replace("console.error('a warning')", "\nconsole.error('now')\nthrow new RangeError('too far')"),
    )
    const line =
      readFileSync(lesson.file, 'utf8')
        .split('\n')
        .findIndex((text) => text.startsWith('throw')) + 1
    const before = readFileSync(lesson.notebook, 'utf8')
    const { ok, message } = await updateNotebook(lesson, execute)
    expect(ok).toBe(false)
    expect(message.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`01-fails/lesson\\.ts:${line}, cell "stream": RangeError: too far$`)),
      '    at line 4',
      "     4 │ throw new RangeError('too far')",
    ])
    expect(readFileSync(lesson.notebook, 'utf8')).toBe(before)
  })

  test('a path of this machine in an output is refused', async () => {
    const lesson = makeLesson('path', (text) => text.replace("'a warning'", `${JSON.stringify(root)}`))
    const { ok, message } = await updateNotebook(lesson, execute)
    expect({ ok, message }).toEqual({
      ok: false,
      message: expect.stringMatching(/cell "stream" shows a path of this machine\.$/),
    })
  })

  test('a file that is missing or no notebook is drift, and is written anew', async () => {
    const lesson = makeLesson('broken')
    rmSync(lesson.notebook)
    expect((await updateNotebook(lesson, check)).message).toContain('lesson.ipynb is not there; run npm run notebooks')
    writeFileSync(lesson.notebook, '<<<<<<< ours')
    expect((await updateNotebook(lesson, check)).message).toContain('lesson.ipynb is no notebook')
    expect((await updateNotebook(lesson, execute)).message).toContain('written · 2 code cells run')
    expect(readFileSync(lesson.notebook, 'utf8')).toContain('still here\\n')
  })
})

test('what was edited in the notebook comes back into the lesson, and the lesson as it was is kept', () => {
  vi.stubEnv('WORKBOOK_HOME', join(home, 'own'))
  const lesson = makeLesson('import')
  const before = readFileSync(lesson.file, 'utf8')
  expect(importNotebook(lesson)).toMatch(/lesson\.ts {2}up to date$/)
  writeFileSync(
    lesson.notebook,
    readFileSync(lesson.notebook, 'utf8').replace('"# A small lesson', '"# An edited lesson'),
  )
  expect(importNotebook(lesson)).toMatch(/lesson\.ts {2}written from the notebook/)
  expect(readFileSync(lesson.file, 'utf8')).toBe(before.replace('# A small lesson', '# An edited lesson'))
  const edited = readFileSync(lesson.file, 'utf8')
  writeFileSync(lesson.notebook, readFileSync(lesson.notebook, 'utf8').replace('edited lesson', 'lesson edited twice'))
  importNotebook(lesson)
  const kept = ['01-import.ts', '01-import-2.ts'].map((name) =>
    readFileSync(join(home, 'own', 'before-import', name), 'utf8'),
  )
  expect(kept).toEqual([before, edited])
  rmSync(lesson.notebook)
  expect(() => importNotebook(lesson)).toThrow('nothing to import')
})

test('a lesson that cannot be read is one sentence', async () => {
  const lesson = makeLesson('unreadable', () => '// %% id=one\n')
  await expect(updateNotebook(lesson, check)).rejects.toMatchObject({
    name: 'Oops',
    message: expect.stringContaining(`${lesson.folder}/lesson.ts:1: a cell starts like`),
  })
  expect(dirname(lesson.notebook)).toContain(' ')
})
