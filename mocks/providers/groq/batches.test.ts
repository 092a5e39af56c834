import Groq, { toFile } from 'groq-sdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { rejection } from '../compatible/hosts.fixture.ts'
import { groq } from './groq.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  setPace(0)
  beginWorld(1)
})
afterEach(() => void vi.useRealTimers())

const fetch = (url: RequestInfo | URL, init?: RequestInit) => groq.answer(new Request(url, init))
const client = new Groq({ apiKey: 'gsk_key', maxRetries: 0, fetch })
const body = { model: 'openai/gpt-oss-20b', messages: [{ role: 'user', content: 'What is an API?' }] }
const line = (custom_id: string, more: object = {}) =>
  JSON.stringify({ custom_id, method: 'POST', url: '/v1/chat/completions', body: { ...body, ...more } })

async function begin(lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const { id } = await client.files.create({ file: await toFile(bytes, 'requests.jsonl'), purpose: 'batch' })
  return client.batches.create({ input_file_id: id ?? '', endpoint: '/v1/chat/completions', completion_window: '24h' })
}

test('a batch runs through, with different models in it', async () => {
  const { id, status } = await begin([line('a'), line('b', { model: 'openai/gpt-oss-120b' }), line('c', { n: 2 })])
  expect(id).toMatch(/^batch_01[0-9a-z]{24}$/)
  expect(status).toBe('validating')
  vi.advanceTimersByTime(60_000)
  const done = await client.batches.retrieve(id)
  expect(done).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 2, failed: 1 } })
  const text = await (await client.files.content(done.output_file_id ?? '')).text()
  const lines = text.trimEnd().split('\n')
  expect(lines.map((each) => JSON.parse(each) as unknown)).toMatchObject([
    { custom_id: 'a', response: { status_code: 200, body: { model: 'openai/gpt-oss-20b' } }, error: null },
    { custom_id: 'b', response: { status_code: 200, body: { model: 'openai/gpt-oss-120b' } }, error: null },
  ])
  const errors = await (await client.files.content(done.error_file_id ?? '')).text()
  expect(JSON.parse(errors)).toMatchObject({ custom_id: 'c', response: { status_code: 400 } })
  expect((await client.files.list()).data.map(({ purpose }) => purpose)).toEqual([
    'batch_output',
    'batch_output',
    'batch',
  ])
  expect((await client.batches.list()).data).toEqual([done])
})

test('a batch can be cancelled, and its file deleted', async () => {
  const { id, input_file_id: file } = await begin([line('a')])
  expect(await client.batches.cancel(id)).toMatchObject({ status: 'cancelling' })
  vi.advanceTimersByTime(6_000)
  expect(await client.batches.retrieve(id)).toMatchObject({ status: 'cancelled', output_file_id: null })
  expect(await client.files.info(file)).toMatchObject({ object: 'file', purpose: 'batch', filename: 'requests.jsonl' })
  expect(await client.files.delete(file)).toEqual({ id: file, object: 'file', deleted: true })
  expect(await rejection(client.files.info(file))).toMatchObject({ status: 404 })
  expect(await rejection(client.batches.retrieve('batch_none'))).toMatchObject({ status: 404 })
})
