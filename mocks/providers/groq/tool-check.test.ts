import { expect, test } from 'vitest'
import { mismatch } from './tool-check.ts'

const schema = {
  type: 'object',
  properties: { name: { type: 'string' }, count: { type: 'integer' } },
  required: ['name'],
  additionalProperties: false,
}

test.each([
  ['{"name":"x","count":2}', undefined],
  ['{"name":', 'json'],
  ['[]', 'json'],
  ['{}', "missing properties: 'name'"],
  ['{"invalid":1}', "missing properties: 'name', additionalProperties 'invalid' not allowed"],
  ['{"name":"x","a":1,"b":2}', "additionalProperties 'a', 'b' not allowed"],
  ['{"name":3}', '`/name`: expected string, but got number'],
])('%s', (json, message) => {
  expect(mismatch(json, schema)).toBe(message)
})
