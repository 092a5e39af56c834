import { describe, expect, test } from 'vitest'
import { usageInBody } from '../../usage.ts'
import { callerOf, readEvents, withoutWaiting } from '../local/client.fixture.ts'
import { answerNative, failure, streamError } from './lmstudio-native.ts'

interface Result {
  readonly model_instance_id: string
  readonly output: readonly { readonly type: string; readonly content: string }[]
  readonly stats: Readonly<Record<string, number>>
  readonly response_id?: string
}

const call = callerOf('http://localhost:1234', answerNative)
const gemma = { model: 'google/gemma-3-4b', input: 'What is a token?' }

const ask = async (body: object) => (await (await call('/api/v1/chat', body)).json()) as Result

withoutWaiting()

describe('POST /api/v1/chat', () => {
  test('answers', async () => {
    const result = await ask(gemma)
    expect(Object.keys(result)).toEqual(['model_instance_id', 'output', 'stats', 'response_id'])
    expect(Object.keys(result.stats)).toEqual([
      'input_tokens',
      'total_output_tokens',
      'reasoning_output_tokens',
      'tokens_per_second',
      'time_to_first_token_seconds',
      'model_load_time_seconds',
    ])
    expect(result.output).toEqual([{ type: 'message', content: expect.stringMatching(/token/i) }])
    expect(result.response_id).toMatch(/^resp_[0-9a-f]{48}$/)
    expect(usageInBody(JSON.stringify(result))).toMatchObject({
      model: 'google/gemma-3-4b',
      outputTokens: result.stats.total_output_tokens,
    })
    expect((await ask(gemma)).stats).not.toHaveProperty('model_load_time_seconds')
  })

  test('streams events, the last of which has everything', async () => {
    const response = await call('/api/v1/chat', { ...gemma, model: 'qwen3', stream: true })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const events = await readEvents<{ type: string; content?: string; result?: Result }>(response)
    const names = events.map(({ name }) => name)
    expect(names.filter((name, at) => name !== names[at - 1])).toEqual([
      'chat.start',
      'model_load.start',
      'model_load.progress',
      'model_load.end',
      'prompt_processing.start',
      'prompt_processing.progress',
      'prompt_processing.end',
      'reasoning.start',
      'reasoning.delta',
      'reasoning.end',
      'message.start',
      'message.delta',
      'message.end',
      'chat.end',
    ])
    expect(events.every(({ name, data }) => name === data.type)).toBe(true)
    const said = events.flatMap(({ name, data }) => (name === 'message.delta' ? (data.content ?? '') : [])).join('')
    expect(events.at(-1)?.data.result?.output.at(-1)?.content).toBe(said)
  })

  test('goes on with a stored conversation, and only with one', async () => {
    const first = await ask({ ...gemma, input: 'My name is Ada.', temperature: 0 })
    const next = { ...gemma, input: 'What is my name?', temperature: 0 }
    const second = await ask({ ...next, previous_response_id: first.response_id })
    expect(second.output[0]?.content).toContain('Ada')
    expect((await ask({ ...next, store: false })).response_id).toBeUndefined()
    const lost = await call('/api/v1/chat', { ...next, previous_response_id: 'resp_0' })
    expect(lost.status).toBe(404)
  })

  test('keeps to a limit', async () => {
    expect((await ask({ ...gemma, max_output_tokens: 3 })).stats.total_output_tokens).toBe(3)
  })

  test.each([
    [
      'no model',
      { input: 'a' },
      400,
      { message: '"model" is required', code: 'missing_required_parameter', param: 'model' },
    ],
    ['an unknown model', { ...gemma, model: 'nobody' }, 404, { type: 'model_not_found' }],
    ["OpenAI's messages", { ...gemma, messages: [] }, 400, { code: 'unrecognized_keys' }],
    [
      'a wrong type',
      { ...gemma, stream: 'yes' },
      400,
      { message: 'Expected boolean, received string', param: 'stream' },
    ],
    ['too much heat', { ...gemma, temperature: 1.5 }, 400, { code: 'too_big', param: 'temperature' }],
    ['thoughts of a model that has none', { ...gemma, reasoning: 'high' }, 400, { param: 'reasoning' }],
    ['too long an input', { ...gemma, input: 'word '.repeat(5000) }, 400, { type: 'invalid_request' }],
    ['no JSON', '{', 400, { type: 'invalid_request' }],
  ])('refuses %s', async (_, body, status, error) => {
    const response = await call('/api/v1/chat', body)
    expect([response.status, await response.json()]).toEqual([
      status,
      { error: expect.objectContaining({ type: 'invalid_request', ...error }) },
    ])
  })
})

test('models are listed, loaded and unloaded', async () => {
  const list = async () => {
    const { models } = (await (await call('/api/v1/models')).json()) as {
      models: { type: string; key: string; loaded_instances: { config: { context_length: number } }[] }[]
    }
    return models
  }
  expect(Object.keys((await list())[0] ?? {})).toEqual([
    'type',
    'publisher',
    'key',
    'display_name',
    'architecture',
    'quantization',
    'size_bytes',
    'params_string',
    'loaded_instances',
    'max_context_length',
    'format',
    'capabilities',
    'description',
  ])
  const chatting = (await list()).filter(({ type }) => type === 'llm')
  for (const { key } of chatting) expect((await ask({ ...gemma, model: key })).model_instance_id).toBe(key)

  const loaded = await call('/api/v1/models/load', { model: 'qwen/qwen3-8b', context_length: 8000 })
  expect(await loaded.json()).toMatchObject({ instance_id: 'qwen/qwen3-8b', status: 'loaded' })
  const entry = (await list()).find(({ key }) => key === 'qwen/qwen3-8b')
  expect(entry?.loaded_instances[0]?.config.context_length).toBe(8000)
  const unload = () => call('/api/v1/models/unload', { instance_id: 'qwen/qwen3-8b' })
  expect(await (await unload()).json()).toEqual({ instance_id: 'qwen/qwen3-8b' })
  expect((await unload()).status).toBe(404)
})

test('failures have the server’s own form', async () => {
  expect((await call('/api/v1/models', undefined, { key: 'sk-test-invalid' })).status).toBe(401)
  expect(failure('rate-limited')?.headers.get('retry-after')).toBe('2')
  expect(streamError()).toMatch(/^event: error\ndata: \{"type":"error","error":\{.*\}\}\n\n$/)
  expect(await answerNative(new Request('http://localhost:1234/v1/models'))).toBeUndefined()
})
