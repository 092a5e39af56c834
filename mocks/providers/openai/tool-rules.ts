import type { Problem } from './errors.ts'
import { bad, fieldsProblem, missing, notOneOf } from './fields.ts'
import type { Fields } from '../field.ts'
import { chosenName, functionsOf } from './tools.ts'

type Body = Readonly<Record<string, unknown>>

/** A function's own fields. */
const functionFields: Fields = {
  name: { type: 'string', required: true },
  description: { type: 'string' },
  parameters: { type: 'object' },
  strict: { type: 'boolean' },
}

const choices = ['none', 'auto', 'required'] as const

/** Deeper than this no schema may be, in levels. */
const deepest = 100

/**
 * What is wrong with the tools of a request and the choice among them.
 *
 * @param api 'chat' wraps each function once more than 'responses'
 */
export function toolsProblem(body: Body, api: 'chat' | 'responses'): Problem | undefined {
  const tools = (body.tools ?? []) as readonly Body[]
  for (const [i, tool] of tools.entries()) {
    const problem = toolProblem(tool, `tools[${i}]`, api)
    if (problem) return problem
  }
  const { tool_choice: choice, parallel_tool_calls: parallel } = body
  for (const [param, value] of [
    ['tool_choice', choice],
    ['parallel_tool_calls', parallel],
  ] as const) {
    if (api === 'chat' && value != null && tools.length === 0) {
      return bad(`Invalid value for '${param}': '${param}' is only allowed when 'tools' are specified.`, param, null)
    }
  }
  if (typeof choice === 'string' && !choices.includes(choice as (typeof choices)[number])) {
    return notOneOf(choice, choices, 'tool_choice')
  }
  const chosen = chosenName(choice)
  if (chosen === undefined || functionsOf(tools).some(({ name }) => name === chosen)) return undefined
  return bad(`Tool choice '${chosen}' not found in 'tools' parameter.`, 'tool_choice', null)
}

/** A value as messages show it: text as it is, everything else as JSON. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function toolProblem(tool: Body, path: string, api: 'chat' | 'responses'): Problem | undefined {
  if (tool.type == null) return missing(`${path}.type`)
  if (api === 'chat' && !['function', 'custom'].includes(String(tool.type))) {
    return notOneOf(shown(tool.type), ['function', 'custom'], `${path}.type`)
  }
  if (tool.type !== 'function') return undefined
  const { type: _type, ...own } = tool
  const declared = api === 'chat' ? tool.function : own
  const inside = api === 'chat' ? `${path}.function` : path
  if (declared == null) return missing(inside)
  if (typeof declared !== 'object' || Array.isArray(declared)) {
    return bad(`Invalid type for '${inside}': expected an object.`, inside, 'invalid_type')
  }
  const { name, parameters, strict } = declared as Body
  return (
    fieldsProblem(declared, functionFields, inside) ??
    nameProblem(shown(name), `${inside}.name`) ??
    schemaProblem(parameters, strict === true, {
      of: `function '${String(name)}'`,
      param: `${inside}.parameters`,
      code: 'invalid_function_parameters',
    })
  )
}

function nameProblem(name: string, path: string): Problem | undefined {
  if (name === '') {
    return bad(
      `Invalid '${path}': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
      path,
      'empty_string',
    )
  }
  if (name.length > 64) {
    return bad(
      `Invalid '${path}': string too long. Expected a string with maximum length 64, but got a string with length ${name.length} instead.`,
      path,
      'string_above_max_length',
    )
  }
  if (/^[a-zA-Z0-9_-]+$/u.test(name)) return undefined
  return bad(
    `Invalid '${path}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
    path,
    'invalid_value',
  )
}

/** What is wrong with the format an answer is asked for in. */
export function formatProblem(format: unknown, api: 'chat' | 'responses'): Problem | undefined {
  if (format == null) return undefined
  const path = api === 'chat' ? 'response_format' : 'text.format'
  const { type } = format as Body
  if (type == null) return missing(`${path}.type`)
  const known = ['json_object', 'json_schema', 'text']
  if (!known.includes(String(type))) return notOneOf(shown(type), known, `${path}.type`)
  if (type !== 'json_schema') return undefined
  const declared = api === 'chat' ? (format as Body).json_schema : format
  const inside = api === 'chat' ? `${path}.json_schema` : path
  if (typeof declared !== 'object' || declared === null) return missing(inside)
  const { name, schema, strict } = declared as Body
  if (typeof name !== 'string') return missing(`${inside}.name`)
  if (api === 'responses' && schema == null) return missing(`${inside}.schema`)
  return (
    nameProblem(name, `${inside}.name`) ??
    schemaProblem(schema, strict === true, {
      of: `response_format '${name}'`,
      param: api === 'chat' ? path : `${path}.schema`,
      code: api === 'chat' ? null : 'invalid_json_schema',
    })
  )
}

interface Place {
  readonly of: string
  readonly param: string
  readonly code: string | null
}

/** What is wrong with a schema: arrays need items; a strict one names every property as required and allows no others. */
function schemaProblem(schema: unknown, isStrict: boolean, { of, param, code }: Place): Problem | undefined {
  if (schema == null) return undefined
  const fail = (text: string) => bad(`Invalid schema for ${of}: ${text}`, param, code)
  const { type, anyOf } = schema as Body
  if (type !== 'object' && (isStrict || type !== undefined || anyOf !== undefined)) {
    return fail(
      `schema must be a JSON Schema of 'type: "object"', got 'type: "${typeof type === 'string' ? type : 'None'}"'.`,
    )
  }
  const open: { part: unknown; path: readonly string[] }[] = [{ part: schema, path: [] }]
  for (let at = open.pop(); at; at = open.pop()) {
    const { part, path } = at
    if (typeof part !== 'object' || part === null || Array.isArray(part)) continue
    if (path.length > deepest) return fail(`the schema is nested more than ${deepest} levels deep.`)
    const wrong = partProblem(part as Body, isStrict)
    if (wrong) return fail(`In context=${context(path)}, ${wrong}`)
    open.push(...children(part as Body, path).toReversed())
  }
  return undefined
}

function partProblem(part: Body, isStrict: boolean): string | undefined {
  const types = Array.isArray(part.type) ? (part.type as unknown[]) : [part.type]
  if (types.includes('array') && part.items === undefined && part.prefixItems === undefined)
    return 'array schema missing items.'
  if (!isStrict || !(types.includes('object') || part.properties !== undefined)) return undefined
  if (part.additionalProperties !== false) return "'additionalProperties' is required to be supplied and to be false."
  const required = Array.isArray(part.required) ? (part.required as unknown[]) : []
  const absent = Object.keys((part.properties ?? {}) as object).find((name) => !required.includes(name))
  if (absent === undefined) return undefined
  return `'required' is required to be supplied and to be an array including every key in properties. Missing '${absent}'.`
}

function children(part: Body, path: readonly string[]): { part: unknown; path: readonly string[] }[] {
  const named = ['properties', '$defs', 'definitions'].flatMap((key) =>
    Object.entries((typeof part[key] === 'object' ? part[key] : undefined) ?? {}).map(([name, each]) => ({
      part: each as unknown,
      path: [...path, key, name],
    })),
  )
  const listed = ['anyOf', 'oneOf', 'allOf'].flatMap((key) =>
    (Array.isArray(part[key]) ? (part[key] as unknown[]) : []).map((each, i) => ({
      part: each,
      path: [...path, key, String(i)],
    })),
  )
  return [...named, { part: part.items, path: [...path, 'items'] }, ...listed]
}

/** Where in a schema something stands, as Python writes a tuple. */
function context(path: readonly string[]): string {
  const quoted = path.map((part) => `'${part}'`)
  return quoted.length === 1 ? `(${quoted[0] ?? ''},)` : `(${quoted.join(', ')})`
}
