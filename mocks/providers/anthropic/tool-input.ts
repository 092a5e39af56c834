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
