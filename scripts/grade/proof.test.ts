import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { findExercises } from './exercises.ts'
import type { Job } from './run.ts'
import { type Verdict, grade } from './verdict.ts'

// Proves what a learner and a teacher rely on: holes never pass, right answers always do, and a wrong one is told what is wrong with it.

interface Case extends Job {
  kind: 'hole' | 'solution' | 'also' | 'wrong' | 'emptied' | 'deleted'
  name: string
}

const home = join(root, '.workbook')
mkdirSync(home, { recursive: true })
const scratch = mkdtempSync(join(home, 'proof-'))

// All of them, or, while one is being written, what WORKBOOK_EXERCISES names as `npm test` does: "3", "3.2 4.1".
const exercises = findExercises((process.env.WORKBOOK_EXERCISES ?? '').split(' ').filter(Boolean))
const cases = exercises.flatMap(({ file, grader, name }): Case[] => {
  const solution = file.replace(join(root, 'exercises'), join(root, 'solutions'))
  const known = (kind: 'also' | 'wrong') => {
    const folder = solution.replace(/\.ts$/, `.${kind}`)
    const files = existsSync(folder) ? readdirSync(folder) : []
    return files.map((answer): Case => ({
      kind,
      grader,
      file: join(folder, answer),
      name: `${name}.${kind}/${answer}`,
    }))
  }
  const emptied = join(scratch, `${name}.ts`)
  writeFileSync(emptied, '// nothing left\n')
  return [
    // A student's own checkout may have been worked in; the hole is then the student's business.
    { kind: 'hole', grader, file, name: `${name}, the hole` },
    { kind: 'solution', grader, file: solution, name: `${name}, the solution` },
    ...known('also'),
    ...known('wrong'),
    { kind: 'emptied', grader, file: emptied, name: `${name}, emptied` },
    { kind: 'deleted', grader, file: join(scratch, `${name}-deleted.ts`), name: `${name}, deleted` },
  ]
})

const verdicts = new Map<Case, Verdict>()

beforeAll(async () => {
  // Holes and solutions as students' files are graded; the many other answers in processes they share, which takes a third of the time.
  for (const confined of [true, false]) {
    const some = cases.filter(({ kind }) => (kind === 'also' || kind === 'wrong') !== confined)
    const all = await grade(some, 60_000, confined)
    some.forEach((each, i) => verdicts.set(each, all[i]!))
  }
}, 1_200_000)

afterAll(() => rmSync(scratch, { recursive: true }))

const ofKind = (...kinds: Case['kind'][]) => cases.filter(({ kind }) => kinds.includes(kind))

test.each(ofKind('hole'))('$name counts as not started', (each) => {
  const { state, passed, of, failures } = verdicts.get(each)!
  expect({ state, passed }).toEqual({ state: 'not started', passed: 0 })
  expect(of).toBeGreaterThan(1)
  expect(failures).not.toEqual([])
})

test.each(ofKind('solution', 'also'))('$name passes every check and compiles', (each) => {
  const { state, failures, passed, of, points, ofPoints } = verdicts.get(each)!
  expect(failures).toEqual([])
  expect({ state, passed, points }).toEqual({ state: 'passed', passed: of, points: ofPoints })
})

test.each(ofKind('wrong'))('$name is told what is wrong with it', (each) => {
  const expected = /^\/\/ Expected: (.+)\r?\n/.exec(readFileSync(each.file, 'utf8'))?.[1]
  const { state, failures } = verdicts.get(each)!
  expect(state).toBe('in progress')
  expect(failures[0]?.sentence).toBe(expected)
})

test.each(ofKind('emptied', 'deleted'))('$name does not pass', (each) => {
  const { state, failures } = verdicts.get(each)!
  expect(state).toBe('missing')
  expect(failures[0]?.sentence).toContain('git checkout')
})

describe.each(exercises)('exercise $id', ({ grader, name, title }) => {
  const own = cases.filter((each) => each.grader === grader)
  const count = (kind: Case['kind']) => own.filter((each) => each.kind === kind).length

  test('has at least two known-wrong and two other right answers', () => {
    expect(count('wrong')).toBeGreaterThanOrEqual(2)
    expect(count('also')).toBeGreaterThanOrEqual(2)
  })

  test('gives each known-wrong answer a sentence of its own', () => {
    const sentences = own
      .filter(({ kind }) => kind === 'wrong')
      .map((each) => verdicts.get(each)?.failures[0]?.sentence)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  test('is graded by as many checks, and points, whatever the answer', () => {
    const graded = own.filter(({ kind }) => kind !== 'emptied' && kind !== 'deleted').map((each) => verdicts.get(each)!)
    expect(new Set(graded.map(({ of, ofPoints }) => `${of} ${ofPoints}`)).size).toBe(1)
  })

  test('has a title that leaves room beside it in 80 columns', () => {
    expect(title.length).toBeLessThanOrEqual(38)
  })

  test('has a task with three hints, and no check that is skipped', () => {
    const readme = readFileSync(join(grader, '../README.md'), 'utf8')
    const section = readme.split(/^## /m).find((part) => part.includes(`\`${name}.ts\``)) ?? ''
    expect(section.match(/<details><summary>Hint \d<\/summary>/g)).toHaveLength(3)
    expect(readFileSync(grader, 'utf8')).not.toMatch(/\.(skip|only|todo)\b/)
  })
})
