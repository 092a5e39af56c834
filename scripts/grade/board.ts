import { relative } from 'node:path'
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { root } from '../lessons.ts'
import type { Exercise } from './exercises.ts'
import type { State, Verdict } from './verdict.ts'

export interface Graded {
  exercise: Exercise
  verdict: Verdict
}

export const signs = {
  passed: styleText('green', '✓'),
  'in progress': styleText('red', '✗'),
  'does not compile': styleText('red', '✗'),
  missing: styleText('red', '✗'),
  'not started': styleText('dim', '·'),
} as const satisfies Record<State, string>

/** Where to look, as terminals and editors make it clickable: path from the root, colon, line. */
export function place({ file }: Exercise, line: number): string {
  return `${relative(root, file).replaceAll('\\', '/')}:${line}`
}

/** The scoreboard: a line for each exercise, under its lesson, and the sums. */
export function board(graded: readonly Graded[]): string {
  const width = Math.max(...graded.map(({ exercise }) => stringWidth(exercise.title)))
  const lines: string[] = []
  let lesson = ''
  for (const { exercise, verdict } of graded) {
    if (exercise.lesson !== lesson) {
      lesson = exercise.lesson
      lines.push('', styleText('bold', lessonTitle(lesson)))
    }
    const title = exercise.title + ' '.repeat(width - stringWidth(exercise.title))
    const points = verdict.ofPoints > 0 ? `${verdict.points}/${verdict.ofPoints}`.padStart(6) : ''
    const row = `  ${signs[verdict.state]} ${exercise.id.padEnd(4)} ${title}  ${stateText(verdict).padEnd(24)}${points}`
    lines.push(row.trimEnd())
  }
  const passed = graded.filter(({ verdict }) => verdict.state === 'passed').length
  const points = graded.reduce((sum, { verdict }) => sum + verdict.points, 0)
  const ofPoints = graded.reduce((sum, { verdict }) => sum + verdict.ofPoints, 0)
  lines.push('', `  ${passed} of ${graded.length} passed · ${points} of ${ofPoints} points`)
  return lines.join('\n').trimStart()
}

/** How far an exercise got, in words. */
export function stateText({ state, passed, of }: Verdict): string {
  if (state === 'missing') return 'file missing or empty'
  return state === 'not started' ? state : `${state}, ${passed} of ${of}`
}

/** '01-api-basics' → 'Lesson 1 · api basics' */
export function lessonTitle(folder: string): string {
  const [number, ...words] = folder.split('-')
  return `Lesson ${Number(number)} · ${words.join(' ')}`
}
