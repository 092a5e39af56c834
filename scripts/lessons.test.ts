import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLesson, listLessons } from './lessons.ts'

const home = mkdtempSync(join(tmpdir(), 'workbook-lessons-'))

beforeAll(() => {
  for (const folder of ['02-providers', '01-api-basics', '10-later', 'notes', '03-empty']) mkdirSync(join(home, folder))
  for (const folder of ['02-providers', '01-api-basics', '10-later']) writeFileSync(join(home, folder, 'lesson.ts'), '')
  process.env.WORKBOOK_LESSONS = home
})
afterAll(() => {
  delete process.env.WORKBOOK_LESSONS
  rmSync(home, { recursive: true })
})

test('lists the folders that have a lesson, in order', () => {
  expect(listLessons().map(({ number, name }) => `${number} ${name}`)).toEqual([
    '1 api-basics',
    '2 providers',
    '10 later',
  ])
})

test.each([
  ['1', 1],
  ['01', 1],
  ['1-api-basics', 1],
  ['01-api-basics', 1],
  ['api-basics', 1],
  ['API-Basics', 1],
  ['lessons/01-api-basics', 1],
  ['./lessons/01-api-basics/', 1],
  ['/somewhere/lessons/01-api-basics/lesson.ts', 1],
  ['lessons\\01-api-basics\\lesson.ipynb', 1],
  ['10', 10],
])('%s is lesson %i', (word, number) => {
  expect(findLesson(word).number).toBe(number)
})

test.each([
  ['99', 'There is no lesson "99". The lessons are 1, 2, 10; npm run lesson lists them.'],
  ['foo', 'There is no lesson "foo". The lessons are 1, 2, 10; npm run lesson lists them.'],
  ['provider', 'There is no lesson "provider". Did you mean providers? Run: npm run lesson providers'],
  ['0', 'There is no lesson "0".'],
  ['', 'There is no lesson "".'],
])('%s is none', (word, sentence) => {
  expect(() => findLesson(word)).toThrow(sentence)
})
