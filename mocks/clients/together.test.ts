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
  ['sk-test-invalid', Together.AuthenticationError],
  ['sk-test-rate-limited', Together.RateLimitError],
  ['sk-test-server-error', Together.InternalServerError],
])('together: the key %s is an error of its own', async (apiKey, kind) => {
  const client = new Together({ apiKey, maxRetries: 0 })
  await expect(client.chat.completions.create(ask('What is an API?'))).rejects.toBeInstanceOf(kind)
})
