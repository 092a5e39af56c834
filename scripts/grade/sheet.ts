import { relative } from 'node:path'
import { root } from '../lessons.ts'
import type { Exercise } from './exercises.ts'
import type { CheckVerdict, State, Verdict } from './verdict.ts'

/** What reports and results files say about a check. */
export interface CheckResult extends CheckVerdict {
  /** What its author was told; only where it failed. */
  sentence?: string
}

export interface ExerciseResult {
  /** '1.2' */
  id: string
  title: string
  /** Path from the root of the workbook, with slashes. */
  file: string
  /** The line to look at. */
  line: number
  state: State
  points: number
  ofPoints: number
  checks: CheckResult[]
}

/** Everything that was graded of one student's work. */
export interface Sheet {
  /** Empty for the reader's own work. */
  student: string
  /** Why nothing could be graded, in a sentence. */
  problem?: string
  exercises: ExerciseResult[]
}

/** What is kept of a verdict. An exercise that could not be graded counts with all its points, none of them earned. */
export function resultOf(exercise: Exercise, verdict: Verdict): ExerciseResult {
  const [first] = verdict.failures
  const checks = verdict.checks.map(({ name, points, passed }): CheckResult => {
    const failure = verdict.failures.find(({ check }) => check === name) ?? first
    return { name, points, passed, ...(!passed && failure && { sentence: failure.sentence }) }
  })
  // What does not compile, or fails when nobody is waiting, has not passed, although every check may have.
  if (first && verdict.state !== 'not started' && checks.every(({ passed }) => passed))
    checks.push({ name: 'the exercise as a whole', points: 0, passed: false, sentence: first.sentence })
  return {
    id: exercise.id,
    title: exercise.title,
    file: relative(root, exercise.file).replaceAll('\\', '/'),
    line: first?.line ?? verdict.line,
    state: verdict.state,
    points: verdict.points,
    ofPoints: verdict.checks.reduce((sum, { points }) => sum + points, 0),
    checks,
  }
}

/** Points earned, and points there are. */
export function pointsOf({ exercises }: Sheet): { points: number; ofPoints: number; passed: number } {
  return {
    points: exercises.reduce((sum, { points }) => sum + points, 0),
    ofPoints: exercises.reduce((sum, { ofPoints }) => sum + ofPoints, 0),
    passed: exercises.filter(({ state }) => state === 'passed').length,
  }
}
