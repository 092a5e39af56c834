import type { Violation } from './problem.ts'

/** What a field of a protocol buffer holds. */
export type Shape =
  | { readonly kind: 'scalar'; readonly type: Scalar }
  | { readonly kind: 'enum'; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: 'message'; readonly name: string; readonly fields: () => Fields }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }

export type Fields = Readonly<Record<string, Shape>>

/** `any` is arbitrary JSON, `struct` an arbitrary object. */
type Scalar = 'string' | 'bytes' | 'bool' | 'int32' | 'float' | 'any' | 'struct'

const scalar = (type: Scalar): Shape => ({ kind: 'scalar', type })
export const string = scalar('string')
export const bytes = scalar('bytes')
export const bool = scalar('bool')
export const int32 = scalar('int32')
export const float = scalar('float')
export const any = scalar('any')
export const struct = scalar('struct')
export const list = (of: Shape): Shape => ({ kind: 'list', of })
/** An object whose keys are the reader's own. */
export const map = (of: Shape): Shape => ({ kind: 'map', of })
export const oneOf = (name: string, values: readonly string[]): Shape => ({ kind: 'enum', name, values })

/** @param fields a function, where a message may hold others of its kind */
export function message(name: string, fields: Fields | (() => Fields)): Shape {
  return { kind: 'message', name, fields: typeof fields === 'function' ? fields : () => fields }
}

/** A request body, read as its message. */
export interface Read {
  /** All names in camel case, lists where lists belong, null left out. */
  readonly value: unknown
  readonly violations: readonly Violation[]
}

/**
 * Reads JSON the way Google's servers do: names in camel case or snake case, one value where a list is wanted,
 * numbers as text; what the message does not know is refused.
 *
 * @param version of the API, for the names of types
 */
export function read(shape: Shape, json: unknown, version: string): Read {
  const violations: Violation[] = []
  const value = readValue(shape, json, '', (field, description) => {
    violations.push({ ...(field && { field }), description })
  })
  return { value, violations }

  function readValue(shape: Shape, json: unknown, path: string, complain: Complain): unknown {
    if (shape.kind === 'list') return readList(shape.of, json, path, complain)
    if (shape.kind === 'map') return readMap(shape.of, json, path, complain)
    if (shape.kind === 'message') return readMessage(shape, json, path, complain)
    if (shape.kind === 'enum') {
      const known = typeof json === 'string' ? shape.values.find((name) => name === json.toUpperCase()) : undefined
      return known ?? wrong(path, typeName(shape.name), json, complain)
    }
    const value = readScalar(shape.type, json)
    return value === undefined ? wrong(path, scalarNames[shape.type], json, complain) : value
  }

  function readList(of: Shape, json: unknown, path: string, complain: Complain): unknown {
    if (!Array.isArray(json)) return [readValue(of, json, path, complain)]
    return json.map((item: unknown, index) => readValue(of, item, `${path}[${index}]`, complain))
  }

  function readMap(of: Shape, json: unknown, path: string, complain: Complain): unknown {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return wrong(path, 'Map', json, complain)
    const items = Object.entries(json as object)
    return Object.fromEntries(
      items.map(([key, item], index) => [key, readValue(of, item, `${path}[${index}].value`, complain)]),
    )
  }

  function readMessage(shape: Shape & { kind: 'message' }, json: unknown, path: string, complain: Complain): unknown {
    if (Array.isArray(json)) {
      const [, above = '', name = path] = /^(.*)\.([^.]*)$/.exec(path) ?? []
      const at = above && ` at '${above}'`
      complain(
        above,
        `Invalid JSON payload received. Unknown name "${name}"${at}: Proto field is not repeating, cannot start list.`,
      )
      return undefined
    }
    if (typeof json !== 'object' || json === null) return wrong(path, typeName(shape.name), json, complain)
    const fields = shape.fields()
    const value: Record<string, unknown> = {}
    for (const [given, item] of Object.entries(json)) {
      const name = camelCase(given)
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (!field) {
        const at = path && ` at '${path}'`
        complain(path, `Invalid JSON payload received. Unknown name "${given}"${at}: Cannot find field.`)
      } else if (item !== null) {
        value[name] = readValue(field, item, path ? `${path}.${snakeCase(name)}` : snakeCase(name), complain)
      }
    }
    return value
  }

  function typeName(name: string): string {
    return `type.googleapis.com/google.ai.generativelanguage.${version}.${name}`
  }
}

type Complain = (field: string, description: string) => void

const scalarNames: Readonly<Record<Scalar, string>> = {
  string: 'TYPE_STRING',
  bytes: 'TYPE_BYTES',
  bool: 'TYPE_BOOL',
  int32: 'TYPE_INT32',
  float: 'TYPE_FLOAT',
  any: 'type.googleapis.com/google.protobuf.Value',
  struct: 'type.googleapis.com/google.protobuf.Struct',
}

function wrong(path: string, type: string, json: unknown, complain: Complain): undefined {
  complain(path, `Invalid value at '${path}' (${type}), ${JSON.stringify(json)?.slice(0, 200) ?? 'null'}`)
}

/** The value as its type has it; undefined when it is none. */
function readScalar(type: Scalar, json: unknown): unknown {
  if (type === 'any') return json
  if (type === 'struct') return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined
  if (type === 'bool') return typeof json === 'boolean' ? json : undefined
  if (type === 'string') return typeof json === 'string' ? json : undefined
  if (type === 'bytes') return typeof json === 'string' && /^[\w+/-]*={0,2}$/.test(json) ? json : undefined
  const number = typeof json === 'string' && /^-?\d+(\.\d+)?$/.test(json) ? Number(json) : json
  if (typeof number !== 'number') return undefined
  return type === 'float' || (Number.isInteger(number) && Math.abs(number) < 2 ** 31) ? number : undefined
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
