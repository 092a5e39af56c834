import { updateProgress } from '../progress-file.ts'
import type { Graded } from './board.ts'
import { keepPublished } from './published.ts'

/** Writes down how far the exercises got. One that was not begun, or is not there, changes nothing. */
export function saveGraded(graded: readonly Graded[]): void {
  keepPublished(graded.map(({ exercise }) => exercise))
  const attempted = graded.flatMap(({ exercise, verdict: { state, passed, of, points, ofPoints } }) =>
    state === 'not started' || state === 'missing'
      ? []
      : [{ id: exercise.id, entry: { state, passed, of, points, ofPoints } }],
  )
  if (attempted.length === 0) return
  updateProgress(({ exercises }) => {
    for (const { id, entry } of attempted) exercises[id] = entry
  })
}
