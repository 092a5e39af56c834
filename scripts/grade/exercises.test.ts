import { expect, test } from 'vitest'
import { findExercises, listExercises } from './exercises.ts'

const ids = (...words: string[]) => findExercises(words).map(({ id }) => id)

test.each([
  ['1.2', ['1.2']],
  ['1-2', ['1.2']],
  ['01.2', ['1.2']],
  ['01-02', ['1.2']],
  ['exercises/01-api-basics/2-conversation-memory.ts', ['1.2']],
  ['./exercises/01-api-basics/2-conversation-memory.ts:21:3', ['1.2']],
  ['exercises\\01-api-basics\\2-conversation-memory.test.ts', ['1.2']],
  ['2-conversation-memory', ['1.2']],
  ['1', ['1.1', '1.2', '1.3', '1.4']],
  ['01', ['1.1', '1.2', '1.3', '1.4']],
  ['api-basics', ['1.1', '1.2', '1.3', '1.4']],
  ['exercises/01-api-basics/', ['1.1', '1.2', '1.3', '1.4']],
])('%s means %j', (word, expected) => {
  expect(ids(word)).toEqual(expected)
})

test('several are graded in their order, each once', () => {
  expect(ids('1.3', '1.1', '1-3')).toEqual(['1.1', '1.3'])
})

test('nothing means all', () => {
  expect(ids()).toEqual(listExercises().map(({ id }) => id))
})

test.each(['9.9', '1.9', 'foo', '', 'constructor', '1.2.3', '../solutions', '0'])(
  '%j is refused with a sentence',
  (word) => {
    expect(() => ids(word)).toThrow(/^There is no exercise .+ \d\.\d to \d\.\d\b/)
  },
)

test('titles come from the README', () => {
  expect(
    listExercises()
      .slice(0, 2)
      .map(({ title }) => title),
  ).toEqual(['First call', 'Conversation memory'])
})
