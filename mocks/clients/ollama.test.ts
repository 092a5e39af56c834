import { Ollama } from 'ollama'
import { expect, test } from 'vitest'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

const model = pick('ollama', 'cheap')
const ollama = new Ollama()
const messages = [{ role: 'user', content: 'What is an API?' }]
const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'The current weather in a city',
      parameters: { type: 'object', required: ['city'], properties: { city: { type: 'string', description: 'City' } } },
    },
  },
]

test('ollama: chat answers with text and counts', async () => {
  const { message, done, done_reason, eval_count, prompt_eval_count } = await ollama.chat({ model, messages })
  expect(message.content).toMatch(/\bAPI\b/)
  expect({ done, done_reason }).toEqual({ done: true, done_reason: 'stop' })
  expect(prompt_eval_count).toBeGreaterThan(3)
  expect(eval_count).toBeGreaterThan(3)
})

test('ollama: chat streams', async () => {
  const parts = []
  for await (const part of await ollama.chat({ model, messages, stream: true, think: false })) parts.push(part)
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.map(({ message }) => message.content).join('')).toMatch(/\bAPI\b/)
  expect(parts.at(-1)).toMatchObject({ done: true, done_reason: 'stop' })
})

test('ollama: a stream can be aborted', async () => {
  const client = new Ollama()
  const read = async () => {
    for await (const _ of await client.chat({ model, messages, stream: true })) client.abort()
  }
  await expect(read()).rejects.toMatchObject({ name: 'AbortError' })
})

test('ollama: follows a system prompt', async () => {
  const system = { role: 'system', content: 'Answer in one word only.' }
  const asked = { role: 'user', content: 'What is the capital of France?' }
  const { message } = await ollama.chat({ model, messages: [system, asked], think: false })
  expect(message.content).toMatch(/^Paris\W*$/)
})

test.each([false, true])('ollama: calls a tool and uses what it says (streamed: %s)', async (streamed) => {
  const asked = { role: 'user', content: 'What is the weather in Paris?' }
  const request = { model, messages: [asked], tools }
  const calls = []
  if (streamed) {
    for await (const { message } of await ollama.chat({ ...request, stream: true }))
      calls.push(...(message.tool_calls ?? []))
  } else {
    calls.push(...((await ollama.chat(request)).message.tool_calls ?? []))
  }
  expect(calls).toMatchObject([{ function: { name: 'weather', arguments: { city: 'Paris' } } }])
  const result = { role: 'tool', tool_name: 'weather', content: '{"temperature":18,"sky":"sunny"}' }
  const said = { role: 'assistant', content: '', tool_calls: calls }
  const { message } = await ollama.chat({ model, messages: [asked, said, result], tools })
  expect(message.content).toMatch(/18/)
})

test('ollama: fills a schema', async () => {
  const format = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
  }
  const asked = { role: 'user', content: 'Extract the person: Ada is 36 years old.' }
  const { message } = await ollama.chat({ model, messages: [asked], format })
  expect(JSON.parse(message.content)).toEqual({ name: 'Ada', age: 36 })
})

test('ollama: completes a prompt', async () => {
  const { response, done } = await ollama.generate({ model, prompt: 'What is an API?' })
  expect(response).toMatch(/\bAPI\b/)
  expect(done).toBe(true)
})

test('ollama: embeds, lists, shows, and tells its version', async () => {
  const { models } = await ollama.list()
  expect(models.map(({ name }) => name)).toContain(model)
  expect(models[0]?.modified_at).toBeTruthy()
  expect((await ollama.show({ model })).details.family).toBeTruthy()
  expect((await ollama.ps()).models).toBeInstanceOf(Array)
  expect((await ollama.version()).version).toMatch(/^\d+\.\d+\.\d+/)
  const { embeddings } = await ollama.embed({ model, input: ['one', 'two'] })
  expect(embeddings).toHaveLength(2)
})

test('ollama: pulls a model', async () => {
  const states = []
  for await (const { status } of await ollama.pull({ model, stream: true })) states.push(status)
  expect(states.at(-1)).toBe('success')
})

test('ollama: an unknown model is its own error', async () => {
  const error: unknown = await ollama.chat({ model: 'nobody', messages }).catch((e: unknown) => e)
  expect(error).toMatchObject({ name: 'ResponseError', status_code: 404, error: "model 'nobody' not found" })
})

/** Ollama has no keys of its own; whoever stands before it may. */
const withKey = (kind: string) => new Ollama({ headers: { authorization: `Bearer sk-test-${kind}` } })

test.each([
  ['invalid', 401],
  ['no-permission', 403],
  ['too-large', 413],
  ['rate-limited', 429],
  ['server-error', 500],
  ['unavailable', 503],
  ['overloaded', 503],
])('ollama: the key sk-test-%s is an error of its own', async (kind, status_code) => {
  const error: unknown = await withKey(kind)
    .chat({ model, messages })
    .catch((e: unknown) => e)
  expect(error).toMatchObject({ name: 'ResponseError', status_code })
})

// A line that is no JSON the client passes over, with a warning.
test.each(['reset', 'cut-stream', 'stream-error'])('ollama: the key sk-test-%s breaks a stream', async (kind) => {
  const read = async () => {
    const parts = []
    for await (const { message } of await withKey(kind).chat({ model, messages, stream: true })) parts.push(message)
    return parts
  }
  await expect(read()).rejects.toThrow()
})
