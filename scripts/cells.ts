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
        tags: tags ? parseTags(tags, at) : [],
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
    const text = own.join('\n')
    const source = text.replace(/^(\s*\n)+/, '').trimEnd()
    const blank = text.slice(0, text.length - text.trimStart().length).split('\n').length - 1
    if (cell.kind === 'code') checkCode(source, name, cell.line + 1 + blank, cell.id)
    return { ...cell, source }
  })
}

function parseTags(tags: string, at: string): string[] {
  try {
    return JSON.parse(tags) as string[]
  } catch {
    throw new Oops(`${at}: tags are a list in JSON, as in tags=["slow"]; ${tags} is not.`)
  }
}

/**
 * Each code cell must parse alone, as the notebook runs it alone.
 * @param start line of the file on which the code begins
 */
function checkCode(source: string, name: string, start: number, id: string): void {
  const at = (index: number) => `${name}:${start + index}`
  for (const [index, line] of source.split('\n').entries()) {
    if (/^export\b/.test(line)) throw new Oops(`${at(index)}: a notebook cell cannot export; leave "export" out.`)
    if (/\bfrom\s+['"]\.{1,2}\//.test(line))
      throw new Oops(`${at(index)}: a lesson imports packages only, no relative paths.`)
  }
  try {
    stripTypes(source, 'cell.ts')
  } catch (error) {
    const { message, stack = '' } = error as Error
    const inside = Number(/^cell\.ts:(\d+)/.exec(stack)?.[1] ?? 1)
    throw new Oops(
      `${at(inside - 1)}: the cell "${id}" is not valid TypeScript on its own (${message.trim().split('\n').at(-1)?.trim()}).`,
    )
  }
}

/**
 * TypeScript without its types, lines and columns kept. Says nothing of Node's function being experimental, which is no news
 * to somebody who wants to read a lesson.
 *
 * @param name how to call the source in an error
 * @throws SyntaxError that begins its stack with name and line
 */
export function stripTypes(source: string, name?: string): string {
  const warn = process.emitWarning
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source, name ? { sourceUrl: name } : {})
  } finally {
    process.emitWarning = warn
  }
}
