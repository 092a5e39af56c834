import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '../mocks/nearest.ts'
import { Oops } from './oops.ts'

/** The workbook's own folder. */
export const root = join(import.meta.dirname, '..')

export interface Lesson {
  number: number
  /** '01-api-basics' */
  folder: string
  /** 'api-basics' */
  name: string
  /** Absolute path of its lesson.ts. */
  file: string
}

/** Where the lessons are. The variable is for tests, which bring lessons of their own. */
const lessonsFolder = () => process.env.WORKBOOK_LESSONS ?? join(root, 'lessons')

/** Every lesson that has a lesson.ts, in order. */
export function listLessons(): Lesson[] {
  const home = lessonsFolder()
  return readdirSync(home)
    .filter((folder) => /^\d\d-/.test(folder) && existsSync(join(home, folder, 'lesson.ts')))
    .sort()
    .map((folder) => ({
      number: Number(folder.slice(0, 2)),
      folder,
      name: folder.slice(3),
      file: join(home, folder, 'lesson.ts'),
    }))
}

/**
 * The lesson a reader means by `1`, `01`, `1-api-basics`, `01-api-basics`, `api-basics` or a path to it.
 * @throws Oops when there is none
 */
export function findLesson(word: string): Lesson {
  const lessons = listLessons()
  const name =
    word
      .replaceAll('\\', '/')
      .replace(/\/(lesson\.(ts|ipynb))?$/, '')
      .split('/')
      .at(-1)
      ?.toLowerCase() ?? ''
  const found = lessons.find(
    (lesson) =>
      name === lesson.name ||
      Number(name) === lesson.number ||
      name.replace(/^0*/, '') === lesson.folder.replace(/^0*/, ''),
  )
  if (found && name !== '') return found
  // A slip is one letter in three; more than that is another word.
  const guess = nearest(
    name,
    lessons.map((lesson) => lesson.name),
    Math.min(Math.floor(name.length / 3), 3),
  )
  throw new Oops(
    guess
      ? `There is no lesson "${word}". Did you mean ${guess}? Run: npm run lesson ${guess}`
      : `There is no lesson "${word}". The lessons are ${lessons.map((lesson) => lesson.number).join(', ')}; npm run lesson lists them.`,
  )
}
