import { expect, test } from 'vitest'
import { dollars, totalLine } from './closing.ts'

test.each([
  [0, '$0'],
  [0.000018, '$0.000018'],
  [0.0000004123, '$0.00000041'],
  [0.00021, '$0.00021'],
  [0.0123, '$0.012'],
  [0.5, '$0.50'],
  [0.999, '$1.00'],
  [1234.5, '$1,234.50'],
])('%d dollars are %s', (amount, text) => {
  expect(dollars(amount)).toBe(text)
})

test.each([
  [
    { calls: 7, inputTokens: 412, outputTokens: 1268, cost: 0.0002 },
    false,
    '7 calls · 412 tokens in · 1,268 out · would have cost $0.00020',
  ],
  [{ calls: 1, inputTokens: 4, outputTokens: 2, cost: 0.0002 }, true, '1 call · 4 tokens in · 2 out · cost $0.00020'],
  [{ calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 }, false, 'no calls'],
])('%j', (total, live, line) => {
  expect(totalLine(total, live)).toBe(line)
})
