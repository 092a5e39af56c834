import { pythonic } from './compatible/json.ts'
import type { Complaint } from './complaint.ts'
import type { JsonType } from './field.ts'

/** An entry of the list that Pydantic tells what is wrong with. */
export interface PydanticError {
  readonly type: string
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly input: unknown
  readonly ctx?: Readonly<Record<string, unknown>>
}

const types: Readonly<Record<JsonType, readonly [type: string, article: string]>> = {
  string: ['string_type', 'string'],
  integer: ['int_type', 'integer'],
  decimal: ['float_type', 'number'],
  boolean: ['bool_type', 'boolean'],
  array: ['list_type', 'list'],
  object: ['dict_type', 'dictionary'],
}

/** A complaint in the words of Pydantic, which most servers written in Python pass on. */
export function pydanticError(complaint: Complaint): PydanticError {
  const loc = ['body', ...complaint.path]
  const input = complaint.value
  switch (complaint.kind) {
    case 'unknown':
      return { type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted', input }
    case 'missing':
      return { type: 'missing', loc, msg: 'Field required', input }
    case 'type': {
      const [type, name] = types[complaint.expected[0] ?? 'object']
      return { type, loc, msg: `Input should be a valid ${name}`, input }
    }
    case 'choice': {
      const expected = either(complaint.known)
      return { type: 'literal_error', loc, msg: `Input should be ${expected}`, input, ctx: { expected } }
    }
    case 'low':
    case 'high': {
      const [type, name, word] =
        complaint.kind === 'low'
          ? ['greater_than_equal', 'ge', 'greater than or equal to']
          : ['less_than_equal', 'le', 'less than or equal to']
      return { type, loc, msg: `Input should be ${word} ${complaint.limit}`, input, ctx: { [name]: complaint.limit } }
    }
    case 'short':
    case 'long': {
      const { kind, limit, length } = complaint
      const msg = `List should have at ${kind === 'short' ? 'least' : 'most'} ${limit} item${limit === 1 ? '' : 's'} after validation, not ${length}`
      const bound = kind === 'short' ? { min_length: limit } : { max_length: limit }
      return {
        type: kind === 'short' ? 'too_short' : 'too_long',
        loc,
        msg,
        input,
        ctx: { field_type: 'List', ...bound, actual_length: length },
      }
    }
  }
}

/** Errors as Python prints them, where a server puts them into a sentence. */
export function printedErrors(errors: readonly PydanticError[]): string {
  const lines = errors.map(({ loc, ...error }) => {
    const place = `'loc': (${loc.map(pythonic).join(', ')})`
    return `  ${pythonic(error).replace(/^\{('type': '\w+')/, `{$1, ${place}`)}`
  })
  return [`${errors.length} validation error${errors.length === 1 ? '' : 's'}:`, ...lines].join('\n')
}

/** 'a', 'b' or 'c' */
function either(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`)
  const last = quoted.pop() ?? ''
  return quoted.length ? `${quoted.join(', ')} or ${last}` : last
}
