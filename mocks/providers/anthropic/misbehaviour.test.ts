import * as errors from '@anthropic-ai/sdk'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Misbehaviour } from '../../test-keys.ts'
import { randomFrom } from '../../world.ts'
import { beginQuietWorld, cheap, client, says, send } from './client.fixture.ts'
import { failure, streamError } from './errors.ts'

// Every kind, whether the table has a key for it or not.
vi.mock(import('../../test-keys.ts'), async (original) => ({
  ...(await original()),
  misbehaviourOf: (key: string) => /^sk-test-([a-z-]+)/.exec(key)?.[1] as Misbehaviour | undefined,
}))

beforeEach(beginQuietWorld)

const hello = { model: cheap, max_tokens: 300, messages: says('What is an API?') }
const context = () => ({ key: 'sk-test-x', random: randomFrom(1) })

describe('a failing key is answered', () => {
  test.each([
    ['invalid', 401, 'AuthenticationError', 'authentication_error'],
    ['no-permission', 403, 'PermissionDeniedError', 'permission_error'],
    ['timeout', 504, 'GatewayTimeoutError', 'timeout_error'],
    ['too-large', 413, 'ContentTooLargeError', 'request_too_large'],
    ['unprocessable', 400, 'BadRequestError', 'invalid_request_error'],
    ['rate-limited', 429, 'RateLimitError', 'rate_limit_error'],
    ['quota', 400, 'BadRequestError', 'invalid_request_error'],
    ['server-error', 500, 'InternalServerError', 'api_error'],
    ['unavailable', 503, 'ServiceUnavailableError', 'api_error'],
    ['overloaded', 529, 'OverloadedError', 'overloaded_error'],
  ] as const)('%s with %i', async (kind, status, name, type) => {
    const failed = client('sk-ant-ada', { fetch: async () => failure(kind, context())! }).messages.create(hello)
    await expect(failed).rejects.toBeInstanceOf(errors[name])
    await expect(failed).rejects.toMatchObject({
      status,
      type,
      requestID: expect.stringMatching(/^req_011C/) as string,
    })
  })

  test('rate-limited with how long to wait', () => {
    const { headers } = failure('rate-limited', context())!
    expect(headers.get('retry-after')).toBe('2')
    expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('0')
    expect(headers.get('x-should-retry')).toBe('true')
    expect(headers.get('x-workbook-mock')).toBe('1')
  })

  test('not at all where it stands for something else', () => {
    expect(failure('slow', context())).toBeUndefined()
    expect(failure('refusal', context())).toBeUndefined()
  })
})

test('a stream that fails midway throws what it has to say', async () => {
  const whole = await (await send('/v1/messages', { ...hello, stream: true })).text()
  const broken = `${whole.split('event: content_block_stop')[0]}${streamError('req_1')}`
  const fetch = async () => new Response(broken, { headers: { 'content-type': 'text/event-stream' } })
  const stream = client('sk-ant-ada', { fetch }).messages.stream(hello)
  let text = ''
  stream.on('text', (piece) => (text += piece))
  const end = stream.finalMessage()
  await expect(end).rejects.toBeInstanceOf(errors.APIError)
  await expect(end).rejects.toMatchObject({ type: 'overloaded_error' })
  expect(text).not.toBe('')
})

test('a stream that is cut ends without a final message', async () => {
  const whole = await (await send('/v1/messages', { ...hello, stream: true })).text()
  const cut = whole.split('event: content_block_stop')[0] ?? ''
  const fetch = async () => new Response(cut, { headers: { 'content-type': 'text/event-stream' } })
  await expect(client('sk-ant-ada', { fetch }).messages.stream(hello).finalMessage()).rejects.toThrow()
})

describe('a refusal', () => {
  test('is an answer without content', async () => {
    const message = await client('sk-test-refusal').messages.create(hello)
    expect(message).toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: 'general_harms' },
    })
  })

  test('comes in a stream after the first words', async () => {
    const message = await client('sk-test-refusal').messages.stream(hello).finalMessage()
    expect(message.stop_reason).toBe('refusal')
    expect(message.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/./) as string })
  })
})

test.each([true, false])('the content filter is an error; streamed: %s', async (stream) => {
  const failed = client('sk-test-content-filter').messages.create({ ...hello, stream })
  await expect(failed).rejects.toMatchObject({
    status: 400,
    type: 'invalid_request_error',
    apiMessage: 'Output blocked by content filtering policy',
  })
})
