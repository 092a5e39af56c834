// What a reader sees of a cell that failed: the name, the message, and the way to the line, without a frame of anybody's insides.
import { inspect, stripVTControlCharacters } from 'node:util'
import { hideKeys } from '../../mocks/key-veil.ts'
import type { FindLine } from './cell-lines.ts'

export interface CellError {
  ename: string
  evalue: string
  /** Lines for people; the last one shows the line of the cell. */
  traceback: string[]
  /** Line in the cell that failed, from 1, where it is known. */
  line?: number
}

/** A cell as it ran. */
export interface RunCell {
  count: number
  source: string
  findLine: FindLine
}

/** What the TypeScript compiler says about a place in a cell. */
export interface Complaint {
  file?: string
  /** From 1. */
  line: number
  column: number
  message: string
}

/** The name of the n-th cell in a stack trace. */
export const cellName = (count: number): string => `workbook-cell-${count}`

/**
 * Describes what a cell threw.
 *
 * @param thrown anything
 * @param cells the cells that ran so far, by execution count
 * @param count the cell that failed
 */
export function describeThrown(thrown: unknown, cells: ReadonlyMap<number, RunCell>, count: number): CellError {
  if (isInterrupt(thrown)) return described('Interrupted', 'The cell was stopped before it was done.')
  if (!(thrown instanceof Error)) return described('Thrown', plain(inspect(thrown)))
  const frames = findFrames(thrown, cells)
  const causes = [...listCauses(thrown)].map((cause) => `Caused by ${nameOf(cause)}: ${plain(cause.message)}`)
  const places = frames.map((frame) => `    at ${frame.caller ? `${frame.caller}, ` : ''}${place(frame, count)}`)
  const last = frames.at(-1)
  return {
    ...described(nameOf(thrown), plain(thrown.message), [...causes, ...places, ...showLine(last)]),
    line: frames.findLast((frame) => frame.cell.count === count)?.line,
  }
}

/** Describes a cell that the compiler refused. */
export function describeComplaints(complaints: readonly Complaint[], source: string): CellError {
  const texts = complaints.flatMap(({ file, line, column, message }, i) => {
    const before = complaints[i - 1]
    // A chain of reasons comes as complaints about one place; only the first of them names it.
    if (before?.line === line && before.column === column && before.file === file) return [`    ${message}`]
    if (file) return [`${file}:${line}:${column}  ${message}`]
    const text = source.split('\n')[line - 1] ?? ''
    return [`line ${line}: ${message}`, `${gutter(line)}${text}`, `${' '.repeat(gutter(line).length + column - 1)}^`]
  })
  const line = complaints.find((complaint) => !complaint.file)?.line
  return { ename: 'TypeScriptError', evalue: complaints[0]?.message ?? '', traceback: texts, line }
}

function described(ename: string, evalue: string, more: string[] = []): CellError {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...more] }
}

interface Frame {
  caller: string
  line: number
  cell: RunCell
}

/** The frames of a stack that lie in cells, innermost first. */
function findFrames(error: Error, cells: ReadonlyMap<number, RunCell>): Frame[] {
  const pattern = /^ +at (?:(?:async )?(.*?) \()?(?:async )?workbook-cell-(\d+):(\d+):(\d+)\)?$/gm
  return [...String(error.stack).matchAll(pattern)].flatMap(([, caller = '', count, line, column]) => {
    const cell = cells.get(Number(count))
    const found = cell?.findLine(Number(line), Number(column))
    if (!cell || !found) return []
    // Names of earlier cells are properties of an object of tslab's.
    return [
      { caller: caller.replace(/^Proxy\./, '').replace(/^(Object\.)?<anonymous>$|^eval$/, ''), line: found, cell },
    ]
  })
}

function place({ cell, line }: Frame, count: number): string {
  return cell.count === count ? `line ${line}` : `line ${line} of cell [${cell.count}]`
}

function showLine(frame: Frame | undefined): string[] {
  return frame ? [`${gutter(frame.line)}${frame.cell.source.split('\n')[frame.line - 1] ?? ''}`] : []
}

const gutter = (line: number) => `${String(line).padStart(6)} │ `

function* listCauses(error: Error): Generator<Error> {
  const seen = new Set<unknown>([error])
  for (let cause = error.cause; cause instanceof Error && !seen.has(cause); cause = cause.cause) {
    seen.add(cause)
    yield cause
  }
}

/** Many SDKs leave `name` at "Error" and tell their errors apart by class. */
function nameOf(error: Error): string {
  return error.name && error.name !== 'Error' ? error.name : error.constructor?.name || 'Error'
}

/** Colours would only be noise in a file that is compared. */
const plain = (text: string) => hideKeys(stripVTControlCharacters(String(text)))

function isInterrupt(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  return (
    thrown.message === 'Interrupted asynchronously' ||
    ('code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED')
  )
}
