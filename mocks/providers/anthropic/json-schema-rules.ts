import { isObject } from './shape.ts'

/** Keywords of JSON Schema that structured outputs do not take, by the type they stand beside. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  string: ['maxLength', 'minLength'],
  array: ['maxItems', 'uniqueItems'],
}

/**
 * What keeps a schema from being enforced; undefined when nothing does.
 *
 * @param path of the field that holds the schema
 */
export function schemaProblem(schema: unknown, path: string): string | undefined {
  if (!isObject(schema)) return undefined
  const { type } = schema
  if (type === 'object' && schema.additionalProperties !== false) {
    return `${path}: For 'object' type, 'additionalProperties' must be explicitly set to false`
  }
  const refused = (unsupported[String(type)] ?? []).filter((keyword) => Object.hasOwn(schema, keyword))
  if (refused.length) {
    const noun = refused.length === 1 ? `property '${refused[0]}' is` : `properties ${refused.join(', ')} are`
    return `${path}: For '${String(type)}' type, ${noun} not supported`
  }
  const children = [
    ...namedSchemas(schema.properties),
    ...namedSchemas(schema.$defs),
    ...[schema.items, schema.anyOf, schema.allOf].flat(),
  ]
  for (const child of children) {
    const problem = schemaProblem(child, path)
    if (problem) return problem
  }
  return undefined
}

function namedSchemas(value: unknown): unknown[] {
  return isObject(value) ? Object.values(value) : []
}
