import { tooDeepAt } from '../nesting.ts'

/** What can be read of a body: an object, or nothing. */
export type Body = Readonly<Record<string, unknown>>

/** Levels of nesting that are still read. */
const deepest = 256

/**
 * Reads a JSON body.
 *
 * @returns undefined for what is not the text of an object, and for what is nested deeper than anyone means
 */
export function parseBody(bytes: Uint8Array): Body | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (tooDeepAt(deepest, text) !== undefined) return undefined
    const body: unknown = JSON.parse(text)
    return isObject(body) ? body : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON on one line without a blank, as most hosts write it. */
export function compact(value: object): string {
  return JSON.stringify(value)
}

/** JSON as Python's `json.dumps` writes it: a blank after each colon and each comma. */
export function spaced(value: object): string {
  // No string holds a line break as such, so every one of them is the printer's.
  return JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '')
}

/** JSON indented by two spaces. */
export function pretty(value: object): string {
  return JSON.stringify(value, null, 2)
}

/** A value as Python shows it, as in the messages of Pydantic. */
export function pythonic(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return value.includes("'") ? JSON.stringify(value) : `'${value}'`
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`
  if (!isObject(value)) return String(value)
  return `{${Object.entries(value)
    .map(([name, item]) => `'${name}': ${pythonic(item)}`)
    .join(', ')}}`
}
