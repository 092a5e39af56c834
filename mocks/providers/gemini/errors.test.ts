import { describe, expect, test } from 'vitest'
import { failure, streamError } from './errors.ts'

const url = 'https://generativelanguage.googleapis.com/v1/models/gemini-3.8-flash:generateContent'
const interactions = 'https://generativelanguage.googleapis.com/v1/interactions'

interface Body {
  readonly error: {
    readonly code: number | string
    readonly message: string
    readonly status?: string
    readonly details?: readonly object[]
  }
}

describe.each([
  ['invalid', 400, 'INVALID_ARGUMENT', 401, 'authentication'],
  ['no-permission', 403, 'PERMISSION_DENIED', 403, 'permission_denied'],
  ['timeout', 504, 'DEADLINE_EXCEEDED', 504, 'deadline_exceeded'],
  ['too-large', 400, 'INVALID_ARGUMENT', 400, 'invalid_request'],
  ['unprocessable', 400, 'INVALID_ARGUMENT', 400, 'invalid_request'],
  ['rate-limited', 429, 'RESOURCE_EXHAUSTED', 429, 'rate_limit_exceeded'],
  ['quota', 429, 'RESOURCE_EXHAUSTED', 429, 'quota_exceeded'],
  ['server-error', 500, 'INTERNAL', 500, 'internal_error'],
  ['unavailable', 503, 'UNAVAILABLE', 503, 'service_unavailable'],
  ['overloaded', 503, 'UNAVAILABLE', 503, 'service_unavailable'],
] as const)('%s', (kind, http, status, interactionsHttp, word) => {
  test(`is ${http} ${status}`, async () => {
    const response = failure(kind, { url })
    const { error } = (await response!.json()) as Body
    expect(response?.status).toBe(http)
    expect(error).toMatchObject({ code: http, status })
    expect(Object.keys(error).slice(0, 3)).toEqual(['code', 'message', 'status'])
    expect(response?.headers.get('x-workbook-mock')).toBe('1')
    expect(response?.headers.has('retry-after')).toBe(false)
  })

  test(`is ${interactionsHttp} ${word} in interactions`, async () => {
    const response = failure(kind, { url: interactions })
    expect(response?.status).toBe(interactionsHttp)
    expect(((await response!.json()) as Body).error.code).toBe(word)
  })
})

test('a rate limit says in the body alone when to come back', async () => {
  const { error } = (await failure('rate-limited', { url })!.json()) as Body
  expect(error.message).toMatch(
    /^You exceeded your current quota.*\n.*model: gemini-3\.8-flash\nPlease retry in 2s\.$/s,
  )
  expect(error.details?.map((detail) => (detail as { '@type': string })['@type'])).toEqual([
    'type.googleapis.com/google.rpc.Help',
    'type.googleapis.com/google.rpc.QuotaFailure',
    'type.googleapis.com/google.rpc.RetryInfo',
  ])
  expect(error.details?.at(-1)).toMatchObject({ retryDelay: '2s' })
})

test('a failure of the transport has no response', () => {
  expect(failure('reset', { url })).toBeUndefined()
})

test('a stream fails in the form it has', () => {
  expect(streamError()).toMatch(/^data: \{"error": \{"code": 503,"message": ".*","status": "UNAVAILABLE"\}\}\r\n\r\n$/)
  expect(streamError(url.replace('generate', 'streamGenerate'))).toMatch(/^,\r\n\{\n {2}"error"[^]*\}\n\]$/)
  expect(streamError(interactions)).toMatch(
    /^event: error\ndata: \{"error":\{"code":"service_unavailable".*"event_type":"error"\}\n\n$/,
  )
})
