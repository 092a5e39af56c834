import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Exchange } from '../../mocks/tape.ts'
import { harOf } from './har.ts'

// The rules of HAR 1.2: every field it does not call optional.
const pairs = z.array(z.object({ name: z.string(), value: z.string() }))
const entry = z.object({
  startedDateTime: z.iso.datetime(),
  time: z.number().nonnegative(),
  request: z.object({
    method: z.string().min(1),
    url: z.url(),
    httpVersion: z.string(),
    cookies: z.array(z.never()),
    headers: pairs,
    queryString: pairs,
    postData: z.object({ mimeType: z.string(), params: z.array(z.never()), text: z.string() }).optional(),
    headersSize: z.int(),
    bodySize: z.int(),
  }),
  response: z.object({
    status: z.int(),
    statusText: z.string(),
    httpVersion: z.string(),
    cookies: z.array(z.never()),
    headers: pairs,
    content: z.object({
      size: z.int(),
      mimeType: z.string(),
      text: z.string(),
      encoding: z.literal('base64').optional(),
    }),
    redirectURL: z.string(),
    headersSize: z.int(),
    bodySize: z.int(),
  }),
  cache: z.object({}),
  timings: z.object({ send: z.number(), wait: z.number(), receive: z.number() }),
})
const har = z.object({
  log: z.object({
    version: z.literal('1.2'),
    creator: z.object({ name: z.string(), version: z.string() }),
    entries: z.array(entry),
  }),
})

const exchange: Exchange = {
  id: 3,
  provider: 'openai',
  live: false,
  startedAt: Date.parse('2026-11-20T09:00:00Z'),
  request: {
    method: 'POST',
    url: 'https://api.openai.com/v1/embeddings?a=b&a=c',
    headers: { 'content-type': 'application/json' },
    body: '{"input":"ä"}',
  },
  response: {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: 'data: 1\n\ndata: 2\n\n',
    frames: [
      { at: 300, text: 'data: 1\n\n' },
      { at: 500, text: 'data: 2\n\n' },
    ],
    finishedAt: Date.parse('2026-11-20T09:00:00.5Z'),
  },
}

test('is valid HAR 1.2, also for a request without an answer', () => {
  const { response: _, ...unanswered } = exchange
  const { log } = har.parse(harOf([exchange, { ...unanswered, error: 'read ECONNRESET' }]))
  expect(log.entries[0]).toMatchObject({
    time: 500,
    request: { bodySize: 14, queryString: ['b', 'c'].map((value) => ({ name: 'a', value })) },
    response: { content: { mimeType: 'text/event-stream' } },
    timings: { wait: 300, receive: 200 },
  })
  expect(log.entries[1]?.response.status).toBe(0)
})

test('keeps bytes that are no text as base64, as the format has it', () => {
  const body = Buffer.from([0, 255, 254]).toString('base64')
  const response = {
    status: 200,
    headers: { 'content-type': 'image/png' },
    body,
    encoding: 'base64',
    finishedAt: exchange.startedAt,
  } as const
  const { log } = har.parse(harOf([{ ...exchange, response }]))
  expect(log.entries[0]?.response.content).toEqual({ size: 3, mimeType: 'image/png', text: body, encoding: 'base64' })
})
