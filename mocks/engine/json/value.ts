import { ofArray } from './array-value.ts'
import { ofBoolean, ofEnum } from './chosen-value.ts'
import { ofNumber } from './number-value.ts'
import { ofObject } from './object-value.ts'
import { DEEP, type Made, type Place } from './place.ts'
import { branchesOf, DEEPEST, isRecord, kindOf, resolve, type Schema, typesOf, validates } from './schema.ts'
import { slotOf, type Source, spokenName } from './slot.ts'
import { ofString } from './string-value.ts'

/** Most values of one answer. */
const MOST = 20_000

/**
 * Makes a value that satisfies a schema out of what a text says.
 * @param schema JSON Schema; contradictory ones cannot be satisfied
 * @param source where the values come from
 * @param owner what the value is: the name of a tool or of a format
 */
export function valueOf(schema: unknown, source: Source, owner = ''): Made {
  return make(schema, {
    root: schema,
    source,
    slot: slotOf('', '', spokenName(owner)),
    isRequired: true,
    depth: 0,
    budget: { left: MOST },
    make,
  })
}

function make(given: unknown, place: Place): Made {
  const { root, depth } = place
  const schema = resolve(given, root)
  if (depth > DEEPEST || place.budget.left-- < 0) return { value: null, isSaid: false }
  const slot = { ...place.slot, description: place.slot.description || (schema.description ?? '').slice(0, 500) }
  const here = { ...place, slot }
  const fromTool = ofResults(schema, here)
  if (fromTool) return fromTool
  if ('const' in schema) return { value: schema.const, isSaid: false }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return ofEnum(schema, here)
  const branches = branchesOf(schema)
  if (branches) return ofBranches(schema, branches, here)
  const types = typesOf(schema)
  if (types.length < 2) return ofType(types[0] ?? kindOf(schema), schema, here)
  return best(
    types.map((type) => ofType(type, schema, here)),
    schema,
    here,
  )
}

function ofType(type: string, schema: Schema, place: Place): Made {
  switch (type) {
    case 'object':
      return ofObject(schema, place)
    case 'array':
      return ofArray(schema, place)
    case 'integer':
    case 'number':
      return ofNumber(schema, type === 'integer', place)
    case 'boolean':
      return ofBoolean(schema, place)
    case 'null':
      return { value: null, isSaid: false }
    default:
      return ofString(schema, place)
  }
}

/** Of several ways, what the text says; else what is left open, else the first that is allowed. */
function best(made: readonly Made[], schema: Schema, { root }: Place): Made {
  const allowed = made.filter(({ value }) => validates(value, schema, root))
  return (
    allowed.find(({ isSaid }) => isSaid) ??
    allowed.find(({ value }) => value === null) ??
    allowed[0] ??
    made[0] ?? { value: null, isSaid: false }
  )
}

function ofBranches(schema: Schema, branches: readonly unknown[], place: Place): Made {
  const { anyOf: _anyOf, oneOf: _oneOf, ...around } = schema
  const isOpen = branches.some((branch) => typesOf(resolve(branch, place.root)).includes('null'))
  if (place.depth > DEEP && isOpen) return { value: null, isSaid: false }
  const made: Made[] = []
  for (const branch of branches.slice(0, 40)) {
    const inner = resolve(branch, place.root)
    // What stands beside the choice holds for each way.
    const each = make(
      Object.keys(around).length > 0
        ? {
            ...around,
            ...inner,
            ...(around.properties && inner.properties && { properties: { ...around.properties, ...inner.properties } }),
          }
        : inner,
      { ...place, depth: place.depth + 1 },
    )
    made.push(each)
    if (each.isSaid && !isRecord(each.value) && validates(each.value, schema, place.root)) return each
    if (place.depth > 30 && made.length > 1) break
  }
  return best(made, schema, place)
}

/** A tool's result may already have what is wanted, under the same name. */
function ofResults(schema: Schema, { source, slot, root }: Place): Made | undefined {
  if (slot.name === '') return undefined
  for (const result of source.results) {
    for (const each of Array.isArray(result) ? result.slice(0, 5) : [result]) {
      if (!isRecord(each)) continue
      const key = Object.keys(each).find((name) => spokenName(name) === slot.name)
      if (key !== undefined && validates(each[key], schema, root)) return { value: each[key], isSaid: true }
    }
  }
  return undefined
}
