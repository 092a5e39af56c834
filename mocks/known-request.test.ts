import { expect, test } from 'vitest'
import { asRequest } from './incoming.ts'
import { readRequest } from './known-request.ts'

test('a request that was read can be read again, as often as somebody likes', async () => {
  const left = new AbortController()
  const body = '{"word":"naïve"}'
  const headers = { 'x-name': 'Ada', 'content-type': 'application/json' }
  const given = new Request('https://api.example.com/v1', { method: 'POST', headers, body, signal: left.signal })
  const request = await readRequest(given)
  expect(await request.text()).toBe(body)
  expect(new TextDecoder().decode(await request.arrayBuffer())).toBe(body)
  expect(await (await asRequest(request)).json()).toEqual({ word: 'naïve' })
  expect(await new Response(request.body).text()).toBe(body)
  expect([request.method, request.url, request.headers.get('x-name')]).toEqual(['POST', given.url, 'Ada'])
  left.abort()
  expect(request.signal.aborted).toBe(true)
  expect(await readRequest(request)).toBe(request)
})

test('one without a body stays as it is', async () => {
  const request = new Request('https://api.example.com/v1')
  expect(await readRequest(request)).toBe(request)
})
