import { APIUserAbortError } from '@anthropic-ai/sdk'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { beginWorld } from '../../world.ts'
import { beginQuietWorld, cheap, client, framesOf, says, send } from './client.fixture.ts'

beforeEach(beginQuietWorld)

const question = 'What is an API?'

describe('a plain answer', () => {
  test('comes as text, with its keys in the order of the wire', async () => {
    const response = await send('/v1/messages', { model: cheap, max_tokens: 300, messages: says(question) })
    const body = (await response.json()) as Record<string, unknown>
    expect(Object.keys(body)).toEqual([
      'model',
      'id',
      'type',
      'role',
      'content',
      'stop_reason',
      'stop_sequence',
      'stop_details',
      'usage',
    ])
    expect(Object.keys(body.usage as object)).toEqual([
      'input_tokens',
      'cache_creation_input_tokens',
      'cache_read_input_tokens',
      'cache_creation',
      'output_tokens',
      'output_tokens_details',
      'service_tier',
      'inference_geo',
    ])
    expect(body).toMatchObject({ model: cheap, type: 'message', role: 'assistant', stop_reason: 'end_turn' })
    expect(body.id).toMatch(/^msg_01[1-9A-HJ-NP-Za-km-z]{22}$/)
    expect(response.headers.get('content-type')).toBe('application/json')
  })

  test('is about the question, through the SDK', async () => {
    const message = await client().messages.create({ model: cheap, max_tokens: 300, messages: says(question) })
    expect(message.content).toHaveLength(1)
    expect(message.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/program|request/i) })
    expect(message._request_id).toMatch(/^req_011C[1-9A-HJ-NP-Za-km-z]{20}$/)
  })

  test('is the same for the same seed, and another one the next time', async () => {
    const ask = async () =>
      (await client().messages.create({ model: cheap, max_tokens: 300, messages: says(question) })).id
    const [first, second] = [await ask(), await ask()]
    beginWorld(11)
    expect(await ask()).toBe(first)
    expect(second).not.toBe(first)
  })

  test('echoes the dated id of an older model', async () => {
    const message = await client().messages.create({ model: 'claude-haiku-4-5', max_tokens: 50, messages: says('Hi') })
    expect(message.model).toBe('claude-haiku-4-5-20251001')
  })

  test('heeds the system prompt and earlier turns', async () => {
    const named = await client().messages.create({
      model: cheap,
      max_tokens: 100,
      system: [{ type: 'text', text: 'Your name is Zorb.' }],
      messages: says('What is your name?'),
    })
    expect(textOf(named)).toContain('Zorb')
    const recalled = await client().messages.create({
      model: cheap,
      max_tokens: 100,
      messages: [
        ...says('My name is Ada.'),
        { role: 'assistant', content: 'Hello, Ada.' },
        ...says('What is my name?'),
      ],
    })
    expect(textOf(recalled)).toContain('Ada')
  })

  test('stops at a stop sequence', async () => {
    const message = await client().messages.create({
      model: cheap,
      max_tokens: 300,
      messages: says('Say exactly: one two three four'),
      stop_sequences: ['three', 'four'],
    })
    expect(message).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'three' })
    expect(textOf(message)).not.toContain('three')
  })

  test.each([1, 7, 20])('is cut at %i tokens', async (limit) => {
    const message = await client().messages.create({ model: cheap, max_tokens: limit, messages: says(question) })
    expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: limit } })
    expect(textOf(message)).not.toBe('')
  })

  test('is empty at max_tokens 0, which only warms the cache', async () => {
    const message = await client().messages.create({ model: cheap, max_tokens: 0, messages: says(question) })
    expect(message).toMatchObject({ content: [], stop_reason: 'max_tokens', usage: { output_tokens: 0 } })
  })
})

describe('tokens', () => {
  test('of a known request are counted as the real API did', async () => {
    const messages = says('What is 1+1? Answer with just the number.')
    const older = await client().messages.countTokens({ model: 'claude-sonnet-4-5', messages })
    expect(older.input_tokens).toBe(20)
    const current = await client().messages.countTokens({ model: 'claude-sonnet-5-5', messages })
    expect(current.input_tokens).toBe(26)
  })

  test('are the same in the count and in the bill', async () => {
    const request = {
      model: cheap,
      system: 'You are a patient teacher.',
      messages: [...says('Hello'), { role: 'assistant' as const, content: 'Hello!' }, ...says(question)],
    }
    const { input_tokens } = await client().messages.countTokens(request)
    const message = await client().messages.create({ ...request, max_tokens: 20 })
    expect(message.usage.input_tokens).toBe(input_tokens)
  })

  test('of tools, pictures and documents count', async () => {
    const count = async (extra: object) =>
      (await client().messages.countTokens({ model: cheap, messages: says(question), ...extra })).input_tokens
    const plain = await count({})
    const tool = { name: 'get_weather', description: 'Current weather', input_schema: { type: 'object' } }
    expect(await count({ tools: [tool] })).toBeGreaterThan(plain + 300)
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
    expect(await count({ messages: [{ role: 'user', content: [image] }] })).toBeGreaterThan(1500)
  })
})

describe('a streamed answer', () => {
  test('is framed byte for byte as the recorded ones', async () => {
    const body = { model: cheap, max_tokens: 300, stream: true, messages: says(question) }
    const response = await send('/v1/messages', body)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const text = await response.text()
    const frames = framesOf(text)
    const events = frames.map(({ event }) => event)
    expect(events.slice(0, 4)).toEqual(['message_start', 'content_block_start', 'ping', 'content_block_delta'])
    expect(events.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop'])
    expect(text).toContain('event: ping\ndata: {"type": "ping"}\n\n')
    expect(text).not.toContain('[DONE]')
    expect(text.endsWith('}\n\n')).toBe(true)
    for (const { event, data, json } of frames) {
      expect(json.type).toBe(event)
      // Blanks stand before the last brace only.
      if (event !== 'ping') expect(data.replace(/ *}$/, '}')).toBe(JSON.stringify(json))
    }
    expect(frames.some(({ data }) => / {2,}}$/.test(data))).toBe(true)
  })

  test('opens with an empty message and ends with the whole usage', async () => {
    const body = { model: cheap, max_tokens: 300, stream: true, messages: says(question) }
    const frames = framesOf(await (await send('/v1/messages', body)).text())
    const { message } = frames[0]!.json as { message: Record<string, unknown> & { usage: Record<string, number> } }
    expect(message).toMatchObject({ content: [], stop_reason: null, stop_sequence: null, stop_details: null })
    expect(Object.keys(message.usage)).toEqual([
      'input_tokens',
      'cache_creation_input_tokens',
      'cache_read_input_tokens',
      'cache_creation',
      'output_tokens',
      'service_tier',
      'inference_geo',
    ])
    const end = frames.at(-2)!.json as { delta: object; usage: Record<string, number> }
    expect(Object.keys(end.delta)).toEqual(['stop_reason', 'stop_sequence', 'stop_details'])
    expect(Object.keys(end.usage)).toEqual([
      'input_tokens',
      'cache_creation_input_tokens',
      'cache_read_input_tokens',
      'output_tokens',
      'output_tokens_details',
    ])
    expect(message.usage.output_tokens).toBeLessThan(end.usage.output_tokens ?? 0)
    expect(frames[1]?.json).toEqual({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'text', text: '' },
    })
  })

  test('adds up to the plain one', async () => {
    const request = { model: cheap, max_tokens: 300, messages: says('Say exactly: one two three') }
    const stream = client().messages.stream(request)
    let text = ''
    stream.on('text', (piece) => (text += piece))
    const message = await stream.finalMessage()
    expect(textOf(message)).toBe(text)
    expect(text).toContain('one two three')
    expect(message).toMatchObject({ stop_reason: 'end_turn', role: 'assistant' })
    expect(message.usage.output_tokens).toBeGreaterThan(3)
  })

  test('tells max_tokens and stop sequences too', async () => {
    const cut = await client()
      .messages.stream({ model: cheap, max_tokens: 5, messages: says(question) })
      .finalMessage()
    expect(cut).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 5 } })
    const stopped = await client()
      .messages.stream({
        model: cheap,
        max_tokens: 99,
        stop_sequences: ['two'],
        messages: says('Say exactly: one two'),
      })
      .finalMessage()
    expect(stopped).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'two' })
  })

  test('ends when its reader leaves', async () => {
    const stream = client().messages.stream({ model: cheap, max_tokens: 300, messages: says(question) })
    stream.on('text', () => stream.abort())
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(APIUserAbortError)
  })
})

test('headers name the request, the organisation and what is left', async () => {
  const ask = async () => {
    const { response } = await client('sk-ant-limits')
      .messages.create({ model: cheap, max_tokens: 20, messages: says(question) })
      .withResponse()
    return response.headers
  }
  // The buckets refill while time passes, so it stands still.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
  const [first, second] = [await ask(), await ask()]
  clock.mockRestore()
  const left = (headers: Headers) => Number(headers.get('anthropic-ratelimit-requests-remaining'))
  expect(left(second)).toBeLessThan(left(first))
  expect(first.get('request-id')).toMatch(/^req_011C/)
  expect(first.get('anthropic-organization-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(first.get('anthropic-organization-id')).toBe(second.get('anthropic-organization-id'))
  expect(first.get('anthropic-ratelimit-tokens-limit')).toBe('2400000')
  expect(first.get('anthropic-ratelimit-input-tokens-reset')).toMatch(/^2026-11-20T09:\d\d:\d\dZ$/)
  expect(Number(first.get('retry-after'))).toBeGreaterThan(0)
  expect(first.get('x-workbook-mock')).toBe('1')
})

function textOf({ content }: { content: readonly { type: string }[] }): string {
  return content.map((block) => ('text' in block ? String(block.text) : '')).join('')
}
