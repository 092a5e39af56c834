import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { backToMenu } from './lesson.ts'
import { waitForLine } from './lesson/keys.ts'
import { listing } from './lesson/listing.ts'
import { asArguments, lessonOptions, readSettings } from './lesson/settings.ts'
import { openTerminal } from './lesson/terminal.ts'
import { findLesson, root } from './lessons.ts'
import type { Lesson } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/** `npm start`: a numbered menu of the lessons; without a terminal, the list. Takes the options of `lesson`. */
export async function main(args: string[]): Promise<number> {
  const given = readOptions(args, lessonOptions)
  readSettings(given, process.stdout.isTTY)
  if (given.words.length) throw new Oops(`npm start takes no lesson. Run: npm run lesson ${given.words[0]}`)
  const terminal = openTerminal()
  const { palette, interactive, columns } = terminal
  if (!interactive) {
    console.log([...listing(palette, columns()), '', 'Run one with its number: npm run lesson 1'].join('\n'))
    return 0
  }
  for (;;) {
    const lines = [palette.heading('The LLM API workbook'), '', ...listing(palette, columns())]
    terminal.write(`\n${lines.join('\n')}\n\n`)
    const chosen = await choose(terminal)
    if (typeof chosen === 'number') return chosen
    const code = start(chosen, asArguments(given))
    if (code !== backToMenu) return code
  }
}

/** Asks until there is a lesson, or an exit code. */
async function choose(terminal: ReturnType<typeof openTerminal>): Promise<Lesson | number> {
  const hint = terminal.columns() < 40 ? '> ' : 'number + Enter · q quit: '
  for (;;) {
    const given = await waitForLine(terminal.input, terminal.palette.quiet(hint), terminal.write, terminal.columns)
    if ('end' in given) {
      terminal.write('\n')
      return given.end === 'interrupted' ? 130 : 0
    }
    const word = given.line.trim()
    if (/^q(uit)?$/i.test(word)) return 0
    if (word === '') continue
    try {
      return findLesson(word)
    } catch (error) {
      if (!(error instanceof Oops)) throw error
      terminal.write(`${error.message}\n`)
    }
  }
}

/** Runs a lesson in a process of its own, which has the terminal to itself. */
function start(lesson: Lesson, options: string[]): number {
  // Ctrl-C reaches both; the lesson decides what it means.
  const ignore = () => {}
  process.on('SIGINT', ignore)
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_')))
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'scripts/start.mjs'), 'lesson', lesson.folder, ...options],
    { stdio: 'inherit', env: { ...env, WORKBOOK_MENU: '1' } },
  )
  process.off('SIGINT', ignore)
  return status ?? 130
}
