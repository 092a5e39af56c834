import { utimesSync } from 'node:fs'
import { findExercises } from '../grade/exercises.ts'
import { startChild } from './child.ts'
import { median } from './figure.ts'
import type { Figure } from './figure.ts'
import { inTurns } from './turns.ts'

/** Each side sees so many saves before it is the other's turn; one more before them does not count. */
const savesAtOnce = 4

/**
 * How long it takes from a save to the verdict: as `npm run watch` sees and grades it, type check included, against vitest's own
 * watch mode with the same grader. Nothing is written; the exercise only gets a new date.
 *
 * @param rounds turns of each side
 */
export async function measure({ rounds = 2 } = {}): Promise<Figure[]> {
  const found = await inTurns(
    rounds,
    () => saveWith('ours'),
    () => saveWith('vitest'),
    false,
  )
  return [
    {
      name: `npm run watch, from a save to the verdict (${found.ours.toFixed(0)} ms)`,
      value: found.ratio,
      unit: '×',
      floor: { name: "vitest's watch mode, ms", value: found.theirs },
      atMost: 1.5,
    },
  ]
}

/** The middle time of a few saves while one side watches, which is the only one: two would slow each other down. */
async function saveWith(side: 'ours' | 'vitest'): Promise<number> {
  const [exercise] = findExercises(['1.1'])
  if (!exercise) throw new Error('There is no exercise 1.1 to save.')
  const watcher = await startChild('./watch-side.ts', side, exercise.id)
  try {
    const times: number[] = []
    for (let i = 0; i <= savesAtOnce; i++) {
      const verdict = watcher.ask('next')
      const began = performance.now()
      utimesSync(exercise.file, new Date(), new Date())
      await verdict
      times.push(performance.now() - began)
    }
    return median(times.slice(1))
  } finally {
    watcher.end()
  }
}

if (import.meta.main) console.table(await measure())
