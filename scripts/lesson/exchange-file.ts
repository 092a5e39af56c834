import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { hideKeys } from '../../mocks/key-veil.ts'
import type { Exchange } from '../../mocks/tape.ts'
import { Oops } from '../oops.ts'
import { harOf } from './har.ts'

/**
 * Makes sure that a file can be written, before anything is sent whose record would be lost.
 *
 * @throws Oops when it cannot
 */
export function prepareFile(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'a' })
  } catch (error) {
    throw new Oops(`The file ${file} cannot be written (${(error as NodeJS.ErrnoException).code}); choose another one.`)
  }
}

/** Writes exchanges to a file: a HAR archive if its name ends in .har, else one exchange a line. */
export function writeExchanges(file: string, exchanges: readonly Exchange[]): void {
  const text =
    extname(file) === '.har'
      ? `${JSON.stringify(harOf(exchanges), null, 2)}\n`
      : exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join('')
  // The tape knows the key of each request; in a body there may be another one.
  writeFileSync(file, hideKeys(text))
}

/**
 * Reads exchanges that were written a line each.
 *
 * @throws Oops when there is no such file, or it holds something else
 */
export function readExchanges(file: string): Exchange[] {
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile()
  if (!isThere) throw new Oops(`There is no file ${file}; make a recording with --live --record, or name another one.`)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    const exchange = parse(line)
    if (isExchange(exchange)) return [exchange]
    throw new Oops(
      `${file}, line ${i + 1}: this is no exchange as --record writes them; remove the line or take another file.`,
    )
  })
}

function isExchange(value: unknown): value is Exchange {
  const { provider, request, response } = (value ?? {}) as Partial<Exchange>
  return (
    typeof provider === 'string' &&
    typeof request?.method === 'string' &&
    URL.canParse(request.url) &&
    hasContent(request) &&
    (response === undefined || (typeof response?.status === 'number' && hasContent(response)))
  )
}

/** What a request and an answer have in common. */
function hasContent({ headers, body }: { headers?: unknown; body?: unknown }): boolean {
  return typeof headers === 'object' && headers !== null && typeof body === 'string'
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
