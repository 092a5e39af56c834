import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseCells } from '../cells.ts'
import { root, type Lesson } from '../lessons.ts'
import { codeCells, toNotebook, withResults } from './conversion.ts'
import { describeDrift, findLeak } from './drift.ts'
import { formatNotebook, parseNotebook, type Notebook } from './nbformat.ts'
import { runCells } from './run.ts'

export interface Outcome {
  ok: boolean
  /** What to tell the reader: one line, or more for a cell that failed. */
  message: string
}

export interface Wish {
  /** Run the cells and keep what they show. */
  execute: boolean
  /** Only say what would change. */
  check: boolean
  /** Most milliseconds for one cell. */
  timeout: number
}

/**
 * Brings a lesson's notebook up to date, or says that it is not. A run that fails never writes.
 * @throws Oops if the lesson itself cannot be read
 */
export async function updateNotebook(lesson: Lesson, { execute, check, timeout }: Wish): Promise<Outcome> {
  const file = join(dirname(lesson.file), 'lesson.ipynb')
  const name = show(file)
  const cells = parseCells(readFileSync(lesson.file, 'utf8'), show(lesson.file))
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  const previous = readPrevious(text)
  let notebook = toNotebook(cells, previous)
  const start = performance.now()
  if (execute) {
    const code = codeCells(notebook)
    const result = await runCells(
      dirname(lesson.file),
      code.map(({ source, metadata }) => ({ source, mayFail: metadata.tags?.includes('raises-exception') ?? false })),
      { timeout },
    )
    if (result.failed) {
      const { index, error } = result.failed
      const id = code[index]?.id ?? ''
      const at = `${show(lesson.file)}:${lineIn(lesson, id, error.line)}, cell "${id}"`
      return { ok: false, message: [`${at}: ${error.ename}: ${error.evalue}`, ...details(error)].join('\n') }
    }
    notebook = withResults(notebook, result.cells)
    const leak = findLeak(notebook)
    if (leak) {
      return {
        ok: false,
        message: `${show(lesson.file)}:${lineIn(lesson, leak.id)}, cell "${leak.id}" ${leak.reason}.`,
      }
    }
  }
  const size = describeSize(notebook, execute ? performance.now() - start : undefined)
  const next = formatNotebook(notebook)
  if (next === text) return { ok: true, message: `${name}  up to date · ${size}` }
  if (!check) {
    writeFileSync(file, next)
    return { ok: true, message: `${name}  written · ${size}` }
  }
  const mend = `run npm run notebooks ${lesson.number} --execute and look at the difference.`
  if (text === undefined) return { ok: false, message: `${name} is not there; ${mend}` }
  const drift = previous ? describeDrift(notebook, previous, text) : 'is no notebook'
  return { ok: false, message: `${name} ${drift}; ${mend}` }
}

const show = (file: string) => relative(root, file).replaceAll('\\', '/')

function readPrevious(text: string | undefined): Notebook | undefined {
  try {
    return text === undefined ? undefined : parseNotebook(text)
  } catch {
    // Whatever it was, it holds no outputs to keep.
    return undefined
  }
}

/** Without the line that repeats name and message. */
function details({ ename, evalue, traceback }: { ename: string; evalue: string; traceback: string[] }): string[] {
  return traceback[0] === `${ename}: ${evalue}` ? traceback.slice(1) : traceback
}

/** The line of lesson.ts that holds a cell's line; its marker's if that is not known. */
function lineIn(lesson: Lesson, id: string, line?: number): number {
  const text = readFileSync(lesson.file, 'utf8')
  const marker = parseCells(text, show(lesson.file)).find((cell) => cell.id === id)?.line ?? 1
  if (line === undefined) return marker
  const blank = text
    .split(/\r?\n/)
    .slice(marker)
    .findIndex((below) => below.trim() !== '')
  return marker + Math.max(blank, 0) + line
}

function describeSize(notebook: Notebook, ms?: number): string {
  const code = codeCells(notebook)
  const run = code.filter((cell) => cell.execution_count !== null).length
  const cells = `${code.length} code ${code.length === 1 ? 'cell' : 'cells'}`
  if (ms !== undefined) return `${cells} run in ${(ms / 1000).toFixed(1)} s`
  return run === code.length ? `${cells}, all with outputs` : `${cells}, ${run} with outputs`
}
