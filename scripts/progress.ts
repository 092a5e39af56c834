import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './lessons.ts'

/** What the reader has done so far; one readable JSON file, never in version control. */
export interface Progress {
  /** Lesson folder → the cells seen of all, and whether the last one was reached. */
  lessons: Record<string, { seen: number; of: number }>
  /** Exercise number, as '1.2' → how far it got. */
  exercises: Record<string, { state: 'in progress' | 'passed' | 'does not compile'; passed: number; of: number }>
}

const file = () => join(process.env.WORKBOOK_HOME ?? join(root, '.workbook'), 'progress.json')

/** Reads the progress file. A damaged one is set aside, with a sentence on stderr, and progress starts anew. */
export function readProgress(): Progress {
  const empty: Progress = { lessons: {}, exercises: {} }
  if (!existsSync(file())) return empty
  try {
    const read = JSON.parse(readFileSync(file(), 'utf8')) as Partial<Progress>
    if (typeof read.lessons !== 'object' || typeof read.exercises !== 'object')
      throw new TypeError('not a progress file')
    return { ...empty, ...read }
  } catch {
    renameSync(file(), `${file()}.damaged`)
    console.error(`The progress file could not be read; it was kept as ${file()}.damaged and progress starts anew.`)
    return empty
  }
}

/** Changes the progress file: reads it, lets `change` edit it, writes it in one step, so that a crash loses nothing. */
export function updateProgress(change: (progress: Progress) => void): void {
  const progress = readProgress()
  change(progress)
  mkdirSync(dirname(file()), { recursive: true })
  const next = `${file()}.${process.pid}.new`
  writeFileSync(next, `${JSON.stringify(progress, null, 2)}\n`)
  renameSync(next, file())
}
