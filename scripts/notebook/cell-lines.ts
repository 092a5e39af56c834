// Where a line of the JavaScript that ran came from in the cell that was written.
import { SourceMap } from 'node:module'

/** Line of the running JavaScript → line of the cell, both from 1; undefined for code that tslab added. */
export type FindLine = (line: number, column: number) => number | undefined

/** tslab puts this many lines in front of a cell before it compiles it (`export {};`). */
const linesBefore = 1

const comment = /\n?\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]*)/g

/**
 * Takes the source maps out of a converted cell. tslab compiles twice, TypeScript to modules and modules to CommonJS, and each pass
 * leaves its map behind in a comment.
 *
 * @param output JavaScript with both comments
 * @param name the name that stack traces are to show for this code
 * @returns the JavaScript without them, named, and the way back to the cell's lines
 */
export function takeLines(output: string, name: string): { code: string; findLine: FindLine } {
  const maps = [...output.matchAll(comment)].map(
    ([, base64 = '']) => new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))),
  )
  const code = output.replace(comment, '')
  const lines = code.trimEnd().split('\n').length
  const [first, second] = maps
  return {
    code: `${code}\n//# sourceURL=${name}`,
    // What tslab wraps around a cell lies below it, and a map would take that for the cell's last line.
    findLine: (line, column) => (first && second && line <= lines ? follow([second, first], line, column) : undefined),
  }
}

function follow(maps: SourceMap[], line: number, column: number): number | undefined {
  let at = { line: line - 1, column: column - 1 }
  for (const map of maps) {
    const entry = map.findEntry(at.line, at.column)
    if (!('originalLine' in entry) || entry.originalLine === undefined) return undefined
    at = { line: entry.originalLine, column: entry.originalColumn }
  }
  const found = at.line + 1 - linesBefore
  return found >= 1 ? found : undefined
}
