/** Writes a number's text as it stands; in every engine that runs TypeScript's types away, but not yet in its library. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON

/** What Python's side of OpenAI keeps as floats, in a response object: 1 is written 1.0. */
const floats = new Set(['temperature', 'top_p', 'frequency_penalty', 'presence_penalty'])

function asFloat(this: unknown, key: string, value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || !floats.has(key)) return value
  const isResponse = typeof this === 'object' && this !== null && 'object' in this && this.object === 'response'
  return isResponse ? rawJson(`${value}.0`) : value
}

/**
 * What writes the floats of a value: only response objects have any, which stand alone or in an event of their stream.
 * Everything else is written several times as fast without it.
 */
function floatsIn(value: { object?: unknown; response?: unknown }): typeof asFloat | undefined {
  return value.object === 'response' || value.response !== undefined ? asFloat : undefined
}

/** JSON as OpenAI prints a body that is not streamed: indented by two spaces. */
export function pretty(value: object): string {
  return JSON.stringify(value, floatsIn(value), 2)
}

/** JSON on one line, as in streams. */
export function compact(value: object): string {
  return JSON.stringify(value, floatsIn(value))
}
