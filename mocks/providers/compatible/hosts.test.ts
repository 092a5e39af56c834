import OpenAI from 'openai'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld, randomFrom } from '../../world.ts'
import { clientOf, framesIn, hostNames, hosts, rejection, send } from './hosts.fixture.ts'
import type { HostName } from './hosts.fixture.ts'

const messages = [{ role: 'user' as const, content: 'What is an API?' }]

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

describe.each(hostNames)('%s', (name) => {
  const { model } = hosts[name]
  const client = clientOf(name)
  const context = { key: 'k', url: `${hosts[name].baseURL}/chat/completions`, random: randomFrom(1) }

  test('answers, and counts what it used', async () => {
    const { choices, usage } = await client.chat.completions.create({ model, messages })
    const content: unknown = choices[0]?.message.content
    expect(content).toMatch(/\bAPI\b/)
    expect(choices[0]?.finish_reason).toMatch(/^(stop|eos)$/)
    expect(usage?.prompt_tokens).toBeGreaterThan(4)
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
  })

  test('streams the same kind of answer, piece by piece', async () => {
    const stream = await client.chat.completions.create({ model, messages, stream: true })
    let text = ''
    const reasons: unknown[] = []
    for await (const { choices } of stream) {
      text += choices[0]?.delta.content ?? ''
      reasons.push(choices[0]?.finish_reason ?? null)
    }
    expect(text).toMatch(/\bAPI\b/)
    expect(reasons.filter((reason) => reason !== null)).toHaveLength(1)
  })

  test('ends every stream, and says what was used when it is asked to', async () => {
    const response = await send(name, '/chat/completions', {
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    })
    const text = await response.text()
    expect(text).toMatch(/data: \[DONE\](\n\n|\r\n\r\n)$/)
    expect(framesIn(text).findLast(({ usage }) => usage)?.usage).toMatchObject({
      prompt_tokens: expect.any(Number) as unknown,
    })
  })

  test('cuts the answer at the limit, and counts exactly', async () => {
    // Thinking models may spend it all on their thoughts.
    const limit = name === 'azure' ? { max_completion_tokens: 5 } : { max_tokens: 5 }
    const { choices, usage } = await client.chat.completions.create({ model, messages, ...limit })
    expect(choices[0]?.finish_reason).toBe('length')
    expect(usage?.completion_tokens).toBe(5)
  })

  test('stops where it is told to', async () => {
    const settings = { model, messages, temperature: 0.01 }
    const { choices } = await client.chat.completions.create({ ...settings, stop: ['program'] })
    expect(choices[0]?.message.content).not.toContain('program')
    expect(choices[0]?.finish_reason).toBe('stop')
  })

  test('reads the system prompt', async () => {
    const system = { role: 'system' as const, content: 'Answer in one sentence.' }
    const [bare, told] = await Promise.all(
      [messages, [system, ...messages]].map((all) => client.chat.completions.create({ model, messages: all })),
    )
    expect(told?.usage?.prompt_tokens).toBeGreaterThan(bare?.usage?.prompt_tokens ?? Infinity)
    expect(told?.choices[0]?.message.content?.match(/[.!?](\s|$)/g)?.length).toBeLessThanOrEqual(2)
  })

  test('marks every response as simulated', async () => {
    const responses = await Promise.all([
      send(name, '/chat/completions', { model, messages }),
      send(name, '/chat/completions', {}),
      send(name, '/nowhere', {}),
      send(name, '/models'),
    ])
    expect(responses.map(({ headers }) => headers.get('x-workbook-mock'))).toEqual(['1', '1', '1', '1'])
  })

  test('does not let a bad key in', async () => {
    const bad = clientOf(name, { apiKey: 'sk-test-invalid.ada' })
    const error = await rejection(bad.chat.completions.create({ model, messages }))
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
  })

  test('refuses what is no JSON, and what is nested too deep', async () => {
    for (const body of ['{"model": ', '[]', `${'['.repeat(100_000)}${']'.repeat(100_000)}`]) {
      const { status } = await send(name, '/chat/completions', body)
      expect([400, 422]).toContain(status)
    }
  })

  test('lists its models', async () => {
    const response = await send(name, '/models')
    expect(response.status).toBe(200)
    const body = (await response.json()) as { data?: { id: string }[] } | { id: string }[]
    const list = Array.isArray(body) ? body : (body.data ?? [])
    expect(list.length).toBeGreaterThan(0)
    expect(list.every(({ id }) => typeof id === 'string')).toBe(true)
  })

  test('fails as test keys want it to', () => {
    const statuses = (
      [
        'invalid',
        'no-permission',
        'timeout',
        'too-large',
        'unprocessable',
        'rate-limited',
        'quota',
        'server-error',
        'unavailable',
        'overloaded',
      ] as const
    ).map((kind) => hosts[name].room.failure(kind, { ...context, model })?.status)
    expect(statuses).toEqual([401, 403, ...(failures[name] ?? []), 500, 503, overloads[name] ?? 503])
    const limited = hosts[name].room.failure('rate-limited', context)
    expect(limited?.headers.get('retry-after')).toBe('2')
    expect(hosts[name].room.failure('slow', context)).toBeUndefined()
  })

  test('has an error for a stream that breaks, which the client throws', async () => {
    const { room } = hosts[name]
    const fetch = () =>
      Promise.resolve(new Response(room.streamError(context), { headers: { 'content-type': 'text/event-stream' } }))
    const stream = await clientOf(name, { fetch }).chat.completions.create({ model, messages, stream: true })
    const error = await rejection(
      (async () => {
        for await (const _ of stream);
      })(),
    )
    // Mistral's has no key `error`, so the client takes it for a chunk.
    if (name === 'mistral') expect(error).toBeUndefined()
    else expect(error).toBeInstanceOf(OpenAI.APIError)
  })
})

/** Timeout, too large, unprocessable, rate limit, quota. */
const usual = [408, 413, 422, 429, 429]
const failures: Record<HostName, readonly number[]> = {
  groq: usual,
  mistral: [408, 413, 422, 429, 402],
  together: [408, 413, 422, 429, 402],
  fireworks: [408, 413, 422, 429, 412],
  qwen: usual,
  huggingface: [504, 413, 422, 429, 402],
  openrouter: [408, 413, 422, 429, 402],
  azure: [408, 413, 422, 429, 403],
  lmstudio: usual,
  ollama: [504, 413, 400, 429, 429],
  vllm: usual,
  textgen: [504, 413, 422, 429, 429],
  tgi: [504, 413, 422, 429, 429],
}
const overloads: Partial<Record<HostName, number>> = { mistral: 429, openrouter: 502, tgi: 429 }
