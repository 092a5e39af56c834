import { expect, test } from 'vitest'
import { listExercises } from './exercises.ts'
import { failureInFull, printedLines } from './failure.ts'
import type { Verdict } from './verdict.ts'

const verdict: Verdict = {
  state: 'in progress',
  passed: 0,
  of: 4,
  points: 0,
  ofPoints: 6,
  checks: [],
  failures: [{ check: 'sends one request', sentence: 'You sent 2 requests.', line: 20 }],
  printed: '',
  line: 20,
}
const graded = { exercise: listExercises()[0]!, verdict }

test('a failure ends in the commands to go on with, unless the screen has keys for them', () => {
  expect(failureInFull(graded, false)).toMatch(
    /Stuck\? Run: npm run hint 1\.1\n {2}When you have saved, run: npm test 1\.1$/,
  )
  expect(failureInFull(graded, false, false)).not.toContain('npm ')
})

test('what was printed cannot move the cursor or clear the screen', () => {
  expect(printedLines('one\u001B[2J\u001B[31m two\u0007\r\n✓ thrée\n').slice(2)).toEqual(['  │ one two', '  │ ✓ thrée'])
})
