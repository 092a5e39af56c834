import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import OpenAI from 'openai'
import { setPace } from './pace.ts'
import { serve } from './server.ts'
import type { Served } from './server.ts'
import { tape } from './tape.ts'

let server: Served
let client: OpenAI

beforeAll(async () => {
  setPace(0)
  server = await serve({ port: 0 })
  client = new OpenAI({ apiKey: 'sk-x', baseURL: `${server.url}/v1`, maxRetries: 0 })
})
afterAll(() => server.close())

describe('over HTTP', () => {
  test('the same provider answers, plain, streamed and with errors', async () => {
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    const plain = await client.chat.completions.create({ model: 'gpt-6-luna', messages })
    expect(plain.object).toBe('chat.completion')
    let text = ''
    for await (const chunk of await client.chat.completions.create({ model: 'gpt-6-luna', messages, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? ''
    }
    expect(text).not.toBe('')
    await expect(client.models.retrieve('gpt-99')).rejects.toMatchObject({ status: 404 })
    expect((await fetch(`${server.url}/v1/models`)).status).toBe(401)
  })

  test('a page may call from anywhere', async () => {
    const headers = { 'access-control-request-headers': 'authorization,content-type', origin: 'https://page.example' }
    const preflight = await fetch(`${server.url}/v1/chat/completions`, { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  })

  test('a stream ends when its reader leaves', async () => {
    setPace(0.05)
    tape.clear()
    const left = new AbortController()
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      signal: left.signal,
      headers: { authorization: 'Bearer x' },
      body: JSON.stringify({
        model: 'gpt-4o-mini',
        stream: true,
        messages: [{ role: 'user', content: 'What is an API?' }],
      }),
    })
    await response.body!.getReader().read()
    left.abort()
    await expect.poll(() => tape.exchanges[0]?.error).toBeTruthy()
    expect(tape.exchanges[0]!.response!.body).not.toContain('[DONE]')
    setPace(0)
  })

  test('a port that is taken is refused', async () => {
    await expect(serve({ port: Number(new URL(server.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
