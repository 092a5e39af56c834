import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import OpenAI from 'openai'
import { setPace } from './pace.ts'
import { serve } from './server.ts'
import type { Served } from './server.ts'
import { beginWorld } from './world.ts'

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

  test('whoever asks for the head alone gets its status and headers, and nothing else', async () => {
    const head = await fetch(`${server.url}/v1beta/models?key=x`, { method: 'HEAD' })
    // Google's API knows no HEAD.
    expect([head.status, head.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
    expect(head.headers.get('x-workbook-mock')).toBe('1')
    expect(await head.text()).toBe('')
  })

  test('a page may call from anywhere', async () => {
    const headers = { 'access-control-request-headers': 'authorization,content-type', origin: 'https://page.example' }
    const preflight = await fetch(`${server.url}/v1/chat/completions`, { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  })

  test('a stream ends when its reader leaves', async () => {
    // Written on at the second pace it would take hours, and keep its process alive as long.
    const program = `
      import { setPace } from './mocks/pace.ts'
      import { serve } from './mocks/server.ts'
      setPace(0.1)
      const { url, close } = await serve({ port: 0 })
      const messages = [{ role: 'user', content: 'What is an API?' }]
      const left = new AbortController()
      const response = await fetch(url + '/v1/chat/completions', {
        method: 'POST',
        signal: left.signal,
        headers: { authorization: 'Bearer x' },
        body: JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages }),
      })
      const { value } = await response.body.getReader().read()
      setPace(10_000)
      left.abort()
      await close()
      console.log(Buffer.from(value).includes('[DONE]'))`
    const args = ['--input-type=module', '--eval', program]
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 })
    expect(stdout).toBe('false\n')
  })

  test('each provider answers at its own paths, and lists its models to its own clients', async () => {
    const get = (path: string, headers: Record<string, string>) => fetch(server.url + path, { headers })
    const anthropic = { 'x-api-key': 'x', 'anthropic-version': '2023-06-01' }
    const lists = [
      await get('/v1/models', { authorization: 'Bearer x' }),
      await get('/v1/models', anthropic),
      await get('/anthropic/v1/models', anthropic),
      await get('/v1/models', { 'x-goog-api-key': 'x' }),
      await get('/v1beta/models?key=x', {}),
    ]
    const ids = await Promise.all(
      lists.map(async (response) => {
        const { data, models } = (await response.json()) as { data?: { id: string }[]; models?: { name: string }[] }
        return (data?.map(({ id }) => id) ?? models?.map(({ name }) => name) ?? []).join()
      }),
    )
    expect(ids).toEqual(['gpt-', 'claude-', 'claude-', 'gemini-', 'gemini-'].map((id) => expect.stringContaining(id)))
  })

  test('every answer says that it is simulated', async () => {
    const responses = await Promise.all([
      fetch(`${server.url}/v1/models`, { method: 'OPTIONS' }),
      fetch(`${server.url}/nowhere`),
      fetch(`${server.url}/v1/messages`, { method: 'POST' }),
      fetch(`${server.url}/v1beta/nowhere`, { method: 'DELETE' }),
    ])
    expect(responses.map(({ headers }) => headers.get('x-workbook-mock'))).toEqual(['1', '1', '1', '1'])
  })

  test('addresses in answers are those of this server', async () => {
    const headers = { 'x-api-key': 'x', 'anthropic-version': '2023-06-01' }
    const requests = [
      {
        custom_id: 'a',
        params: { model: 'claude-haiku-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] },
      },
    ]
    // A batch takes some minutes, which pass at once.
    beginWorld(1, 1e6)
    const url = `${server.url}/v1/messages/batches`
    const created = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ requests }) })
    const { id } = (await created.json()) as { id: string }
    await expect
      .poll(
        async () => ((await (await fetch(`${url}/${id}`, { headers })).json()) as { results_url: string }).results_url,
      )
      .toBe(`${server.url}/v1/messages/batches/${id}/results`)
    beginWorld(1)
  })

  test('a test key breaks the connection for real', async () => {
    const ask = (apiKey: string, stream: boolean) =>
      fetch(`${server.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({
          model: 'gpt-4o-mini',
          stream,
          messages: [{ role: 'user', content: 'What is an API?' }],
        }),
      })
    await expect(ask('sk-test-reset', false)).rejects.toThrow('fetch failed')
    for (const stream of [false, true]) {
      const response = await ask('sk-test-cut-stream', stream)
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow('terminated')
    }
  })

  test('a body that is never sent to its end harms nobody', async () => {
    const { hostname, port } = new URL(server.url)
    const listModels = async () =>
      (await fetch(`${server.url}/v1/models`, { headers: { authorization: 'Bearer x' } })).status
    const socket = connect(Number(port), hostname)
    const half = 'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{"model":'
    await new Promise<void>((resolve) => socket.write(half, () => resolve()))
    // Others are served while it hangs, and after it broke off.
    expect(await listModels()).toBe(200)
    socket.destroy()
    await once(socket, 'close')
    expect(await listModels()).toBe(200)
  })

  test('a server of one provider sends everything there', async () => {
    const own = await serve({ port: 0, origin: 'https://api.anthropic.com' })
    expect(await (await fetch(`${own.url}/v1/models`)).json()).toMatchObject({
      error: { type: 'authentication_error' },
    })
    await own.close()
  })

  test('a port that is taken is refused', async () => {
    await expect(serve({ port: Number(new URL(server.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
