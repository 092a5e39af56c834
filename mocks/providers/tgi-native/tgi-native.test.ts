import { describe, expect, test } from 'vitest'
import { meters } from '../../tape.ts'
import { callerOf, readEvents, withoutWaiting } from '../local/client.fixture.ts'
import { answerNative, failure, streamError } from './tgi-native.ts'

interface Details {
  readonly finish_reason: string
  readonly generated_tokens: number
  readonly tokens: readonly { readonly text: string; readonly special: boolean }[]
}

interface Generated {
  readonly generated_text: string
  readonly details?: Details
}

const call = callerOf('http://localhost:8080', answerNative)
const inputs = 'What is a token?'
const ask = async (parameters: object) => (await (await call('/generate', { inputs, parameters })).json()) as Generated

withoutWaiting()

describe('POST /generate', () => {
  test('answers with a text alone, the most probable one', async () => {
    const response = await call('/generate', { inputs })
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('x-compute-type')).toBe('gpu+optimized')
    expect(Object.keys((await response.json()) as object)).toEqual(['generated_text'])
    expect(meters.get(response)?.()).toMatchObject({ model: 'Qwen/Qwen3-8B', inputTokens: 5 })
    expect(await ask({})).toEqual(await ask({}))
  })

  test('tells details when asked', async () => {
    const { generated_text: text, details } = await ask({ details: true })
    expect(Object.keys(details ?? {})).toEqual(['finish_reason', 'generated_tokens', 'seed', 'prefill', 'tokens'])
    expect(details?.tokens).toHaveLength(details?.generated_tokens ?? NaN)
    const said = (details?.tokens ?? []).filter(({ special }) => !special)
    expect(said.map((token) => token.text).join('')).toBe(text)
    expect(details?.finish_reason).toBe(details?.tokens.at(-1)?.special ? 'eos_token' : 'length')
  })

  test('stops at a limit and at a sequence', async () => {
    const short = await ask({ details: true, max_new_tokens: 3 })
    expect(short.details).toMatchObject({ finish_reason: 'length', generated_tokens: 3 })
    const word = short.generated_text.split(' ')[1] ?? ''
    const stopped = await ask({ details: true, stop: [word] })
    expect(stopped.details?.finish_reason).toBe('stop_sequence')
    expect((await ask({ return_full_text: true })).generated_text.startsWith(inputs)).toBe(true)
  })

  test.each([
    [{ temperature: 0 }, '`temperature` must be strictly positive'],
    [{ top_p: 1 }, '`top_p` must be > 0.0 and < 1.0'],
    [{ top_k: 0 }, '`top_k` must be strictly positive'],
    [{ max_new_tokens: 0 }, '`max_new_tokens` must be strictly positive'],
    [{ stop: ['a', 'b', 'c', 'd', 'e'] }, '`stop` supports up to 4 stop sequences. Given: 5'],
    [{ best_of: 2 }, 'you must use sampling when `best_of` is > 1'],
    [
      { max_new_tokens: 5000 },
      '`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5 `inputs` tokens and 5000 `max_new_tokens`',
    ],
  ])('refuses %j', async (parameters, message) => {
    const response = await call('/generate', { inputs, parameters })
    expect([response.status, await response.json()]).toEqual([
      422,
      { error: `Input validation error: ${message}`, error_type: 'validation' },
    ])
  })

  test.each([
    ['{}', 422, 'Failed to deserialize the JSON body into the target type: missing field `inputs` at line 1 column 2'],
    ['', 400, 'Failed to parse the request body as JSON: EOF while parsing a value at line 1 column 0'],
    [
      JSON.stringify({ inputs: 'a'.repeat(2_000_001) }),
      413,
      'Failed to buffer the request body: length limit exceeded',
    ],
    [JSON.stringify({ inputs: 5 }), 422, /inputs: invalid type: integer `5`, expected a string/],
  ])('the web framework refuses %#', async (body, status, text) => {
    const response = await call('/generate', body)
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(text)
  })

  test('wants to know that it is JSON', async () => {
    const response = await call('/generate', { inputs }, { headers: { 'content-type': 'text/plain' } })
    expect(response.status).toBe(415)
  })
})

describe('POST /generate_stream', () => {
  test('streams tokens, the last of which has the whole', async () => {
    const response = await call('/generate_stream', { inputs, parameters: { max_new_tokens: 12 } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const text = await response.clone().text()
    expect(text).toMatch(
      /^data:\{"index":1,"token":\{"id":\d+,"text":"[^"]+","logprob":[-\d.e]+,"special":false\},"generated_text":null,"details":null\}\n\n/,
    )
    const events = await readEvents<{
      index: number
      token: { text: string; special: boolean }
      generated_text: string | null
      details: Details | null
    }>(response)
    expect(events.map(({ data }) => data.index)).toEqual(events.map((_, at) => at + 1))
    const last = events.at(-1)?.data
    const said = events.flatMap(({ data }) => (data.token.special ? [] : data.token.text)).join('')
    expect(last?.generated_text).toBe(said)
    expect(last?.details).toMatchObject({ generated_tokens: events.length, input_length: 5 })
  })

  test('tells what is wrong in the stream', async () => {
    const response = await call('/generate_stream', { inputs: '' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(
      'data:{"error":"Input validation error: `inputs` cannot be empty","error_type":"validation"}\n\n',
    )
  })
})

test('the other addresses', async () => {
  expect(await (await call('/', { inputs })).json()).toEqual([{ generated_text: expect.any(String) }])
  expect((await readEvents(await call('/', { inputs, stream: true }))).length).toBeGreaterThan(1)
  const info = (await (await call('/info')).json()) as object
  expect(info).toMatchObject({ model_id: 'Qwen/Qwen3-8B', max_input_tokens: 4095, max_total_tokens: 4096 })
  const health = await call('/health')
  expect([health.status, await health.text()]).toEqual([200, ''])
  expect(await (await call('/tokenize', { inputs: 'A token' })).json()).toEqual([
    { id: expect.any(Number), text: 'A', start: 0, stop: 1 },
    { id: expect.any(Number), text: ' token', start: 1, stop: 7 },
  ])
  expect((await call('/generate')).status).toBe(405)
  expect(await answerNative(new Request('http://localhost:8080/v1/models'))).toBeUndefined()
})

test('failures have the server’s own form', async () => {
  expect((await call('/generate', { inputs }, { key: 'sk-test-invalid' })).status).toBe(401)
  expect(await failure('overloaded')?.json()).toEqual({ error: 'Model is overloaded', error_type: 'overloaded' })
  expect(failure('rate-limited')?.headers.get('retry-after')).toBe('2')
  expect(streamError()).toMatch(/^data:\{"error":"Request failed during generation/)
})
