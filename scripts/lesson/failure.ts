import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import wrapAnsi from 'wrap-ansi'
import { hideKeys } from '../../mocks/key-veil.ts'
import { stripTypes } from '../cells.ts'
import type { Cell } from '../cells.ts'
import { Oops } from '../oops.ts'
import { behindRule } from './highlight.ts'
import type { Terminal } from './terminal.ts'

/** Where a lesson's source is, and what it says. */
export interface Source {
  /** Absolute path. */
  file: string
  /** How to call it in a message. */
  name: string
  text: string
}

/**
 * What the reader is told about an error in a cell: its name, its message, the line of the lesson.
 *
 * @param cell where it was noticed
 */
export function describeFailure(error: unknown, source: Source, cell: Cell | undefined, terminal: Terminal): string {
  const { palette } = terminal
  const width = terminal.measure()
  const lines = linesOf(error, source)
  const line = lines[0] ?? cell?.line
  const causes = causesOf(error).map((cause) => wrapAnsi(`because: ${cause}`, width, { hard: true }))
  const parts = [wrapAnsi(`${palette.failure('✖')} ${palette.strong(title(error))}`, width, { hard: true }), ...causes]
  if (line !== undefined) {
    const where = lines.length ? `${source.name}:${line}` : `${source.name}:${line}, in the cell "${cell?.id}"`
    parts.push('', wrapAnsi(where, width, { hard: true }))
    const text = source.text.split(/\r?\n/)[line - 1]?.trim()
    if (text && lines.length) {
      const number = `${line} `
      parts.push(behindRule(text, palette.quiet(`${number}│ `), width, number.length + 2))
    }
    const callers = [...new Set(lines.slice(1))].filter((other) => other !== line)
    if (callers.length) parts.push(palette.quiet(`called from line ${callers.join(', then line ')}`))
  }
  return parts.join('\n')
}

/** 'TypeError: x is not a function', or what was thrown that is no error. */
function title(error: unknown): string {
  if (!(error instanceof Error))
    return hideKeys(`The lesson threw ${JSON.stringify(error) ?? String(error)}, which is no Error`)
  const name = error.name === 'Error' ? error.constructor.name : error.name
  return error.message ? `${name}: ${hideKeys(error.message)}` : name
}

function causesOf(error: unknown): string[] {
  const causes: string[] = []
  let cause = error instanceof Error ? error.cause : undefined
  while (cause instanceof Error && causes.length < 5) {
    if (cause.message) causes.push(hideKeys(cause.message))
    cause = cause.cause
  }
  return causes
}

/** The lines of the lesson in an error's stack, innermost first. */
function linesOf(error: unknown, { file }: Source): number[] {
  if (!(error instanceof Error)) return []
  const url = pathToFileURL(file).href
  return (error.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .flatMap((frame) => {
      const at = [url, file].map((place) => [place, frame.indexOf(`${place}:`)] as const).find(([, i]) => i >= 0)
      return at ? Number(/^\d+/.exec(frame.slice(at[1] + at[0].length + 1))?.[0]) : []
    })
}

/**
 * An error from before the first cell, as a sentence: the module could not be read or linked.
 * @returns undefined for an error of another kind
 */
export function describeBrokenLesson(error: unknown, { file, name, text }: Source): Oops | undefined {
  if (!(error instanceof Error)) return undefined
  const stack = error.stack ?? ''
  const place = [pathToFileURL(file).href, file].find((start) => stack.startsWith(`${start}:`))
  if (error instanceof SyntaxError) {
    const line = place ? /^\d+/.exec(stack.slice(place.length + 1))?.[0] : lineOfSyntaxError(text)
    return new Oops(`${name}:${line ?? 1}: ${sentence(error.message)} Mend that line and run the lesson again.`)
  }
  const missing = /Cannot find package '([^']+)'/.exec(error.message)?.[1]
  if (missing && (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
    const line =
      text.split('\n').findIndex((candidate) => /^import\b|\bfrom\b/.test(candidate) && candidate.includes(missing)) + 1
    return new Oops(`${name}:${line || 1}: the package "${missing}" is not installed; check its name, or run: npm ci`)
  }
  return undefined
}

/**
 * Where V8 stumbles, when its error does not say (it does not for a name declared in two cells): asks another Node, which
 * only reads the module and does not run it.
 */
function lineOfSyntaxError(text: string): string | undefined {
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--check', '-'], {
    input: stripTypes(text),
    encoding: 'utf8',
  })
  return /^\[stdin\]:(\d+)/m.exec(stderr)?.[1]
}

/** A message of V8 or of the type stripper on one line, with a full stop. */
function sentence(message: string): string {
  const line = message.trim().replace(/\s*\n\s*/g, ' ')
  return /[.!?]$/.test(line) ? line : `${line}.`
}
