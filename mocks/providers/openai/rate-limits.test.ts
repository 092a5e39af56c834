import { expect, test } from 'vitest'
import { beginWorld } from '../../world.ts'
import { goDuration } from '../go-duration.ts'
import { rateLimitHeaders } from './rate-limits.ts'

test('spans are printed as Go prints them', () => {
  expect([0.6, 2, 999, 1_200, 60_000, 360_000, 63_500].map(goDuration)).toEqual([
    '0s',
    '2ms',
    '999ms',
    '1.2s',
    '1m0s',
    '6m0s',
    '1m3.5s',
  ])
})

test('each key counts down on its own, and refills while time passes', () => {
  beginWorld(1, 0)
  const left = (key: string, tokens: number) => {
    const headers = rateLimitHeaders(key, 'chat', 'gpt-6-luna', tokens)
    return [headers['x-ratelimit-remaining-requests'], headers['x-ratelimit-remaining-tokens']]
  }
  expect(left('sk-one', 100)).toEqual(['29999', '149999900'])
  expect(left('sk-one', 900)).toEqual(['29998', '149999000'])
  expect(left('sk-two', 5)).toEqual(['29999', '149999995'])
  // A second at full speed of the world refills five hundred requests.
  beginWorld(1, 1e9)
  expect(left('sk-one', 0)).toEqual(['29999', '150000000'])
  beginWorld(1)
})
