import { expect, test } from 'vitest'
import { diffLines } from './diff.ts'

const shown = (before: string, after: string) => diffLines(before, after).map(({ sign, text }) => `${sign}${text}`)

test.each([
  ['a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
  ['', 'a\nb\n', ['+a', '+b']],
  ['a\nb\n', '', ['-a', '-b']],
  ['b\n', 'a\nb\nc', ['+a', ' b', '+c']],
  ['same\r\n', 'same\n', [' same']],
  ['\uFEFFsame', 'same', [' same']],
  ['', '', []],
])('from %j to %j', (before, after, lines) => {
  expect(shown(before, after)).toEqual(lines)
})

test('keeps as many lines as it can', () => {
  const kept = diffLines('a\nb\nc\na\nb\nb\na', 'c\nb\na\nb\na\nc').filter(({ sign }) => sign === ' ')
  expect(kept).toHaveLength(4)
})
