import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import type { Sheet } from './sheet.ts'

/** What a results file keeps of a folder: a line of JSON, added when it is graded. Later lines replace earlier ones. */
export interface Entry extends Sheet {
  /** Absolute path of what was handed in. */
  folder: string
  /** Of what was handed in, and of the graders; another one means that it must be graded again. */
  hash: string
}

/** Adds what was graded to a results file. */
export function addEntries(file: string, entries: readonly Entry[]): void {
  mkdirSync(dirname(file), { recursive: true })
  // A crash may have cut the last line short; an empty line keeps it from swallowing the next.
  const start = existsSync(file) ? '\n' : ''
  appendFileSync(file, start + entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
}

/** Folder → the hash it was graded with. */
export function hashesIn(file: string): Map<string, string> {
  const hashes = new Map<string, string>()
  for (const { folder, hash } of entriesIn(file)) hashes.set(folder, hash)
  return hashes
}

/**
 * The newest entry of each folder, in the order of the files; one at a time is in memory, so that a class may be of any size.
 * @param files those further on are newer; one that is named twice counts once
 * @param wanted the folders to tell of; without it, all
 */
export function* newestIn(files: readonly string[], wanted?: ReadonlySet<string>): Generator<Entry> {
  const different = [...new Set(files)]
  const newest = new Map<string, { file: string; number: number }>()
  for (const file of different) {
    let number = 0
    for (const { folder } of entriesIn(file)) newest.set(folder, { file, number: number++ })
  }
  for (const file of different) {
    let number = 0
    for (const entry of entriesIn(file)) {
      const known = newest.get(entry.folder)
      if (known?.file === file && known.number === number && (!wanted || wanted.has(entry.folder))) yield entry
      number++
    }
  }
}

/** Every entry that can be read; what a crash left of a line is passed over. */
function* entriesIn(file: string): Generator<Entry> {
  if (!existsSync(file)) return
  for (const line of linesIn(file)) {
    if (line === '') continue
    try {
      const entry = JSON.parse(line) as Partial<Entry>
      if (typeof entry.folder === 'string' && Array.isArray(entry.exercises)) yield entry as Entry
    } catch {
      continue
    }
  }
}

function* linesIn(file: string): Generator<string> {
  const handle = openSync(file, 'r')
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(1 << 16)
  let rest = ''
  try {
    for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest) yield rest
  } finally {
    closeSync(handle)
  }
}
