import { describe, expect, test } from 'vitest'
import { meters } from '../../tape.ts'
import { usageInBody } from '../../usage.ts'
import { callerOf, readLines, withoutWaiting } from '../local/client.fixture.ts'
import { answerNative, failure, isNative, streamError } from './ollama-native.ts'
import type { ChatResponse, GenerateResponse } from './wire.ts'

const call = callerOf('http://localhost:11434', answerNative)
const messages = [{ role: 'user', content: 'What is a token?' }]
const gemma = { model: 'gemma3:4b', messages }
const plain = { ...gemma, stream: false }

withoutWaiting()

describe('POST /api/chat', () => {
  test('answers whole when it is asked not to stream', async () => {
    const response = await call('/api/chat', plain)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('x-workbook-mock')).toBe('1')
    const body = (await response.json()) as ChatResponse
    expect(Object.keys(body)).toEqual([
      'model',
      'created_at',
      'message',
      'done',
      'done_reason',
      'total_duration',
      'load_duration',
      'prompt_eval_count',
      'prompt_eval_duration',
      'eval_count',
      'eval_duration',
    ])
    expect(body).toMatchObject({ model: 'gemma3:4b', done: true, done_reason: 'stop', message: { role: 'assistant' } })
    expect(body.message.content).toMatch(/token/i)
    expect(body.created_at).toMatch(/^2026-11-20T09:00:0\d(\.\d{1,6})?Z$/)
    expect(body.total_duration).toBeGreaterThan(body.eval_duration ?? NaN)
    expect(usageInBody(JSON.stringify(body))).toMatchObject({ outputTokens: body.eval_count })
  })

  test('streams lines of one token each, by default', async () => {
    const response = await call('/api/chat', gemma)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = await readLines<ChatResponse>(response)
    const last = lines.at(-1)
    expect(Object.keys(lines[0] ?? {})).toEqual(['model', 'created_at', 'message', 'done'])
    expect(lines.slice(0, -1).every(({ done }) => !done)).toBe(true)
    expect(last).toMatchObject({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' })
    expect(last?.eval_count).toBe(lines.length - 1)
    expect(lines.map(({ message }) => message.content).join('')).toMatch(/token/i)
  })

  test('follows a system prompt, a stop sequence, a limit and a seed', async () => {
    const ask = async (options: object) =>
      (await (await call('/api/chat', { ...plain, options })).json()) as ChatResponse
    const cold = await ask({ temperature: 0 })
    const short = await ask({ temperature: 0, num_predict: 3 })
    expect(short).toMatchObject({ done_reason: 'length', eval_count: 3 })
    expect(cold.message.content.startsWith(short.message.content)).toBe(true)
    const word = cold.message.content.split(' ')[2] ?? ''
    const stopped = await ask({ temperature: 0, stop: [word] })
    expect(stopped.done_reason).toBe('stop')
    expect(stopped.message.content).not.toContain(word)
    const seeded = [await ask({ seed: 5, temperature: 1.4 }), await ask({ seed: 5, temperature: 1.4 })]
    expect(seeded[0]?.message.content).toBe(seeded[1]?.message.content)
  })

  test('shows the thinking of models that think, unless told not to', async () => {
    const ask = async (more: object) => {
      const lines = await readLines<ChatResponse>(await call('/api/chat', { model: 'qwen3:8b', messages, ...more }))
      return { thinking: lines.map(({ message }) => message.thinking ?? '').join(''), last: lines.at(-1) }
    }
    const [deep, none] = [await ask({}), await ask({ think: false })]
    expect(deep.thinking).not.toBe('')
    expect(deep.last?.eval_count).toBeGreaterThan(none.last?.eval_count ?? NaN)
    expect(none.thinking).toBe('')
    const whole = await call('/api/chat', { model: 'qwen3', messages, stream: false })
    expect(Object.keys(((await whole.json()) as ChatResponse).message)).toEqual(['role', 'content', 'thinking'])
  })

  test('forgets the oldest messages that do not fit, unless it may not', async () => {
    const long = { role: 'user', content: 'word '.repeat(3000) }
    const many = { ...plain, messages: [long, long, ...messages], options: { num_ctx: 512 } }
    const body = (await (await call('/api/chat', many)).json()) as ChatResponse
    expect(body.prompt_eval_count).toBe(512)
    expect(body.message.content).toMatch(/token/i)
    const refused = await call('/api/chat', { ...many, truncate: false })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual({ error: 'the input length exceeds the context length' })
  })

  test('tells probabilities when asked', async () => {
    const body = (await (await call('/api/chat', { ...plain, logprobs: true, top_logprobs: 2 })).json()) as ChatResponse
    expect(body.logprobs).toHaveLength(body.eval_count ?? NaN)
    expect(Object.keys(body.logprobs?.[0] ?? {})).toEqual(['token', 'logprob', 'bytes', 'top_logprobs'])
    expect(body.logprobs?.[0]?.top_logprobs).toHaveLength(2)
  })

  test('loads and unloads a model when there is nothing to answer', async () => {
    const running = async () => ((await (await call('/api/ps')).json()) as { models: { name: string }[] }).models
    expect(await running()).toEqual([])
    const loaded = await (await call('/api/chat', { model: 'gemma3:4b' })).json()
    expect(loaded).toMatchObject({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'load' })
    expect(await running()).toMatchObject([{ name: 'gemma3:4b', context_length: 4096 }])
    const unloaded = await (await call('/api/chat', { model: 'gemma3:4b', keep_alive: 0 })).json()
    expect(unloaded).toMatchObject({ done_reason: 'unload' })
    expect(await running()).toEqual([])
  })

  test('takes less time to load what is in memory', async () => {
    const first = (await (await call('/api/chat', plain)).json()) as ChatResponse
    const second = (await (await call('/api/chat', plain)).json()) as ChatResponse
    expect(second.load_duration).toBeLessThan((first.load_duration ?? 0) / 5)
  })

  test.each([
    ['a megabyte of one letter', [{ role: 'user', content: 'a'.repeat(1_000_000) }]],
    ['50,000 messages', Array.from({ length: 50_000 }, (_, at) => ({ role: 'user', content: `${at}` }))],
  ])('reads the end of %s', async (_, many) => {
    const body = (await (await call('/api/chat', { ...plain, messages: many })).json()) as ChatResponse
    expect(body.prompt_eval_count).toBe(4096)
  })

  test('stops writing when the reader leaves, and charges what was written', async () => {
    const response = await call('/api/chat', gemma)
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.read()
    await reader?.cancel()
    expect(meters.get(response)?.()).toMatchObject({ model: 'gemma3:4b', outputTokens: 2 })
  })

  const refused: readonly (readonly [what: string, body: object | string, status: number, error: string])[] = [
    ['no body', '', 400, 'missing request body'],
    ['half a body', '{"model": "gemma3:4b"', 400, 'unexpected EOF'],
    ['no JSON', 'hello', 400, "invalid character 'h' looking for beginning of value"],
    ['a comma too many', '{"a": 1,}', 400, "invalid character '}' looking for beginning of object key string"],
    [
      'single quotes',
      "{'model': 1}",
      400,
      String.raw`invalid character '\'' looking for beginning of object key string`,
    ],
    ['a list', '[]', 400, 'json: cannot unmarshal array into Go value of type api.ChatRequest'],
    ['much nesting', '['.repeat(100_000), 400, 'exceeded max depth'],
    ['no model', { messages }, 400, 'model is required'],
    ['a bad name', { model: 'a b', messages }, 400, 'invalid model name'],
    ['an unknown model', { model: 'gpt-6-luna', messages }, 404, "model 'gpt-6-luna' not found"],
    [
      'a model that is a number',
      { model: 5, messages },
      400,
      'json: cannot unmarshal number into Go struct field ChatRequest.model of type string',
    ],
    [
      "content in OpenAI's parts",
      { ...gemma, messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] },
      400,
      'json: cannot unmarshal array into Go struct field ChatRequest.messages.content of type string',
    ],
    [
      'arguments as a string',
      { ...gemma, messages: [{ role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{}' } }] }] },
      400,
      'json: cannot unmarshal string into Go struct field ChatRequest.messages.tool_calls.function.arguments of type api.ToolCallFunctionArguments',
    ],
    ['probabilities of too many', { ...gemma, top_logprobs: 21 }, 400, 'top_logprobs must be between 0 and 20'],
    ['thoughts of none', { ...gemma, think: true }, 400, '"gemma3:4b" does not support thinking'],
    [
      'a level of thinking',
      { ...gemma, think: 'deep' },
      400,
      'invalid think value: "deep" (must be "high", "medium", "low", "max", true, or false)',
    ],
    [
      'tools of none',
      { ...gemma, tools: [{ type: 'function', function: { name: 'f', parameters: {} } }] },
      400,
      'registry.ollama.ai/library/gemma3:4b does not support tools',
    ],
    ['a model that embeds', { model: 'nomic-embed-text', messages }, 400, '"nomic-embed-text" does not support chat'],
    [
      'an option of a wrong type',
      { ...gemma, options: { temperature: 'hot' } },
      500,
      'option "temperature" must be of type float32',
    ],
    [
      'a format',
      { ...gemma, format: 'xml' },
      500,
      String.raw`invalid format: "\"xml\""; expected "json" or a valid JSON Schema object`,
    ],
    ['a span', { ...gemma, keep_alive: '5 minutes' }, 400, 'time: invalid duration "5 minutes"'],
    [
      'a picture for a blind model',
      { model: 'llama3', messages: [{ role: 'user', content: 'What is it?', images: ['aGk='] }] },
      500,
      'this model is missing data required for image input',
    ],
  ]
  test.each(refused)('refuses %s', async (_, body, status, error) => {
    const response = await call('/api/chat', body)
    expect([response.status, await response.json()]).toEqual([status, { error }])
  })

  test('passes over fields and options nobody knows', async () => {
    const response = await call('/api/chat', {
      ...plain,
      max_tokens: 1,
      options: { max_tokens: 1 },
      tool_choice: 'none',
    })
    expect(((await response.json()) as ChatResponse).eval_count).toBeGreaterThan(1)
  })
})

describe('POST /api/generate', () => {
  test('goes on with a conversation by its context', async () => {
    const ask = async (prompt: string, more: object = {}) => {
      const response = await call('/api/generate', { model: 'llama3', prompt, stream: false, ...more })
      return (await response.json()) as GenerateResponse
    }
    const first = await ask('My name is Ada.', { options: { temperature: 0 } })
    const second = await ask('What is my name?', { options: { temperature: 0 }, context: first.context })
    expect(second.response).toContain('Ada')
  })

  test('streams', async () => {
    const lines = await readLines<GenerateResponse>(
      await call('/api/generate', { model: 'gemma3:4b', prompt: 'What is a token?', system: 'Be brief.' }),
    )
    expect(Object.keys(lines[0] ?? {})).toEqual(['model', 'created_at', 'response', 'done'])
    expect(Object.keys(lines.at(-1) ?? {}).slice(0, 6)).toEqual([
      'model',
      'created_at',
      'response',
      'done',
      'done_reason',
      'context',
    ])
    expect(lines.map(({ response }) => response).join('')).toMatch(/token/i)
  })

  test.each([
    ['nothing to say', { model: 'llama3' }, 200, { done_reason: 'load', response: '' }],
    [
      'a suffix',
      { model: 'llama3', prompt: 'a', suffix: 'b' },
      400,
      { error: 'registry.ollama.ai/library/llama3:8b does not support insert' },
    ],
    ['no model', { prompt: 'a' }, 404, { error: "model '' not found" }],
    [
      'raw and a system prompt',
      { model: 'llama3', prompt: 'a', raw: true, system: 'b' },
      400,
      { error: 'raw mode does not support template, system, or context' },
    ],
  ])('%s', async (_, body, status, expected) => {
    const response = await call('/api/generate', body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(expected)
  })
})

describe('embeddings', () => {
  test('of several texts, of length one, of the size asked for', async () => {
    const response = await call('/api/embed', {
      model: 'all-minilm',
      input: ['one cat', 'one cat', 'a house'],
      dimensions: 64,
    })
    const { embeddings, prompt_eval_count } = (await response.json()) as {
      embeddings: number[][]
      prompt_eval_count: number
    }
    expect(embeddings.map(({ length }) => length)).toEqual([64, 64, 64])
    expect(embeddings[0]).toEqual(embeddings[1])
    expect(Math.hypot(...(embeddings[2] ?? []))).toBeCloseTo(1)
    expect(prompt_eval_count).toBeGreaterThan(3)
  })

  test('the older endpoint embeds one', async () => {
    const body = (await (await call('/api/embeddings', { model: 'nomic-embed-text', prompt: 'Hi' })).json()) as object
    expect(Object.keys(body)).toEqual(['embedding'])
    expect((body as { embedding: number[] }).embedding).toHaveLength(768)
  })

  test.each([
    ['/api/embed', { model: 'all-minilm', input: 5 }, 400, 'invalid input type'],
    ['/api/embed', { model: 'nobody', input: 'a' }, 404, "model 'nobody' not found"],
    ['/api/embeddings', { prompt: 'a' }, 400, 'model is required'],
    ['/api/embeddings', { model: 'nobody', prompt: 'a' }, 404, 'model "nobody" not found, try pulling it first'],
  ])('%s refuses', async (path, body, status, error) => {
    const response = await call(path, body)
    expect([response.status, await response.json()]).toEqual([status, { error }])
  })
})

describe('the library', () => {
  test('lists models, each of which answers', async () => {
    const { models } = (await (await call('/api/tags')).json()) as { models: { name: string; digest: string }[] }
    expect(Object.keys(models[0] ?? {})).toEqual(['name', 'model', 'modified_at', 'size', 'digest', 'details'])
    expect(new Set(models.map(({ digest }) => digest)).size).toBe(models.length)
    for (const { name } of models) {
      const shown = await call('/api/show', { model: name })
      expect(shown.status).toBe(200)
    }
    for (const name of ['qwen3', 'qwen2.5-coder', 'llama-3-8b', 'gemma-3-4b-it', 'QWEN3:8B', 'library/qwen3:8b']) {
      expect((await call('/api/show', { model: name })).status, name).toBe(200)
    }
  })

  test('tells what a model can do', async () => {
    const shown = (await (await call('/api/show', { model: 'qwen3' })).json()) as Record<string, unknown>
    expect(shown.capabilities).toEqual(['completion', 'tools', 'thinking'])
    expect(shown.model_info).toMatchObject({ 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960 })
  })

  test('pulls what is there, and nothing else', async () => {
    const lines = await readLines<{ status?: string }>(await call('/api/pull', { model: 'qwen3' }))
    expect(lines[0]).toEqual({ status: 'pulling manifest' })
    expect(lines.at(-1)).toEqual({ status: 'success' })
    expect(await readLines(await call('/api/pull', { model: 'nobody' }))).toEqual([
      { status: 'pulling manifest' },
      { error: 'pull model manifest: file does not exist' },
    ])
    const whole = await call('/api/pull', { model: 'nobody', stream: false })
    expect(whole.status).toBe(500)
  })

  test('addresses', async () => {
    expect(await (await call('/')).text()).toBe('Ollama is running')
    expect(await (await call('/api/version')).json()).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    expect((await call('/api/nothing')).status).toBe(404)
    expect((await call('/api/chat')).status).toBe(405)
    expect((await call('/api/tags', undefined, { method: 'HEAD' })).status).toBe(200)
    expect((await call('/api/delete', { model: 'qwen3' }, { method: 'DELETE' })).status).toBe(500)
    expect(isNative('/v1/chat/completions')).toBe(false)
    expect(await answerNative(new Request('http://localhost:11434/v1/models'))).toBeUndefined()
  })
})

describe('test keys', () => {
  test('a bad one is turned away', async () => {
    const response = await call('/api/chat', plain, { key: 'sk-test-invalid' })
    expect([response.status, await response.json()]).toEqual([401, { error: 'unauthorized' }])
  })

  test.each([['sk-test-refusal'], ['sk-test-content-filter']])('%s only changes the text', async (key) => {
    const response = await call('/api/chat', plain, { key })
    expect(await response.json()).toMatchObject({ done_reason: 'stop' })
  })

  test('failures have the server’s own form', async () => {
    const limited = failure('rate-limited')
    expect([limited?.status, limited?.headers.get('retry-after')]).toEqual([429, '2'])
    expect(limited?.headers.get('x-workbook-mock')).toBe('1')
    expect(await limited?.json()).toEqual({ error: 'too many requests' })
    expect(failure('reset')).toBeUndefined()
    expect(JSON.parse(streamError())).toEqual({ error: expect.any(String) })
    expect(streamError().endsWith('\n')).toBe(true)
  })
})

describe('tools and formats', () => {
  const weather = {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Get the current weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  }
  const question = { role: 'user', content: 'What is the weather in Paris and in Rome?' }
  const body = { model: 'qwen2.5-coder', messages: [question], tools: [weather] }
  const cities = (given: ChatResponse) => (given.message.tool_calls ?? []).map((one) => one.function.arguments)

  test('calls, whole and streamed, and answers with the results', async () => {
    const whole = (await (await call('/api/chat', { ...body, stream: false })).json()) as ChatResponse
    expect(whole).toMatchObject({ done_reason: 'stop', message: { content: '' } })
    expect(Object.keys(whole.message)).toEqual(['role', 'content', 'tool_calls'])
    expect(whole.message.tool_calls?.[0]).toEqual({
      id: expect.stringMatching(/^call_[a-z0-9]{8}$/),
      function: { index: 0, name: 'get_weather', arguments: { city: 'Paris' } },
    })
    expect(cities(whole)).toEqual([{ city: 'Paris' }, { city: 'Rome' }])
    expect(whole.eval_count).toBeGreaterThan(4)

    const lines = await readLines<ChatResponse>(await call('/api/chat', body))
    expect(lines.flatMap(cities)).toEqual([{ city: 'Paris' }, { city: 'Rome' }])
    expect(lines.map(({ message }) => message.tool_calls?.length ?? 0)).toEqual([1, 1, 0])

    const results = ['Paris', 'Rome'].map((city) => ({
      role: 'tool',
      tool_name: 'get_weather',
      content: JSON.stringify({ city, temperature_celsius: 18 }),
    }))
    const messages = [question, whole.message, ...results]
    const answer = (await (await call('/api/chat', { ...body, messages, stream: false })).json()) as ChatResponse
    expect(answer.message.content).toContain('18')
  })

  test('a test key makes arguments that do not fit', async () => {
    const response = await call('/api/chat', { ...body, stream: false }, { key: 'sk-test-bad-arguments' })
    expect(typeof (cities((await response.json()) as ChatResponse)[0] as { city?: unknown }).city).not.toBe('string')
  })

  test('answers in the format asked for', async () => {
    const format = {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
    }
    const messages = [{ role: 'user', content: 'Ada is 36 years old. Give me her name and age.' }]
    const response = await call('/api/chat', { model: 'llama3', messages, format, stream: false })
    expect(JSON.parse(((await response.json()) as ChatResponse).message.content)).toEqual({ name: 'Ada', age: 36 })
    const any = await call('/api/generate', {
      model: 'llama3',
      prompt: 'Reply as JSON.',
      format: 'json',
      stream: false,
    })
    expect(typeof JSON.parse(((await any.json()) as GenerateResponse).response)).toBe('object')
  })
})
