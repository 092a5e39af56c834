import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createGroq } from '@ai-sdk/groq'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { APICallError, embed, generateText, isStepCount, Output, streamText, tool } from 'ai'
import type { LanguageModel } from 'ai'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

/** Vercel's client of each provider; without a key it takes the one of the environment. */
const models: Readonly<Record<string, (apiKey?: string) => LanguageModel>> = {
  'openai responses': (apiKey) => createOpenAI({ apiKey })(pick('openai', 'cheap')),
  'openai chat': (apiKey) => createOpenAI({ apiKey }).chat(pick('openai', 'cheap')),
  anthropic: (apiKey) => createAnthropic({ apiKey })(pick('anthropic', 'cheap')),
  gemini: (apiKey) => createGoogle({ apiKey })(pick('gemini', 'cheap')),
  groq: (apiKey) => createGroq({ apiKey })(pick('groq', 'cheap')),
  mistral: (apiKey) => createMistral({ apiKey })(pick('mistral', 'cheap')),
  together: (apiKey = process.env.TOGETHER_API_KEY) =>
    compatible('https://api.together.ai/v1', apiKey)(pick('together', 'cheap')),
  fireworks: (apiKey = process.env.FIREWORKS_API_KEY) =>
    compatible('https://api.fireworks.ai/inference/v1', apiKey)(pick('fireworks', 'cheap')),
  qwen: (apiKey = process.env.DASHSCOPE_API_KEY) =>
    compatible('https://dashscope-intl.aliyuncs.com/compatible-mode/v1', apiKey)(pick('qwen', 'cheap')),
  huggingface: (apiKey = process.env.HF_TOKEN) =>
    compatible('https://router.huggingface.co/v1', apiKey)(pick('huggingface', 'cheap')),
  openrouter: (apiKey = process.env.OPENROUTER_API_KEY) =>
    compatible('https://openrouter.ai/api/v1', apiKey)(pick('openrouter', 'cheap')),
  lmstudio: (apiKey) => compatible('http://localhost:1234/v1', apiKey)(pick('lmstudio', 'cheap')),
  ollama: (apiKey) => compatible('http://localhost:11434/v1', apiKey)(pick('ollama', 'cheap')),
  vllm: (apiKey) => compatible('http://localhost:8000/v1', apiKey)(pick('vllm', 'cheap')),
  textgen: (apiKey) => compatible('http://127.0.0.1:5000/v1', apiKey)(pick('textgen', 'cheap')),
  tgi: (apiKey) => compatible('http://localhost:8080/v1', apiKey)(pick('tgi', 'cheap')),
}

function compatible(baseURL: string, apiKey: string | undefined) {
  return createOpenAICompatible({
    name: 'compatible',
    baseURL,
    apiKey,
    supportsStructuredOutputs: true,
    includeUsage: true,
  })
}

const weather = tool({
  description: 'The current weather in a city',
  inputSchema: z.object({ city: z.string().describe('Name of the city') }),
  execute: async ({ city }) => ({ city, temperature: 18, sky: 'sunny' }),
})

/** Those whose error is a plain sentence. */
const flat = ['huggingface', 'lmstudio', 'textgen', 'tgi']

/** Together says `eos`, which the client does not know. */
const stopped = (name: string) => (name === 'together' ? 'other' : 'stop')

const question = 'What is an API?'
const weatherQuestion = {
  tools: { weather },
  stopWhen: isStepCount(4),
  prompt: 'What is the weather in Paris?',
  // In Chat, the GPT-6 models call functions only when they do not reason.
  providerOptions: { openai: { reasoningEffort: 'none' } },
}

test.each(Object.entries(models))('ai: %s answers with text, usage and a reason', async (name, model) => {
  const { text, usage, finishReason, response, warnings } = await generateText({ model: model(), prompt: question })
  expect(text).toMatch(/\bAPI\b/)
  expect(finishReason).toBe(stopped(name))
  expect(usage.inputTokens).toBeGreaterThan(3)
  expect(usage.outputTokens).toBeGreaterThan(3)
  expect(response.modelId).toBeTruthy()
  expect(response.headers).toMatchObject({ 'x-workbook-mock': '1' })
  expect(warnings).toEqual([])
})

test.each(Object.entries(models))('ai: %s streams', async (name, model) => {
  const result = streamText({ model: model(), prompt: question })
  const pieces: string[] = []
  for await (const piece of result.textStream) pieces.push(piece)
  expect(pieces.length).toBeGreaterThan(2)
  expect(pieces.join('')).toMatch(/\bAPI\b/)
  expect(await result.finishReason).toBe(stopped(name))
  const usage = await result.usage
  expect(usage.inputTokens).toBeGreaterThan(3)
  expect(usage.outputTokens).toBeGreaterThan(3)
})

test.each(Object.entries(models))('ai: %s follows instructions', async (_, model) => {
  const { text } = await generateText({
    model: model(),
    instructions: 'Answer in one word only.',
    prompt: 'What is the capital of France?',
  })
  expect(text).toMatch(/Paris/)
  expect(text.trim().split(/\s+/).length).toBeLessThan(4)
})

test.each(Object.entries(models))('ai: %s calls a tool and uses what it says', async (_, model) => {
  const ask = { ...weatherQuestion, model: model() }
  const { steps, text } = await generateText(ask)
  expect(steps[0]).toMatchObject({ finishReason: 'tool-calls', toolCalls: [{ toolName: 'weather' }] })
  expect(steps[0]?.toolCalls[0]?.input).toEqual({ city: 'Paris' })
  expect(steps).toHaveLength(2)
  expect(text).toMatch(/18/)
})

test.each(Object.entries(models))('ai: %s streams a tool call', async (_, model) => {
  const ask = { ...weatherQuestion, model: model() }
  const steps = await streamText(ask).steps
  expect(steps[0]).toMatchObject({ finishReason: 'tool-calls', toolCalls: [{ input: { city: 'Paris' } }] })
  expect(steps.at(-1)?.text).toMatch(/18/)
})

test.each(Object.entries(models))('ai: %s fills a schema', async (_, model) => {
  const schema = z.object({ name: z.string(), age: z.number().int() })
  const { output } = await generateText({
    model: model(),
    output: Output.object({ schema }),
    prompt: 'Extract the person: Ada is 36 years old. Reply as JSON.',
  })
  expect(output).toEqual({ name: 'Ada', age: 36 })
})

test.each(Object.entries(models))('ai: %s is too busy', async (name, model) => {
  const error = await generateText({ model: model('sk-test-rate-limited'), prompt: question, maxRetries: 0 }).catch(
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(APICallError)
  expect(error).toMatchObject({ statusCode: 429, isRetryable: true })
  // Where the provider's envelope is OpenAI's, the client has read it; others have a sentence where it expects an object.
  expect(error).toHaveProperty('data', flat.includes(name) ? undefined : expect.any(Object))
})

test.each(Object.entries(models))('ai: %s fails twice, and the client tries again', async (name, model) => {
  const { text } = await generateText({ model: model(`sk-test-flaky.ai-${name}`), prompt: question })
  expect(text).toMatch(/\bAPI\b/)
})

test('ai: embeddings of OpenAI, Gemini and Mistral', async () => {
  const mistral = createMistral().embedding('mistral-embed')
  const gemini = createGoogle({ apiKey: process.env.GOOGLE_API_KEY }).embedding('gemini-embedding-001')
  const openai = createOpenAI().embedding('text-embedding-3-small')
  for (const [model, size] of [
    [openai, 1536],
    [gemini, 3072],
    [mistral, 1024],
  ] as const) {
    const { embedding } = await embed({ model, value: question })
    expect(embedding).toHaveLength(size)
  }
})
