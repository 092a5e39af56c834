import { JobState } from '@google/genai'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { setPace } from '../../pace.ts'
import { client, says, send } from './client.fixture.ts'

beforeAll(() => setPace(0))
afterEach(() => void vi.useRealTimers())

const ai = client()
const model = 'gemini-3.8-flash'

describe('countTokens', () => {
  test.each([
    ['Hello', 2],
    ['What is the capital of France?', 8],
  ])('counts %j as %i', async (contents, total) => {
    expect((await ai.models.countTokens({ model, contents })).totalTokens).toBe(total)
  })

  test('is what the prompt is charged', async () => {
    const contents = 'Why is the sky blue?'
    const { totalTokens } = await ai.models.countTokens({ model, contents })
    const { usageMetadata } = await ai.models.generateContent({ model, contents })
    expect(usageMetadata?.promptTokenCount).toBe(totalTokens)
  })

  test('knows a whole request too', async () => {
    const generateContentRequest = { contents: says('Hello'), systemInstruction: { parts: [{ text: 'Be brief.' }] } }
    const response = await send(`/v1/models/${model}:countTokens`, { generateContentRequest })
    expect(((await response.json()) as { totalTokens: number }).totalTokens).toBeGreaterThan(2)
  })
})

describe('models', () => {
  test('are listed page by page, the retired ones left out', async () => {
    const names: string[] = []
    for await (const { name = '' } of await ai.models.list({ config: { pageSize: 3 } })) names.push(name)
    expect(names).toContain('models/gemini-4-argon')
    expect(names).not.toContain('models/gemini-1.5-pro')
    expect(names).not.toContain('models/gemini-3.7-flash')
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(3)
  })

  test('tell what they can do', async () => {
    const response = await send(`/v1beta/models/${model}`)
    expect(Object.keys((await response.json()) as object)).toEqual([
      'name',
      'version',
      'displayName',
      'description',
      'inputTokenLimit',
      'outputTokenLimit',
      'supportedGenerationMethods',
      'temperature',
      'topP',
      'topK',
      'maxTemperature',
      'thinking',
    ])
    expect((await ai.models.get({ model })).supportedActions).toContain('generateContent')
  })

  test.each([
    ['/v1/models/gemini-9', 404],
    ['/v1/models?pageSize=many', 400],
    ['/v1/models?pageSize=-1', 400],
    ['/v1/models?pageToken=nonsense', 400],
  ])('%s is a %i', async (path, status) => {
    expect((await send(path)).status).toBe(status)
  })
})

describe('embeddings', () => {
  const id = 'gemini-embedding-001'
  const embed = async (contents: string | string[], config = {}, model = id) =>
    ((await ai.models.embedContent({ model, contents, config })).embeddings ?? []).map(({ values = [] }) => values)

  test('are one for each text, nearer for texts alike', async () => {
    const [cat = [], cats = [], tax = []] = await embed([
      'A cat sleeps.',
      'The cats are sleeping.',
      'Pay your income tax.',
    ])
    const near = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
    expect(cat).toHaveLength(3072)
    expect(near(cat, cat)).toBeCloseTo(1)
    expect(near(cat, cats)).toBeGreaterThan(near(cat, tax))
  })

  test('are one for all texts with gemini-embedding-2, where they are parts of one content', async () => {
    expect(await embed(['a', 'b'], {}, 'gemini-embedding-2')).toHaveLength(1)
  })

  test('are as long as asked for', async () => {
    expect((await embed('a', { outputDimensionality: 256 }))[0]).toHaveLength(256)
    await expect(embed('a', { outputDimensionality: 9999 })).rejects.toThrow(/output_dimensionality/)
  })

  test('come one by one from embedContent', async () => {
    const response = await send(`/v1/models/${id}:embedContent`, { content: { parts: { text: 'a' } } })
    expect(((await response.json()) as { embedding: { values: number[] } }).embedding.values).toHaveLength(3072)
  })

  test('are refused to an empty text and to a model that chats', async () => {
    const empty = { content: { parts: [{ text: '' }] } }
    expect((await send(`/v1/models/${id}:embedContent`, empty)).status).toBe(400)
    await expect(embed('a', {}, model)).rejects.toThrow(/is not supported for batchEmbedContents/)
  })
})

describe('a batch', () => {
  test('is pending, then runs, then has its responses', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const src = [{ contents: 'What is a token?' }, { contents: 'Hi', config: { temperature: 9 } }]
    const { name = '', state } = await ai.batches.create({ model, src })
    expect(name).toMatch(/^batches\/\w{36}$/)
    expect(state).toBe(JobState.JOB_STATE_PENDING)
    vi.advanceTimersByTime(10_000)
    expect((await ai.batches.get({ name })).state).toBe(JobState.JOB_STATE_RUNNING)
    vi.advanceTimersByTime(60_000)
    const done = await ai.batches.get({ name })
    expect(done.state).toBe(JobState.JOB_STATE_SUCCEEDED)
    expect(done.dest?.inlinedResponses?.[0]?.response?.candidates?.[0]?.finishReason).toBe('STOP')
    expect(done.dest?.inlinedResponses?.[1]?.error?.message).toMatch(/temperature/)
    const listed: unknown[] = []
    for await (const batch of await ai.batches.list()) listed.push(batch.name)
    expect(listed).toContain(name)
  })

  test('can be cancelled and deleted', async () => {
    const { name = '' } = await ai.batches.create({ model, src: [{ contents: 'Hi' }] })
    await ai.batches.cancel({ name })
    expect((await ai.batches.get({ name })).state).toBe(JobState.JOB_STATE_CANCELLED)
    await ai.batches.delete({ name })
    await expect(ai.batches.get({ name })).rejects.toThrow(/not found/)
  })
})
