import { stripTypeScriptTypes } from 'node:module'
import { Oops } from './oops.ts'

/** One cell of a lesson: prose in Markdown, or TypeScript. */
export interface Cell {
  kind: 'markdown' | 'code'
  /** Unique in its lesson; also the id of the notebook cell. */
  id: string
  tags: string[]
  /** Line of the marker in lesson.ts, from 1. */
  line: number
  /** Markdown without its comment marks, or code; no blank lines around it. */
  source: string
}

const marker = /^\/\/ %%(?: \[(markdown)\])? id="([a-zA-Z0-9_-]{1,64})"(?: tags=(\[[^\]]*\]))?$/

/**
 * Splits a lesson in percent format into its cells.
 *
 * A marker stands at column 0: `// %% [markdown] id="why"` or `// %% id="first-call"`, with `tags=["…"]` at the end if need be.
 * Prose is Markdown behind `// `.
 *
 * @param text the lesson's source
 * @param name how to call the file in a message
 * @throws Oops with file and line for anything a notebook could not hold
 */
export function parseCells(text: string, name: string): Cell[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const cells: (Cell & { lines: string[] })[] = []
  for (const [index, line] of lines.entries()) {
    const at = `${name}:${index + 1}`
    if (line.startsWith('// %%')) {
      const [, markdown, id, tags] = marker.exec(line) ?? []
      if (!id)
        throw new Oops(
          `${at}: a cell starts like  // %% id="a-name"  or  // %% [markdown] id="a-name"; this line does not.`,
        )
      const twin = cells.find((cell) => cell.id === id)
      if (twin) throw new Oops(`${at}: the cell id "${id}" is taken by line ${twin.line}; give this cell its own.`)
      cells.push({
        kind: markdown ? 'markdown' : 'code',
        id,
        tags: tags ? (JSON.parse(tags) as string[]) : [],
        line: index + 1,
        source: '',
        lines: [],
      })
      continue
    }
    const cell = cells.at(-1)
    if (!cell) {
      if (line.trim()) throw new Oops(`${at}: the first line of a lesson must start a cell.`)
      continue
    }
    if (cell.kind === 'markdown' && line.trim() && !/^\/\/( |$)/.test(line)) {
      throw new Oops(`${at}: a line of a Markdown cell starts with "// ".`)
    }
    cell.lines.push(cell.kind === 'markdown' ? line.replace(/^\/\/ ?/, '') : line)
  }
  return cells.map(({ lines: own, ...cell }) => {
    const source = own
      .join('\n')
      .replace(/^(\s*\n)+/, '')
      .trimEnd()
    if (cell.kind === 'code') checkCode({ ...cell, source }, name)
    return { ...cell, source }
  })
}

/** Each code cell must parse alone, as the notebook runs it alone. */
function checkCode(cell: Cell, name: string): void {
  const at = `${name}:${cell.line}, cell "${cell.id}"`
  if (/^export\b/m.test(cell.source)) throw new Oops(`${at}: a notebook cell cannot export; leave "export" out.`)
  if (/\bfrom\s+['"]\.{1,2}\//.test(cell.source))
    throw new Oops(`${at}: a lesson imports packages only, no relative paths.`)
  try {
    stripTypeScriptTypes(cell.source)
  } catch (error) {
    throw new Oops(
      `${at}: this is not valid TypeScript on its own (${(error as Error).message.trim().split('\n').at(-1)?.trim()}).`,
    )
  }
}
