import { beforeEach, describe, expect, test } from 'vitest'
import { answer } from './handle.ts'
import { setPace } from './pace.ts'
import { tape } from './tape.ts'
import { beginWorld } from './world.ts'

beforeEach(() => {
  setPace(0)
  beginWorld(1)
  tape.clear()
})

async function ask(key: string, { url = 'https://api.openai.com/v1/chat/completions', body = {}, signal }: Asked = {}) {
  const messages = [{ role: 'user', content: 'Hi' }]
  const request = new Request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'x-goog-api-key': '', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages, max_tokens: 9, ...body }),
    ...(signal && { signal }),
  })
  return (await answer(request))!
}
interface Asked {
  url?: string
  body?: object
  signal?: AbortSignal
}

describe('the account of the free tier', () => {
  test('is told how little is left, and then how long to wait', async () => {
    for (const [status, left] of [
      [200, 2],
      [200, 1],
      [200, 0],
      [429, 0],
    ]) {
      const { status: given, headers } = await ask('sk-test-free-tier')
      expect([given, headers.get('x-ratelimit-limit-requests')]).toEqual([status, '3'])
      expect(headers.get('x-ratelimit-remaining-requests')).toBe(String(left))
      expect(headers.get('x-ratelimit-reset-requests')).toMatch(/^(\d\d?(\.\d+)?s|1m0s)$/)
    }
    const refused = await ask('sk-test-free-tier')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(18)
    expect(refused.headers.get('retry-after-ms')).toBe(`${refused.headers.get('retry-after')}000`)
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringContaining('(RPM): Limit 3, Used 3, Requested 1.') as string, type: 'requests' },
    })
  })

  test('is one for each name and provider', async () => {
    for (let i = 0; i < 3; i++) await ask('sk-test-free-tier')
    expect((await ask('sk-test-free-tier')).status).toBe(429)
    expect((await ask('sk-test-free-tier.bob')).status).toBe(200)
    expect(
      (
        await ask('sk-test-free-tier', {
          url: 'https://api.mistral.ai/v1/chat/completions',
          body: { model: 'mistral-small-latest' },
        })
      ).status,
    ).toBe(200)
  })

  test('is told when a request is larger than a whole minute allows', async () => {
    const response = await ask('sk-test-free-tier', { body: { user: 'x'.repeat(200_000) } })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, null])
    expect(await response.text()).toContain('Request too large for gpt-4o-mini')
  })

  test('has its connections counted by Anthropic, streams included', async () => {
    const stream = { url: 'https://api.anthropic.com/v1/messages', body: { model: 'claude-haiku-5-5', stream: true } }
    const open = await Promise.all([1, 2, 3].map(() => ask('sk-test-free-tier', stream)))
    expect(await (await ask('sk-test-free-tier', stream)).text()).toContain('concurrent connections')
    await open[0]!.text()
    await open[1]!.body!.cancel()
    expect(await (await ask('sk-test-free-tier', stream)).text()).toContain('rate limit of 3 requests per minute')
  })
})

describe('a key that breaks things', () => {
  test('is told like any other when the request is wrong', async () => {
    for (const kind of ['cut-stream', 'malformed', 'stream-error']) {
      const response = await ask(`sk-test-${kind}`, { body: { model: 'nobody' } })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ error: { code: 'model_not_found' } })
    }
  })

  test('is on the tape with what came of it', async () => {
    await (await ask('sk-test-cut-stream', { body: { stream: true } })).text().catch(() => {})
    await (await ask('sk-test-cut-stream')).text().catch(() => {})
    await ask('sk-test-reset').catch(() => {})
    expect(tape.exchanges.map(({ error, response }) => [error, response?.status])).toEqual([
      ['terminated', 200],
      ['terminated', 200],
      ['read ECONNRESET', undefined],
    ])
    expect(tape.exchanges[0]!.response!.body).toMatch(/^data: \{.*\n\ndata: \{[^\n]*$/s)
  })

  test('lets go when the client does', async () => {
    const left = new AbortController()
    const waiting = ask('sk-test-never-answers', { signal: left.signal })
    left.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(ask('sk-test-never-answers', { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
      'before',
    )
  })

  test('works with every way to give a key', async () => {
    const url = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash-lite:generateContent'
    const body = JSON.stringify({ contents: [{ parts: [{ text: 'Hi' }] }] })
    const inQuery = await answer(new Request(`${url}?key=sk-test-overloaded`, { method: 'POST', body }))
    const headers = { 'x-goog-api-key': 'sk-test-overloaded' }
    const inHeader = await answer(new Request(url, { method: 'POST', body, headers }))
    expect([inQuery?.status, inHeader?.status]).toEqual([503, 503])
  })
})
