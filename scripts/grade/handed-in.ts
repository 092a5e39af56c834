import { createHash } from 'node:crypto'
import { type Dirent, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Exercise } from './exercises.ts'

/** What a student handed in, as far as it is graded: the text of each exercise, and nothing else of the folder. */
export interface HandedIn {
  /** Name of the folder. */
  student: string
  /** Absolute path. */
  folder: string
  /** Exercise number → its text; what is missing or no plain file is not in it. */
  texts: Map<string, string>
  /** Changes when anything that is graded does. */
  hash: string
  /** Why the folder is no submission, in a sentence. */
  problem?: string
}

/** Most bytes of an exercise; they have about a thousand. */
const MOST = 1_000_000

/**
 * Reads a folder that was handed in: a whole workbook, its `exercises` folder, or a folder that holds nothing but one of them. Links
 * are not followed: they would lead to files of this machine.
 * @param path where it is
 * @param exercises those to be graded
 */
export function readHandedIn(path: string, exercises: readonly Exercise[]): HandedIn {
  const folder = resolve(path)
  const texts = new Map<string, string>()
  const base = baseIn(folder, exercises)
  for (const { id, lesson, name } of base === undefined ? [] : exercises) {
    const text = readPlain(join(base!, lesson), `${name}.ts`)
    if (text !== undefined) texts.set(id, text)
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([...texts]))
    .digest('hex')
  const handedIn = { student: basename(folder), folder, texts, hash }
  if (texts.size > 0) return handedIn
  const first = exercises[0]
  return { ...handedIn, problem: whyNone(folder, `exercises/${first?.lesson}/${first?.name}.ts`) }
}

function whyNone(folder: string, example: string): string {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (!stats) return 'There is no such folder.'
  if (!stats.isDirectory()) return 'This is not a folder: unpack it, and name the folder.'
  return `The folder holds no exercise: there should be ${example} in it.`
}

/** The folder that has the lessons' folders in it. */
function baseIn(folder: string, exercises: readonly Exercise[], depth = 0): string | undefined {
  const folders = foldersIn(folder)
  if (folders.includes('exercises')) return join(folder, 'exercises')
  if (exercises.some(({ lesson }) => folders.includes(lesson))) return folder
  const [only, ...others] = folders.filter((name) => !/^(\.|__MACOSX$)/.test(name))
  return only && others.length === 0 && depth < 3 ? baseIn(join(folder, only), exercises, depth + 1) : undefined
}

function foldersIn(folder: string): string[] {
  let entries: Dirent[] = []
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    // What cannot be read has no folders.
  }
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function readPlain(folder: string, name: string): string | undefined {
  const file = join(folder, name)
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (!stats?.isFile() || stats.size > MOST) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
