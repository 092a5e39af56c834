import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What a marker line becomes; the semicolons keep it apart from whatever stands before and after. */
const call = (n: number) => `;await globalThis.__cell(${n});`

/**
 * Turns each marker line of a lesson into a call that waits for the runner, on the same line, so that line numbers stay true.
 * Imports are hoisted as ever, and nothing else changes.
 */
export function instrument(source: string): string {
  let n = 0
  return source.replace(/^\/\/ %%.*$/gm, () => call(n++))
}

/**
 * From now on, importing this lesson calls `cell` at the start of each of its cells.
 * @param file absolute path of lesson.ts
 * @param cell gets the cell's number, from 0; the lesson goes on when it resolves
 */
export function hookCells(file: string, cell: (n: number) => Promise<void>): void {
  const lesson = pathToFileURL(file).href
  Object.defineProperty(globalThis, '__cell', { value: cell, configurable: true })
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      if (url !== lesson || loaded.source === undefined || loaded.source === null) return loaded
      const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
      return { ...loaded, format: 'module-typescript', source: instrument(source) }
    },
  })
}
