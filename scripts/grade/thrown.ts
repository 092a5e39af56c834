import { join, relative } from 'node:path'
import { Mistake } from './mistake.ts'
import type { Subject } from './subject.ts'

/** Says in a sentence what it means that the student's code threw. */
export function mistakeFrom(error: unknown, subject: Subject<unknown>, how: 'thrown' | 'rejected'): Mistake {
  const mistake = new Mistake(sentenceFor(error, subject, how), {}, lineOf(error))
  mistake.cause = error
  return mistake
}

function sentenceFor(error: unknown, { asked }: Subject<unknown>, how: 'thrown' | 'rejected'): string {
  const text = describe(error)
  const exit = /process\.exit unexpectedly called with "?([^"]*)/.exec(text)
  if (exit) return `Your code ended the whole program with process.exit(${exit[1]}): return a value or throw instead.`
  const denied = deniedBy(error)
  if (denied) return `Your code tried to ${denied}, which an exercise may not do: leave that out.`
  if (how === 'rejected')
    return `A promise of yours failed and nobody was waiting for it, is there an \`await\` missing? It said: ${text}`
  if (asked.length > 0) return `Your code threw ${text}`
  if (/Cannot find (module|package)|Failed to (load url|resolve)|does the file exist/i.test(text)) {
    return `Your file, or something it imports, could not be found: ${firstLine(text)}`
  }
  if (text.includes('may import the packages of')) return text.replace(/^.*?(?=An exercise may)/s, '')
  if (/pars|syntax|transform|unexpected|expected/i.test(text))
    return `Your file has a syntax error: ${syntaxError(text)}`
  return `Your file threw while it was being loaded, before any function was called: ${text}`
}

/** What Node's permission model kept the code from doing. */
function deniedBy(error: unknown): string | undefined {
  const { code, permission = '' } = error as { code?: string; permission?: string }
  if (code !== 'ERR_ACCESS_DENIED') return undefined
  const deeds: Record<string, string> = {
    FileSystemRead: 'read a file',
    FileSystemWrite: 'write a file',
    ChildProcess: 'start another program',
    WorkerThreads: 'start a thread',
    Net: 'open a connection of its own',
  }
  return deeds[permission] ?? 'reach outside'
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}, which is not an Error`
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.constructor.name === 'Error' ? 'an Error' : error.constructor.name}: ${error.message}${cause}`
}

/** Vite's report, without its frame: its second line says what is wrong. */
function syntaxError(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const what = lines.find((line) => /error[:\]]|expected|unexpected/i.test(line) && !/with \d+ error/.test(line))
  return (what ?? lines[0] ?? text).replaceAll(/^[\s×x]+/g, '').trim()
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? text
}

const root = join(import.meta.dirname, '../..')

/** The line of the student's file nearest to where the error was made. */
function lineOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  for (const frame of (error.stack ?? '').split('\n')) {
    const [, path = '', line] =
      /\(?((?:file:\/\/)?[^(]*\.ts)(?:\?\S*)?:(\d+):\d+\)?$/.exec(frame.replace(/^\s*at (?:.*\()?/, '')) ?? []
    const file = relative(root, path.replace(/^file:\/\//, '')).replaceAll('\\', '/')
    if (line && !/^(\.\.|node_modules|scripts|mocks|kit)\/|\.test\.ts$/.test(file)) return Number(line)
  }
  return undefined
}
