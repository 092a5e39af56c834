import { STATUS_CODES } from 'node:http'
import stringWidth from 'string-width'
import type { Exchange } from '../../mocks/tape.ts'
import { behindRule } from './highlight.ts'
import type { Palette } from './palette.ts'

interface TraceOptions {
  palette: Palette
  /** Columns there are. */
  width: number
  highlight(language: string, code: string): string
}

/** Most lines of one body, and most frames of one stream, that are shown. */
const most = { lines: 40, frames: 12, linesOfFirstFrame: 5 }

/**
 * Shows what went over the wire: request and response with their headers and bodies, the frames of a stream with their times.
 * Keys are masked already, by the tape.
 */
export function renderExchange(exchange: Exchange, options: TraceOptions): string {
  const { palette } = options
  const { request, response } = exchange
  const sent = [
    `${palette.strong(`→ ${request.method}`)} ${request.url}`,
    ...headers(request.headers, palette),
    ...body(request.body, options),
  ]
  const number = `call ${exchange.id}${exchange.live ? ', live' : ''}`
  return [
    palette.quiet(`┄┄ ${number} ${'┄'.repeat(Math.max(Math.min(options.width, 60) - number.length - 4, 2))}`),
    box(sent, options),
    ...(response ? [box(['', ...answer(exchange, options)], options)] : []),
    ...(exchange.error ? [box([`${palette.failure('✖')} ${exchange.error}`], options)] : []),
  ].join('\n')
}

function answer({ response, startedAt }: Exchange, options: TraceOptions): string[] {
  if (!response) return []
  const { palette } = options
  const status = `← ${response.status} ${STATUS_CODES[response.status] ?? ''}`.trimEnd()
  const took = palette.quiet(` · ${Math.round(response.finishedAt - startedAt).toLocaleString('en')} ms`)
  const lines = [palette.strong(status) + took, ...headers(response.headers, palette)]
  if (!response.frames) return [...lines, ...body(response.body, options)]
  return [...lines, '', ...frames(response.frames, options)]
}

function headers(all: Record<string, string>, palette: Palette): string[] {
  return Object.entries(all).map(([name, value]) => `  ${palette.property(name)}: ${value}`)
}

/** A body under an empty line, as on the wire; JSON is spread out. */
function body(text: string, options: TraceOptions): string[] {
  if (text === '') return []
  const { json, pretty } = spread(text)
  const all = pretty.split('\n')
  const shown = all.slice(0, most.lines).map((line) => cut(line, options.width * 2))
  const left = all.length - shown.length
  const code = json ? options.highlight('json', shown.join('\n')) : shown.join('\n')
  return ['', ...code.split('\n').map((line) => `  ${line}`), ...omitted(left, 'line', options.palette)]
}

function frames(all: readonly { at: number; text: string }[], { palette, width }: TraceOptions): string[] {
  const times = all.map(({ at }) => `+${Math.round(at).toLocaleString('en')} ms`)
  const column = Math.max(...times.map((time) => time.length), 0)
  // The beginning shows the shape of a stream, the end how it is closed.
  const tail = 3
  const left = all.length - most.frames
  const skip = left > 0 ? { from: most.frames - tail, to: all.length - tail } : undefined
  return all.flatMap(({ text }, i) => {
    if (skip && i === skip.from) return omitted(left, 'frame', palette)
    if (skip && i > skip.from && i < skip.to) return []
    const room = width - column - 6
    const before = linesOf(all[i - 1]?.text ?? '')
    return linesOf(text).map((line, n) => {
      const time = (n === 0 ? (times[i] ?? '') : '').padStart(column)
      const brief = i === 0 ? cut(line, room * most.linesOfFirstFrame) : cutShort(onlyNew(line, before[n] ?? ''), room)
      return `  ${palette.quiet(time)}  ${brief}`
    })
  })
}

const linesOf = (frame: string) => frame.trimEnd().split(/\r?\n/)

/** A line of a stream without the beginning it shares with the line before, which would hide what is new in it. */
function onlyNew(line: string, before: string): string {
  let same = 0
  while (same < line.length && line[same] === before[same]) same++
  const field = /^[a-z]+: /.exec(line)?.[0] ?? ''
  // Back to where a property begins, so that a name is not torn.
  const start = Math.max(line.lastIndexOf(',"', same), line.lastIndexOf('{"', same)) + 1
  return start < field.length + 20 ? line : `${field}… ${line.slice(start)}`
}

function cutShort(line: string, columns: number): string {
  const room = Math.max(columns, 12)
  return stringWidth(line) <= room ? line : `${line.slice(0, room - 2)} …`
}

/** JSON over several lines, but a list of numbers on one. */
function spread(text: string): { json: boolean; pretty: string } {
  try {
    const pretty = JSON.stringify(JSON.parse(text), null, 2)
    return {
      json: true,
      pretty: pretty.replace(/\[\s+(-?[\d.]+(?:e-?\d+)?,\s+)*-?[\d.]+(?:e-?\d+)?\s+\]/g, (list) =>
        list.replace(/\s+/g, ' '),
      ),
    }
  } catch {
    return { json: false, pretty: text }
  }
}

function omitted(count: number, what: string, palette: Palette): string[] {
  return count > 0
    ? [palette.quiet(`  … ${count.toLocaleString('en')} more ${what}${count === 1 ? '' : 's'} left out`)]
    : []
}

/** A line no longer than so many columns; says how much is missing. */
function cut(line: string, columns: number): string {
  const room = Math.max(columns, 40)
  if (stringWidth(line) <= room) return line
  const note = ` … ${(line.length - room + 30).toLocaleString('en')} more characters left out`
  return line.slice(0, room - 30) + note
}

function box(lines: string[], { palette, width }: TraceOptions): string {
  return behindRule(lines.join('\n'), palette.quiet('┊ '), width)
}
