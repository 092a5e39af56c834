import { FunctionCallingConfigMode, Type } from '@google/genai'
import type { Content, GenerateContentConfig, Tool } from '@google/genai'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { generate } from '../../engine/engine.ts'
import type { Answer } from '../../engine/engine.ts'
import { setPace } from '../../pace.ts'
import { client, says, send } from './client.fixture.ts'

vi.mock('../../test-keys.ts', async (original) => ({
  ...(await original<object>()),
  misbehaviourOf: (key: string) => /^sk-test-([a-z-]+)/.exec(key)?.[1],
}))
vi.mock('../../engine/engine.ts', async (original) => {
  const engine = await original<typeof import('../../engine/engine.ts')>()
  return { ...engine, generate: vi.fn(engine.generate) }
})

beforeAll(() => setPace(0))
afterEach(() => void vi.mocked(generate).mockReset())

const model = 'gemini-3.8-flash'
const weather: Tool = {
  functionDeclarations: [
    {
      name: 'get_weather',
      description: 'Tells the weather of a city.',
      parameters: {
        type: Type.OBJECT,
        properties: { city: { type: Type.STRING }, days: { type: Type.INTEGER, nullable: true } },
        required: ['city'],
      },
    },
    { name: 'get_time', parametersJsonSchema: { type: 'object', properties: { zone: { type: 'string' } } } },
  ],
}
const contents = 'What is the weather in Paris and in Rome?'

/** Lets the engine answer with calls of functions, as it would of itself. */
function calling(...cities: string[]) {
  const toolCalls = cities.map((city) => {
    const json = JSON.stringify({ city })
    return { name: 'get_weather', arguments: json, pieces: [json] }
  })
  const answer: Answer & { toolCalls: typeof toolCalls } = {
    text: '',
    pieces: [],
    logprobs: [],
    finish: 'stop',
    visibleTokens: 0,
    reasoningTokens: 64,
    toolCalls,
  }
  vi.mocked(generate).mockReturnValue(answer)
}

const ask = (config: GenerateContentConfig = {}, key = 'a key', id = model) =>
  client(key).models.generateContent({ model: id, contents, config: { tools: [weather], ...config } })

describe('function calls', () => {
  test('come with an id, and a signature on the first', async () => {
    calling('Paris', 'Rome')
    const { functionCalls, candidates, usageMetadata } = await ask()
    expect(functionCalls).toEqual([
      { name: 'get_weather', args: { city: 'Paris' }, id: expect.stringMatching(/^[a-z0-9]{8}$/) as string },
      { name: 'get_weather', args: { city: 'Rome' }, id: expect.stringMatching(/^[a-z0-9]{8}$/) as string },
    ])
    expect(candidates?.[0]?.finishReason).toBe('STOP')
    expect(candidates?.[0]?.content?.parts?.map((part) => part.thoughtSignature !== undefined)).toEqual([true, false])
    expect(usageMetadata?.candidatesTokenCount).toBeGreaterThan(8)
  })

  test('have no id before Gemini 3', async () => {
    calling('Paris')
    const { functionCalls } = await ask({}, 'a key', 'gemini-2.5-flash')
    expect(functionCalls).toEqual([{ name: 'get_weather', args: { city: 'Paris' } }])
  })

  test('come whole in a stream, which ends in an empty text', async () => {
    calling('Paris', 'Rome')
    const body = { contents: says(contents), tools: [weather] }
    const text = await (await send(`/v1/models/${model}:streamGenerateContent?alt=sse`, body)).text()
    const frames = text.split('\r\n\r\n').slice(0, -1)
    expect(frames).toHaveLength(3)
    expect(frames[0]).toMatch(
      /^data: \{"candidates": \[\{"content": \{"parts": \[\{"functionCall": \{"name": "get_weather","args": \{"city": "Paris"\},"id": "[a-z0-9]{8}"\},"thoughtSignature": "[\w+/=]+"\}\],"role": "model"\},"index": 0\}\],"usageMetadata": \{/,
    )
    expect(frames[2]).toContain(
      '{"content": {"parts": [{"text": ""}],"role": "model"},"finishReason": "STOP","index": 0}',
    )
  })

  test.each([
    [FunctionCallingConfigMode.AUTO, undefined, 'auto', 2],
    [FunctionCallingConfigMode.NONE, undefined, 'none', 2],
    [FunctionCallingConfigMode.ANY, undefined, 'required', 2],
    [FunctionCallingConfigMode.ANY, ['get_time'], { name: 'get_time' }, 1],
  ])('of mode %s and names %j are asked of the model as %j', async (mode, names, toolChoice, offered) => {
    calling('Paris')
    const functionCallingConfig = { mode, ...(names && { allowedFunctionNames: names }) }
    await ask({ toolConfig: { functionCallingConfig } })
    const prompt = vi.mocked(generate).mock.lastCall?.[0] as { toolChoice?: unknown; tools?: object[] } | undefined
    expect(prompt?.toolChoice).toEqual(toolChoice)
    expect(prompt?.tools).toHaveLength(offered)
  })

  test('reach the model with JSON Schema, whichever way they were declared', async () => {
    calling('Paris')
    await ask()
    const prompt = vi.mocked(generate).mock.lastCall?.[0] as { tools?: { parameters: object }[] } | undefined
    expect(prompt?.tools?.map(({ parameters }) => parameters)).toEqual([
      {
        type: 'object',
        required: ['city'],
        properties: { city: { type: 'string' }, days: { type: ['integer', 'null'] } },
      },
      { type: 'object', properties: { zone: { type: 'string' } } },
    ])
  })

  test('that the limit has cut are not sent', async () => {
    calling('Paris')
    const cut: unknown = {
      ...vi.mocked(generate)({ turns: [], seed: 1 }),
      finish: 'length',
      toolCalls: [{ name: 'get_weather', arguments: '{"ci', pieces: [] }],
    }
    vi.mocked(generate).mockReturnValue(cut as Answer)
    const { functionCalls, candidates } = await ask()
    expect(functionCalls).toBeUndefined()
    expect(candidates?.[0]?.finishReason).toBe('MAX_TOKENS')
  })

  test('do not fit their schema with the test key for that', async () => {
    const engine = await vi.importActual<typeof import('../../engine/engine.ts')>('../../engine/engine.ts')
    vi.mocked(generate).mockImplementation(engine.generate)
    expect((await ask({}, 'sk-test-bad-arguments')).functionCalls?.[0]?.args).toEqual({})
  })
})

describe('the results of functions', () => {
  const call = { functionCall: { name: 'get_weather', args: { city: 'Paris' }, id: 'abc12345' } }
  const result = {
    functionResponse: { name: 'get_weather', id: 'abc12345', response: { output: 'Sunny, 21 degrees' } },
  }
  const turns = (...middle: Content[]): Content[] => [{ role: 'user', parts: [{ text: contents }] }, ...middle]
  const send = (contents: Content[], id = model) =>
    client().models.generateContent({ model: id, contents, config: { tools: [weather] } })

  test('reach the model as turns of the tool', async () => {
    calling('Paris')
    await send(
      turns({ role: 'model', parts: [{ ...call, thoughtSignature: 'AAAA' }] }, { role: 'user', parts: [result] }),
    )
    expect(vi.mocked(generate).mock.lastCall?.[0].turns.at(-1)).toEqual({ role: 'tool', text: 'Sunny, 21 degrees' })
  })

  test.each<[string, Content[], RegExp]>([
    [
      'without the signature',
      turns({ role: 'model', parts: [call] }, { role: 'user', parts: [result] }),
      /missing a thought_signature in functionCall parts.*`default_api:get_weather` , position 2/,
    ],
    [
      'too few',
      turns({ role: 'model', parts: [{ ...call, thoughtSignature: 'AAAA' }, call] }, { role: 'user', parts: [result] }),
      /number of function response parts is equal to/,
    ],
    [
      'of no call',
      turns({ role: 'user', parts: [result] }),
      /function response turn comes immediately after a function call turn/,
    ],
    [
      'without a name',
      turns(
        { role: 'model', parts: [{ ...call, thoughtSignature: 'AAAA' }] },
        { role: 'user', parts: [{ functionResponse: { response: {} } }] },
      ),
      /contents\[2\]\.parts\[0\]\.function_response\.name: Name cannot be empty/,
    ],
  ])('%s are refused', async (_, contents, message) => {
    await expect(send(contents)).rejects.toThrow(message)
  })

  test('need no signature before Gemini 3', async () => {
    calling('Paris')
    await send(turns({ role: 'model', parts: [call] }, { role: 'user', parts: [result] }), 'gemini-2.5-flash')
  })
})

describe('a schema', () => {
  test.each<[string, GenerateContentConfig]>([
    [
      'JSON Schema',
      {
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'object', properties: { n: { type: 'integer' } } },
      },
    ],
    [
      "Google's own language",
      {
        responseMimeType: 'application/json',
        responseSchema: { type: Type.OBJECT, properties: { n: { type: Type.INTEGER } } },
      },
    ],
  ])('in %s reaches the model', async (_, config) => {
    calling()
    await client().models.generateContent({ model, contents: 'One?', config })
    expect(vi.mocked(generate).mock.lastCall?.[0]).toMatchObject({
      schema: { type: 'object', properties: { n: { type: 'integer' } } },
    })
  })
})

describe('what the safety filter stops', () => {
  const text: Answer = {
    text: 'One two three',
    pieces: ['One', ' two', ' three'],
    logprobs: [],
    finish: 'stop',
    visibleTokens: 3,
    reasoningTokens: 0,
  }

  test('is a prompt: no candidate, but a reason', async () => {
    const response = await ask({}, 'sk-test-content-filter.ada')
    expect(response.promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT' })
    expect(response.candidates).toBeUndefined()
    expect(response.text).toBeUndefined()
    expect(response.usageMetadata?.totalTokenCount).toBe(response.usageMetadata?.promptTokenCount)
  })

  test('is an answer: finish reason SAFETY, and no content', async () => {
    vi.mocked(generate).mockReturnValue(text)
    const { candidates } = await ask({}, 'sk-test-refusal')
    expect(candidates).toEqual([
      { finishReason: 'SAFETY', index: 0, safetyRatings: [expect.objectContaining({ blocked: true })] },
    ])
  })

  test('is the rest of a stream', async () => {
    vi.mocked(generate).mockReturnValue(text)
    const stream = await client('sk-test-refusal').models.generateContentStream({ model, contents })
    const reasons: unknown[] = []
    for await (const { candidates, text } of stream) reasons.push([candidates?.[0]?.finishReason, text])
    expect(reasons).toEqual([
      [undefined, 'One two'],
      ['SAFETY', undefined],
    ])
  })

  test('is a prompt, streamed', async () => {
    const stream = await client('sk-test-content-filter').models.generateContentStream({ model, contents })
    const reasons: unknown[] = []
    for await (const { promptFeedback } of stream) reasons.push(promptFeedback?.blockReason)
    expect(reasons).toEqual(['PROHIBITED_CONTENT'])
  })
})

describe('with the real model', () => {
  beforeEach(async () => {
    const engine = await vi.importActual<typeof import('../../engine/engine.ts')>('../../engine/engine.ts')
    vi.mocked(generate).mockImplementation(engine.generate)
  })

  test('a question about two cities makes two calls, and their results make the answer', async () => {
    const first = await ask()
    expect(first.functionCalls?.map(({ name, args }) => [name, args])).toEqual([
      ['get_weather', { city: 'Paris' }],
      ['get_weather', { city: 'Rome' }],
    ])
    const said = first.candidates?.[0]?.content as Content
    const results = first.functionCalls?.map(({ name = '', id = '' }, i) => ({
      functionResponse: {
        name,
        id,
        response: { output: { temperature: 18 + i, unit: 'celsius', condition: 'Sunny' } },
      },
    }))
    const turns: Content[] = [...says(contents), said, { role: 'user', parts: results ?? [] }]
    const { text } = await client().models.generateContent({ model, contents: turns, config: { tools: [weather] } })
    expect(text).toContain('It is 18 °C and sunny in Paris. It is 19 °C and sunny in Rome.')
  })

  test('a schema gets what the prompt says', async () => {
    const { text } = await client().models.generateContent({
      model,
      contents: 'Ada Lovelace is 36 years old.',
      config: {
        responseMimeType: 'application/json',
        responseSchema: {
          type: Type.OBJECT,
          properties: {
            name: { type: Type.STRING },
            age: { type: Type.INTEGER },
            email: { type: Type.STRING, nullable: true },
          },
          required: ['name', 'age', 'email'],
        },
      },
    })
    expect(JSON.parse(text ?? '')).toEqual({ name: 'Ada Lovelace', age: 36, email: null })
  })
})
