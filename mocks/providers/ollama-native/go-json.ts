import { tooDeepAt } from '../nesting.ts'

/** What Go's decoder expects of a value. A null is as good as nothing. */
export type GoType =
  | { readonly go: string; readonly json: 'string' | 'number' | 'bool' | 'object' | 'any' }
  | { readonly go: string; readonly json: 'array'; readonly items: GoType }
  | { readonly go: string; readonly json: 'struct'; readonly fields: GoFields }
  /** A type that decodes itself; returns what it complains about. */
  | { readonly go: string; readonly json: 'own'; readonly complain: (value: unknown) => string | undefined }

export type GoFields = Readonly<Record<string, GoType>>

export const string: GoType = { go: 'string', json: 'string' }
export const bool: GoType = { go: 'bool', json: 'bool' }
export const int: GoType = { go: 'int', json: 'number' }
export const any: GoType = { go: 'interface {}', json: 'any' }
export const map: GoType = { go: 'map[string]interface {}', json: 'object' }
export const list = (go: string, items: GoType): GoType => ({ go, json: 'array', items })
export const struct = (go: string, fields: GoFields): GoType => ({ go, json: 'struct', fields })

/** Levels of nesting that are still read. Go's own limit is 10,000; nobody means so many. */
const deepest = 256

/**
 * Decodes a body into a struct as Go does. Unknown fields are passed over.
 *
 * @param struct the struct's name, as messages tell it
 * @returns the error's text when it does not fit
 */
export function decodeBody(text: string, struct: string, fields: GoFields): Readonly<Record<string, unknown>> | string {
  const value = parse(text)
  if (typeof value === 'string') return value
  if (value.json === null) return {}
  return (
    mismatch(value.json, { go: `api.${struct}`, json: 'struct', fields }, struct, []) ?? (value.json as object as {})
  )
}

/** What does not fit, in the order of the document. */
function mismatch(value: unknown, type: GoType, struct: string, path: readonly string[]): string | undefined {
  if (value === null || type.json === 'any') return undefined
  if (type.json === 'own') return type.complain(value)
  const isInt = type.go === 'int'
  if (kindOf(value) !== (type.json === 'struct' ? 'object' : type.json) || (isInt && !Number.isInteger(value))) {
    const what = isInt && typeof value === 'number' ? `number ${value}` : kindOf(value)
    const where = path.length ? `struct field ${struct}.${path.join('.')}` : 'value'
    return `json: cannot unmarshal ${what} into Go ${where} of type ${type.go}`
  }
  if (type.json === 'array') {
    for (const item of value as readonly unknown[]) {
      const problem = mismatch(item, type.items, struct, path)
      if (problem) return problem
    }
  }
  if (type.json === 'struct') {
    for (const [name, item] of Object.entries(value as object)) {
      const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
      const problem = field && mismatch(item, field, struct, [...path, name])
      if (problem) return problem
    }
  }
  return undefined
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** What Go says where V8 says something else; the place is where V8 stopped. */
const complaints: readonly (readonly [v8: RegExp, go: string])[] = [
  [/^Expected property name|^Expected double-quoted/, 'looking for beginning of object key string'],
  [/^Expected ':'/, 'after object key'],
  [/^Expected ',' or '}'/, 'after object key:value pair'],
  [/^Expected ',' or ']'/, 'after array element'],
  [/^Bad control character/, 'in string literal'],
  [/^Bad (?:escaped|Unicode)/, 'in string escape code'],
  [/^Unexpected token|^No number|^Exponent|^Unterminated frac/, 'looking for beginning of value'],
]

function parse(text: string): { readonly json: unknown } | string {
  if (text.trim() === '') return 'missing request body'
  if (tooDeepAt(deepest, text) !== undefined) return 'exceeded max depth'
  try {
    return { json: JSON.parse(text) as unknown }
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const at = Number(/at position (\d+)/.exec(message)?.[1] ?? NaN)
    // Go reads one value and does not look at what follows it.
    if (message.startsWith('Unexpected non-whitespace') && at > 0) return parse(text.slice(0, at))
    const char = /token '([^]+?)', /.exec(message)?.[1] ?? (Number.isNaN(at) ? undefined : text[at])
    const [, go] = complaints.find(([v8]) => v8.test(message)) ?? []
    return char === undefined || !go ? 'unexpected EOF' : `invalid character ${quotedChar(char)} ${go}`
  }
}

function quotedChar(char: string): string {
  if (char === "'") return String.raw`'\''`
  if (char === '"') return `'"'`
  return `'${JSON.stringify(char).slice(1, -1)}'`
}

/** JSON as Go writes it: nothing in it that could be taken for HTML. */
export function encode(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A text in Go's quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}

/** A moment as Go writes it, to the microsecond, without zeros at the end. */
export function timestamp(ms: number, microseconds: number): string {
  const fraction = `${new Date(ms).toISOString().slice(20, 23)}${String(microseconds).padStart(3, '0')}`.replace(
    /0+$/,
    '',
  )
  return `${new Date(ms).toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/**
 * A duration as Ollama takes it: seconds, or Go's notation (5m, 1h30m); a negative one means for ever.
 *
 * @returns milliseconds, or the error's text
 */
export function duration(value: unknown): number | string {
  if (typeof value === 'number') return value < 0 ? Infinity : Math.trunc(value) * 1000
  if (typeof value !== 'string') return `Unsupported type: '${kindOf(value)}'`
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(value) ?? []
  if (rest === '0') return 0
  if (/^(\d+\.?\d*|\.\d+)$/.test(rest)) return `time: missing unit in duration ${quoted(value)}`
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(rest)) return `time: invalid duration ${quoted(value)}`
  const parts = [...rest.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)]
  const total = parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 0), 0)
  return sign === '-' && total > 0 ? Infinity : total
}
