import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './lessons.ts'

/** What the reader has done so far; one readable JSON file, never in version control. */
export interface Progress {
  /** Lesson folder → the cells seen of all, and whether the last one was reached. */
  lessons: Record<string, { seen: number; of: number }>
  /** Exercise number, as '1.2' → how far it got. */
  exercises: Record<string, ExerciseProgress>
  /** Exercise number → how many of its hints were read. */
  hints: Record<string, number>
}

export interface ExerciseProgress {
  state: 'in progress' | 'passed' | 'does not compile'
  /** Checks. */
  passed: number
  of: number
  points?: number
  ofPoints?: number
}

/** Where the reader's own things are kept: progress, copies of replaced files. */
export const workbookHome = () => process.env.WORKBOOK_HOME ?? join(root, '.workbook')

const file = () => join(workbookHome(), 'progress.json')

/** Reads the progress file. A damaged one is set aside, with a sentence on stderr, and progress starts anew. */
export function readProgress(): Progress {
  const empty: Progress = { lessons: {}, exercises: {}, hints: {} }
  if (!existsSync(file())) return empty
  try {
    const read: unknown = JSON.parse(readFileSync(file(), 'utf8'))
    if (!isProgress(read)) throw new TypeError('not a progress file')
    return { ...empty, ...read }
  } catch {
    const damaged = setAside(file())
    console.error(`The progress file could not be read; it was kept as ${damaged} and progress starts anew.`)
    return empty
  }
}

function isProgress(read: unknown): read is Partial<Progress> {
  if (!isTable(read) || !isTable(read.lessons) || !isTable(read.exercises)) return false
  return (
    Object.values(read.lessons).every((lesson) => isTable(lesson) && isPart(lesson.seen, lesson.of)) &&
    Object.values(read.exercises).every((exercise) => isTable(exercise) && isPart(exercise.passed, exercise.of)) &&
    (read.hints === undefined || (isTable(read.hints) && Object.values(read.hints).every(isCount)))
  )
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}

function isPart(some: unknown, all: unknown): boolean {
  return isCount(some) && isCount(all) && some <= all
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Renames a damaged file; one that was damaged earlier is not overwritten. */
function setAside(path: string): string {
  let name = `${path}.damaged`
  for (let i = 2; existsSync(name); i++) name = `${path}.damaged-${i}`
  renameSync(path, name)
  return name
}

/**
 * Changes the progress file: reads it, lets `change` edit it, writes it in one step, so that a crash loses nothing. Where nothing can be
 * written a sentence on stderr says so; whatever the reader is at goes on.
 */
export function updateProgress(change: (progress: Progress) => void): void {
  const progress = readProgress()
  change(progress)
  try {
    mkdirSync(dirname(file()), { recursive: true })
    const next = `${file()}.${process.pid}.new`
    writeFileSync(next, `${JSON.stringify(progress, null, 2)}\n`)
    renameSync(next, file())
  } catch (error) {
    console.error(`Your progress could not be saved (${(error as Error).message}); everything else works.`)
  }
}
