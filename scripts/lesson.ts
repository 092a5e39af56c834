import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { lessonOptions, readSettings } from './lesson/settings.ts'
import { findLesson, root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/** The exit code by which a lesson that the menu started asks for the menu again. */
export const backToMenu = 75

/** `npm run lesson`: lists the lessons, or runs one. */
export async function main(args: string[]): Promise<number> {
  const given = readOptions(args, lessonOptions)
  const settings = readSettings(given, process.stdout.isTTY)
  const [word, ...more] = given.words
  if (word === undefined) return list()
  if (more.length) {
    throw new Oops(`One lesson at a time: you named ${given.words.join(' and ')}. Run: npm run lesson ${word}`)
  }
  const { runLesson } = await import('./lesson/session.ts')
  const ending = await runLesson(findLesson(word), settings)
  if (ending === 'finished') return fromMenu() ? backToMenu : Number(process.exitCode ?? 0)
  const code = ending === 'menu' ? menu() : { failed: 1, interrupted: 130, quit: 0 }[ending]
  // What the lesson began and never ended must not keep the reader waiting.
  return new Promise(() => process.stdout.write('', () => process.exit(code)))
}

const fromMenu = () => process.env.WORKBOOK_MENU === '1'

function menu(): number {
  if (fromMenu()) return backToMenu
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), 'menu'], { stdio: 'inherit' })
  return status ?? 130
}

async function list(): Promise<number> {
  const [{ listing }, { openTerminal }] = await Promise.all([
    import('./lesson/listing.ts'),
    import('./lesson/terminal.ts'),
  ])
  const { palette, columns } = openTerminal()
  console.log([...listing(palette, columns()), '', 'Run one with its number: npm run lesson 1'].join('\n'))
  return 0
}
