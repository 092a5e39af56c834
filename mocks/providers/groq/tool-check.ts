import type { Completion } from '../compatible/completion.ts'
import { isObject } from '../compatible/json.ts'
import type { Problem } from '../compatible/problem.ts'
import { invalid } from './invalid.ts'

/** The arguments of tool calls are compared with their schemas before they are sent out. */
export function toolUseFailed({ drafts: [draft], request }: Completion): Problem | undefined {
  for (const { name, arguments: json } of draft?.calls ?? []) {
    const schema = request.tools?.find((tool) => tool.function?.name === name)?.function?.parameters
    const wrong = mismatch(json, schema ?? {})
    if (!wrong) continue
    const failed = { failed_generation: `{"name": ${JSON.stringify(name)}, "arguments": ${json}}` }
    const message =
      wrong === 'json'
        ? 'Failed to parse tool call arguments as JSON'
        : `Tool call validation failed: tool call validation failed: parameters for tool ${name} did not match schema: errors: [${wrong}]`
    return { ...invalid(message, 'tool_use_failed'), detail: failed }
  }
  return undefined
}

/** Why arguments do not fit their schema: only its uppermost level is looked at. */
export function mismatch(json: string, schema: object): string | undefined {
  let args: unknown
  try {
    args = JSON.parse(json)
  } catch {
    return 'json'
  }
  if (!isObject(args)) return 'json'
  const given = args
  const {
    required = [],
    properties = {},
    additionalProperties = true,
  } = schema as {
    required?: readonly string[]
    additionalProperties?: unknown
    properties?: Readonly<Record<string, { type?: unknown }>>
  }
  const missing = required.filter((name) => !Object.hasOwn(given, name))
  const strange =
    additionalProperties === false ? Object.keys(given).filter((name) => !Object.hasOwn(properties, name)) : []
  if (missing.length || strange.length) {
    const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
    return [
      ...(missing.length ? [`missing properties: ${list(missing)}`] : []),
      ...(strange.length ? [`additionalProperties ${list(strange)} not allowed`] : []),
    ].join(', ')
  }
  const odd = Object.entries(properties).find(([name, { type }]) => {
    return Object.hasOwn(given, name) && typeof type === 'string' && !isOf(given[name], type)
  })
  return odd && `\`/${odd[0]}\`: expected ${String(odd[1].type)}, but got ${typeOf(given[odd[0]])}`
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return type === typeOf(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
