import type { ToolCall } from './generation.ts'
import { isObject } from './shape.ts'

/** The arguments of a call; none where max_tokens cut their JSON off. */
export function inputOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** A tool call whose arguments do not fit its schema: one that is required is missing, or the first has a wrong type. */
export function spoil(call: ToolCall, schema: { readonly required?: unknown }): ToolCall {
  const fields = inputOf(call.arguments)
  const missing = (Array.isArray(schema.required) ? schema.required : []).find((name) =>
    Object.hasOwn(fields, String(name)),
  )
  const [first] = Object.keys(fields)
  const spoilt =
    missing !== undefined
      ? Object.fromEntries(Object.entries(fields).filter(([name]) => name !== missing))
      : { ...fields, [first ?? 'input']: { unexpected: true } }
  const json = JSON.stringify(spoilt)
  return { name: call.name, arguments: json, pieces: json.match(/.{1,4}/gsu) ?? [] }
}
