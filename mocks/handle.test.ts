import { expect, test } from 'vitest'
import { doors } from './doors.ts'
import { answer, roomFor } from './handle.ts'
import { setPace } from './pace.ts'

test.each(doors.map((door) => [door.provider, door] as const))('the room of %s has its own door', async (_, door) => {
  const room = await door.open()
  expect([room.provider, room.hosts]).toEqual([door.provider, door.hosts])
  for (const host of door.hosts) {
    const scheme = /:\d+$/.test(host) ? 'http' : 'https'
    expect(roomFor(`${scheme}://${host.replace('*', 'workbook')}/v1/models`)).toBe(door)
  }
})

test('nobody answers for a host or a port that nobody simulates', async () => {
  setPace(0)
  for (const url of ['https://example.com/v1/models', 'http://localhost:9/v1/models', 'http://localhost/v1/models']) {
    expect(await answer(new Request(url))).toBeUndefined()
  }
  expect((await answer(new Request('https://api.openai.com/v1/models')))?.status).toBe(401)
})
