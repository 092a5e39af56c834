import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../lessons.ts'
import { workbookHome } from '../progress-file.ts'
import type { Exercise } from './exercises.ts'

// An exercise is never changed once it is published, so its first version in git is the published one, whatever the student has committed
// since. A workbook without git (a ZIP file, a handout) has copies instead, made before anything was edited.

/** Where the copy of an exercise is, under the folder of a workbook's own things. */
export function publishedCopy({ lesson, name }: Pick<Exercise, 'lesson' | 'name'>, home = workbookHome()): string {
  return join(home, 'published', lesson, `${name}.ts`)
}

/** An exercise as it was published; undefined when nothing is known of it. */
export function publishedText(exercise: Exercise): string | undefined {
  const copy = publishedCopy(exercise)
  return firstInGit(exercise.file) ?? (existsSync(copy) ? readFileSync(copy, 'utf8') : undefined)
}

/** Where there is no git, copies exercises that still have their hole and were not copied yet. */
export function keepPublished(exercises: readonly Exercise[]): void {
  if (existsSync(join(root, '.git'))) return
  for (const exercise of exercises) {
    const copy = publishedCopy(exercise)
    if (existsSync(copy) || !existsSync(exercise.file)) continue
    const text = readFileSync(exercise.file, 'utf8')
    if (!/throw new NotStarted\(\)/.test(text)) continue
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, text)
  }
}

function firstInGit(file: string): string | undefined {
  const path = relative(root, file).replaceAll('\\', '/')
  const commits = git('log', '--diff-filter=A', '--format=%H', '--', path)?.trim().split('\n')
  const first = commits?.at(-1)
  return first ? git('show', `${first}:./${path}`) : undefined
}

/** What git prints, or undefined when it fails or is not there. */
function git(...args: string[]): string | undefined {
  if (!existsSync(join(root, '.git'))) return undefined
  // In a container the folder often belongs to another user, and git would not even read it.
  const trusted = ['-c', 'safe.directory=*', ...args]
  const { status, stdout } = spawnSync('git', trusted, { cwd: root, encoding: 'utf8' })
  return status === 0 && stdout ? stdout : undefined
}
