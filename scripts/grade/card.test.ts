import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { card } from './card.ts'
import { listExercises } from './exercises.ts'
import type { Verdict } from './verdict.ts'

const exercise = listExercises()[0]!
const passed: Verdict = {
  state: 'passed',
  passed: 2,
  of: 2,
  points: 3,
  ofPoints: 3,
  checks: [
    { name: 'sends one request', points: 1, passed: true },
    { name: 'returns the <text>', points: 2, passed: true },
  ],
  failures: [],
  printed: '',
  line: 1,
}
const failed: Verdict = {
  ...passed,
  state: 'in progress',
  passed: 1,
  points: 1,
  checks: [
    passed.checks[0]!,
    { ...passed.checks[1]!, passed: false },
    { name: 'keeps the key', points: 1, passed: false },
  ],
  failures: [
    {
      check: 'returns the <text>',
      sentence: 'You returned the "whole" object.',
      expected: '"Hello"',
      got: '{ a: 1 }',
      line: 2,
    },
    { check: 'keeps the key', sentence: 'No key was sent.', line: 2 },
  ],
  printed: '\u001B[31mI was here\u001B[39m\n',
}

/** What is read on a card, without the white space. */
function read(verdict: Verdict, next = 'Go on.'): string {
  const { document } = parseHTML(`<html><body>${card({ exercise, verdict }, next)}</body></html>`)
  return document.body.textContent.replaceAll(/\s+/g, ' ').trim()
}

test('what passed says so in words, without hints', () => {
  expect(read(passed, 'Well done.')).toBe(
    `✓ ${exercise.id} ${exercise.title} · passed, 2 of 2 · 3/3 points ✓ passed: sends one request (1 point) ✓ passed: returns the <text> (2 points) Well done.`,
  )
})

describe('what failed', () => {
  const text = read(failed)

  test('has the sentence, what was expected and what came, and the line', () => {
    expect(text).toContain(
      '✗ 1.1 First call · in progress, 1 of 2 · 1/3 points You returned the "whole" object. expected "Hello" got { a: 1 }',
    )
    expect(text).toContain('exercises/01-api-basics/1-first-call.ts:2 2 │')
  })

  test('has every check, with its own sentence where it is another, and what the code printed', () => {
    expect(text).toContain('✓ passed: sends one request (1 point)')
    expect(text).toContain('✗ failed: returns the <text> (2 points) ✗ failed: keeps the key (1 point)No key was sent.')
    expect(text).toContain('Your code printed: │ I was here')
  })

  test('has hints that are folded', () => {
    const { document } = parseHTML(card({ exercise, verdict: failed }, ''))
    const hints = [...document.querySelectorAll('details')]
    expect(hints.map((hint) => hint.querySelector('summary')?.textContent)).toEqual(['Hint 1', 'Hint 2', 'Hint 3'])
    expect(hints.some((hint) => hint.hasAttribute('open'))).toBe(false)
    expect(hints[2]?.querySelector('pre code')?.textContent).toContain('client.chat.completions.create')
  })
})

test('what was not begun is neither passed nor failed', () => {
  const checks = passed.checks.map((each) => ({ ...each, passed: false }))
  const text = read({ ...passed, state: 'not started', passed: 0, points: 0, checks })
  expect(text).toContain('· open: sends one request (1 point)')
  expect(text).not.toMatch(/failed|✗/)
})

test('what does not compile is a failure although its checks passed', () => {
  const sentence = 'Property "contnt" does not exist.'
  const text = read({ ...passed, state: 'does not compile', failures: [{ sentence, line: 3 }] })
  expect(text).toContain(`does not compile, 2 of 2 · 3/3 points ${sentence}`)
  expect(text).toContain('✗ failed: the exercise as a whole')
})

test('colours come with words, and text and ground are left to the page', () => {
  for (const verdict of [passed, failed]) expect(card({ exercise, verdict }, '')).not.toMatch(/[; "](color|background)/)
})
