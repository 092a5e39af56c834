import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Lesson } from '../lessons.ts'
import { Oops } from '../oops.ts'
import { workbookHome } from '../progress-file.ts'

/** Where recordings of live runs are kept; never in version control. */
const folder = () => join(workbookHome(), 'recordings')

/** The file a new recording of a lesson goes to, in a folder that is there: 01-api-basics-2026-11-21T09-30-00-120.jsonl. */
export function newRecordingFile(lesson: Lesson, date = new Date()): string {
  mkdirSync(folder(), { recursive: true })
  return join(folder(), `${lesson.folder}-${date.toISOString().slice(0, 23).replace(/[:.]/g, '-')}.jsonl`)
}

/**
 * The newest recording of a lesson.
 *
 * @throws Oops when there is none
 */
export function newestRecording(lesson: Lesson): string {
  const all = existsSync(folder()) ? readdirSync(folder()) : []
  // Dates in this form are in the order of their letters.
  const newest = all
    .filter((file) => file.startsWith(`${lesson.folder}-2`) && file.endsWith('.jsonl'))
    .sort()
    .at(-1)
  if (newest !== undefined) return join(folder(), newest)
  throw new Oops(
    `There is no recording of lesson ${lesson.number} yet; make one with: npm run lesson ${lesson.number} --live --record`,
  )
}
