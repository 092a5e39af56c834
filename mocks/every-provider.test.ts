import { describe, expect, test } from 'vitest'
import { providers } from './every-provider.fixture.ts'
import type { Asked } from './every-provider.fixture.ts'
import { startMocks } from './start.ts'

startMocks({ speed: 0, seed: 1 })

type Name = keyof typeof providers

/** Where one of them differs from the others: the words it has for an ending, and the statuses it refuses with. */
interface Row {
  /** Ended of itself; at a stop sequence; because it was long enough; for a function. */
  readonly ends?: readonly [itself: string, sequence: string, length: string, call: string]
  readonly badKey?: number
  /** Undefined where any name will do: the server has one model. */
  readonly unknownModel?: number | undefined
  readonly refused?: number
  readonly rateLimited?: number
  readonly overloaded?: number
  /** A model in its list, where that is another one than is asked. */
  readonly listed?: string
}

const usual = {
  ends: ['stop', 'stop', 'length', 'tool_calls'],
  badKey: 401,
  unknownModel: 404,
  refused: 400,
  rateLimited: 429,
  overloaded: 503,
} as const satisfies Row

const rows: Readonly<Record<Name, Row>> = {
  openai: {},
  anthropic: { ends: ['end_turn', 'stop_sequence', 'max_tokens', 'tool_use'], overloaded: 529 },
  gemini: { ends: ['STOP', 'STOP', 'MAX_TOKENS', 'STOP'], badKey: 400 },
  groq: {},
  mistral: { unknownModel: 400, refused: 422, overloaded: 429 },
  together: { ends: ['eos', 'stop', 'length', 'tool_calls'] },
  fireworks: {},
  qwen: {},
  huggingface: { unknownModel: 400 },
  openrouter: { unknownModel: 400, overloaded: 502 },
  azure: { listed: 'gpt-6-luna' },
  lmstudio: {},
  ollama: {},
  vllm: {},
  textgen: { unknownModel: undefined, refused: 422 },
  tgi: { unknownModel: undefined, refused: 422, overloaded: 429 },
}

const question = 'What is an API?'
const status = (promise: Promise<unknown>): Promise<number | undefined> =>
  promise.then(
    () => undefined,
    (error: { status?: number }) => error.status,
  )

describe.each(Object.keys(providers) as Name[])('%s', (name) => {
  const { model, ask, stream, models } = providers[name]
  const row: Required<Omit<Row, 'listed'>> & Row = { ...usual, ...rows[name] }
  const [itself, sequence, length, call] = row.ends
  const refusal = (asked: Partial<Asked>) => status(ask({ prompt: question, ...asked }))

  test('answers with text, usage and a finish reason', async () => {
    const { text, finish, input, output } = await ask({ prompt: question })
    expect(text).toMatch(/\bAPI\b/)
    expect(finish).toBe(itself)
    expect(input).toBeGreaterThan(3)
    expect(output).toBeGreaterThan(3)
  })

  test('streams', async () => {
    const { pieces, finish } = await stream({ prompt: question })
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toMatch(/\bAPI\b/)
    expect(finish).toBe(itself)
  })

  test('follows a system prompt', async () => {
    const { text } = await ask({ prompt: 'What is the capital of France?', system: 'Answer in one word only.' })
    expect(text).toMatch(/Paris\W*$/)
  })

  test('stops at a sequence', async () => {
    const { text, finish } = await ask({ prompt: question, stop: 'a' })
    expect(text.replace(/<think>[^]*<\/think>/, '')).not.toContain('a')
    expect(finish).toBe(sequence)
  })

  test('stops at the most tokens', async () => {
    const { finish, output = 0 } = await ask({ prompt: question, maxTokens: 5 })
    expect(finish).toBe(length)
    expect(output).toBeLessThanOrEqual(5)
  })

  test('calls a function', async () => {
    const { calls, finish } = await ask({ prompt: 'What is the weather in Paris?', weather: true })
    expect(calls).toEqual([{ name: 'get_weather', args: { city: 'Paris' } }])
    expect(finish).toBe(call)
  })

  test('lists its models', async () => {
    expect(await models()).toContain(row.listed ?? model)
  })

  test('refuses a bad key, an unknown model and a parameter that makes no sense', async () => {
    expect({
      badKey: await refusal({ key: 'sk-test-invalid' }),
      unknownModel: await refusal({ model: 'no-such-model' }),
      refused: await refusal({ extra: { temperature: 'hot' } }),
    }).toEqual({ badKey: row.badKey, unknownModel: row.unknownModel, refused: row.refused })
  })

  test('fails when there is too much to do', async () => {
    expect({
      rateLimited: await refusal({ key: 'sk-test-rate-limited' }),
      overloaded: await refusal({ key: 'sk-test-overloaded' }),
    }).toEqual({ rateLimited: row.rateLimited, overloaded: row.overloaded })
  })

  test('breaks off a stream', async () => {
    await expect(stream({ prompt: question, key: 'sk-test-cut-stream' })).rejects.toThrow()
  })
})
