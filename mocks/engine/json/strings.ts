import { expression, formats, type Schema, validates } from './schema.ts'

/** A value of each format, for when the text holds none. */
const samples: Readonly<Record<string, string>> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'PT0S',
  email: 'unknown@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  ipv4: '0.0.0.0',
  ipv6: '0:0:0:0:0:0:0:0',
  hostname: 'example.com',
}

/**
 * A string that says nothing but satisfies a schema: empty where that is allowed.
 * @returns the best that can be done; only contradictions are not satisfied
 */
export function neutralString(schema: Schema): string {
  const { format, pattern, minLength = 0, maxLength = Infinity } = schema
  const tries: string[] = []
  if (typeof format === 'string' && Object.hasOwn(samples, format)) tries.push(samples[format] ?? '')
  tries.push('', 'unknown', 'unknown'.slice(0, Math.min(7, maxLength)))
  if (typeof pattern === 'string') tries.push(...fromPattern(pattern, minLength))
  const padded = 'unknown'.padEnd(Math.min(minLength, 10_000), '.')
  tries.push(padded)
  const only: Schema = { type: 'string', ...schemaOfStrings(schema) }
  return tries.find((each) => validates(each, only)) ?? tries.at(-2) ?? ''
}

function schemaOfStrings({ format, pattern, minLength, maxLength }: Schema): Schema {
  return {
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  }
}

/** Parts of a text that satisfy the pattern or the format of a schema, in their order. */
export function partsThatFit(text: string, schema: Schema): string[] {
  const { pattern, format } = schema
  if (typeof pattern !== 'string' && !(typeof format === 'string' && Object.hasOwn(formats, format))) return []
  const words = text.slice(0, 5000).split(/\s+/u).slice(0, 400)
  const found = words.flatMap((word) => [word, word.replace(/^[("'“#<[]+|[)"'”.,;:!?>\]]+$/gu, '')])
  const bare = typeof pattern === 'string' ? pattern.replace(/^\^|\$$/gu, '') : undefined
  const inside = bare === undefined ? [] : (text.slice(0, 2000).match(expression(bare, 'gu') ?? /$^/gu) ?? [])
  return [...new Set([...found, ...inside])].filter(
    (each) => each !== '' && validates(each, { type: 'string', ...schemaOfStrings(schema) }),
  )
}

/** Strings that a simple pattern describes, the shortest first; longer ones repeat what may be repeated more often. */
function fromPattern(pattern: string, minLength: number): string[] {
  return [0, 1, 2, Math.min(minLength, 2000)].map((extra) => {
    const reader = { at: 0, text: pattern }
    return alternatives(reader, extra, 0)
  })
}

interface Reader {
  at: number
  readonly text: string
}

/** The first of "a|b|c". */
function alternatives(reader: Reader, extra: number, depth: number): string {
  let first: string | undefined
  let made = ''
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      first ??= made
      made = ''
      reader.at++
      continue
    }
    made += repeated(reader, extra, depth)
  }
  return first ?? made
}

function repeated(reader: Reader, extra: number, depth: number): string {
  const one = atom(reader, extra, depth)
  const rest = reader.text.slice(reader.at)
  const times = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/u.exec(rest)
  if (!times) return one
  reader.at += times[0].length
  const least = times[1] === undefined ? (rest.startsWith('+') ? 1 : 0) : Number(times[1])
  const most =
    times[1] === undefined ? (rest.startsWith('?') ? 1 : Infinity) : times[2] ? Number(times[3] || Infinity) : least
  return one.repeat(Math.min(least + extra, most, 10_000))
}

function atom(reader: Reader, extra: number, depth: number): string {
  const char = reader.text[reader.at++] ?? ''
  if (char === '^' || char === '$') return ''
  if (char === '.') return 'x'
  if (char === '\\') return escaped(reader)
  if (char === '[') return ofClass(reader)
  if (char !== '(') return char
  const kind = /^\?(?::|<[A-Za-z]\w*>|<?[=!])/u.exec(reader.text.slice(reader.at))?.[0] ?? ''
  reader.at += kind.length
  const inside = depth > 50 ? '' : alternatives(reader, extra, depth + 1)
  if (reader.text[reader.at] === ')') reader.at++
  // What is only looked at is not written.
  return /[=!]$/u.test(kind) ? '' : inside
}

function escaped(reader: Reader): string {
  const char = reader.text[reader.at++] ?? ''
  if (char === 'p' || char === 'P') {
    const name = /^\{[^}]*\}/u.exec(reader.text.slice(reader.at))?.[0] ?? ''
    reader.at += name.length
    return /N/u.test(name) ? '0' : /Lu/u.test(name) ? 'A' : 'a'
  }
  return { d: '0', w: 'a', s: ' ', b: '', B: '', D: 'a', W: '-', S: 'a', n: '\n', t: '\t' }[char] ?? char
}

function ofClass(reader: Reader): string {
  const end = /(?<!\\)\]/u.exec(reader.text.slice(reader.at + 1))
  const body = reader.text.slice(reader.at, reader.at + 1 + (end?.index ?? 0))
  reader.at += body.length + 1
  if (!body.startsWith('^')) return body.startsWith('\\') ? escaped({ at: 1, text: body }) : (body[0] ?? '')
  const test = expression(`[${body}]`)
  return [...'a0A -_x.'].find((each) => test?.test(each)) ?? '~'
}
