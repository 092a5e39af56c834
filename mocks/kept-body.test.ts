import { expect, test } from 'vitest'
import { keptBody, sentBody, shownBody, sizeOf } from './kept-body.ts'
import type { KeptBody } from './kept-body.ts'

const everyByte = Uint8Array.from({ length: 512 }, (_, i) => i % 256)
const mask = (text: string) => text.replaceAll('secret', '…')
const keep = (bytes: Uint8Array<ArrayBuffer>, type: string | null = null) =>
  keptBody(bytes, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), type, mask)
const bytesOf = async (kept: KeptBody, type: string | null = null) => new Response(sentBody(kept, type)).bytes()

test.each([
  ['a text', 'Grüße, 😀\r\n'],
  ['one that begins with a byte order mark', '\uFEFFname,price'],
  ['one with the character that stands for what cannot be read', 'what was that: \uFFFD'],
  ['nothing', ''],
])('%s stays readable, and the same', async (_, text) => {
  const bytes = new TextEncoder().encode(text)
  const kept = keep(bytes)
  expect(kept).toEqual({ body: text })
  expect(await bytesOf(kept)).toEqual(bytes)
  expect(sizeOf(kept)).toBe(bytes.length)
})

test('bytes that are no text become base64, and the same bytes again', async () => {
  const kept = keep(everyByte, 'image/png')
  expect(kept).toEqual({ body: Buffer.from(everyByte).toString('base64'), encoding: 'base64' })
  expect(await bytesOf(kept, 'image/png')).toEqual(everyByte)
  expect(sizeOf(kept)).toBe(512)
  expect(shownBody(kept, 'image/png')).toBe('(512 bytes, image/png)')
})

test('of a form only what is no text does, and fields lose their keys', async () => {
  const form = new FormData()
  form.append('note', 'my key is secret')
  form.append('file', new Blob([everyByte], { type: 'image/png' }), 'Bäume.png')
  form.append('empty', new Blob([]), 'empty.bin')
  const request = new Request('https://api.example.com/', { method: 'POST', body: form })
  const type = request.headers.get('content-type')
  const bytes = await request.bytes()
  const kept = keep(bytes, type)
  expect(kept.encoding).toBeUndefined()
  expect(kept.body).toContain('name="note"\r\n\r\nmy key is …\r\n')
  expect(kept.body).toContain('filename="Bäume.png"\r\n')
  expect(kept.body).toContain(
    `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(everyByte).toString('base64')}\r\n`,
  )

  const again = await new Response(await bytesOf(kept, type), { headers: { 'content-type': type ?? '' } }).formData()
  expect(again.get('note')).toBe('my key is …')
  const file = again.get('file') as File
  expect([file.name, file.type, await file.bytes()]).toEqual(['Bäume.png', 'image/png', everyByte])
})
