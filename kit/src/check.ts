import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { styleText } from 'node:util'
import { display, inNotebook } from './display.ts'

/** The workbook this kit belongs to. */
const workbook = join(import.meta.dirname, '../..')

/**
 * Grades what the reader wrote, as `npm test` does, and shows the same verdict: as text in a terminal, as a card with hints that unfold
 * in a notebook. How far the reader got is kept in the same place. It takes a few seconds of real time.
 *
 * @param exercise its number, as '3.2'; '3' is all exercises of lesson 3
 * @throws Error in one sentence when there is no such exercise, or no workbook around the kit
 */
export async function check(exercise: string): Promise<void> {
  if (!/^[\w./-]+$/.test(exercise) || exercise.startsWith('-')) {
    throw new Error(
      `check needs the number of an exercise, as in check('1.1'); it was given ${JSON.stringify(exercise)}.`,
    )
  }
  const start = join(workbook, 'scripts/start.mjs')
  if (!existsSync(start)) {
    throw new Error(
      `check('${exercise}') needs the workbook around the kit, and there is none in ${workbook}. Run it in the folder you got the workbook in.`,
    )
  }
  const { spawn } = await import('node:child_process')
  const wantsCards = inNotebook()
  const child = spawn(process.execPath, [start, 'test', exercise, ...(wantsCards ? ['--report=card'] : [])], {
    cwd: workbook,
    env: environment(!wantsCards && styleText('red', ' ') !== ' '),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  const [out, errors] = await Promise.race([Promise.all([text(child.stdout), text(child.stderr)]), failed])
  // Nothing was graded; why, the command says in a sentence.
  if (out.trim() === '') throw new Error(errors.trim() || 'The exercise could not be graded. Run: npm test')
  display({ text: () => out.trimEnd(), html: () => out.trimEnd() })
}

/** What the command inherits: nothing that was meant for the program that calls it. */
function environment(colours: boolean): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_OPTIONS$|NO_COLOR$|FORCE_COLOR$)/.test(name),
  )
  return { ...Object.fromEntries(inherited), ...(colours ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
}
