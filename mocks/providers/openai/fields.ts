import { isOfType } from '../field.ts'
import type { Field, Fields, JsonType } from '../field.ts'
import type { Problem } from './errors.ts'

/** What is wrong with an object's fields: the first of them that is unknown, missing, or not what it may be. */
export function fieldsProblem(body: object, fields: Fields, path = ''): Problem | undefined {
  const given = body as Readonly<Record<string, unknown>>
  const nameOf = (key: string) => (path ? `${path}.${key}` : key)
  for (const key in given) {
    if (!Object.hasOwn(fields, key))
      return bad(`Unknown parameter: '${nameOf(key)}'.`, nameOf(key), 'unknown_parameter')
  }
  for (const key in fields) {
    const value = given[key] ?? undefined
    const field = fields[key] as Field
    if (value !== undefined) {
      const problem = valueProblem(value, field, nameOf(key))
      if (problem) return problem
    } else if (field.required) return missing(nameOf(key))
  }
  return undefined
}

/** What is wrong with one value. */
export function valueProblem(value: unknown, field: Field, name: string): Problem | undefined {
  const types = Array.isArray(field.type) ? (field.type as readonly JsonType[]) : [field.type as JsonType]
  if (!types.some((type) => isOfType(value, type))) {
    const expected = types.length > 1 ? `one of ${types.map((type) => a[type]).join(' or ')}` : a[types[0] ?? 'object']
    return bad(
      `Invalid type for '${name}': expected ${expected}, but got ${nameOf(value)} instead.`,
      name,
      'invalid_type',
    )
  }
  if (typeof value === 'number') return rangeProblem(value, field, name)
  if (typeof value === 'string' && field.oneOf && !field.oneOf.includes(value))
    return notOneOf(value, field.oneOf, name)
  if (Array.isArray(value))
    return (
      lengthProblem(value.length, field, name) ??
      firstProblem(
        value.map((item, i) => [`${name}[${i}]`, item]),
        field.items,
      )
    )
  if (typeof value !== 'object' || value === null) return undefined
  if (field.fields) return fieldsProblem(value, field.fields, name)
  return firstProblem(
    Object.entries(value).map(([key, item]) => [`${name}.${key}`, item]),
    field.values,
  )
}

function rangeProblem(
  value: number,
  { min = -Infinity, max = Infinity, type }: Field,
  name: string,
): Problem | undefined {
  const kind = type === 'integer' ? 'integer' : 'decimal'
  const say = (side: string, sign: string, limit: number, code: string) =>
    bad(
      `Invalid '${name}': ${kind} ${side} value. Expected a value ${sign} ${limit}, but got ${value} instead.`,
      name,
      `${kind}_${code}`,
    )
  if (value < min) return say('below minimum', '>=', min, 'below_min_value')
  if (value > max) return say('above maximum', '<=', max, 'above_max_value')
  return undefined
}

/** The first problem of several values, each with the name it goes by. */
function firstProblem(
  values: readonly (readonly [name: string, value: unknown])[],
  field?: Field,
): Problem | undefined {
  if (!field) return undefined
  for (const [name, value] of values) {
    const problem = valueProblem(value, field, name)
    if (problem) return problem
  }
  return undefined
}

function lengthProblem(
  length: number,
  { minItems = 0, maxItems = Infinity }: Field,
  name: string,
): Problem | undefined {
  const got = length ? `an array with length ${length}` : 'an empty array'
  if (length < minItems) {
    return bad(
      `Invalid '${name}': ${length ? 'array too short' : 'empty array'}. Expected an array with minimum length ${minItems}, but got ${got} instead.`,
      name,
      length ? 'array_below_min_length' : 'empty_array',
    )
  }
  if (length > maxItems) {
    return bad(
      `Invalid '${name}': array too long. Expected an array with maximum length ${maxItems}, but got ${got} instead.`,
      name,
      'array_above_max_length',
    )
  }
  return undefined
}

/** A value that is not among those a field knows. */
export function notOneOf(value: string, known: readonly string[], name: string): Problem {
  return bad(`Invalid value: '${value}'. Supported values are: ${list(known)}.`, name, 'invalid_value')
}

export function missing(name: string): Problem {
  return bad(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
}

/** A problem of status 400. */
export function bad(message: string, param: string | null, code: string | null): Problem {
  return { status: 400, message, param, code }
}

/** 'a', 'b', and 'c' */
export function list(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`)
  const last = quoted.pop() ?? ''
  if (!quoted.length) return last
  return `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`
}

const a: Readonly<Record<JsonType, string>> = {
  string: 'a string',
  integer: 'an integer',
  decimal: 'a decimal',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
