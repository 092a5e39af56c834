import Together from 'together-ai'
import { expect, test } from 'vitest'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

const model = pick('together', 'cheap')
const together = new Together()
const ask = (content: string) => ({ model, messages: [{ role: 'user' as const, content }] })
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

test('together: answers with text and usage', async () => {
  const { choices, usage } = await together.chat.completions.create(ask('What is an API?'))
  expect(choices[0]?.message?.content).toMatch(/\bAPI\b/)
  expect(choices[0]?.finish_reason).toMatch(/^(stop|eos)$/)
  expect(usage?.prompt_tokens).toBeGreaterThan(3)
  expect(usage?.completion_tokens).toBeGreaterThan(3)
})

test('together: streams', async () => {
  const chunks = []
  for await (const chunk of await together.chat.completions.create({ ...ask('What is an API?'), stream: true }))
    chunks.push(chunk)
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.map(({ choices }) => choices[0]?.delta.content).join('')).toMatch(/\bAPI\b/)
  expect(chunks.findLast(({ choices }) => choices.length)?.choices[0]?.finish_reason).toMatch(/^(stop|eos)$/)
})

test('together: follows a system prompt', async () => {
  const { messages } = ask('What is the capital of France?')
  const system = { role: 'system' as const, content: 'Answer in one word only.' }
  const { choices } = await together.chat.completions.create({ model, messages: [system, ...messages] })
  expect(choices[0]?.message?.content).toMatch(/^Paris\W*$/)
})

test('together: calls a tool and uses what it says', async () => {
  const { messages } = ask('What is the weather in Paris?')
  const { choices } = await together.chat.completions.create({ model, messages, tools })
  const said = choices[0]!.message!
  const call = said.tool_calls![0]!
  expect(choices[0]?.finish_reason).toBe('tool_calls')
  expect(JSON.parse(call.function.arguments)).toEqual({ city: 'Paris' })
  const result = { role: 'tool' as const, tool_call_id: call.id, content: '{"temperature":18}' }
  const after = await together.chat.completions.create({
    model,
    messages: [...messages, { role: 'assistant', content: '', tool_calls: said.tool_calls }, result],
    tools,
  })
  expect(after.choices[0]?.message?.content).toMatch(/18/)
})

test('together: fills a schema', async () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
  }
  const { choices } = await together.chat.completions.create({
    ...ask('Extract the person: Ada is 36 years old.'),
    response_format: { type: 'json_schema', json_schema: { name: 'person', schema } },
  })
  expect(JSON.parse(choices[0]?.message?.content ?? '')).toEqual({ name: 'Ada', age: 36 })
})

test('together: lists models', async () => {
  const models = await together.models.list()
  expect(models.map(({ id }) => id)).toContain(model)
})

test.each([
  ['invalid', Together.AuthenticationError],
  ['no-permission', Together.PermissionDeniedError],
  ['timeout', Together.APIError],
  ['too-large', Together.APIError],
  ['unprocessable', Together.UnprocessableEntityError],
  ['rate-limited', Together.RateLimitError],
  ['quota', Together.APIError],
  ['server-error', Together.InternalServerError],
  ['unavailable', Together.InternalServerError],
  ['overloaded', Together.InternalServerError],
  ['reset', Together.APIConnectionError],
])('together: the key sk-test-%s is an error of its own', async (name, kind) => {
  const client = new Together({ apiKey: `sk-test-${name}`, maxRetries: 0 })
  await expect(client.chat.completions.create(ask('What is an API?'))).rejects.toBeInstanceOf(kind)
})

test.each(['malformed', 'cut-stream', 'stream-error'])('together: the key sk-test-%s breaks a stream', async (name) => {
  const client = new Together({ apiKey: `sk-test-${name}`, maxRetries: 0 })
  const read = async () => {
    const chunks = []
    for await (const chunk of await client.chat.completions.create({ ...ask('What is an API?'), stream: true }))
      chunks.push(chunk)
    return chunks
  }
  await expect(read()).rejects.toThrow()
})

test('together: a flaky key works when it is tried again, which the client does with a 503 but not with a 500', async () => {
  const client = new Together({ apiKey: 'sk-test-flaky', maxRetries: 2 })
  const again = () => client.chat.completions.create(ask('What is an API?'))
  await expect(again()).rejects.toBeInstanceOf(Together.InternalServerError)
  expect((await again()).choices[0]?.message?.content).toMatch(/API/)
})

test('together: completes a prompt', async () => {
  const { choices } = await together.completions.create({ model, prompt: 'What is an API?' })
  expect(choices[0]?.text).toMatch(/\bAPI\b/)
})
