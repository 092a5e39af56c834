import { InferenceClient, InferenceClientProviderApiError } from '@huggingface/inference'
import { expect, test } from 'vitest'
import { pick } from '../../kit/src/models.ts'
import { startMocks } from '../start.ts'

startMocks({ speed: 0, seed: 1 })

const model = pick('huggingface', 'cheap')
/** The client picks the router for keys that look like the real ones, and needs its address for all others. */
const huggingface = new InferenceClient(process.env.HF_TOKEN)
const endpointUrl = 'https://router.huggingface.co'
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

test('huggingface: answers with text and usage', async () => {
  const { choices, usage } = await huggingface.chatCompletion(ask('What is an API?'))
  expect(choices[0]?.message.content).toMatch(/\bAPI\b/)
  expect(choices[0]?.finish_reason).toBe('stop')
  expect(usage.prompt_tokens).toBeGreaterThan(3)
  expect(usage.completion_tokens).toBeGreaterThan(3)
})

test('huggingface: streams', async () => {
  const chunks = []
  for await (const chunk of huggingface.chatCompletionStream(ask('What is an API?'))) chunks.push(chunk)
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toMatch(/\bAPI\b/)
})

test('huggingface: follows a system prompt', async () => {
  const { messages } = ask('What is the capital of France?')
  const system = { role: 'system' as const, content: 'Answer in one word only.' }
  const { choices } = await huggingface.chatCompletion({ model, messages: [system, ...messages] })
  expect(choices[0]?.message.content).toMatch(/^Paris\W*$/)
})

test('huggingface: calls a tool and uses what it says', async () => {
  const { messages } = ask('What is the weather in Paris?')
  const { choices } = await huggingface.chatCompletion({ model, messages, tools })
  const said = choices[0]!.message
  const call = said.tool_calls![0]!
  expect(JSON.parse(String(call.function.arguments))).toEqual({ city: 'Paris' })
  const result = { role: 'tool' as const, tool_call_id: call.id, content: '{"temperature":18}' }
  const after = await huggingface.chatCompletion({ model, messages: [...messages, said, result], tools })
  expect(after.choices[0]?.message.content).toMatch(/18/)
})

test('huggingface: fills a schema', async () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
  }
  const { choices } = await huggingface.chatCompletion({
    ...ask('Extract the person: Ada is 36 years old.'),
    response_format: { type: 'json_schema', json_schema: { name: 'person', schema } },
  })
  expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'Ada', age: 36 })
})

test.each([
  ['sk-test-invalid', 401],
  ['sk-test-rate-limited', 429],
  ['sk-test-server-error', 500],
])('huggingface: the key %s is an error of its own', async (key, status) => {
  const error: unknown = await new InferenceClient(key, { endpointUrl, retry_on_error: false })
    .chatCompletion(ask('What is an API?'))
    .catch((e: unknown) => e)
  expect(error).toBeInstanceOf(InferenceClientProviderApiError)
  expect(error).toMatchObject({ httpResponse: { status } })
})
