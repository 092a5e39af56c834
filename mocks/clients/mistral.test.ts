import { Mistral } from '@mistralai/mistralai'
import { MistralError } from '@mistralai/mistralai/models/errors'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

const model = pick('mistral', 'cheap')
const mistral = new Mistral({ apiKey: process.env.MISTRAL_API_KEY })
const ask = (content: string) => ({ model, messages: [{ role: 'user' as const, content }] })
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'weather',
      description: 'The current weather in a city',
      parameters: { type: 'object', required: ['city'], properties: { city: { type: 'string', description: 'City' } } },
    },
  },
]

test('mistral: answers with text and usage', async () => {
  const { choices, usage } = await mistral.chat.complete(ask('What is an API?'))
  expect(choices[0]?.message?.content).toMatch(/\bAPI\b/)
  expect(choices[0]?.finishReason).toBe('stop')
  expect(usage.promptTokens).toBeGreaterThan(3)
  expect(usage.completionTokens).toBeGreaterThan(3)
})

test('mistral: streams', async () => {
  const chunks = []
  for await (const { data } of await mistral.chat.stream(ask('What is an API?'))) chunks.push(data)
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.map(({ choices }) => choices[0]?.delta.content).join('')).toMatch(/\bAPI\b/)
  expect(chunks.at(-1)?.choices[0]?.finishReason).toBe('stop')
  expect(chunks.at(-1)?.usage?.completionTokens).toBeGreaterThan(3)
})

test('mistral: follows a system prompt', async () => {
  const { model, messages } = ask('What is the capital of France?')
  const system = { role: 'system' as const, content: 'Answer in one word only.' }
  const { choices } = await mistral.chat.complete({ model, messages: [system, ...messages] })
  expect(choices[0]?.message?.content).toMatch(/^Paris\W*$/)
})

test('mistral: calls a tool and uses what it says', async () => {
  const { model, messages } = ask('What is the weather in Paris?')
  const { choices } = await mistral.chat.complete({ model, messages, tools })
  const said = choices[0]!.message!
  expect(choices[0]?.finishReason).toBe('tool_calls')
  const call = said.toolCalls![0]!
  expect(call.function.name).toBe('weather')
  expect(JSON.parse(String(call.function.arguments))).toEqual({ city: 'Paris' })
  const result = { role: 'tool' as const, toolCallId: call.id, name: 'weather', content: '{"temperature":18}' }
  const after = await mistral.chat.complete({
    model,
    messages: [...messages, { ...said, role: 'assistant' as const }, result],
    tools,
  })
  expect(after.choices[0]?.message?.content).toMatch(/18/)
})

test('mistral: streams a tool call', async () => {
  const calls = []
  for await (const { data } of await mistral.chat.stream({ ...ask('What is the weather in Paris?'), tools }))
    calls.push(...(data.choices[0]?.delta.toolCalls ?? []))
  expect(calls.map((call) => call.function.name)).toEqual(['weather'])
})

test('mistral: fills a schema', async () => {
  const responseFormat = z.object({ name: z.string(), age: z.number().int() })
  const request = ask('Extract the person: Ada is 36 years old.')
  const { choices } = await mistral.chat.complete({
    ...request,
    responseFormat: {
      type: 'json_schema',
      jsonSchema: { name: 'person', strict: true, schemaDefinition: z.toJSONSchema(responseFormat) },
    },
  })
  expect(JSON.parse(String(choices[0]?.message?.content))).toEqual({ name: 'Ada', age: 36 })
})

test('mistral: lists and shows models', async () => {
  const { data = [] } = await mistral.models.list()
  expect(data).toContainEqual(expect.objectContaining({ id: model }))
  expect(await mistral.models.retrieve({ modelId: model })).toMatchObject({ id: model })
})

test('mistral: embeds', async () => {
  const { data, usage } = await mistral.embeddings.create({ model: 'mistral-embed', inputs: ['one', 'two'] })
  expect(data.map(({ embedding }) => embedding?.length)).toEqual([1024, 1024])
  expect(usage.promptTokens).toBeGreaterThan(1)
})

test.each([
  ['invalid', 401],
  ['no-permission', 403],
  ['timeout', 408],
  ['too-large', 413],
  ['unprocessable', 422],
  ['rate-limited', 429],
  ['quota', 402],
  ['server-error', 500],
  ['unavailable', 503],
  ['overloaded', 429],
])('mistral: the key sk-test-%s is an error of its own', async (kind, statusCode) => {
  const client = new Mistral({ apiKey: `sk-test-${kind}`, retryConfig: { strategy: 'none' } })
  const error: unknown = await client.chat.complete(ask('What is an API?')).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(MistralError)
  expect(error).toMatchObject({ statusCode })
})

test.each(['reset', 'malformed', 'cut-stream', 'stream-error'])(
  'mistral: the key sk-test-%s breaks a stream',
  async (kind) => {
    const client = new Mistral({ apiKey: `sk-test-${kind}`, retryConfig: { strategy: 'none' } })
    const read = async () => {
      const pieces = []
      for await (const { data } of await client.chat.stream(ask('What is an API?'))) pieces.push(data.choices[0]?.delta)
      return pieces
    }
    await expect(read()).rejects.toThrow()
  },
)
