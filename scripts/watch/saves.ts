import { type FSWatcher, statSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import type { Exercise } from '../grade/exercises.ts'

/** Editors write in several steps; a save is over when nothing happened for so many milliseconds. */
const QUIET = 25
/** An emptied file is most likely one that is being written. */
const QUIET_WHEN_EMPTY = 150
/** Some file systems (WSL, network drives, containers) tell nothing; there we look ourselves, so many milliseconds apart. */
const LOOK_EVERY = 1000

/**
 * Tells of every save of an exercise or its grader, once.
 * @returns what stops it
 */
export function watchSaves(exercises: readonly Exercise[], onSave: (exercise: Exercise) => void): () => void {
  const stamps = new Map(exercises.map((exercise) => [exercise, stampOf(exercise)]))
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    for (const [exercise, before] of stamps) {
      const now = stampOf(exercise)
      if (now === before) continue
      stamps.set(exercise, now)
      onSave(exercise)
    }
  }
  const lookSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, exercises.some(isEmpty) ? QUIET_WHEN_EMPTY : QUIET)
  }
  const watchers = [...new Set(exercises.map(({ file }) => dirname(file)))].flatMap((folder) =>
    watched(folder, lookSoon),
  )
  const interval = setInterval(look, LOOK_EVERY)
  return () => {
    clearInterval(interval)
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

/** A system that has no more watchers to give is no reason to stop. */
function watched(folder: string, onChange: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, onChange)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}

function stampOf({ file, grader }: Exercise): string {
  return [file, grader]
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((stat) => (stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'none'))
    .join(', ')
}

function isEmpty({ file }: Exercise): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === 0
}
