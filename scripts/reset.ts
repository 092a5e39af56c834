import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { place } from './grade/board.ts'
import type { Exercise } from './grade/exercises.ts'
import { oneExercise } from './grade/one-exercise.ts'
import { publishedText } from './grade/published.ts'
import { waitForLine } from './lesson/keys.ts'
import { openTerminal } from './lesson/terminal.ts'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'
import { updateProgress, workbookHome } from './progress-file.ts'

/**
 * `npm run reset 1.1`: puts an exercise back as it was published, and keeps what the reader wrote. Asks first, unless told `--sure`
 * (`--yes` is npm's own option, and some have it switched on for good).
 * @returns 0; 130 when the question was answered with Ctrl-C
 * @throws Oops when there is no such exercise, nobody can be asked, or the published file is not known
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { sure: 'flag' })
  const exercise = oneExercise(words, 'npm run reset')
  const { id, title } = exercise
  if (isAsPublished(exercise)) {
    console.log(`${id} ${title} is as it was published; there is nothing to reset.`)
    return 0
  }
  if (!options.sure) {
    const { interactive, input, write, columns } = openTerminal()
    if (!interactive)
      throw new Oops(`Nobody is here to be asked. To reset ${id} without a question, run: npm run reset ${id} --sure`)
    const given = await waitForLine(input, `Reset ${id} ${title}? Your version is kept. (y/N) `, write, columns)
    if ('end' in given) {
      write('\n')
      return given.end === 'interrupted' ? 130 : 0
    }
    if (!/^y(es)?$/i.test(given.line.trim())) {
      console.log('Nothing was changed.')
      return 0
    }
  }
  console.log(reset(exercise))
  return 0
}

/** True when there is nothing of the reader's in an exercise. */
function isAsPublished(exercise: Exercise): boolean {
  const text = published(exercise)
  try {
    return readFileSync(exercise.file, 'utf8') === text
  } catch {
    return false
  }
}

/**
 * Puts an exercise back and forgets how far it got; the hints that were read stay counted.
 * @returns what to tell the reader
 * @throws Oops when the published file is not known
 */
export function reset(exercise: Exercise): string {
  const text = published(exercise)
  const kept = setAside(exercise)
  mkdirSync(dirname(exercise.file), { recursive: true })
  const next = `${exercise.file}.${process.pid}.new`
  writeFileSync(next, text)
  renameSync(next, exercise.file)
  updateProgress(({ exercises }) => void delete exercises[exercise.id])
  const line = text.split('\n').findIndex((each) => each.includes('new NotStarted(')) + 1 || 1
  return [
    `${exercise.id} ${exercise.title} is as it was published:`,
    `  ${place(exercise, line)}`,
    ...(kept ? ['Your version is kept:', `  ${kept}`] : []),
  ].join('\n')
}

function published(exercise: Exercise): string {
  const text = publishedText(exercise)
  if (text !== undefined) return text
  throw new Oops(
    `Exercise ${exercise.id} cannot be reset, since this folder has neither git nor an untouched copy of it: take ${place(exercise, 1).replace(/:1$/, '')} from a fresh download.`,
  )
}

/** Copies what is there under .workbook/kept/, with the time in its name; returns where to. */
function setAside({ lesson, name, file }: Exercise): string | undefined {
  if (!existsSync(file)) return undefined
  const folder = join(workbookHome(), 'kept', lesson)
  mkdirSync(folder, { recursive: true })
  const time = new Date().toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-')
  let kept = join(folder, `${name}.${time}.ts`)
  for (let i = 2; existsSync(kept); i++) kept = join(folder, `${name}.${time}-${i}.ts`)
  if (statSync(file).isFile()) copyFileSync(file, kept)
  // Something else in place of the file, a folder for instance, has to make room.
  else renameSync(file, kept)
  const shown = relative(root, kept).replaceAll('\\', '/')
  return shown.startsWith('..') ? kept : shown
}
