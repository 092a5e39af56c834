import { Oops } from '../oops.ts'
import { type Exercise, findExercises } from './exercises.ts'

/**
 * The one exercise a command is about.
 * @param command as the reader types it, for what to do about a wrong number
 * @throws Oops when the words name none, or several
 */
export function oneExercise(words: readonly string[], command: string): Exercise {
  if (words.length === 0) throw new Oops(`Which exercise? Write its number, as in ${command} 1.1`)
  const [exercise, ...more] = findExercises(words)
  if (!exercise || more.length > 0) {
    throw new Oops(`One exercise at a time: write its number, as in ${command} ${exercise?.id ?? '1.1'}`)
  }
  return exercise
}
