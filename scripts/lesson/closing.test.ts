import { expect, test } from 'vitest'
import type { Exchange } from '../../mocks/tape.ts'
import { bill, dollars, totalLine } from './closing.ts'

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

const call = (provider: string, model: string, changes: Partial<Exchange> = {}): Exchange => ({
  id: 1,
  provider,
  live: false,
  startedAt: 0,
  request: { method: 'POST', url: 'https://x.example/', headers: {}, body: '' },
  usage: { model, inputTokens: 1000, cachedInputTokens: 0, outputTokens: 1000, reasoningTokens: 0 },
  cost: 0.001,
  ...changes,
})

test('the bill has a line for each provider, and what other models would have cost', () => {
  expect(bill([call('openai', 'gpt-6-luna'), call('groq', 'openai/gpt-oss-20b')], false)).toEqual([
    '2 calls · 2,000 tokens in · 2,000 out · would have cost $0.0020',
    '  openai  1 call   1,000 in  1,000 out  $0.0010',
    '  groq    1 call   1,000 in  1,000 out  $0.0010',
    'the same tokens: $0.0012 on gpt-6-luna · $0.012 on gpt-6.1-terra · $0.12 on gpt-6-astra',
  ])
})

test('in a live run, real money comes first, and what was not sent is told', () => {
  const body = JSON.stringify({
    type: 'error',
    error: { message: 'The call was not sent, for the budget could not be kept: no price for "x".' },
  })
  const response = { status: 402, headers: {}, body, finishedAt: 0 }
  const { usage: _, cost: __, ...unpaid } = call('openai', 'gpt-6-luna', { live: true, refused: true, response })
  const refused: Exchange = unpaid
  const exchanges = [
    call('openai', 'gpt-6-luna', { live: true, costIsBound: true }),
    call('groq', 'openai/gpt-oss-20b'),
    refused,
    refused,
  ]
  expect(bill(exchanges, true).slice(0, 3)).toEqual([
    'live: 1 call · 1,000 tokens in · 1,000 out · cost at most $0.0010',
    'simulated: 1 call · 1,000 tokens in · 1,000 out · would have cost $0.0010',
    '2 calls were not sent; the first: no price for "x".',
  ])
  expect(bill(exchanges, true, false)[2]).toBe('2 calls were not sent')
  expect(bill([], false)).toEqual(['no calls'])
})
