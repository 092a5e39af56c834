import { pick } from '@workbook/kit'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { answer } from './handle.ts'
import { requestsTo } from './mutations.fixture.ts'
import type { Target } from './mutations.fixture.ts'
import { setPace } from './pace.ts'
import { hostNames, hosts } from './providers/compatible/hosts.fixture.ts'
import type { HostName } from './providers/compatible/hosts.fixture.ts'
import { tape } from './tape.ts'
import { beginWorld } from './world.ts'

interface Subject extends Target {
  /** Besides 200. */
  readonly statuses: readonly number[]
  /** Whether an error's body has the provider's form. */
  readonly isEnvelope: (body: string) => boolean
  /** A request for one short answer. */
  readonly body: (text: string) => object
  readonly many: (count: number) => object
}

type Json = { error?: Record<string, unknown>; type?: string; request_id?: string } & Record<string, unknown>

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const turns = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ role: i % 2 ? 'assistant' : 'user', content: 'Hi' }))
const says = (text: string) => [{ role: 'user', content: text }]
const luna = pick('openai', 'cheap')
const haiku = pick('anthropic', 'cheap')
const flash = pick('gemini', 'cheap')

const subjects: Readonly<Record<string, Subject>> = {
  openai: {
    addresses: [
      'POST https://api.openai.com/v1/chat/completions',
      'POST https://api.openai.com/v1/responses',
      'POST https://api.openai.com/v1/embeddings',
      'POST https://api.openai.com/v1/responses/input_tokens',
      'GET https://api.openai.com/v1/models',
      'GET https://api.openai.com/v1/models/x%E0',
      'DELETE https://api.openai.com/v1/responses/resp_1',
      'POST https://api.openai.com/nope',
    ],
    headers: { authorization: 'Bearer sk-x', 'content-type': 'application/json' },
    bodies: [
      { model: luna, messages: says('Hi'), max_completion_tokens: 20 },
      {
        model: 'gpt-4o-mini',
        messages: [{ role: 'system', content: [{ type: 'text', text: 'Be kind.' }] }, ...turns(3)],
        temperature: 0.5,
        top_p: 0.9,
        n: 2,
        stop: ['a'],
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 9,
        seed: 3,
        logprobs: true,
        top_logprobs: 2,
        logit_bias: { '50': -100 },
        tools: [{ type: 'function', function: { name: 'weather', parameters: schema } }],
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } },
      },
      {
        model: luna,
        input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
        instructions: 'Be brief.',
        stream: true,
        store: false,
        max_output_tokens: 16,
        include: ['reasoning.encrypted_content'],
        text: { format: { type: 'json_schema', name: 'x', schema } },
        reasoning: { effort: 'low' },
      },
      { model: 'text-embedding-3-small', input: ['Hi', 'there'], dimensions: 8, encoding_format: 'float' },
    ],
    statuses: [400, 401, 404, 405, 413, 415],
    isEnvelope: (body) => {
      const { error } = JSON.parse(body) as Json
      return typeof error?.message === 'string' && 'type' in error && 'param' in error && 'code' in error
    },
    body: (text) => ({ model: luna, messages: says(text), max_completion_tokens: 16 }),
    many: (count) => ({ model: luna, messages: turns(count), max_completion_tokens: 16 }),
  },
  anthropic: {
    addresses: [
      'POST https://api.anthropic.com/v1/messages',
      'POST https://api.anthropic.com/v1/messages/count_tokens',
      'POST https://api.anthropic.com/v1/messages/batches',
      'GET https://api.anthropic.com/v1/models?limit=x',
      'GET https://api.anthropic.com/v1/messages/batches/x/results',
      'POST https://api.anthropic.com/nope',
    ],
    headers: { 'x-api-key': 'sk-x', 'anthropic-version': '2026-10-21', 'content-type': 'application/json' },
    bodies: [
      { model: haiku, max_tokens: 20, messages: says('Hi') },
      {
        model: haiku,
        max_tokens: 30,
        stream: true,
        stop_sequences: ['a'],
        metadata: { user_id: 'x' },
        system: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
        tools: [{ name: 'weather', input_schema: schema }],
        tool_choice: { type: 'tool', name: 'weather' },
        output_config: { effort: 'low', format: { type: 'json_schema', schema } },
        messages: [
          { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
          { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'weather', input: {} }] },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Rain' }] },
        ],
      },
      { requests: [{ custom_id: 'a', params: { model: haiku, max_tokens: 9, messages: says('Hi') } }] },
    ],
    statuses: [400, 401, 404, 405, 413],
    isEnvelope: (body) => {
      const { type, error, request_id: id } = JSON.parse(body) as Json
      return type === 'error' && typeof error?.message === 'string' && typeof id === 'string'
    },
    body: (text) => ({ model: haiku, max_tokens: 16, messages: says(text) }),
    many: (count) => ({ model: haiku, max_tokens: 16, messages: turns(count) }),
  },
  gemini: {
    addresses: [
      `POST https://generativelanguage.googleapis.com/v1beta/models/${flash}:generateContent`,
      `POST https://generativelanguage.googleapis.com/v1beta/models/${flash}:streamGenerateContent?alt=sse`,
      `POST https://generativelanguage.googleapis.com/v1beta/models/${flash}:countTokens`,
      'POST https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-2:embedContent',
      'POST https://generativelanguage.googleapis.com/v1beta/interactions',
      'GET https://generativelanguage.googleapis.com/v1beta/models?pageSize=x',
    ],
    headers: { 'x-goog-api-key': 'AIza-x', 'content-type': 'application/json' },
    bodies: [
      { contents: [{ parts: [{ text: 'Hi' }] }], generationConfig: { maxOutputTokens: 16 } },
      {
        contents: [
          { role: 'user', parts: [{ text: 'Hi' }, { inlineData: { mimeType: 'image/png', data: 'aaaa' } }] },
          { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] },
          { role: 'user', parts: [{ functionResponse: { name: 'weather', response: { sky: 'grey' } } }] },
        ],
        systemInstruction: { parts: [{ text: 'Be kind.' }] },
        tools: [{ functionDeclarations: [{ name: 'weather', parameters: schema }] }],
        generationConfig: { stopSequences: ['a'], responseMimeType: 'application/json', responseSchema: schema },
        safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      },
      { model: flash, input: 'Hi', stream: true },
      { content: { parts: [{ text: 'Hi' }] } },
    ],
    statuses: [400, 401, 403, 404],
    isEnvelope: (body) => {
      if (body.startsWith('<!DOCTYPE html>')) return body.includes('Error 404 (Not Found)')
      const parsed = JSON.parse(body) as Json | Json[]
      const { error } = Array.isArray(parsed) ? (parsed[0] ?? {}) : parsed
      return typeof error?.message === 'string' && 'code' in error
    },
    body: (text) => ({ contents: [{ parts: [{ text }] }], generationConfig: { maxOutputTokens: 16 } }),
    many: (count) => ({
      contents: turns(count).map(({ role, content }) => ({
        role: role === 'user' ? role : 'model',
        parts: [{ text: content }],
      })),
      generationConfig: { maxOutputTokens: 16 },
    }),
  },
}

/** A host of OpenAI's Chat Completions. */
function compatible(url: string, model: string, statuses: readonly number[]): Subject {
  return {
    addresses: [
      `POST ${url}/chat/completions`,
      // Not every host has Responses; those that do not say so.
      `POST ${url}/responses`,
      `POST ${url}/embeddings`,
      `GET ${url}/models`,
      `GET ${url}/models/x%E0`,
    ],
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    bodies: [
      { model, messages: says('Hi'), max_tokens: 20 },
      {
        model,
        messages: [{ role: 'system', content: [{ type: 'text', text: 'Be kind.' }] }, ...turns(3)],
        temperature: 0.5,
        top_p: 0.9,
        stop: ['a'],
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 9,
        seed: 3,
        presence_penalty: 0.1,
        tools: [{ type: 'function', function: { name: 'weather', parameters: schema } }],
        tool_choice: 'auto',
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
      },
      {
        model,
        input: [
          { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
          { type: 'reasoning', id: 'rs_1', summary: [] },
          { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' },
          { type: 'function_call_output', call_id: 'call_1', output: 'Rain' },
        ],
        instructions: 'Be brief.',
        stream: true,
        max_output_tokens: 16,
        temperature: 0.5,
        tools: [{ type: 'function', name: 'weather', parameters: schema }],
        tool_choice: { type: 'function', name: 'weather' },
        text: { format: { type: 'json_schema', name: 'x', schema } },
        reasoning: { effort: 'low' },
      },
    ],
    statuses,
    isEnvelope: (body) => {
      // Servers written in Go say some things without JSON.
      if (/^40[45] (page not found|method not allowed)$/i.test(body.trim())) return true
      // And one in Rust, of a body that it cannot read; of an address it does not have, it says nothing.
      if (url.includes(':8080') && (body === '' || /^Failed to (parse|deserialize|buffer) /.test(body))) return true
      // One in Python has no words for its own mistakes.
      if (url.includes(':5000') && body === 'Internal Server Error') return true
      const parsed = JSON.parse(body) as Json
      return ['error', 'message', 'detail'].some((key) => key in parsed)
    },
    body: (text) => ({ model, messages: says(text), max_tokens: 16 }),
    many: (count) => ({ model, messages: turns(count), max_tokens: 16 }),
  }
}

/** More of them are tried where somebody has the time. */
const count = Number(process.env.WORKBOOK_MUTATIONS ?? 300)

/** What no answer may hold: a stack, or a value that was never meant to be seen. */
const leak = /\n\s+at |\.ts:\d+|\bundefined\b|\[object |TypeError|RangeError/

beforeEach(() => {
  setPace(0)
  beginWorld(7)
  tape.clear()
  tape.keep(5)
})

/** What each host answers besides 200: some call a body that does not fit unprocessable, the others say 400. */
const statuses: Readonly<Record<HostName, readonly number[]>> = {
  groq: [400, 401, 404, 405, 413, 422],
  mistral: [400, 401, 404, 405, 413, 422],
  // Of them, 403 is for a prompt that is too long.
  together: [400, 401, 403, 404, 405, 413, 422],
  fireworks: [400, 401, 404, 405, 413],
  qwen: [400, 401, 404, 405, 413],
  huggingface: [400, 401, 404, 405, 413, 422],
  openrouter: [400, 401, 404, 405, 413],
  azure: [400, 401, 404, 405, 413],
  lmstudio: [400, 404, 405, 413],
  ollama: [400, 404, 405, 413],
  vllm: [400, 404, 405, 413, 422],
  // Vectors of a model that has none: 500 of the one, 424 of the other.
  textgen: [400, 404, 405, 413, 422, 500],
  tgi: [400, 404, 405, 413, 422, 424],
}

const others = Object.fromEntries(
  hostNames.map((name) => [name, compatible(hosts[name].baseURL, hosts[name].model, statuses[name])]),
)

describe.each(Object.entries({ ...subjects, ...others }))('%s', (_, subject) => {
  const { statuses, isEnvelope, addresses, headers } = subject
  const [method = '', url = ''] = (addresses[0] ?? '').split(' ')
  const send = async (body: string | Uint8Array<ArrayBuffer>) => {
    const response = await answer(new Request(url, { method, headers, body }))
    const text = (await response?.text()) ?? ''
    return { status: response?.status ?? 0, text }
  }

  test(`answers ${count} requests, wrong in every way, in its own form`, async () => {
    for (const request of requestsTo(subject, count)) {
      const asked = `${request.method} ${request.url} ${await request.clone().text()}`
      const response = await answer(request)
      const body = (await response?.text()) ?? ''
      if (response?.status === 200) continue
      expect(statuses, asked).toContain(response?.status)
      expect(isEnvelope(body), `${asked} → ${body}`).toBe(true)
      expect(body.replaceAll(/[`'"]undefined[`'"]/g, ''), asked).not.toMatch(leak)
    }
  })

  test.each([
    ['a megabyte of one letter', () => JSON.stringify(subject.body('a'.repeat(1_000_000)))],
    ['a hundred thousand messages', () => JSON.stringify(subject.many(99_999))],
    ['JSON of a hundred thousand levels', () => `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    [
      'a known field of a hundred thousand levels',
      () => `{"messages":${'[{"content":'.repeat(50_000)}1${'}]'.repeat(50_000)}}`,
    ],
    ['invalid UTF-8', () => new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
    ['nothing', () => ''],
  ])('is not harmed by %s', async (_, make) => {
    const body = make()
    const began = process.cpuUsage()
    const { status, text } = await send(body)
    const { user, system } = process.cpuUsage(began)
    expect([200, ...statuses]).toContain(status)
    if (status !== 200) expect(isEnvelope(text), text.slice(0, 300)).toBe(true)
    expect(text).not.toMatch(leak)
    // Its own work alone, because what else the machine does is no fault of the request.
    expect((user + system) / 1e6).toBeLessThan(2)
  })
})

test('two hundred streams, half of which are left, all end and leave nothing behind', async () => {
  setPace(0.01)
  const unhandled = vi.fn<(error: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  tape.keep(1_000)
  const body = (i: number) => JSON.stringify({ ...subjects.openai?.body(`What is API number ${i}?`), stream: true })
  const streams = Array.from({ length: 200 }, async (_, i) => {
    const left = new AbortController()
    const init = { method: 'POST', signal: left.signal, headers: { authorization: 'Bearer x' }, body: body(i) }
    const response = await answer(new Request('https://api.openai.com/v1/chat/completions', init))
    const reader = response?.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (let piece; reader && !(piece = await reader.read()).done;) {
      text += piece.value
      if (i % 2) {
        left.abort()
        await reader.cancel().catch(() => {})
        break
      }
    }
    return text.includes('[DONE]')
  })
  const ends = await Promise.all(streams)
  expect(ends.filter(Boolean)).toHaveLength(100)
  expect(ends.filter((_, i) => i % 2 === 0).every(Boolean)).toBe(true)
  expect(unhandled).not.toHaveBeenCalled()
  process.off('unhandledRejection', unhandled)
})
