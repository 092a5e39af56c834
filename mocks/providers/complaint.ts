import { isOfType } from './field.ts'
import type { Field, Fields, JsonType } from './field.ts'

/** Where in a body something stands: names of fields and places in arrays. */
export type Path = readonly (string | number)[]

/** What is wrong with one value of a body; each host has words of its own for it. */
export type Complaint = {
  readonly path: Path
  readonly value: unknown
  /** The message it is about, where it is about one. */
  readonly message?: object
} & (
  | { readonly kind: 'unknown'; readonly known: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'type'; readonly expected: readonly JsonType[] }
  | { readonly kind: 'choice'; readonly known: readonly string[] }
  | { readonly kind: 'low' | 'high'; readonly limit: number; readonly integer: boolean }
  | { readonly kind: 'short' | 'long'; readonly limit: number; readonly length: number }
)

/**
 * Everything that is wrong with the fields of an object; null counts as absent.
 *
 * @param strict whether a field that is not in the table is wrong
 */
export function complaintsAbout(body: object, fields: Fields, strict: boolean, path: Path = []): Complaint[] {
  const given = body as Readonly<Record<string, unknown>>
  const known = Object.keys(fields)
  const found: Complaint[] = Object.entries(given)
    .filter(([name]) => strict && !Object.hasOwn(fields, name))
    .map(([name, value]) => ({ kind: 'unknown', path: [...path, name], value, known }))
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name] ?? undefined
    const place = [...path, name]
    if (value !== undefined) found.push(...about(value, field, place, strict))
    else if (field.required) found.push({ kind: 'missing', path: place, value: body })
  }
  return found
}

function about(value: unknown, field: Field, path: Path, strict: boolean): Complaint[] {
  const expected = (Array.isArray(field.type) ? field.type : [field.type]) as readonly JsonType[]
  if (!expected.some((type) => isOfType(value, type))) return [{ kind: 'type', path, value, expected }]
  if (typeof value === 'number') return aboutRange(value, field, path)
  if (typeof value === 'string') {
    return field.oneOf && !field.oneOf.includes(value) ? [{ kind: 'choice', path, value, known: field.oneOf }] : []
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity, items } = field
    const { length } = value
    if (length < minItems) return [{ kind: 'short', path, value, limit: minItems, length }]
    if (length > maxItems) return [{ kind: 'long', path, value, limit: maxItems, length }]
    return items ? value.flatMap((item, at) => about(item, items, [...path, at], strict)) : []
  }
  if (typeof value !== 'object' || value === null) return []
  if (field.fields) return complaintsAbout(value, field.fields, strict, path)
  const each = field.values
  return each ? Object.entries(value).flatMap(([name, item]) => about(item, each, [...path, name], strict)) : []
}

function aboutRange(value: number, { min = -Infinity, max = Infinity, type }: Field, path: Path): Complaint[] {
  const integer = type === 'integer'
  if (value < min) return [{ kind: 'low', path, value, limit: min, integer }]
  return value > max ? [{ kind: 'high', path, value, limit: max, integer }] : []
}

/** The path as JavaScript would write it: messages[0].content */
export function dotted(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at ? `.${step}` : step)).join('')
}
