import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followTimetable, pause, setPace } from './pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
  setPace(1)
})
afterEach(() => {
  vi.useRealTimers()
})

/** Waits three times for 100 ms, and is kept busy for 60 ms after each wait. */
async function threeWaits(signal: AbortSignal): Promise<number[]> {
  const began = performance.now()
  const at: number[] = []
  const done = (async () => {
    for (let i = 0; i < 3; i++) {
      await pause(100, signal)
      at.push(performance.now() - began)
      vi.advanceTimersByTime(60)
    }
  })()
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  return at
}

test('a stream catches up with its timetable when something held it up', async () => {
  const { signal } = new AbortController()
  followTimetable(signal)
  expect(await threeWaits(signal)).toEqual([100, 200, 300])
})

test('other waits begin when they are asked for', async () => {
  expect(await threeWaits(new AbortController().signal)).toEqual([100, 260, 420])
})

test('a wait ends when its signal aborts', async () => {
  const left = new AbortController()
  followTimetable(left.signal)
  const wait = expect(pause(100, left.signal)).rejects.toThrow('gone')
  left.abort(new Error('gone'))
  await wait
  await expect(pause(100, left.signal)).rejects.toThrow('gone')
})
