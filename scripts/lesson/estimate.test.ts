import { expect, test } from 'vitest'
import type { Exchange } from '../../mocks/tape.ts'
import { addUp, estimateLines } from './estimate.ts'

/** A call that can cost a little over 0.0005 dollars, sent and answered at these times. */
const call = (startedAt: number, finishedAt: number, changes: Partial<Exchange> = {}): Exchange => ({
  id: 1,
  provider: 'openai',
  live: false,
  startedAt,
  request: {
    method: 'POST',
    url: 'https://api.openai.com/v1/chat/completions',
    headers: {},
    body: '{"model":"gpt-6-luna","max_completion_tokens":1000,"messages":[]}',
  },
  response: { status: 200, headers: {}, body: '', finishedAt },
  cost: 0.0001,
  ...changes,
})
const live = new Set(['openai'])

test('calls one after the other need what was spent and the most that one can cost', async () => {
  const { calls, likely, most, needed } = await addUp([call(0, 10), call(10, 20), call(20, 30)], live)
  expect(calls).toBe(3)
  expect(likely).toBeCloseTo(0.0003, 9)
  expect(most).toBeGreaterThan(0.0015)
  expect(needed).toBeCloseTo(0.0002 + most / 3, 9)
})

test('calls at once need the most that all of them can cost', async () => {
  const { most, needed } = await addUp([call(0, 10), call(1, 11), call(2, 12)], live)
  expect(needed).toBeCloseTo(most, 9)
})

test('who is simulated, or unpriced, needs nothing', async () => {
  const unpriced = { ...call(0, 10).request, body: '{"model":"gpt-99","messages":[]}' }
  const exchanges = [
    call(0, 10, { provider: 'groq' }),
    call(0, 10, { testKey: 'invalid' }),
    call(0, 10, { request: unpriced }),
  ]
  const sum = await addUp(exchanges, live)
  expect(sum).toEqual({ calls: 1, likely: 0, most: 0, needed: 0, unpriced: 1 })
  expect(estimateLines(sum, 0.1).at(-1)).toBe('Nobody knows the price of 1 of them; it will not be sent.')
})
