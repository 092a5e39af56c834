import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { lessonTitle, place } from './grade/board.ts'
import { type Exercise, checksIn, listExercises } from './grade/exercises.ts'
import { listing } from './lesson/listing.ts'
import { openTerminal } from './lesson/terminal.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'
import { type ExerciseProgress, type Progress, readProgress } from './progress-file.ts'

/** `npm run progress`: every lesson and exercise with how far the reader got, points, hints, and what is next. Grades nothing. */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  if (words.length > 0) throw new Oops('npm run progress shows everything and takes no number. To grade, run: npm test')
  const { palette, columns } = openTerminal()
  const progress = readProgress()
  const exercises = listExercises()
  console.log([styleText('bold', 'Lessons'), ...listing(palette, columns()), ''].join('\n'))
  console.log(overview(exercises, progress))
  console.log(`\n${whatNext(exercises, progress)}`)
  return 0
}

function overview(all: readonly Exercise[], progress: Progress): string {
  const width = Math.max(0, ...all.map(({ title }) => stringWidth(title)))
  const lines: string[] = []
  let lesson = ''
  for (const exercise of all) {
    if (exercise.lesson !== lesson) {
      lesson = exercise.lesson
      lines.push(...(lines.length > 0 ? [''] : []), styleText('bold', `Exercises of ${lessonTitle(lesson)}`))
    }
    lines.push(row(exercise, progress, width).trimEnd())
  }
  const passed = all.filter(({ id }) => progress.exercises[id]?.state === 'passed').length
  const points = all.reduce((sum, { id }) => sum + (progress.exercises[id]?.points ?? 0), 0)
  const ofPoints = all.reduce((sum, { id, grader }) => sum + worthOf(grader, progress.exercises[id]), 0)
  const hints = all.reduce((sum, { id }) => sum + (progress.hints[id] ?? 0), 0)
  lines.push('', `  ${passed} of ${all.length} passed · ${points} of ${ofPoints} points · ${count(hints, 'hint')} read`)
  return lines.join('\n')
}

function row({ id, title, grader }: Exercise, { exercises, hints }: Progress, width: number): string {
  const entry = exercises[id]
  const sign = !entry
    ? styleText('dim', '·')
    : entry.state === 'passed'
      ? styleText('green', '✓')
      : styleText('red', '✗')
  const state = !entry
    ? 'not started'
    : entry.state === 'in progress'
      ? `in progress ${entry.passed}/${entry.of}`
      : entry.state
  const points = `${entry?.points ?? 0}/${worthOf(grader, entry)}`
  const read = hints[id] ? count(hints[id], 'hint') : ''
  const gap = ' '.repeat(Math.max(0, width - stringWidth(title)))
  return `  ${sign} ${id.padEnd(4)} ${title}${gap}  ${state.padEnd(16)}${points.padStart(6)}  ${read}`
}

/** What an exercise is worth: as graded, or, as long as it was not, as its grader says. */
function worthOf(grader: string, entry: ExerciseProgress | undefined): number {
  return entry?.ofPoints ?? checksIn(grader).reduce((sum, check) => sum + check.points, 0)
}

function whatNext(all: readonly Exercise[], { exercises }: Progress): string {
  const open = all.find(({ id }) => exercises[id]?.state !== 'passed')
  if (!open) return 'You have passed every exercise there is.'
  return `Next is ${open.id}:  ${place(open, 1)}\nTo be graded at every save, run: npm run watch ${open.id}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
