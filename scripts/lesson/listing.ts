import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { listLessons, root } from '../lessons.ts'
import type { Lesson } from '../lessons.ts'
import { readProgress } from '../progress-file.ts'
import type { Progress } from '../progress-file.ts'
import type { Palette } from './palette.ts'

/**
 * The lessons with what the reader has done of each, one line a lesson.
 * @param columns where there are too few for everything, what has been done gives way
 */
export function listing(palette: Palette, columns: number): string[] {
  const progress = readProgress()
  const lessons = listLessons().map((lesson) => ({ lesson, title: titleOf(lesson) }))
  const widest = Math.max(...lessons.map(({ title }) => stringWidth(title)), 0)
  return lessons.map(({ lesson, title }) => {
    const name = `${String(lesson.number).padStart(3)}  ${title}`
    const [seen, exercises] = [seenOf(lesson, progress), exercisesOf(lesson, progress)]
    const done = [seen, exercises].filter(Boolean).join(' · ')
    const gap = ' '.repeat(widest - stringWidth(title) + 3)
    for (const rest of [`${gap}${bar(lesson, progress)}  ${done}`, `${gap}${done}`, `${gap}${seen}`]) {
      if (stringWidth(name + rest) <= columns) return name + palette.quiet(rest)
    }
    return name
  })
}

/** The lesson's first heading without its number. */
function titleOf({ file, name }: Lesson): string {
  const heading = /^\/\/ # +(?:Lesson \d+:? *)?(.+?)\s*$/m.exec(readFileSync(file, 'utf8'))?.[1]
  return heading ?? name
}

function bar({ folder }: Lesson, { lessons }: Progress): string {
  const { seen = 0, of = 1 } = lessons[folder] ?? {}
  const full = Math.floor((10 * seen) / of)
  return '━'.repeat(full) + '┄'.repeat(10 - full)
}

function seenOf({ folder }: Lesson, { lessons }: Progress): string {
  const seen = lessons[folder]
  if (!seen) return 'not started'
  return seen.seen >= seen.of ? 'read' : `${seen.seen} of ${seen.of} cells`
}

function exercisesOf({ folder, number }: Lesson, { exercises }: Progress): string {
  const home = join(root, 'exercises', folder)
  if (!existsSync(home)) return ''
  const all = readdirSync(home).filter((file) => /^\d+-.*(?<!\.test)\.ts$/.test(file)).length
  const passed = Object.entries(exercises).filter(
    ([name, { state }]) => name.startsWith(`${number}.`) && state === 'passed',
  ).length
  return all ? `${passed} of ${all} exercises passed` : ''
}
