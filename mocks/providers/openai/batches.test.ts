import OpenAI, { toFile } from 'openai'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { costOf } from '../../cost.ts'
import { answer } from '../../handle.ts'
import { setPace } from '../../pace.ts'
import { tape } from '../../tape.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, post, rejection } from './client.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  setPace(0)
  beginWorld(1)
})
afterEach(() => void vi.useRealTimers())

const client = newClient()
const model = 'gpt-6-luna'
const chatBody = { model, messages: [{ role: 'user', content: 'What is an API?' }] }

function line(custom_id: string, body: object = chatBody, url = '/v1/chat/completions'): object {
  return { custom_id, method: 'POST', url, body }
}

async function upload(lines: readonly (object | string)[], name = 'requests.jsonl'): Promise<string> {
  const text = lines.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')
  const file = await client.files.create({ file: await toFile(new TextEncoder().encode(text), name), purpose: 'batch' })
  return file.id
}

async function begin(
  lines: readonly (object | string)[],
  endpoint: '/v1/chat/completions' | '/v1/responses' | '/v1/embeddings' = '/v1/chat/completions',
) {
  return client.batches.create({ input_file_id: await upload(lines), endpoint, completion_window: '24h' })
}

interface Line {
  id: string
  custom_id: string
  response: { status_code: number; request_id: string; body: Record<string, unknown> }
  error: null
}

async function readLines(id: string | undefined | null): Promise<Line[]> {
  const text = await (await client.files.content(id ?? '')).text()
  return text
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each) as Line)
}

test('a batch is validated, worked on and completed in simulated time', async () => {
  const created = await begin([line('good'), line('bad', { ...chatBody, max_completion_tokens: -1 }), line('also')])
  expect(created).toMatchObject({
    object: 'batch',
    status: 'validating',
    model: `${model}`,
    request_counts: { total: 0, completed: 0, failed: 0 },
    output_file_id: null,
    expires_at: created.created_at + 86_400,
  })
  expect(created.id).toMatch(/^batch_[0-9a-f]{32}$/)

  vi.advanceTimersByTime(21_000)
  expect(await client.batches.retrieve(created.id)).toMatchObject({
    status: 'in_progress',
    in_progress_at: created.created_at + 5,
    request_counts: { total: 3, completed: 1, failed: 1 },
    output_file_id: null,
  })
  vi.advanceTimersByTime(1_000)
  expect(await client.batches.retrieve(created.id)).toMatchObject({ status: 'finalizing' })
  vi.advanceTimersByTime(5_000)
  const done = await client.batches.retrieve(created.id)
  expect(done).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 2, failed: 1 } })

  const output = await readLines(done.output_file_id)
  expect(output.map(({ custom_id: id }) => id)).toEqual(['good', 'also'])
  expect(output[0]).toMatchObject({
    id: expect.stringMatching(/^batch_req_[0-9a-f]{32}$/) as unknown,
    response: { status_code: 200, body: { object: 'chat.completion', model } },
    error: null,
  })
  expect(Object.keys(output[0] ?? {}).join()).toBe('id,custom_id,response,error')
  const [failed] = await readLines(done.error_file_id)
  expect(failed).toMatchObject({
    custom_id: 'bad',
    response: {
      status_code: 400,
      body: { error: { param: 'max_completion_tokens', code: 'integer_below_min_value' } },
    },
    error: null,
  })
  const tokens = output.reduce(
    (sum, { response }) => sum + (response.body.usage as { total_tokens: number }).total_tokens,
    0,
  )
  expect(done.usage?.total_tokens).toBe(tokens)
  // Read twice, they are the same.
  expect(await readLines(done.output_file_id)).toEqual(output)
})

test('the keys of a batch stand in the order of the real one', async () => {
  const { id } = await begin([line('a')])
  const headers = { authorization: 'Bearer sk-anything' }
  const { openai } = await import('./openai.ts')
  const response = await openai.answer(new Request(`https://api.openai.com/v1/batches/${id}`, { headers }))
  expect(Object.keys((await response.json()) as object).join()).toBe(
    'id,object,endpoint,model,errors,input_file_id,completion_window,status,output_file_id,error_file_id,created_at,' +
      'in_progress_at,expires_at,finalizing_at,completed_at,failed_at,expired_at,cancelling_at,cancelled_at,' +
      'request_counts,usage,metadata',
  )
})

test.each([
  ['/v1/responses', { model, input: 'What is an API?' }, 'response'],
  ['/v1/embeddings', { model: 'text-embedding-3-small', input: 'words' }, 'list'],
] as const)('a batch may go to %s', async (endpoint, body, object) => {
  const { id } = await begin([line('a', body, endpoint)], endpoint)
  vi.advanceTimersByTime(60_000)
  const [first] = await readLines((await client.batches.retrieve(id)).output_file_id)
  expect(first?.response).toMatchObject({ status_code: 200, body: { object } })
})

describe('a wrong file fails the whole batch, once it is validated', () => {
  test.each([
    ['no JSON', ['{"custom_id":'], { code: 'invalid_json_line', line: 1, param: null }],
    ['no lines', [' '], { code: 'empty_file', line: null }],
    ['no id', [{ method: 'POST' }], { code: 'missing_required_parameter', param: 'custom_id', line: 1 }],
    ['the same id twice', [line('a'), line('a')], { code: 'duplicate_custom_id', line: 2 }],
    ['another address', [line('a', chatBody, '/v1/responses')], { code: 'url_mismatch', param: 'url', line: 1 }],
    ['another method', [{ ...line('a'), method: 'GET' }], { code: 'invalid_value', param: 'method', line: 1 }],
    ['no model', [line('a', {})], { code: 'missing_required_parameter', param: 'body.model', line: 1 }],
    ['an unknown model', [line('a', { ...chatBody, model: 'gpt-99' })], { code: 'model_not_found', line: 1 }],
    [
      'two models',
      [line('a'), '', line('b', { ...chatBody, model: 'gpt-4o-mini' })],
      { code: 'mismatched_model', line: 3 },
    ],
  ])('%s', async (_, lines, error) => {
    const { id, status } = await begin(lines)
    expect(status).toBe('validating')
    vi.advanceTimersByTime(6_000)
    const failed = await client.batches.retrieve(id)
    expect(failed).toMatchObject({ status: 'failed', errors: { object: 'list', data: [error] }, output_file_id: null })
    expect(failed.errors?.data).toHaveLength(1)
  })
})

test('what a cancelled batch has done is kept', async () => {
  const { id } = await begin(Array.from({ length: 100 }, (_, i) => line(`r${i}`)))
  vi.advanceTimersByTime(30_000)
  expect(await client.batches.cancel(id)).toMatchObject({ status: 'cancelling', output_file_id: null })
  vi.advanceTimersByTime(10_000)
  const cancelled = await client.batches.retrieve(id)
  expect(cancelled).toMatchObject({ status: 'cancelled', request_counts: { total: 100, completed: 20, failed: 0 } })
  expect(await readLines(cancelled.output_file_id)).toHaveLength(20)
  expect(await rejection(client.batches.cancel(id))).toMatchObject({
    status: 409,
    message: "409 Cannot cancel a batch with status 'cancelled'.",
  })
})

test('a list shows the batches of the key, newest first, page by page', async () => {
  const ids = []
  for (const name of ['a', 'b', 'c']) ids.unshift((await begin([line(name)])).id)
  expect((await collect(client.batches.list({ limit: 2 }))).map(({ id }) => id)).toEqual(ids)
  const other = newClient({ apiKey: 'sk-other' })
  expect(await collect(other.batches.list())).toEqual([])
  expect(await rejection(other.batches.retrieve(ids[0] ?? ''))).toMatchObject({ status: 404 })
})

describe('files', () => {
  test('are uploaded, told about, listed, read and deleted', async () => {
    const id = await upload([line('a')], 'batch Ä.jsonl')
    const file = await client.files.retrieve(id)
    expect(file).toMatchObject({
      object: 'file',
      purpose: 'batch',
      filename: 'batch Ä.jsonl',
      bytes: JSON.stringify(line('a')).length,
      status: 'processed',
      expires_at: file.created_at + 30 * 86_400,
    })
    expect(id).toMatch(/^file-\w{22}$/)
    expect(await (await client.files.content(id)).text()).toBe(JSON.stringify(line('a')))
    const text = await client.files.create({
      file: await toFile(new Uint8Array([0, 255, 1]), 'x.bin'),
      purpose: 'user_data',
    })
    expect((await collect(client.files.list())).map((each) => each.id)).toEqual([text.id, id])
    expect(await collect(client.files.list({ purpose: 'batch', order: 'asc' }))).toEqual([file])
    expect(await client.files.delete(id)).toEqual({ object: 'file', deleted: true, id })
    expect(await rejection(client.files.retrieve(id))).toMatchObject({ status: 404, param: 'id' })
    expect(await rejection(client.files.content(text.id))).toMatchObject({
      message: '400 Not allowed to download files of purpose: user_data',
    })
  })

  test('must have what their purpose needs', async () => {
    const file = await toFile(new TextEncoder().encode('x'), 'notes.txt')
    for (const [body, message] of [
      [{ file, purpose: 'batch' }, '400 Invalid file format for Batch API. Must be .jsonl'],
      [{ file, purpose: 'fine-tune' }, '400 Invalid extension txt. Supported formats: "jsonl"'],
      [{ file }, "400 'purpose' is a required property"],
      [{ purpose: 'batch' }, "400 'file' is a required property"],
      [{ file, purpose: 'fun' }, /^400 'fun' is not one of \['fine-tune', .*\] - 'purpose'$/],
    ] as const) {
      const error = await rejection(client.files.create(body as Parameters<typeof client.files.create>[0]))
      expect((error as Error).message).toMatch(message)
    }
    expect((await post('/v1/files', {})).status).toBe(400)
  })
})

test.each([
  [
    { input_file_id: 'file-x', endpoint: '/v1/chat/completions', completion_window: '24h' },
    404,
    'No such File object: file-x',
  ],
  [{ endpoint: '/v1/chat/completions', completion_window: '24h' }, 400, "Missing required parameter: 'input_file_id'."],
  [
    { input_file_id: 'file-x', endpoint: '/v1/chat', completion_window: '24h' },
    400,
    "Invalid value: '/v1/chat'. Supported values are: '/v1/responses', '/v1/chat/completions', and '/v1/embeddings'.",
  ],
  [
    { input_file_id: 'file-x', endpoint: '/v1/embeddings', completion_window: '1h' },
    400,
    "Invalid value: '1h'. Supported values are: '24h'.",
  ],
])('%j is refused', async (body, status, message) => {
  const response = await post('/v1/batches', body)
  expect([response.status, await response.json()]).toMatchObject([status, { error: { message } }])
})

test('the results of a batch cost half of what the same answers cost alone, and only once', async () => {
  tape.clear()
  const wired = new OpenAI({
    apiKey: 'sk-anything',
    maxRetries: 0,
    fetch: async (url, init) => (await answer(new Request(url, init))) ?? Response.error(),
  })
  const input = await wired.files.create({
    file: await toFile(new TextEncoder().encode(JSON.stringify(line('a'))), 'a.jsonl'),
    purpose: 'batch',
  })
  const { id } = await wired.batches.create({
    input_file_id: input.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  })
  vi.advanceTimersByTime(60_000)
  const { output_file_id: output, usage } = await wired.batches.retrieve(id)
  expect(tape.total().cost).toBe(0)
  for (let times = 0; times < 2; times++) await wired.files.content(output ?? '')
  const { inputTokens, outputTokens, cost } = tape.total()
  expect([inputTokens, outputTokens]).toEqual([usage?.input_tokens, usage?.output_tokens])
  expect(cost).toBeCloseTo(
    (costOf({ model, inputTokens, cachedInputTokens: 0, outputTokens, reasoningTokens: 0 }, 'openai') ?? 0) / 2,
    12,
  )
})

test('an upload that fails twice succeeds the third time, although its border is another one each time', async () => {
  const statuses = []
  for (let times = 0; times < 3; times++) {
    const form = new FormData()
    form.set('purpose', 'batch')
    form.set('file', new File(['{}'], 'a.jsonl'))
    const headers = { authorization: 'Bearer sk-test-flaky.upload' }
    const request = new Request('https://api.openai.com/v1/files', { method: 'POST', headers, body: form })
    statuses.push((await answer(request))?.status)
  }
  expect(statuses).toEqual([500, 503, 200])
})
