import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { findExercises } from './exercises.ts'
import { type Mutant, mutantsOf, survivorsOf } from './mutation.ts'

const named = (process.env.WORKBOOK_EXERCISES ?? '').split(' ').filter(Boolean)
const exercises = findExercises(named)
const mutants = exercises.flatMap(mutantsOf)
/** All of them take a second each: all when exercises are named, as in proof.test.ts, else some from all over the solutions. */
const MOST = named.length > 0 ? mutants.length : 6
const sample = mutants.filter((_, i) => i % Math.ceil(mutants.length / MOST) === 0)

test('a solution with one thing wrong does not pass, the solution does', async () => {
  const [exercise] = exercises
  const text = readFileSync(join(root, 'solutions', exercise!.lesson, `${exercise!.name}.ts`), 'utf8')
  const unchanged: Mutant = { exercise: exercise!, line: 1, change: 'none', text }
  const survivors = await survivorsOf([unchanged, ...sample])
  const [first, ...others] = survivors.map(({ mutant, why }) => `${mutant.change}${why ? `: ${why}` : ''}`)
  expect(first).toBe('none')
  // Of so few, one that is right too would be more than a tenth.
  expect(others.length).toBeLessThanOrEqual(Math.max(1, sample.length / 10))
  expect(survivors.slice(1).filter(({ why }) => why === undefined)).toEqual([])
}, 600_000)

test('every exercise has statements, conditions or numbers that its checks depend on', () => {
  for (const { id } of exercises)
    expect(mutants.filter(({ exercise }) => exercise.id === id).length, id).toBeGreaterThan(0)
})
