/** JSON Schema, as far as models honour it. Unknown keywords are let through. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly title?: string
  readonly properties?: Readonly<Record<string, Schema | boolean>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly minProperties?: number
  readonly items?: Schema | boolean
  readonly prefixItems?: readonly (Schema | boolean)[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly anyOf?: readonly (Schema | boolean)[]
  readonly oneOf?: readonly (Schema | boolean)[]
  readonly allOf?: readonly (Schema | boolean)[]
  readonly nullable?: boolean
  readonly $ref?: string
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
}

/** How deep values are made and checked; what lies deeper is left empty. */
export const DEEPEST = 400

/** Whether a value is an object, neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A schema without references and with its `allOf` merged into it.
 * @param given a schema, or true for "anything"; what is neither counts as "anything"
 * @param root the whole schema, in which references point
 */
export function resolve(given: unknown, root: unknown): Schema {
  let schema: Schema = isRecord(given) ? sound(given) : {}
  for (let hops = 0; typeof schema.$ref === 'string' && hops < 50; hops++) {
    const { $ref, ...beside } = schema
    const target = pointedAt($ref, root)
    schema = { ...(isRecord(target) ? sound(target) : {}), ...beside }
  }
  const { allOf, ...rest } = schema
  if (!Array.isArray(allOf) || allOf.length === 0) return schema
  return allOf
    .slice(0, 50)
    .reduce((all: Schema, part) => merged(all, resolve({ ...(isRecord(part) ? part : {}) }, root)), rest)
}

/** What each keyword must be; one that is something else says nothing. */
const keywords: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(
    ['description', 'title', '$ref', 'format', 'pattern'].map((name) => [
      name,
      (value: unknown) => typeof value === 'string',
    ]),
  ),
  ...Object.fromEntries(
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']
      .concat('minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties')
      .map((name) => [name, (value: unknown) => typeof value === 'number']),
  ),
  ...Object.fromEntries(['enum', 'anyOf', 'oneOf', 'allOf', 'prefixItems'].map((name) => [name, Array.isArray])),
  required: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  properties: isRecord,
  type: (value) =>
    typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string')),
}

/** A schema without the keywords that are not what they must be. */
function sound(given: Readonly<Record<string, unknown>>): Schema {
  const isSound = Object.entries(given).every(
    ([name, value]) => (Object.hasOwn(keywords, name) ? keywords[name]?.(value) : true) ?? true,
  )
  if (isSound) return given
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => (Object.hasOwn(keywords, name) ? keywords[name]?.(value) : true) ?? true,
    ),
  )
}

function pointedAt(reference: string, root: unknown): unknown {
  if (!reference.startsWith('#')) return {}
  let target: unknown = root
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decode(part).replaceAll('~1', '/').replaceAll('~0', '~')
    target = typeof target === 'object' && target !== null && Object.hasOwn(target, key) ? Reflect.get(target, key) : {}
  }
  return target
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function merged(one: Schema, other: Schema): Schema {
  return {
    ...one,
    ...other,
    ...((one.properties ?? other.properties) && { properties: { ...one.properties, ...other.properties } }),
    ...((one.required ?? other.required) && { required: [...(one.required ?? []), ...(other.required ?? [])] }),
  }
}

/** The types a schema names; empty when it leaves them open. */
export function typesOf(schema: Schema): readonly string[] {
  const named = typeof schema.type === 'string' ? [schema.type] : Array.isArray(schema.type) ? schema.type : []
  return schema.nullable === true && named.length > 0 ? [...named, 'null'] : named
}

/** The schemas of which one must hold; undefined when there is no choice. */
export function branchesOf(schema: Schema): readonly unknown[] | undefined {
  const branches = schema.anyOf ?? schema.oneOf
  return Array.isArray(branches) && branches.length > 0 ? branches : undefined
}

/**
 * Whether a value satisfies a schema.
 * @param root the whole schema, in which references point
 */
export function validates(value: unknown, given: unknown, root: unknown = given, depth = 0): boolean {
  if (given === false) return false
  if (depth > DEEPEST) return true
  const schema = resolve(given, root)
  if (value === null && schema.nullable === true) return true
  if ('const' in schema && !same(value, schema.const)) return false
  if (Array.isArray(schema.enum) && !schema.enum.some((each) => same(each, value))) return false
  const types = typesOf(schema)
  if (types.length > 0 && !types.some((type) => isOf(type, value))) return false
  const { anyOf, oneOf } = schema
  const holds = (branch: unknown): boolean => validates(value, branch, root, depth + 1)
  if (Array.isArray(anyOf) && anyOf.length > 0 && !anyOf.some(holds)) return false
  if (Array.isArray(oneOf) && oneOf.length > 0 && oneOf.filter(holds).length !== 1) return false
  if (typeof value === 'string') return isString(value, schema)
  if (typeof value === 'number') return isNumber(value, schema)
  if (Array.isArray(value)) return isArray(value, schema, root, depth)
  return !isRecord(value) || isObject(value, schema, root, depth)
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isRecord(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** What each format looks like. */
export const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u,
  'date-time':
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u,
  duration: /^P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/u,
  email: /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/u,
  uri: /^[a-z][a-z0-9+.-]*:\/\/[^\s"<>]+$/iu,
  url: /^https?:\/\/[^\s"<>]+$/iu,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/iu,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/u,
  ipv6: /^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/iu,
  hostname: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/iu,
}

function isString(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema): boolean {
  const length = [...value].length
  if (length < minLength || length > maxLength) return false
  if (typeof format === 'string' && Object.hasOwn(formats, format) && !formats[format]?.test(value)) return false
  return typeof pattern !== 'string' || (expression(pattern)?.test(value) ?? true)
}

/** A pattern of a schema as it can be tried; undefined for one that does not compile, or that could take for ever. */
export function expression(pattern: string, flags = 'u'): RegExp | undefined {
  // A repetition of a repetition can take time that grows without bound.
  if (/[+*}][^()]*\)[+*{]/u.test(pattern) || pattern.length > 500) return undefined
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}

function isNumber(value: number, schema: Schema): boolean {
  if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) return false
  if (typeof schema.exclusiveMinimum === 'number' && value <= schema.exclusiveMinimum) return false
  if (typeof schema.exclusiveMaximum === 'number' && value >= schema.exclusiveMaximum) return false
  const step = schema.multipleOf
  if (typeof step !== 'number' || step <= 0) return true
  return Math.abs(value / step - Math.round(value / step)) < 1e-9
}

function isArray(value: readonly unknown[], schema: Schema, root: unknown, depth: number): boolean {
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) return false
  if (schema.uniqueItems === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length)
    return false
  const first = schema.prefixItems ?? []
  return value.every((each, at) => validates(each, at < first.length ? first[at] : schema.items, root, depth + 1))
}

function isObject(value: Readonly<Record<string, unknown>>, schema: Schema, root: unknown, depth: number): boolean {
  if ((schema.required ?? []).some((key) => !Object.hasOwn(value, key))) return false
  const { properties = {}, additionalProperties: others = true, minProperties = 0 } = schema
  const entries = Object.entries(value)
  if (entries.length < minProperties) return false
  return entries.every(([key, each]) =>
    validates(each, Object.hasOwn(properties, key) ? properties[key] : others, root, depth + 1),
  )
}

/** A schema without a type has the one its keywords are made for. */
export function kindOf(schema: Schema): string {
  if (schema.properties || schema.required || isRecord(schema.additionalProperties)) return 'object'
  if (schema.items !== undefined || schema.prefixItems) return 'array'
  if (schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined) return 'number'
  return 'string'
}
