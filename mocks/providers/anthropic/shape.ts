// A small vocabulary for saying what a request must look like. It complains in the words of the API, which are those of
// its validation library: the path, a colon, and what the value should be.

/** Looks at a value; returns what is wrong with it, path included, or undefined. */
export type Shape = (value: unknown, path: string) => string | undefined

/** A field of an object; `required` ones may not be missing. */
export interface Field {
  readonly shape: Shape
  readonly required: boolean
}

export type Fields = Readonly<Record<string, Field>>

export function required(shape: Shape): Field {
  return { shape, required: true }
}

export function optional(shape: Shape): Field {
  return { shape, required: false }
}

export const anything: Shape = () => undefined

export const boolean: Shape = (value, path) =>
  typeof value === 'boolean' ? undefined : `${path}: Input should be a valid boolean`

export function orNull(shape: Shape): Shape {
  return (value, path) => (value === null ? undefined : shape(value, path))
}

export function string(limits: { min?: number; max?: number; pattern?: RegExp } = {}): Shape {
  const { min = 0, max = Infinity, pattern } = limits
  return (value, path) => {
    if (typeof value !== 'string') return `${path}: Input should be a valid string`
    if (value.length < min) return `${path}: String should have at least ${count(min, 'character')}`
    if (value.length > max) return `${path}: String should have at most ${count(max, 'character')}`
    if (pattern && !pattern.test(value)) return `${path}: String should match pattern '${pattern.source}'`
    return undefined
  }
}

export function integer(limits: { min?: number; max?: number } = {}): Shape {
  return (value, path) => {
    if (typeof value !== 'number') return `${path}: Input should be a valid integer`
    if (!Number.isInteger(value)) {
      return `${path}: Input should be a valid integer, got a number with a fractional part`
    }
    if (value < (limits.min ?? -Infinity)) return `${path}: Input should be greater than or equal to ${limits.min}`
    if (value > (limits.max ?? Infinity)) return `${path}: Input should be less than or equal to ${limits.max}`
    return undefined
  }
}

export function number(min: number, max: number): Shape {
  return (value, path) => {
    if (typeof value !== 'number') return `${path}: Input should be a valid number`
    return value < min || value > max ? `${path}: range: ${min}..${max}` : undefined
  }
}

export function oneOf(...values: readonly string[]): Shape {
  return (value, path) =>
    typeof value === 'string' && values.includes(value) ? undefined : `${path}: Input should be ${enumerated(values)}`
}

export function list(item: Shape, limits: { min?: number; max?: number } = {}): Shape {
  const { min = 0, max = Infinity } = limits
  const size = (most: string, limit: number, length: number) =>
    `List should have at ${most} ${count(limit, 'item')} after validation, not ${length}`
  return (value, path) => {
    if (!Array.isArray(value)) return `${path}: Input should be a valid list`
    if (value.length < min) return `${path}: ${size('least', min, value.length)}`
    if (value.length > max) return `${path}: ${size('most', max, value.length)}`
    for (const [index, entry] of value.entries()) {
      const problem = item(entry, `${path}.${index}`)
      if (problem) return problem
    }
    return undefined
  }
}

/** An object of these fields and, unless `open`, no others. */
export function object(fields: Fields, { open = false } = {}): Shape {
  return (value, path) => (isObject(value) ? fieldsProblem(value, fields, path, open) : notAnObject(path))
}

/** An object whose field `type` tells which fields it has; the chosen type becomes part of the path. */
export function tagged(types: Readonly<Record<string, Fields>>, { open = false } = {}): Shape {
  return (value, path) => {
    if (!isObject(value)) return notAnObject(path)
    if (value.type === undefined) return `${path}.type: Field required`
    if (typeof value.type !== 'string' || !Object.hasOwn(types, value.type)) {
      const tag = typeof value.type === 'string' ? value.type : JSON.stringify(value.type)
      const tags = Object.keys(types).map((type) => `'${type}'`)
      const mismatch = 'does not match any of the expected tags'
      return `${path}: Input tag '${tag}' found using 'type' ${mismatch}: ${tags.join(', ')}`
    }
    const fields = { type: required(anything), ...types[value.type] }
    return fieldsProblem(value, fields, `${path}.${value.type}`, open)
  }
}

/** Text, or a list of something. */
export function textOr(shape: Shape): Shape {
  return (value, path) => (typeof value === 'string' ? undefined : shape(value, path))
}

function fieldsProblem(value: object, fields: Fields, path: string, open: boolean): string | undefined {
  const entries = new Map(Object.entries(value))
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const [name, { shape, required: isRequired }] of Object.entries(fields)) {
    if (!entries.has(name)) {
      if (isRequired) return `${at(name)}: Field required`
      continue
    }
    const problem = shape(entries.get(name), at(name))
    if (problem) return problem
  }
  const stranger = open ? undefined : [...entries.keys()].find((name) => !Object.hasOwn(fields, name))
  return stranger === undefined ? undefined : `${at(stranger)}: Extra inputs are not permitted`
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notAnObject(path: string): string {
  const where = path === '' ? '' : `${path}: `
  return `${where}Input should be a valid dictionary or object to extract fields from`
}

function count(size: number, noun: string): string {
  return `${size} ${noun}${size === 1 ? '' : 's'}`
}

function enumerated(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`)
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
