import { styleText } from 'node:util'
import type { Exercise } from './grade/exercises.ts'
import { hintsOf } from './grade/hints.ts'
import { oneExercise } from './grade/one-exercise.ts'
import { textWidth } from './grade/text.ts'
import { paletteFor, wantsColours } from './lesson/palette.ts'
import { renderProse } from './lesson/prose.ts'
import { readOptions } from './options.ts'
import { readProgress, updateProgress } from './progress-file.ts'
import { solutionOf } from './solution.ts'

/**
 * `npm run hint 1.1`: the next hint of an exercise. Those read before come first, so that nothing has to be remembered.
 * @throws Oops when there is no such exercise
 */
export async function main(args: string[]): Promise<number> {
  const exercise = oneExercise(readOptions(args, {}).words, 'npm run hint')
  console.log(nextHint(exercise, 'npm run'))
  return 0
}

/**
 * The next hint, and counts it.
 * @param by how the reader gets the one after it: a command, or the key of a screen
 */
export function nextHint(exercise: Exercise, by: 'npm run' | 'key'): string {
  const hints = hintsOf(exercise)
  const title = `${exercise.id} ${exercise.title}`
  if (hints.length === 0) return `There are no hints for ${title}.`
  const read = Math.min(readProgress().hints[exercise.id] ?? 0, hints.length)
  const shown = Math.min(read + 1, hints.length)
  if (shown > read) updateProgress((progress) => void (progress.hints[exercise.id] = shown))
  const heading = styleText('bold', `${title} · hint ${shown} of ${hints.length}`)
  const next = [
    ...(shown > 1 ? [`Earlier hints: exercises/${exercise.lesson}/README.md`] : []),
    ...whatIsNext(exercise, by, shown === hints.length, read === hints.length),
  ]
  return [
    heading,
    '',
    ...indented(hints[shown - 1] ?? ''),
    ...(next.length > 0 ? [''] : []),
    ...next.map((line) => styleText('dim', line)),
  ].join('\n')
}

function whatIsNext(exercise: Exercise, by: 'npm run' | 'key', last: boolean, again: boolean): string[] {
  if (!last) return by === 'key' ? [] : [`For the next hint, run: npm run hint ${exercise.id}`]
  return [
    again ? 'You have read every hint; this was the last.' : 'This is the last hint.',
    ...(solutionOf(exercise) ? [`To see the solution all the same, run: npm run solution ${exercise.id} --show`] : []),
  ]
}

function indented(markdown: string): string[] {
  const palette = paletteFor(wantsColours(process.stdout))
  const calm = { ...palette, code: palette.colours ? palette.strong : palette.code }
  const text = renderProse(markdown, { palette: calm, width: textWidth() - 2, highlight: (_, code) => code })
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
}
