import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, rejection } from './client.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  setPace(0)
  beginWorld(1)
})
afterEach(() => void vi.useRealTimers())

const client = newClient()
const request = { model: 'gpt-6-luna', input: 'What is an API?', background: true } as const

test('a response that is submitted is queued, made and then there', async () => {
  const { id, status, output, usage, background } = await client.responses.create(request)
  expect({ status, output, usage, background }).toEqual({ status: 'queued', output: [], usage: null, background: true })
  vi.advanceTimersByTime(1_600)
  expect(await client.responses.retrieve(id)).toMatchObject({ status: 'in_progress', output: [], completed_at: null })
  vi.advanceTimersByTime(60_000)
  const done = await client.responses.retrieve(id)
  expect(done.status).toBe('completed')
  expect(done.output_text).toContain('API')
  expect(done.usage?.output_tokens).toBeGreaterThan(0)
  expect(done.completed_at).toBeLessThan(done.created_at + 60)
  const { output_text: _, ...wire } = done
  expect(await client.responses.cancel(id)).toEqual(wire)
  const next = await client.responses.create({ ...request, background: false, previous_response_id: id })
  expect(next.status).toBe('completed')
})

test('the work on it can be stopped', async () => {
  const { id } = await client.responses.create(request)
  expect(await client.responses.cancel(id)).toMatchObject({ status: 'cancelled', output: [] })
  vi.advanceTimersByTime(60_000)
  expect(await client.responses.retrieve(id)).toMatchObject({ status: 'cancelled' })
  const { id: other } = await client.responses.create({ ...request, background: false })
  expect(await rejection(client.responses.cancel(other))).toMatchObject({
    message: '400 Cannot cancel a synchronous response.',
  })
})

test('its stream begins in the queue, and can be taken up where it broke off', async () => {
  const events = await collect(await client.responses.create({ ...request, stream: true }))
  expect(events.slice(0, 3).map(({ type }) => type)).toEqual([
    'response.created',
    'response.queued',
    'response.in_progress',
  ])
  const [first] = events
  const { id } = (first as { response: { id: string } }).response
  const rest = await collect(await client.responses.retrieve(id, { stream: true, starting_after: 5 }))
  expect(rest.map(({ type }) => type)).toEqual(events.slice(6).map(({ type }) => type))
  expect(rest[0]?.sequence_number).toBe(6)
})

test('it has to be stored', async () => {
  expect(await rejection(client.responses.create({ ...request, store: false }))).toMatchObject({
    status: 400,
    param: 'background',
  })
})
