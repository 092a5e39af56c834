import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ReportKind, report } from './report.ts'
import { type ExerciseResult, type Sheet, resultOf } from './sheet.ts'
import type { Verdict } from './verdict.ts'

const check = (name: string, points: number, sentence?: string) => ({
  name,
  points,
  passed: sentence === undefined,
  ...(sentence !== undefined && { sentence }),
})
const exercise = (id: string, state: ExerciseResult['state'], checks: ExerciseResult['checks']): ExerciseResult => ({
  id,
  title: `Title ${id}`,
  file: `exercises/01-api-basics/${id}.ts`,
  line: 7,
  state,
  points: checks.reduce((sum, { passed, points }) => sum + (passed ? points : 0), 0),
  ofPoints: checks.reduce((sum, { points }) => sum + points, 0),
  checks,
})

const mine: Sheet = {
  student: '',
  exercises: [
    exercise('1.1', 'passed', [check('sends one request', 1), check('answers', 2)]),
    exercise('1.2', 'in progress', [
      check('sends "one", <only> & all', 1),
      check('waits', 2, 'You waited 3 s,\n100% too long.'),
    ]),
    exercise('1.3', 'not started', [check('sends', 4, 'There is still a hole.')]),
  ],
}
const made = (kind: ReportKind, sheets: Sheet[] = [mine]) => [...report(kind, sheets)].join('')

beforeEach(() => vi.stubEnv('GITHUB_STEP_SUMMARY', ''))
afterEach(() => vi.unstubAllEnvs())

test('json is one document with sums', () => {
  expect(JSON.parse(made('json'))).toMatchObject({ version: 1, students: [{ points: 4, ofPoints: 10, passed: 1 }] })
})

test('junit tells failures from what is not started', () => {
  const text = made('junit')
  expect(text).toContain('tests="2" failures="1" errors="0" skipped="0"')
  expect(text).toContain('tests="1" failures="0" errors="0" skipped="1"')
  expect(text).toContain('<testcase name="sends &quot;one&quot;, &lt;only&gt; &amp; all"')
  expect(text).toContain('<failure message="You waited 3 s,&#10;100% too long."/>')
})

test('csv has a row for each check', () => {
  const lines = made('csv').split('\n')
  expect(lines[1]).toBe(',1.1,Title 1.1,passed,sends one request,yes,1,1,')
  expect(lines[3]).toBe(',1.2,Title 1.2,in progress,"sends ""one"", <only> & all",yes,1,1,')
})

test('github annotates the line and sums up', () => {
  const text = made('github')
  expect(text).toContain(
    '::error file=exercises/01-api-basics/1.2.ts,line=7,title=1.2 Title 1.2::You waited 3 s,%0A100%25 too long.\n',
  )
  expect(text.match(/^::error/gm)).toHaveLength(1)
  expect(text).toContain('| 1.2 Title 1.2 | in progress | 1/3 |')
})

describe('classroom50', () => {
  test('has whole points for each check, their sums, and who it is about', () => {
    vi.stubEnv('CLASSROOM', 'cs1')
    const result = JSON.parse(made('classroom50')) as Record<string, unknown>
    expect(result).toMatchObject({ schema: 'classroom50/result/v1', classroom: 'cs1', score: 4, 'max-score': 10 })
    expect(result.tests).toContainEqual({ 'test-name': '1.2 waits', passed: false, score: 0, 'max-score': 2 })
    expect(result.datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  test('is about one student', () => {
    expect(() => made('classroom50', [mine, mine])).toThrow(/one student/)
  })
})

test('a file that does not compile is reported although every check passed', () => {
  const sentence = 'TypeScript does not accept line 3: no.'
  const verdict: Verdict = {
    state: 'does not compile',
    passed: 1,
    of: 1,
    points: 2,
    ofPoints: 2,
    printed: '',
    line: 3,
    checks: [check('answers', 2)],
    failures: [{ sentence, line: 3 }],
  }
  const subject = { id: '1.1', lesson: '', name: '', title: 'Title', file: '/x.ts', grader: '/x.test.ts' }
  const sheet = { student: '', exercises: [resultOf(subject, verdict)] }
  expect(made('junit', [sheet])).toContain(`<failure message="${sentence}"/>`)
  expect(made('github', [sheet])).toContain(`::${sentence}`)
  expect(made('classroom50', [sheet])).toContain('"passed": false')
})
