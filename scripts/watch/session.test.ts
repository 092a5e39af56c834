import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Exercise } from '../grade/exercises.ts'
import { publishedCopy } from '../grade/published.ts'
import type { Verdict } from '../grade/verdict.ts'
import { fakeTerminal, settled } from '../lesson/fixtures/screen.ts'
import { readProgress } from '../progress-file.ts'
import type { Editor } from './editor.ts'
import { watchExercises } from './session.ts'

let home = ''
let exercises: Exercise[] = []

const hole = 'export function firstCall() {\n  throw new NotStarted()\n}\n'
const hint = (n: number) => `<details><summary>Hint ${n}</summary>\n\nNudge number ${n}.\n\n</details>\n`

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'workbook-watch-'))
  vi.stubEnv('WORKBOOK_HOME', join(home, 'own'))
  vi.stubEnv('NO_COLOR', '1')
  exercises = ['1-first-call', '2-conversation-memory'].map((name, i) => ({
    id: `1.${i + 1}`,
    lesson: '01-api-basics',
    name,
    title: i === 0 ? 'First call' : 'Conversation memory',
    file: join(home, `${name}.ts`),
    grader: join(home, `${name}.test.ts`),
  }))
  writeFileSync(join(home, 'README.md'), `## 1.1 First call\n\n${[1, 2, 3].map(hint).join('\n')}`)
  for (const exercise of exercises) {
    writeFileSync(exercise.file, hole)
    mkdirSync(dirname(publishedCopy(exercise)), { recursive: true })
    writeFileSync(publishedCopy(exercise), hole)
  }
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

const base = { passed: 0, of: 4, points: 0, ofPoints: 6, checks: [], failures: [], printed: '', line: 2 }
const passed: Verdict = { ...base, state: 'passed', passed: 4, points: 6, printed: 'hello from me\n' }
const untouched: Verdict = { ...base, state: 'not started' }
const failing: Verdict = {
  ...base,
  state: 'in progress',
  failures: [{ check: 'sends one request', sentence: 'You sent 2 requests for one question.', line: 2 }],
}

/** A watch over a terminal and a grader that tests are in charge of. */
async function start(first: Verdict, editor?: Editor) {
  const fake = fakeTerminal({ columns: 80, rows: 40 })
  const verdicts: Verdict[] = [first]
  const graded: string[] = []
  let save: (exercise: Exercise) => void = () => {}
  let held: (() => void) | undefined
  let hold = false
  const ended = watchExercises({
    exercises,
    terminal: fake.terminal,
    editor,
    grading: {
      async grade(jobs) {
        graded.push(...jobs.map(({ file }) => file))
        if (hold) await new Promise<void>((resolve) => (held = resolve))
        return [verdicts.at(-1)!]
      },
    },
    watchSaves(onSave) {
      save = onSave
      return () => {}
    },
  })
  await settled()
  return {
    ...fake,
    ended,
    graded,
    text: () => fake.screen.text(),
    footer: () => fake.screen.lines().findLast((line) => line !== '') ?? '',
    async save(exercise: Exercise, verdict: Verdict, text = 'export const mine = 1\n') {
      writeFileSync(exercise.file, text)
      verdicts.push(verdict)
      save(exercise)
      await settled()
    },
    hold: () => void (hold = true),
    async release() {
      hold = false
      held?.()
      await settled()
    },
  }
}

test('begins with the first exercise that is not passed, and shows only keys that work', async () => {
  const { text, footer, press, ended } = await start(untouched)
  expect(text()).toMatch(/· 1\.1 First call · not started\n\n {2}Read the task/)
  expect(text()).toContain('0 of 2 passed')
  expect(footer()).toBe('enter re-run · h hint 1 of 3 · n next · q quit')
  await press('q')
  expect(await ended).toBe(0)
})

test('a save is graded and shown; passing does not jump on', async () => {
  const { text, footer, save, press, graded, ended } = await start(untouched)
  await save(exercises[0]!, failing)
  expect(text()).toMatch(
    /✗ 1\.1 First call · in progress, 0 of 4 checks\n[\s\S]*You sent 2 requests for one question\./,
  )
  expect(footer()).toBe('enter re-run · h hint 1 of 3 · n next · r reset · q quit')
  await save(exercises[0]!, passed)
  expect(text()).toMatch(/✓ 1\.1 First call · passed, 4 of 4 checks, 6 points[\s\S]*│ hello from me/)
  expect(text()).toContain('1 of 2 passed')
  expect(text()).not.toContain('You sent 2 requests')
  expect(footer()).toBe('enter re-run · h hint 1 of 3 · n next · s solution · r reset · q quit')
  expect(readProgress().exercises['1.1']).toEqual({ state: 'passed', passed: 4, of: 4, points: 6, ofPoints: 6 })
  await press('n')
  expect(graded.at(-1)).toBe(exercises[1]!.file)
  await press('q')
  await ended
})

test('while it grades, the last verdict stays, and a save is graded afterwards', async () => {
  const { text, footer, save, hold, release, graded, press, ended } = await start(failing)
  hold()
  await save(exercises[0]!, failing, 'something else\n')
  expect(text()).toMatch(/throw new NotStarted\(\)[\s\S]*Grading 1\.1 …/)
  expect(footer()).toBe('q quit')
  await save(exercises[0]!, passed)
  await press('h')
  expect(text()).not.toContain('Nudge')
  await release()
  await settled()
  expect(text()).toContain('1.1 First call · passed')
  expect(graded).toHaveLength(3)
  await press('q')
  await ended
})

test('enter re-runs, where saves are not noticed', async () => {
  const { press, graded, ended } = await start(failing)
  await press('\r')
  await press('\n')
  expect(graded).toHaveLength(3)
  await press('q')
  await ended
})

test('hints come one at a time, and the next save brings the verdict back', async () => {
  const { text, footer, save, press, ended } = await start(failing)
  await press('h')
  expect(text()).toContain('Nudge number 1.')
  expect(footer()).toContain('h hint 2 of 3')
  await press('h')
  expect(text()).toContain('Nudge number 2.')
  expect(readProgress().hints).toEqual({ '1.1': 2 })
  await save(exercises[0]!, passed)
  expect(text()).not.toContain('Nudge')
  await press('s')
  expect(text()).toContain('your file and the solution')
  await press('q')
  await ended
})

test('reset asks, keeps what was written, and says where', async () => {
  const { text, footer, save, press, ended } = await start(untouched)
  await save(exercises[0]!, failing)
  await press('r')
  expect(text()).toContain('Reset 1.1 First call? Your version is kept.')
  expect(footer()).toBe('y reset · n leave it as it is · q quit')
  await press('n')
  expect(readFileSync(exercises[0]!.file, 'utf8')).toBe('export const mine = 1\n')
  await press('r')
  await press('y')
  expect(readFileSync(exercises[0]!.file, 'utf8')).toBe(hole)
  expect(text()).toContain('1.1 First call is as it was published:')
  expect(text()).toContain('Your version is kept:')
  await save(exercises[0]!, failing)
  expect(text()).not.toContain('as it was published')
  await press('q')
  await ended
})

test('an editor is offered, opened at the line, and its failure told', async () => {
  const missing: Editor = { name: 'nothing', command: join(home, 'nothing'), args: (file, line) => [`+${line}`, file] }
  const { text, footer, press, ended } = await start(failing, missing)
  expect(footer()).toContain('o open in nothing')
  await press('o')
  // Whole words on every line: what is longer is wrapped.
  await vi.waitFor(() =>
    expect(text()).toMatch(/^The editor nothing could not be started: .* open the file\nyourself\.$/m),
  )
  await press('q')
  await ended
})

test.each([
  ['\x03', 130],
  ['\x04', 0],
])('%j ends it with %i', async (key, code) => {
  const { press, ended, isRaw } = await start(untouched)
  await press(key)
  expect(await ended).toBe(code)
  expect(isRaw()).toBe(false)
})
