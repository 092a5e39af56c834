import { beforeEach, expect, test } from 'vitest'
import { repeatedPrefix } from './prefix-cache.ts'
import { beginWorld } from './world.ts'

const prompt = 'x'.repeat(600)
const hour = 3_600_000

beforeEach(() => beginWorld(1))

test('a beginning that was sent before is found, in steps of 256 characters and for the same account alone', () => {
  expect(repeatedPrefix('ada', prompt, hour)).toBe(0)
  expect(repeatedPrefix('ada', `${prompt}y`, hour)).toBe(512)
  expect(repeatedPrefix('ada', `y${prompt}`, hour)).toBe(0)
  expect(repeatedPrefix('bob', prompt, hour)).toBe(0)
})

test('another world remembers nothing, so that the same requests get the same answers again', () => {
  repeatedPrefix('ada', prompt, hour)
  beginWorld(1)
  expect(repeatedPrefix('ada', prompt, hour)).toBe(0)
})
