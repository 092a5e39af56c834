import OpenAI from 'openai'
import { beforeEach, describe, expect, test } from 'vitest'
import { answer } from './handle.ts'
import { setPace } from './pace.ts'
import { mask, redactText, redactUrl } from './redaction.ts'
import { tape } from './tape.ts'
import { beginWorld } from './world.ts'

const key = 'sk-proj-Secret0123456789abcd'
const client = new OpenAI({
  apiKey: key,
  maxRetries: 0,
  fetch: async (url, init) => (await answer(new Request(url, init)))!,
})
const messages = [{ role: 'user' as const, content: 'What is an API?' }]

beforeEach(() => {
  setPace(0)
  beginWorld(1)
  tape.clear()
})

describe('the tape', () => {
  test('has the request, the response and what it cost', async () => {
    const { usage } = await client.chat.completions.create({ model: 'gpt-4o-mini', messages })
    const [exchange] = tape.exchanges
    expect(exchange).toMatchObject({
      provider: 'openai',
      live: false,
      request: { method: 'POST', url: 'https://api.openai.com/v1/chat/completions' },
      response: { status: 200 },
      usage: { model: 'gpt-4o-mini-2024-07-18', inputTokens: 12, cachedInputTokens: 0, reasoningTokens: 0 },
    })
    expect(JSON.parse(exchange!.request.body)).toEqual({ model: 'gpt-4o-mini', messages })
    expect(exchange!.cost).toBeCloseTo((12 * 0.15 + usage!.completion_tokens * 0.6) / 1e6, 12)
    expect(tape.total()).toEqual({
      calls: 1,
      inputTokens: 12,
      outputTokens: usage!.completion_tokens,
      cost: exchange!.cost,
    })
  })

  test('has the frames of a stream with their times, and its usage though the stream does not say it', async () => {
    const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    const { response, usage } = tape.exchanges[0]!
    expect(response?.frames?.at(-1)?.text).toBe('data: [DONE]\n\n')
    expect(response?.frames?.map((frame) => frame.text).join('')).toBe(response?.body)
    expect(usage?.outputTokens).toBe(response!.frames!.length - 3)
  })

  test('counts what was written until the reader left', async () => {
    const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true })
    let chunks = 0
    for await (const _ of stream) if (++chunks === 4) break
    const { usage, error } = tape.exchanges[0]!
    expect(error).toBe('The client stopped reading.')
    expect(usage?.outputTokens).toBeGreaterThanOrEqual(3)
    expect(usage?.outputTokens).toBeLessThan(10)
  })

  test('takes no harm from a reader who leaves after the last frame, as an SDK may', async () => {
    const response = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true }).asResponse()
    const reader = response.body!.getReader()
    for (let text = ''; !text.includes('[DONE]');) text += new TextDecoder().decode((await reader.read()).value)
    await reader.cancel()
    expect(tape.exchanges[0]!.response?.frames?.at(-1)?.text).toBe('data: [DONE]\n\n')
    expect(tape.exchanges[0]!.error).toBeUndefined()
  })

  test('reads the usage of Responses, streamed and not, and of embeddings; reading a stored one costs nothing', async () => {
    const plain = await client.responses.create({ model: 'gpt-6-luna', input: 'Hello' })
    for await (const _ of await client.responses.create({ model: 'gpt-6-luna', input: 'Hello', stream: true }));
    await client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hello there' })
    await client.responses.retrieve(plain.id)
    expect(tape.exchanges.map(({ usage }) => usage?.inputTokens)).toEqual([7, 7, 2, undefined])
    expect(tape.exchanges[0]!.cost).toBeGreaterThan(0)
    expect(tape.exchanges[0]!.usage!.reasoningTokens).toBeGreaterThan(0)
  })

  test('never has a key on it', async () => {
    await client.chat.completions.create({
      model: 'gpt-6-luna',
      messages: [{ role: 'user', content: `My key is ${key}.` }],
    })
    const invalid = new OpenAI({
      apiKey: 'sk-test-invalid.Secret99',
      maxRetries: 0,
      fetch: client['fetch'] as typeof fetch,
    })
    await invalid.models.list().catch(() => {})
    await answer(
      new Request('https://api.openai.com/v1/models?key=Secret77', {
        headers: {
          cookie: 'id=Secret66',
          'x-api-key': 'Secret55',
          'x-goog-api-key': 'Secret44',
          'api-key': 'Secret33',
          'openai-organization': 'org-Secret22',
        },
      }),
    )
    expect(JSON.stringify(tape.exchanges)).not.toMatch(/Secret/)
    expect(tape.exchanges[0]!.request.headers.authorization).toBe('Bearer sk-…abcd')
  })
})

test('keys are masked but for the last four characters of long ones', () => {
  expect(mask('sk-proj-0123456789wxyz')).toBe('sk-…wxyz')
  expect(mask('sk-short')).toBe('sk-…')
  expect(mask('')).toBe('…')
  expect(redactText('Incorrect API key provided: sk-NyIKd*********KQ9l.', [])).not.toContain('NyIKd')
  expect(redactText('We like risk-taking and task-forces.', [])).toBe('We like risk-taking and task-forces.')
  expect(redactUrl('https://x.example/v1?key=AIzaSyD-abcdefgh&alt=sse')).toBe('https://x.example/v1?key=…efgh&alt=sse')
})
