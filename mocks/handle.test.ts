import { expect, test } from 'vitest'
import { answer, roomFor } from './handle.ts'
import { setPace } from './pace.ts'

test('a room answers for the hosts on its door', async () => {
  const door = roomFor('https://api.openai.com/v1/models')
  const room = await door?.open()
  expect([room?.provider, room?.hosts]).toEqual([door?.provider, door?.hosts])
})

test('nobody answers for a host that nobody simulates', async () => {
  setPace(0)
  expect(await answer(new Request('https://example.com/v1/models'))).toBeUndefined()
  expect((await answer(new Request('https://api.openai.com/v1/models')))?.status).toBe(401)
})
