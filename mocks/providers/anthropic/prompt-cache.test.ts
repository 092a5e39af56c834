import type Anthropic from '@anthropic-ai/sdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginQuietWorld, cheap, client, says } from './client.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  beginQuietWorld()
})
afterEach(() => void vi.useRealTimers())

const long = 'The handbook says that every request has a method, an address, headers and a body. '.repeat(60)
let account = 0

/** What a call is charged for its input: fresh, written, read. */
async function charge({
  system,
  messages = says('Hello'),
  key,
  ...rest
}: Partial<Anthropic.MessageCreateParamsNonStreaming> & { key: string }): Promise<
  [fresh: number, written: number, read: number]
> {
  const { usage } = await client(key).messages.create({
    model: cheap,
    max_tokens: 10,
    messages,
    ...(system && { system }),
    ...rest,
  })
  return [usage.input_tokens, usage.cache_creation_input_tokens ?? -1, usage.cache_read_input_tokens ?? -1]
}

const marked = (text: string, ttl?: '5m' | '1h') => [
  { type: 'text' as const, text, cache_control: { type: 'ephemeral' as const, ...(ttl && { ttl }) } },
]
const newKey = () => `sk-ant-cache-${account++}`

test('what is marked is written once, then read; the three parts add up to the whole prompt', async () => {
  const key = newKey()
  const { input_tokens: all } = await client(key).messages.countTokens({
    model: cheap,
    system: marked(long),
    messages: says('Hello'),
  })
  const [fresh, written, none] = await charge({ key, system: marked(long) })
  expect([fresh + written, none]).toEqual([all, 0])
  expect(await charge({ key, system: marked(long) })).toEqual([fresh, 0, written])
  // Another question after the same beginning.
  const [, rewritten, read] = await charge({ key, system: marked(long), messages: says('Something else entirely') })
  expect([rewritten, read]).toEqual([0, written])
})

test('nothing is cached that is not marked, is too short, or belongs to somebody else', async () => {
  const key = newKey()
  const unmarked = [{ type: 'text' as const, text: long }]
  await charge({ key, system: unmarked })
  expect((await charge({ key, system: unmarked })).slice(1)).toEqual([0, 0])
  expect((await charge({ key, system: marked('Be brief.') })).slice(1)).toEqual([0, 0])
  await charge({ key, system: marked(long) })
  expect((await charge({ key: newKey(), system: marked(long) }))[2]).toBe(0)
  expect((await charge({ key, model: 'claude-opus-5-5', system: marked(long) }))[2]).toBe(0)
  expect((await charge({ key, system: marked(`${long}!`) }))[2]).toBe(0)
})

test('the smallest prefix depends on the model', async () => {
  const medium = marked('The handbook says that every request has a body. '.repeat(70))
  expect((await charge({ key: newKey(), system: medium }))[1]).toBeGreaterThan(512)
  expect((await charge({ key: newKey(), model: 'claude-opus-4-6', system: medium }))[1]).toBe(0)
})

test('a cached prefix is forgotten after five minutes without use, or after an hour', async () => {
  const key = newKey()
  const [, written] = await charge({ key, system: marked(long) })
  vi.advanceTimersByTime(4 * 60_000)
  expect((await charge({ key, system: marked(long) }))[2]).toBe(written)
  vi.advanceTimersByTime(4 * 60_000)
  expect((await charge({ key, system: marked(long) }))[2]).toBe(written)
  vi.advanceTimersByTime(6 * 60_000)
  expect((await charge({ key, system: marked(long) }))[2]).toBe(0)

  const patient = newKey()
  await charge({ key: patient, system: marked(long, '1h') })
  vi.advanceTimersByTime(50 * 60_000)
  expect((await charge({ key: patient, system: marked(long, '1h') }))[2]).toBe(written)
})

test('how long it is kept shows in the usage', async () => {
  const { usage } = await client(newKey()).messages.create({
    model: cheap,
    max_tokens: 10,
    system: marked(long, '1h'),
    messages: [{ role: 'user', content: marked(long) }],
  })
  const { ephemeral_1h_input_tokens: hour = 0, ephemeral_5m_input_tokens: minutes = 0 } = usage.cache_creation ?? {}
  expect(hour).toBeGreaterThan(500)
  expect(minutes).toBeGreaterThan(500)
  expect(hour + minutes).toBe(usage.cache_creation_input_tokens)
})

test('marked at the top level, a growing conversation reads what the turn before wrote', async () => {
  const key = newKey()
  const cache_control = { type: 'ephemeral' } as const
  const messages: Anthropic.MessageParam[] = says(long)
  const [, written] = await charge({ key, cache_control, messages })
  const longer: Anthropic.MessageParam[] = [...messages, { role: 'assistant', content: 'I see.' }, ...says('And then?')]
  const [fresh, grown, read] = await charge({ key, cache_control, messages: longer })
  expect(read).toBe(written)
  expect(grown).toBeGreaterThan(0)
  expect(fresh).toBe(0)
})

test('max_tokens 0 warms the cache', async () => {
  const key = newKey()
  const [, written] = await charge({ key, system: marked(long), max_tokens: 0 })
  expect((await charge({ key, system: marked(long) }))[2]).toBe(written)
})
