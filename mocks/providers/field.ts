/** What a field of a request body may hold, much as the API reference says it. A field that is null counts as absent. */
export interface Field {
  /** JSON types, as OpenAI's messages call them. */
  readonly type: JsonType | readonly JsonType[]
  readonly required?: boolean
  readonly min?: number
  readonly max?: number
  readonly oneOf?: readonly string[]
  /** Arrays only. */
  readonly minItems?: number
  readonly maxItems?: number
  /** Arrays only: what each item may hold. */
  readonly items?: Field
  /** Objects only; other fields of theirs are unknown. */
  readonly fields?: Fields
  /** Objects only, whose fields have names of the caller's choice: what each may hold. */
  readonly values?: Field
}

export type Fields = Readonly<Record<string, Field>>

/** The types of JSON, numbers told apart. */
export type JsonType = 'string' | 'integer' | 'decimal' | 'boolean' | 'array' | 'object'

/** Whether a value is of a type. */
export function isOfType(value: unknown, type: JsonType): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'decimal') return typeof value === 'number'
  return typeof value === type
}
