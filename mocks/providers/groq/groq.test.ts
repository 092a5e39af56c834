import Groq from 'groq-sdk'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { framesIn, rejection } from '../compatible/hosts.fixture.ts'
import { groq } from './groq.ts'

const fetch = (url: RequestInfo | URL, init?: RequestInit) => groq.answer(new Request(url, init))
const clientOf = (apiKey = 'gsk_key') => new Groq({ apiKey, maxRetries: 0, fetch })
const client = clientOf()
const model = 'openai/gpt-oss-20b'
const messages = [{ role: 'user' as const, content: 'What is an API?' }]
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Tells the weather of a city.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]
const weather = [{ role: 'user' as const, content: 'What is the weather in Paris?' }]

/** Sends a body as it is. */
function post(body: object, key = 'gsk_key'): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` }
  return fetch('https://api.groq.com/openai/v1/chat/completions', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
}

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

test('an answer has the keys of the real one, in their order', async () => {
  const response = await post({ model, messages })
  const text = await response.text()
  const body = JSON.parse(text) as { choices: object[]; usage: object; x_groq: { id: string } }
  expect(text).toBe(JSON.stringify(body))
  expect(Object.keys(body).join()).toBe(
    'id,object,created,model,choices,usage,usage_breakdown,system_fingerprint,x_groq,service_tier',
  )
  expect(Object.keys(body.choices[0] ?? {}).join()).toBe('index,message,logprobs,finish_reason')
  expect(Object.keys(body.usage).join()).toBe(
    'queue_time,prompt_tokens,prompt_time,completion_tokens,completion_time,total_tokens,total_time,completion_tokens_details',
  )
  expect(body).toMatchObject({
    id: expect.stringMatching(/^chatcmpl-[0-9a-f]{8}-[0-9a-f]{4}-4/) as unknown,
    model,
    system_fingerprint: expect.stringMatching(/^fp_[0-9a-f]{10}$/) as unknown,
    service_tier: 'on_demand',
  })
  expect(body.x_groq.id).toMatch(/^req_01[0-9a-z]{24}$/)
  expect(response.headers.get('x-request-id')).toBe(body.x_groq.id)
})

test('a stream has the frames of the real one', async () => {
  const text = await (await post({ model, messages, stream: true })).text()
  const frames = framesIn(text)
  expect(text).toMatch(/\n\ndata: \[DONE\]\n\n$/)
  expect(frames[0]).toMatchObject({
    choices: [{ delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }],
    x_groq: { id: expect.stringMatching(/^req_/) as unknown, seed: expect.any(Number) as unknown },
  })
  expect(Object.keys(frames[1] ?? {}).join()).toBe('id,object,created,model,system_fingerprint,choices')
  expect(frames[1]).toMatchObject({ choices: [{ delta: { reasoning: 'The', channel: 'analysis' } }] })
  const last = frames.at(-1) as { usage: { total_time: number }; x_groq: { usage: object } }
  expect(last).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] })
  expect(last.x_groq.usage).toEqual(last.usage)
  expect(frames.filter(({ usage }) => usage)).toHaveLength(1)
})

test('thoughts are counted, shown, hidden, or written into the answer', async () => {
  const ask = async (more: object) => {
    const { choices, usage } = await client.chat.completions.create({ model, messages, ...more })
    return { message: choices[0]?.message, tokens: usage?.completion_tokens_details?.reasoning_tokens ?? 0 }
  }
  expect((await ask({})).message?.reasoning).toMatch(/^The user writes/)
  const hidden = await ask({ include_reasoning: false })
  expect(hidden.message).not.toHaveProperty('reasoning')
  expect(hidden.tokens).toBeGreaterThan(0)
  const raw = await ask({ model: 'qwen/qwen3.8-27b', reasoning_format: 'raw' })
  expect(raw.message?.content).toMatch(/^<think>\nThe user writes: [^]*\n<\/think>\n\n/)
  expect((await ask({ model: 'qwen/qwen3.8-27b', reasoning_effort: 'none' })).tokens).toBe(0)
})

describe('what is refused', () => {
  test.each([
    ['n', { n: 2 }, "'n' : number must be at most 1"],
    ['an unknown field', { stores: true }, "property 'stores' is unsupported, did you mean 'store'?"],
    [
      'an unknown field of a message',
      { messages: [{ role: 'user', content: 'x', metadata: 1 }] },
      "'messages.0' : for 'role:user' the following must be satisfied[('messages.0' : property 'metadata' is unsupported)]",
    ],
    [
      'a role',
      { messages: [{ role: 'bot', content: 'x' }] },
      "'messages.0' : discriminator property 'role' has invalid value",
    ],
    ['no messages', { messages: [] }, "'messages' : minimum number of items is 1"],
    ['temperature', { temperature: 3 }, "'temperature' : number must be at most 2"],
    ['logprobs', { logprobs: true }, '`logprobs` is not supported with this model'],
    ['logit_bias', { logit_bias: { 5: 1 } }, '`logit_bias` is not supported with this model'],
    ['effort', { reasoning_effort: 'none' }, '`reasoning_effort` must be one of `low`, `medium`, or `high`'],
    ['format', { reasoning_format: 'parsed' }, '`reasoning_format` is not supported with this model'],
    [
      'limit',
      { max_completion_tokens: 100_000 },
      '`max_completion_tokens` must be less than or equal to `65536`, the maximum value for `max_completion_tokens` is less than the `context_window` for this model',
    ],
    [
      'json',
      { response_format: { type: 'json_object' } },
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    ],
  ])('%s', async (_, body, message) => {
    const response = await post({ model, messages, ...body })
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: { message, type: 'invalid_request_error' } },
    ])
  })

  test('a model that is gone, one that never was, one that is too small', async () => {
    const gone = await rejection(client.chat.completions.create({ model: 'llama-3.3-70b-versatile', messages }))
    expect(gone).toBeInstanceOf(Groq.BadRequestError)
    expect(gone).toMatchObject({ error: { error: { code: 'model_decommissioned' } } })
    const never = await rejection(client.chat.completions.create({ model: 'llama-9', messages }))
    expect(never).toBeInstanceOf(Groq.NotFoundError)
    expect(never).toMatchObject({ error: { error: { code: 'model_not_found' } } })
    const content = 'word '.repeat(140_000)
    const long = await post({ model, messages: [{ role: 'user', content }] })
    expect(await long.json()).toEqual({
      error: {
        message: 'Please reduce the length of the messages or completion.',
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    })
  })

  test('a bad key, an address nobody has', async () => {
    const error = await rejection(clientOf('sk-test-invalid').chat.completions.create({ model, messages }))
    expect(error).toBeInstanceOf(Groq.AuthenticationError)
    const nowhere = await fetch('https://api.groq.com/openai/v1/nowhere')
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { error: { code: 'unknown_url' } }])
  })
})

test('a call that does not fit its schema is refused by Groq itself, in the middle of a stream too', async () => {
  const bad = clientOf('sk-test-bad-arguments')
  const error = await rejection(bad.chat.completions.create({ model, messages: weather, tools }))
  expect(error).toBeInstanceOf(Groq.BadRequestError)
  expect(error).toMatchObject({
    error: { error: { code: 'tool_use_failed', failed_generation: expect.stringContaining('get_weather') as unknown } },
  })
  const text = await (await post({ model, messages: weather, tools, stream: true }, 'sk-test-bad-arguments')).text()
  expect(text).toMatch(
    /\n\nevent: error\ndata: \{"error":\{"message":"[^]*","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"[^]*","status_code":400\}\}\n\n$/,
  )
  expect(text).not.toContain('[DONE]')
})

test('a tool is called, its arguments in one chunk', async () => {
  const { choices } = await client.chat.completions.create({ model, messages: weather, tools })
  expect(choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: { tool_calls: [{ function: { arguments: '{"city":"Paris"}' } }] },
  })
  const text = await (await post({ model, messages: weather, tools, stream: true })).text()
  expect(text).toMatch(
    /"delta":\{"tool_calls":\[\{"id":"fc_[0-9a-f-]{36}","type":"function","function":\{"name":"get_weather","arguments":"\{\\"city\\":\\"Paris\\"\}"\},"index":0\}\]\}/,
  )
})

test('requests are counted by the day, tokens by the minute, for each key', async () => {
  beginWorld(1, 0)
  const headers = async (key: string) => {
    const response = await post({ model, messages, max_completion_tokens: 100 }, key)
    return Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('x-ratelimit')))
  }
  const first = await headers('gsk_one')
  expect(first).toEqual({
    'x-ratelimit-limit-requests': '500000',
    'x-ratelimit-limit-tokens': '250000',
    'x-ratelimit-remaining-requests': '499999',
    'x-ratelimit-remaining-tokens': '249824',
    'x-ratelimit-reset-requests': '172ms',
    'x-ratelimit-reset-tokens': '42ms',
  })
  expect((await headers('gsk_one'))['x-ratelimit-remaining-requests']).toBe('499998')
  expect((await headers('gsk_two'))['x-ratelimit-remaining-requests']).toBe('499999')
})

test('models are listed while they are served', async () => {
  const { data } = await client.models.list()
  const ids = data.map(({ id }) => id)
  expect(ids).toContain(model)
  expect(ids).not.toContain('llama-3.3-70b-versatile')
  expect(await client.models.retrieve(model)).toMatchObject({ id: model, object: 'model', owned_by: 'OpenAI' })
})

test('whoever leaves a stream early stops it', async () => {
  const stream = await client.chat.completions.create({ model, messages, stream: true })
  let count = 0
  for await (const _ of stream) if (++count === 3) break
  expect(count).toBe(3)
})
