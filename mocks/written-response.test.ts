import { expect, test } from 'vitest'
import { addHeaders, listHeaders, WrittenResponse } from './written-response.ts'

const text = '{"word":"naïve"}'
const make = () => new WrittenResponse(text, { status: 201, headers: { 'content-type': 'application/json' } })

test('whoever reads a written response finds what he finds in every other', async () => {
  const usual = new Response(text, { status: 201, headers: { 'content-type': 'application/json' } })
  expect([make().status, make().ok, [...make().headers]]).toEqual([usual.status, usual.ok, [...usual.headers]])
  expect(await make().json()).toEqual(await usual.clone().json())
  expect(await make().clone().text()).toBe(text)
  expect(new Uint8Array(await make().arrayBuffer())).toEqual(new Uint8Array(await usual.clone().arrayBuffer()))
  expect(await new Response(make().body, make()).text()).toBe(text)
  expect((await make().blob()).type).toBe('application/json')
})

test.each([false, true])('headers can be added, read before: %s', (isRead) => {
  const response = make()
  if (isRead) expect(response.headers.get('content-type')).toBe('application/json')
  addHeaders(response, { 'x-b': '2', 'a-a': '1' })
  expect(listHeaders(response)).toEqual({ 'a-a': '1', 'content-type': 'application/json', 'x-b': '2' })
  expect(Object.keys(listHeaders(response))).toEqual(['a-a', 'content-type', 'x-b'])
  expect(response.headers.get('x-b')).toBe('2')
})
