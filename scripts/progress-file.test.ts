import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readProgress, updateProgress } from './progress-file.ts'

let home = ''
const file = () => join(home, 'progress.json')
const nothing = { lessons: {}, exercises: {}, hints: {} }

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'workbook-progress-'))
  vi.stubEnv('WORKBOOK_HOME', home)
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(home, { recursive: true })
})

test('what was written is read again, and nothing else is left behind', () => {
  updateProgress(({ hints }) => void (hints['1.1'] = 2))
  updateProgress(
    ({ exercises }) => void (exercises['1.1'] = { state: 'passed', passed: 4, of: 4, points: 6, ofPoints: 6 }),
  )
  expect(readProgress().hints).toEqual({ '1.1': 2 })
  expect(readProgress().exercises['1.1']?.points).toBe(6)
  expect(readdirSync(home)).toEqual(['progress.json'])
  expect(readFileSync(file(), 'utf8')).toMatch(/^\{\n {2}"lessons": \{\},\n/)
})

test('a file from before hints were counted is read', () => {
  writeFileSync(file(), '{"lessons":{"01-api-basics":{"seen":3,"of":9}},"exercises":{}}')
  expect(readProgress()).toEqual({ lessons: { '01-api-basics': { seen: 3, of: 9 } }, exercises: {}, hints: {} })
})

test.each([
  '',
  '{"lessons": {}, "exercis',
  'null',
  '[]',
  '{"lessons":null,"exercises":{}}',
  '{"lessons":{},"exercises":[]}',
  '{"lessons":{"01-api-basics":{"seen":500,"of":57}},"exercises":{}}',
  '{"lessons":{"01-api-basics":{"seen":"many","of":null}},"exercises":{}}',
  '{"lessons":{},"exercises":{"1.1":7}}',
  '{"lessons":{},"exercises":{"1.1":{"state":"passed","passed":"all"}}}',
  '{"lessons":{},"exercises":{},"hints":{"1.1":-1}}',
  '{"lessons":{},"exercises":{},"hints":{"1.1":"many"}}',
  '\u0000\u0001',
])('a damaged one, %j, is set aside with a sentence', (text) => {
  const say = vi.spyOn(console, 'error').mockReturnValue()
  writeFileSync(file(), text)
  expect(readProgress()).toEqual(nothing)
  expect(say.mock.calls).toEqual([
    [`The progress file could not be read; it was kept as ${file()}.damaged and progress starts anew.`],
  ])
  expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe(text)
  updateProgress(({ hints }) => void (hints['1.1'] = 1))
  expect(readProgress().hints).toEqual({ '1.1': 1 })
})

test('a second damaged one does not replace the first', () => {
  vi.spyOn(console, 'error').mockReturnValue()
  for (const text of ['first', 'second']) {
    writeFileSync(file(), text)
    readProgress()
  }
  expect(readdirSync(home).sort()).toEqual(['progress.json.damaged', 'progress.json.damaged-2'])
  expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe('first')
})

test('a change that fails leaves the file as it was', () => {
  updateProgress(({ hints }) => void (hints['1.1'] = 1))
  expect(() =>
    updateProgress(() => {
      throw new Error('in between')
    }),
  ).toThrow('in between')
  expect(readProgress().hints).toEqual({ '1.1': 1 })
})
