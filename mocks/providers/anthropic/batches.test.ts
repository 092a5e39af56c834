import { BadRequestError, NotFoundError } from '@anthropic-ai/sdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginQuietWorld, cheap, client, says, send } from './client.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  beginQuietWorld()
})
afterEach(() => void vi.useRealTimers())

const request = (custom_id: string, extra: object = {}) => ({
  custom_id,
  params: { model: cheap, max_tokens: 60, messages: says('What is an API?'), ...extra },
})
const { batches } = client('sk-ant-batches').messages

test('a batch is worked on in simulated time, and its results are lines of JSON', async () => {
  const created = await batches.create({ requests: [request('good'), request('bad', { max_tokens: -1 })] })
  expect(created).toMatchObject({
    type: 'message_batch',
    processing_status: 'in_progress',
    request_counts: { processing: 2, succeeded: 0, errored: 0 },
    ended_at: null,
    results_url: null,
    created_at: '2026-11-20T09:00:00.000000Z',
    expires_at: '2026-11-21T09:00:00.000000Z',
  })
  expect(created.id).toMatch(/^msgbatch_01\w{22}$/)
  await expect(batches.results(created.id)).rejects.toThrow('No batch `results_url`')

  vi.advanceTimersByTime(60_000)
  const ended = await batches.retrieve(created.id)
  expect(ended).toMatchObject({
    processing_status: 'ended',
    request_counts: { processing: 0, succeeded: 1, errored: 1 },
    results_url: `https://api.anthropic.com/v1/messages/batches/${created.id}/results`,
  })
  const results = []
  for await (const line of await batches.results(created.id)) results.push(line)
  expect(results).toMatchObject([
    {
      custom_id: 'good',
      result: { type: 'succeeded', message: { role: 'assistant', usage: { service_tier: 'batch' } } },
    },
    {
      custom_id: 'bad',
      result: {
        type: 'errored',
        error: {
          type: 'error',
          error: { type: 'invalid_request_error', message: expect.stringContaining('max_tokens') as string },
        },
      },
    },
  ])
  // Read twice, they are the same.
  const again = await (
    await send(`/v1/messages/batches/${created.id}/results`, undefined, { headers: { 'x-api-key': 'sk-ant-batches' } })
  ).text()
  expect(
    again
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(results)
})

test('what a canceled batch has not done yet stays undone', async () => {
  const { id } = await batches.create({ requests: Array.from({ length: 100 }, (_, i) => request(`r${i}`)) })
  vi.advanceTimersByTime(30_000)
  expect(await batches.cancel(id)).toMatchObject({
    processing_status: 'canceling',
    cancel_initiated_at: '2026-11-20T09:00:30.000000Z',
  })
  await expect(batches.delete(id)).rejects.toBeInstanceOf(BadRequestError)
  vi.advanceTimersByTime(10_000)
  const { processing_status: status, request_counts: counts } = await batches.retrieve(id)
  expect(status).toBe('ended')
  expect(counts).toMatchObject({ processing: 0, succeeded: 20, canceled: 80 })
  await expect(batches.cancel(id)).rejects.toBeInstanceOf(BadRequestError)
  expect(await batches.delete(id)).toEqual({ id, type: 'message_batch_deleted' })
  await expect(batches.retrieve(id)).rejects.toBeInstanceOf(NotFoundError)
})

test('a list shows those of the key, newest first', async () => {
  const mine = client('sk-ant-lister').messages.batches
  const ids = []
  for (const name of ['a', 'b', 'c']) ids.unshift((await mine.create({ requests: [request(name)] })).id)
  const listed = []
  for await (const { id } of mine.list({ limit: 2 })) listed.push(id)
  expect(listed).toEqual(ids)
  await expect(batches.retrieve(ids[0]!)).rejects.toBeInstanceOf(NotFoundError)
})

test('results lie where the client can reach them', async () => {
  const headers = { 'x-forwarded-host': '127.0.0.1:8787', 'x-forwarded-proto': 'http' }
  const created = (await (await send('/v1/messages/batches', { requests: [request('a')] }, { headers })).json()) as {
    id: string
  }
  vi.advanceTimersByTime(60_000)
  const ended = await (await send(`/v1/messages/batches/${created.id}`, undefined, { headers })).json()
  expect(ended).toMatchObject({ results_url: `http://127.0.0.1:8787/v1/messages/batches/${created.id}/results` })
})

test.each([
  [{}, 'requests: Field required'],
  [{ requests: [] }, 'requests: List should have at least 1 item after validation, not 0'],
  [{ requests: [{ params: {} }] }, 'requests.0.custom_id: Field required'],
  [
    { requests: [{ custom_id: 'a b', params: {} }] },
    "requests.0.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
  ],
  [{ requests: [request('a'), request('a')] }, 'requests: custom_id must be unique within a batch'],
])('%j is refused', async (body, message) => {
  const response = await send('/v1/messages/batches', body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', message } })
})
