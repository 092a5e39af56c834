import { inflateSync } from 'node:zlib'
import { toFile } from 'openai'
import { beforeAll, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { newClient, rejection } from './client.fixture.ts'
import { plainPng } from './png.ts'

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

const client = newClient()

test.each([
  [8, 1],
  [1024, 1536],
  [16, 129],
  [8, 130],
])('a picture of %i by %i pixels is a valid file', (width, height) => {
  const file = plainPng(width, height, [1, 2, 3])
  const view = new DataView(file.buffer)
  expect([...file.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([width, height])
  const chunks: string[] = []
  for (let at = 8; at < file.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8))
    chunks.push(name)
    if (name !== 'IDAT') continue
    // It throws where the sum at the end is wrong.
    const rows = inflateSync(file.subarray(at + 8, at + 8 + view.getUint32(at)))
    expect(rows.length).toBe(height * (1 + width / 8))
    expect(rows.every((byte) => byte === 0)).toBe(true)
  }
  expect(chunks.join()).toBe('IHDR,PLTE,IDAT,IEND')
  expect(file.length).toBeLessThan(2000)
})

test('pictures are made, and what cannot be made is refused', async () => {
  const request = { model: 'gpt-image-2', prompt: 'A red house', n: 2, size: '1536x1024', quality: 'low' } as const
  const { data, usage, size } = await client.images.generate(request)
  expect([data?.length, size, usage?.output_tokens]).toEqual([2, '1536x1024', 816])
  const file = Buffer.from(data?.[0]?.b64_json ?? '', 'base64')
  expect([file.readUInt32BE(16), file.readUInt32BE(20), [...file.subarray(41, 44)]]).toEqual([
    1536,
    1024,
    [200, 40, 40],
  ])
  for (const [more, message] of [
    [{ model: 'dall-e-9' }, /^404 The model `dall-e-9` does not exist/],
    [{ output_format: 'webp' }, /^400 Invalid value: 'webp'\. Supported values are: 'png'\.$/],
    [{ n: 11 }, /above maximum value\. Expected a value <= 10, but got 11/],
    [{ prompt: '' }, /must not be empty/],
  ] as const) {
    expect(((await rejection(client.images.generate({ ...request, ...more }))) as Error).message).toMatch(message)
  }
})

test('what is spoken can be heard again', async () => {
  const request = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'Grüße an alle', response_format: 'wav' } as const
  const spoken = await client.audio.speech.create(request)
  const bytes = new Uint8Array(await spoken.arrayBuffer())
  expect(spoken.headers.get('content-type')).toBe('audio/wav')
  expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8)
  const file = await toFile(bytes, 'speech.wav')
  const { text, usage } = await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file })
  expect(text).toBe(request.input)
  expect(usage).toMatchObject({ type: 'tokens' })
  const plain = await client.audio.transcriptions.create({ model: 'whisper-1', file, response_format: 'text' })
  expect(plain).toBe('Grüße an alle\n')
  const noise = await toFile(new Uint8Array(100), 'noise.wav')
  const error = await rejection(client.audio.transcriptions.create({ model: 'whisper-1', file: noise }))
  expect(error).toMatchObject({ status: 400, param: 'file' })
  expect(await rejection(client.audio.speech.create({ ...request, response_format: 'mp3' }))).toMatchObject({
    message: "400 Invalid value: 'mp3'. Supported values are: 'wav' and 'pcm'.",
  })
})
