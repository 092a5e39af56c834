import { STATUS_CODES } from 'node:http'
import stringWidth from 'string-width'
import { shownBody } from '../../mocks/kept-body.ts'
import type { KeptBody } from '../../mocks/kept-body.ts'
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

/** From so many columns on, request and response stand side by side. */
const twoColumns = 120

/**
 * Shows what went over the wire: request and response with their headers and bodies, the frames of a stream with their times. Where
 * there is room, side by side. Keys are masked already, by the tape.
 */
export function renderExchange(exchange: Exchange, options: TraceOptions): string {
  const { palette, width } = options
  const { request, response, error } = exchange
  const half = Math.floor((width - 1) / 2)
  const isWide = width >= twoColumns && response !== undefined
  const each = isWide ? { ...options, width: half - 2 } : options
  const sent = [
    `${palette.strong(`→ ${request.method}`)} ${request.url}`,
    ...headers(request.headers, palette),
    ...body(request, request.headers, each),
  ]
  const failed = error === undefined ? [] : [`${palette.failure('✖')} ${error}`]
  const title = titleOf(exchange)
  const rule = palette.quiet(`┄┄ ${title} ${'┄'.repeat(Math.max(Math.min(width, 60) - stringWidth(title) - 4, 2))}`)
  if (isWide)
    return [rule, besides(box(sent, each), box([...answer(exchange, each), ...failed], each), half)].join('\n')
  return [
    rule,
    box(sent, options),
    ...(response ? [box(['', ...answer(exchange, options)], options)] : []),
    ...(failed.length ? [box(failed, options)] : []),
  ].join('\n')
}

/** `call 4, live · retry of call 3 · lesson.ts:42`. */
function titleOf({ id, live, replayed, refused, testKey, retryOf, sentFrom }: Exchange): string {
  const how = refused ? ', not sent' : live ? ', live' : replayed ? ', replayed' : ''
  return [
    `call ${id}${how}`,
    ...(retryOf === undefined ? [] : [`retry of call ${retryOf}`]),
    ...(testKey === undefined ? [] : [`test key ${testKey}`]),
    ...(sentFrom === undefined ? [] : [sentFrom]),
  ].join(' · ')
}

/** Two blocks next to each other; the first is so many columns wide. */
function besides(left: string, right: string, columns: number): string {
  const [a, b] = [left.split('\n'), right.split('\n')]
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const line = a[i] ?? ''
    return `${line}${' '.repeat(Math.max(columns - stringWidth(line), 0))} ${b[i] ?? ''}`.trimEnd()
  }).join('\n')
}

function answer({ response, startedAt }: Exchange, options: TraceOptions): string[] {
  if (!response) return []
  const { palette } = options
  const status = `← ${response.status} ${STATUS_CODES[response.status] ?? ''}`.trimEnd()
  const took = palette.quiet(` · ${Math.round(response.finishedAt - startedAt).toLocaleString('en')} ms`)
  const lines = [palette.strong(status) + took, ...headers(response.headers, palette)]
  if (!response.frames) return [...lines, ...body(response, response.headers, options)]
  return [...lines, '', ...frames(response.frames, options)]
}

function headers(all: Record<string, string>, palette: Palette): string[] {
  return Object.entries(all).map(([name, value]) => `  ${palette.property(name)}: ${value}`)
}

/** A body under an empty line, as on the wire; JSON is spread out. */
function body(kept: KeptBody, headers: Readonly<Record<string, string>>, options: TraceOptions): string[] {
  const text = shownBody(kept, headers['content-type'])
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
