import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root, type Lesson } from '../lessons.ts'
import { Oops } from '../oops.ts'
import { ownFolder } from './environment.ts'
import { toLesson } from './lesson-text.ts'
import { parseNotebook, type Notebook } from './nbformat.ts'

/**
 * Brings what was edited in a lesson's notebook back into lesson.ts. The lesson as it was is kept in the workbook's own folder, so that
 * edits made there meanwhile are not lost.
 *
 * @returns what was done, for the reader
 * @throws Oops if there is no notebook, or it holds what a lesson cannot; then nothing is written
 */
export function importNotebook(lesson: Lesson): string {
  const file = join(dirname(lesson.file), 'lesson.ipynb')
  const text = toLesson(readNotebook(file), show(file))
  const before = readFileSync(lesson.file, 'utf8')
  if (text === before) return `${show(lesson.file)}  up to date`
  const backup = unusedBackup(lesson)
  mkdirSync(dirname(backup), { recursive: true })
  writeFileSync(backup, before)
  writeFileSync(lesson.file, text)
  return `${show(lesson.file)}  written from the notebook · what was there is in ${show(backup)} · next: npm run notebooks ${lesson.number} --execute`
}

/** A place where no lesson was kept before: of two imports in a row, the first replaced what somebody wrote. */
function unusedBackup({ folder }: Lesson): string {
  let file = ownFolder('before-import', `${folder}.ts`)
  for (let i = 2; existsSync(file); i++) file = ownFolder('before-import', `${folder}-${i}.ts`)
  return file
}

const show = (file: string) => relative(root, file).replaceAll('\\', '/')

function readNotebook(file: string): Notebook {
  if (!existsSync(file)) throw new Oops(`${show(file)} is not there, so there is nothing to import.`)
  try {
    return parseNotebook(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Oops(`${show(file)} cannot be read as a notebook (${(error as Error).message}).`)
  }
}
