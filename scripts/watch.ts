import { findExercises } from './grade/exercises.ts'
import { openGrading } from './grade/verdict.ts'
import { openTerminal } from './lesson/terminal.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'
import { findEditor } from './watch/editor.ts'
import { watchSaves } from './watch/saves.ts'
import { watchExercises } from './watch/session.ts'

/**
 * `npm run watch [exercise …]`: grades what was saved, again and again, until the reader quits.
 * @throws Oops for an exercise there is not, or where nobody can press keys
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const exercises = findExercises(words)
  const terminal = openTerminal()
  if (!terminal.interactive) {
    const command = ['npm test', ...words].join(' ')
    throw new Oops(`npm run watch waits for keys and needs a terminal. To grade once, run: ${command}`)
  }
  const grading = await openGrading()
  try {
    return await watchExercises({
      exercises,
      terminal,
      grading,
      editor: findEditor(),
      watchSaves: (onSave) => watchSaves(exercises, onSave),
    })
  } finally {
    await grading.close()
  }
}
