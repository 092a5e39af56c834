import { beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal } from '../declined-text.ts'
import { setPace } from '../../pace.ts'
import { beginWorld, randomFrom } from '../../world.ts'
import { clientOf, framesIn, hosts, rejection, send } from './hosts.fixture.ts'

const messages = [{ role: 'user' as const, content: 'What is an API?' }]

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

test.each([
  'groq',
  'together',
  'fireworks',
  'huggingface',
  'openrouter',
  'lmstudio',
  'ollama',
  'vllm',
  'textgen',
] as const)('%s shows what a model thinks', async (name) => {
  const { thinker: model } = hosts[name]
  const plain = (await (await send(name, '/chat/completions', { model, messages })).json()) as {
    choices: { message: Record<string, unknown> }[]
  }
  const { message } = plain.choices[0] ?? { message: {} }
  expect(message.reasoning ?? message.reasoning_content).toMatch(/^The user writes: "What is an API\?"/)
  const text = await (await send(name, '/chat/completions', { model, messages, stream: true })).text()
  const deltas = framesIn(text).flatMap(({ choices }) => choices as { delta: Record<string, string | null> }[])
  const thoughts = deltas.map(({ delta }) => delta.reasoning ?? delta.reasoning_content ?? '').join('')
  expect(thoughts).toMatch(/^The user writes: "What is an API\?"/)
})

test('Mistral shows thoughts as parts of the content', async () => {
  const body = { model: 'mistral-small-latest', messages, reasoning_effort: 'high' }
  const plain = (await (await send('mistral', '/chat/completions', body)).json()) as {
    choices: { message: { content: { type: string }[] } }[]
  }
  expect(plain.choices[0]?.message.content.map(({ type }) => type)).toEqual(['thinking', 'text'])
  const text = await (await send('mistral', '/chat/completions', { ...body, stream: true })).text()
  expect(text).toContain(
    '"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"The"}]}]},"finish_reason":null',
  )
})

test('OpenRouter says first that it is working, counts always, and tells the price', async () => {
  const text = await (
    await send('openrouter', '/chat/completions', { model: 'openai/gpt-4o-mini', messages, stream: true })
  ).text()
  expect(text).toMatch(/^: OPENROUTER PROCESSING\n\n/)
  const { usage, choices } = framesIn(text).at(-1) as {
    usage: { prompt_tokens: number; completion_tokens: number; cost: number }
    choices: unknown[]
  }
  expect(choices).toEqual([])
  expect(usage.cost).toBeCloseTo((usage.prompt_tokens * 0.15 + usage.completion_tokens * 0.6) / 1e6, 10)
})

test('the router of Hugging Face passes on what the host behind it writes', async () => {
  const ask = (model: string) => send('huggingface', '/chat/completions', { model, messages })
  const groq = await ask('openai/gpt-oss-120b:groq')
  expect(groq.headers.get('x-inference-provider')).toBe('groq')
  expect(await groq.json()).toHaveProperty('x_groq')
  const together = await ask('meta-llama/Llama-3.3-70B-Instruct:together')
  expect(await together.json()).toHaveProperty('prompt', [])
})

test('a server at home answers by its own API as well, and fails by it', async () => {
  const { room } = hosts.ollama
  const version = await room.answer(new Request('http://localhost:11434/api/version'))
  expect(await version.json()).toHaveProperty('version')
  const failure = room.failure('unavailable', {
    key: 'k',
    url: 'http://localhost:11434/api/chat',
    random: randomFrom(1),
  })
  expect(await failure?.json()).toEqual({ error: expect.any(String) as unknown })
})

test('textgen writes its stream as Python and its library do', async () => {
  const text = await (await send('textgen', '/chat/completions', { model: 'x', messages, stream: true })).text()
  expect(text).toMatch(/^data: \{"id": "chatcmpl-\d+", "object": "chat\.completion\.chunk", /)
  expect(text.split('\n\n').length).toBeGreaterThan(5)
  expect(text).not.toContain('\r')
  expect(framesIn(text).some(({ usage }) => usage)).toBe(false)
})

test('vLLM counts along when it is asked to', async () => {
  const stream_options = { include_usage: true, continuous_usage_stats: true }
  const text = await (
    await send('vllm', '/chat/completions', { model: 'Qwen/Qwen3-8B', messages, stream: true, stream_options })
  ).text()
  const counts = framesIn(text).map(({ usage }) => (usage as { completion_tokens: number }).completion_tokens)
  expect(counts[0]).toBe(0)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
})

test('LM Studio answers even for addresses it does not have', async () => {
  const response = await send('lmstudio', '/nowhere')
  expect([response.status, await response.json()]).toEqual([
    200,
    { error: 'Unexpected endpoint or method. (GET /v1/nowhere). Returning 200 anyway' },
  ])
})

test.each([
  ['groq', 'x-ratelimit-remaining-requests', '499999'],
  ['mistral', 'x-ratelimit-remaining-req-10-second', '59'],
  ['azure', 'x-ratelimit-remaining-requests', '119'],
  ['fireworks', 'x-ratelimit-remaining-requests', '5999'],
] as const)('%s counts down in its headers', async (name, header, left) => {
  beginWorld(1, 0)
  const ask = () => send(name, '/chat/completions', { model: hosts[name].model, messages }, `key of ${name}`)
  expect((await ask()).headers.get(header)).toBe(left)
  expect((await ask()).headers.get(header)).toBe(String(Number(left) - 1))
})

test.each([
  ['mistral', 'mistral-embed', 1024],
  ['azure', 'text-embedding-3-small', 1536],
  ['ollama', 'nomic-embed-text', 768],
  ['lmstudio', 'text-embedding-nomic-embed-text-v1.5', 768],
] as const)('%s makes vectors', async (name, model, length) => {
  const input = ['a cat sat on the mat', 'cats sit on mats', 'the price of copper rose']
  const { data } = await clientOf(name).embeddings.create({ model, input })
  const vectors = data.map(({ embedding }) => embedding)
  expect(vectors.map((vector) => vector.length)).toEqual([length, length, length])
  const dot = (a: number[] = [], b: number[] = []) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
  expect(dot(vectors[0], vectors[1])).toBeGreaterThan(dot(vectors[0], vectors[2]))
})

test('a repeated beginning is found in the cache, and only by the same account', async () => {
  const long = [{ role: 'system', content: 'Remember the rules of the house. '.repeat(300) }, ...messages]
  const cached = async (name: 'groq' | 'fireworks' | 'azure', key: string) => {
    const response = await send(name, '/chat/completions', { model: hosts[name].model, messages: long }, key)
    const { usage } = (await response.json()) as { usage: { prompt_tokens_details?: { cached_tokens: number } } }
    return usage.prompt_tokens_details?.cached_tokens ?? 0
  }
  for (const name of ['groq', 'fireworks', 'azure'] as const) {
    expect(await cached(name, 'one')).toBe(0)
    expect(await cached(name, 'one')).toBeGreaterThan(1000)
    expect(await cached(name, 'two')).toBe(0)
  }
})

test('a model that declines says so in a sentence; a filter stops what it is there to stop', async () => {
  const refused = await clientOf('ollama', { apiKey: 'sk-test-refusal' }).chat.completions.create({
    model: 'qwen3',
    messages,
  })
  expect(refused.choices[0]?.message.content).toBe(refusal)
  const filtered = await clientOf('mistral', { apiKey: 'sk-test-content-filter' }).chat.completions.create({
    model: 'mistral-small-latest',
    messages,
  })
  expect(filtered.choices[0]?.finish_reason).toBe('content_filter')
  const blocked = await rejection(
    clientOf('azure', { apiKey: 'sk-test-content-filter' }).chat.completions.create({ model: 'gpt-4o-mini', messages }),
  )
  expect(blocked).toMatchObject({ status: 400, code: 'content_filter' })
  const moderated = await send(
    'openrouter',
    '/chat/completions',
    { model: 'openai/gpt-4o-mini', messages },
    'sk-test-content-filter',
  )
  expect(moderated.status).toBe(403)
})

test('several answers at once, streamed as well', async () => {
  const { choices } = await clientOf('vllm').chat.completions.create({ model: 'Qwen/Qwen3-8B', n: 3, messages })
  expect(choices.map(({ index }) => index)).toEqual([0, 1, 2])
  const text = await (
    await send('vllm', '/chat/completions', { model: 'Qwen/Qwen3-8B', n: 2, messages, stream: true })
  ).text()
  const seen = framesIn(text).map((frame) => (frame.choices as { index: number }[])[0]?.index)
  expect(new Set(seen)).toEqual(new Set([0, 1]))
})

test('what is too long for the window is refused', async () => {
  const content = 'word '.repeat(50_000)
  const statuses = await Promise.all(
    (['ollama', 'lmstudio', 'vllm', 'textgen', 'tgi'] as const).map(async (name) => {
      return (
        await send(name, '/chat/completions', { model: hosts[name].model, messages: [{ role: 'user', content }] })
      ).status
    }),
  )
  expect(statuses).toEqual([400, 400, 400, 400, 422])
  const body = { model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', messages, max_tokens: 200_000 }
  expect((await send('together', '/chat/completions', body)).status).toBe(403)
})

test('Azure tells nothing of an account to who is not let in', async () => {
  const body = { model: 'gpt-4o-mini', messages }
  const refused = await send('azure', '/chat/completions', body, 'sk-test-invalid')
  expect([...refused.headers.keys()].filter((name) => name.startsWith('x-ms'))).toEqual([])
  const answered = await send('azure', '/chat/completions', body)
  expect(answered.headers.get('x-ms-region')).toBe('East US 2')
})
