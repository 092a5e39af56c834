import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { clientOf, framesIn, hosts, rejection, send } from './hosts.fixture.ts'

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

const model = 'openai/gpt-oss-20b'
const openrouter = clientOf('openrouter')
const tool = {
  type: 'function' as const,
  name: 'get_weather',
  description: 'Tells the weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  strict: false,
}

test('OpenRouter answers in Responses, whole and streamed', async () => {
  const whole = await openrouter.responses.create({ model, input: 'What is an API?', instructions: 'Be brief.' })
  expect(whole).toMatchObject({ object: 'response', status: 'completed', store: false, instructions: 'Be brief.' })
  expect(whole.output_text).toMatch(/\bAPI\b/)
  expect(whole.usage?.total_tokens).toBe((whole.usage?.input_tokens ?? 0) + (whole.usage?.output_tokens ?? 0))
  let text = ''
  const types = new Set<string>()
  const stream = await openrouter.responses.create({ model, input: 'What is an API?', stream: true })
  for await (const event of stream) {
    types.add(event.type)
    if (event.type === 'response.output_text.delta') text += event.delta
  }
  expect(text).toMatch(/\bAPI\b/)
  expect([...types].at(-1)).toBe('response.completed')
})

test('OpenRouter calls tools in Responses, and goes on with what they say', async () => {
  const input = [{ role: 'user' as const, content: 'What is the weather in Paris?' }]
  const { output } = await openrouter.responses.create({ model, input, tools: [tool] })
  const call = output.find((item) => item.type === 'function_call')
  expect(call).toMatchObject({ name: 'get_weather', arguments: '{"city":"Paris"}' })
  if (call?.type !== 'function_call') return
  const result = { type: 'function_call_output' as const, call_id: call.call_id, output: '{"temperature":18}' }
  const after = await openrouter.responses.create({ model, input: [...input, call, result], tools: [tool] })
  expect(after.output_text).toMatch(/18/)
})

test('what OpenRouter does not do in Responses is refused', async () => {
  const request = { model, input: 'x', previous_response_id: 'resp_1' }
  expect(await rejection(openrouter.responses.create(request))).toMatchObject({ status: 400 })
  expect(await rejection(openrouter.responses.create({ model: 'x/y', input: 'x' }))).toMatchObject({ status: 400 })
  const cut = await openrouter.responses.create({ model, input: 'What is an API?', max_output_tokens: 16 })
  expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
})

test('Together completes a prompt without roles, whole and streamed', async () => {
  const request = { model: hosts.together.model, prompt: 'What is an API?', max_tokens: 40 }
  const { choices, usage } = await clientOf('together').completions.create(request)
  expect(choices[0]?.text).toMatch(/\bAPI\b/)
  expect(choices[0]?.finish_reason).toMatch(/^(eos|length)$/)
  expect(usage?.total_tokens).toBeGreaterThan(5)
  const chunks = framesIn(await (await send('together', '/completions', { ...request, stream: true })).text())
  const text = chunks.map((chunk) => (chunk.choices as { text: string }[])[0]?.text ?? '').join('')
  expect(text).toMatch(/\bAPI\b/)
  expect((await send('together', '/completions', { model: request.model })).status).toBe(400)
})
