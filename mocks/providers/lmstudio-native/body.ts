import { complaintsAbout, dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import { tooDeepAt } from '../nesting.ts'
import type { Fields } from '../field.ts'
import type { Problem } from './errors.ts'

const invalid = (message: string, code?: string, param?: string): Problem => ({
  type: 'invalid_request',
  message,
  ...(code !== undefined && { code }),
  ...(param !== undefined && { param }),
})

/** Reads a body by its fields, or tells what is wrong with it. */
export function readBody(text: string, fields: Fields): Readonly<Record<string, unknown>> | Problem {
  const body = tooDeepAt(256, text) !== undefined ? undefined : parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return invalid('Invalid JSON', 'invalid_json')
  const [complaint] = complaintsAbout(body, fields, true)
  return complaint ? problemOf(complaint) : (body as Readonly<Record<string, unknown>>)
}

export function isProblem(value: object): value is Problem {
  return 'type' in value && 'message' in value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const names = {
  string: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
}

/** A complaint in the words of the library that checks the body. */
function problemOf(complaint: Complaint): Problem {
  const path = dotted(complaint.path)
  switch (complaint.kind) {
    case 'missing':
      return invalid(`"${path}" is required`, 'missing_required_parameter', path)
    case 'unknown':
      return invalid(`Unrecognized key(s) in object: '${complaint.path.at(-1)}'`, 'unrecognized_keys')
    case 'type': {
      const received = Array.isArray(complaint.value) ? 'array' : typeof complaint.value
      const [expected = 'object'] = complaint.expected
      const isFraction = expected === 'integer' && received === 'number'
      const what = isFraction ? 'Expected integer, received float' : `Expected ${names[expected]}, received ${received}`
      return invalid(what, 'invalid_type', path)
    }
    case 'choice': {
      const known = complaint.known.map((value) => `'${value}'`).join(' | ')
      return invalid(
        `Invalid enum value. Expected ${known}, received '${String(complaint.value)}'`,
        'invalid_enum_value',
        path,
      )
    }
    case 'low':
      return invalid(`Number must be greater than or equal to ${complaint.limit}`, 'too_small', path)
    case 'high':
      return invalid(`Number must be less than or equal to ${complaint.limit}`, 'too_big', path)
    case 'short':
      return invalid(`Array must contain at least ${complaint.limit} element(s)`, 'too_small', path)
    case 'long':
      return invalid(`Array must contain at most ${complaint.limit} element(s)`, 'too_big', path)
  }
}
