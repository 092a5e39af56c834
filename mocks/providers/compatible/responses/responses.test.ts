import type { OpenAI } from 'openai'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../../../handle.ts'
import { setPace } from '../../../pace.ts'
import { beginWorld } from '../../../world.ts'
import { clientOf, framesIn, hosts, rejection, send } from '../hosts.fixture.ts'
import type { HostName } from '../hosts.fixture.ts'

type Response = OpenAI.Responses.Response

/** What each host makes different. */
interface Manner {
  readonly host: HostName
  /** How an answer is called that was cut off. */
  readonly cut: 'incomplete' | 'completed'
  /** The events of thoughts; absent where they are not shown. */
  readonly thoughts?: 'response.reasoning_text' | 'response.reasoning_summary_text'
  /** The error of a model that nobody knows, as the client shows it. */
  readonly unknown: object
  /** The error of going on with a response that there is not; absent where the field is passed over. */
  readonly previous?: object
}

const text = 'response.reasoning_text'
const manners: readonly Manner[] = [
  {
    host: 'groq',
    cut: 'incomplete',
    thoughts: text,
    unknown: { status: 404, code: 'model_not_found' },
    previous: {
      status: 400,
      type: 'invalid_request_error',
      message: "400 property 'previous_response_id' is unsupported",
    },
  },
  // Behind its translation everything is 200.
  { host: 'huggingface', cut: 'completed', thoughts: text, unknown: { status: 'failed' } },
  {
    host: 'openrouter',
    cut: 'incomplete',
    thoughts: text,
    unknown: { status: 400, error: { code: 'invalid_prompt', message: 'x/y is not a valid model ID' } },
    previous: { status: 400, code: 'invalid_prompt' },
  },
  {
    host: 'azure',
    cut: 'incomplete',
    unknown: { status: 404, code: 'DeploymentNotFound' },
    previous: { status: 400, code: 'previous_response_not_found' },
  },
  {
    host: 'lmstudio',
    cut: 'incomplete',
    thoughts: text,
    unknown: { status: 404, code: 'model_not_found' },
    previous: { status: 400, code: 'previous_response_not_found', param: 'previous_response_id' },
  },
  {
    host: 'ollama',
    cut: 'completed',
    thoughts: 'response.reasoning_summary_text',
    unknown: { status: 404, error: { message: "model 'x/y' not found", type: 'not_found_error' } },
  },
  {
    host: 'vllm',
    cut: 'incomplete',
    thoughts: text,
    unknown: { status: 404, error: { code: 404, type: 'NotFoundError' } },
    previous: { status: 404, message: "404 Response with id 'resp_1' not found.", param: 'response_id' },
  },
]

const tool = {
  type: 'function' as const,
  name: 'get_weather',
  description: 'Tells the weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  strict: false,
}
const input = 'What is an API?'

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

const sum = ({ usage }: Pick<Response, 'usage'>) => (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0)

/** The error a call is rejected with, or where it is not, what it gives. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
  return (await rejection(call)) ?? call
}

describe.each(manners)('$host', ({ host, cut, thoughts, unknown, previous }) => {
  const { model } = hosts[host]
  const client = clientOf(host)

  test('answers as itself, and counts what it used', async () => {
    const response = await client.responses.create({ model, input, instructions: 'Be brief.' })
    expect(response).toMatchObject({ object: 'response', status: 'completed', instructions: 'Be brief.' })
    expect(response.output_text).toMatch(/\bAPI\b/)
    expect(response.output.at(-1)).toMatchObject({ type: 'message', role: 'assistant', status: 'completed' })
    expect(response.usage?.input_tokens).toBeGreaterThan(5)
    expect(response.usage?.total_tokens).toBe(sum(response))
  })

  test('streams numbered events, of which the last is the whole answer', async () => {
    const stream = await client.responses.create({ model, input, stream: true })
    const events: OpenAI.Responses.ResponseStreamEvent[] = []
    for await (const event of stream) events.push(event)
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, at) => at))
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['response.created', 'response.in_progress'])
    const said = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []))
    const last = events.at(-1)
    if (last?.type !== 'response.completed') throw new Error(`The last event is ${last?.type}.`)
    expect(said.length).toBeGreaterThan(5)
    expect(last.response.output.at(-1)).toMatchObject({ content: [{ type: 'output_text', text: said.join('') }] })
    expect(last.response.usage?.total_tokens).toBe(sum(last.response))
  })

  test("OpenAI's helper puts its events together", async () => {
    const { output } = await client.responses.stream({ model, input }).finalResponse()
    // Its own `output_text` stays empty where the host sends an empty one.
    expect(output.at(-1)).toMatchObject({ content: [{ text: expect.stringMatching(/\bAPI\b/) as string }] })
  })

  test(thoughts ? 'shows what a model thinks' : 'keeps what a model thinks to itself', async () => {
    const { thinker = 'gpt-6-luna' } = hosts[host] as { thinker?: string }
    const stream = await client.responses.create({ model: thinker, input, stream: true })
    let thought = ''
    for await (const event of stream)
      if (event.type === `${thoughts}.delta`) thought += (event as { delta: string }).delta
    expect(thought).toMatch(thoughts ? /^The user writes: "What is an API\?"/ : /^$/)
    const { output } = await client.responses.create({ model: thinker, input })
    expect(output.map(({ type }) => type)).toEqual(['reasoning', 'message'])
  })

  test('calls tools, whole and streamed, and goes on with what they say', async () => {
    const asked = [{ role: 'user' as const, content: 'What is the weather in Paris?' }]
    const { output } = await client.responses.create({ model, input: asked, tools: [tool] })
    const call = output.find((item) => item.type === 'function_call')
    expect(call).toMatchObject({ name: 'get_weather', arguments: '{"city":"Paris"}', status: 'completed' })
    if (!call) return
    const stream = await client.responses.create({ model, input: asked, tools: [tool], stream: true })
    let args = ''
    for await (const event of stream) if (event.type === 'response.function_call_arguments.delta') args += event.delta
    expect(args).toBe('{"city":"Paris"}')
    const result = { type: 'function_call_output' as const, call_id: call.call_id, output: '{"temperature":18}' }
    const after = await client.responses.create({
      model,
      input: [...asked, ...(output as OpenAI.Responses.ResponseInputItem[]), result],
      tools: [tool],
    })
    expect(after.output_text).toMatch(/18/)
  })

  test('cuts the answer at the limit', async () => {
    const response = await client.responses.create({ model, input, max_output_tokens: 16 })
    expect(response.status).toBe(cut)
    expect(response.usage?.output_tokens).toBe(16)
    expect(response.incomplete_details).toEqual(
      cut === 'incomplete' ? { reason: 'max_output_tokens' } : expect.toBeOneOf([null, undefined]),
    )
  })

  test('answers in the form of a schema', async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    }
    const format = { type: 'json_schema' as const, name: 'place', schema, strict: true }
    const response = await client.responses.create({ model, input: 'I live in Paris.', text: { format } })
    expect(JSON.parse(response.output_text)).toEqual({ city: 'Paris' })
  })

  test('tells of a model that it does not know, in its own words', async () => {
    expect(await outcome(client.responses.create({ model: 'x/y', input }))).toMatchObject(unknown)
  })

  test('does what its documentation says about state', async () => {
    const call = client.responses.create({ model, input, previous_response_id: 'resp_1' })
    expect(await outcome(call)).toMatchObject(previous ?? { status: 'completed' })
  })

  test('refuses what is no request, in its own envelope', async () => {
    for (const body of [
      { model, input: 5 },
      { model: 5, input },
      { model, input, temperature: 'hot' },
    ]) {
      const response = await send(host, '/responses', body)
      expect(response.status).toBe(400)
      expect(await response.json()).toHaveProperty('error')
    }
  })

  test('breaks off with an error that the client sees', async () => {
    const headers = { authorization: 'Bearer sk-test-stream-error', 'content-type': 'application/json' }
    const body = JSON.stringify({ model, input, stream: true })
    const response = await answer(new Request(`${hosts[host].baseURL}/responses`, { method: 'POST', headers, body }))
    const last = framesIn((await response?.text()) ?? '').at(-1) ?? {}
    expect(JSON.stringify(last)).toMatch(/"error":\{/)
    expect(JSON.stringify(last)).not.toContain('"choices"')
  })
})

test('LM Studio goes on with a response that it stored, and only for the key that asked', async () => {
  const { model } = hosts.lmstudio
  const client = clientOf('lmstudio')
  const first = await client.responses.create({ model, input: 'My name is Ada.', instructions: 'Be brief.' })
  const request = { model, input: 'What is my name?', previous_response_id: first.id }
  const second = await client.responses.create(request)
  expect(second).toMatchObject({ previous_response_id: first.id, instructions: null })
  expect(second.output_text).toContain('Ada')
  expect(await rejection(clientOf('lmstudio', { apiKey: 'b' }).responses.create(request))).toMatchObject({
    status: 400,
  })
  const { id: previous_response_id } = await client.responses.create({ model, input, store: false })
  const gone = client.responses.create({ ...request, previous_response_id })
  expect(await rejection(gone)).toMatchObject({ code: 'previous_response_not_found' })
})

test('Azure stores, retrieves and deletes, and tells what its filter found', async () => {
  const { model } = hosts.azure
  const client = clientOf('azure')
  const first = await client.responses.create({ model, input: 'My name is Ada.' })
  expect(first).toMatchObject({ model, content_filters: [{ source_type: 'prompt' }, { source_type: 'completion' }] })
  const second = await client.responses.create({ model, input: 'What is my name?', previous_response_id: first.id })
  expect(second.output_text).toContain('Ada')
  expect(await client.responses.retrieve(first.id)).toMatchObject({ id: first.id, model, output: first.output })
  await client.responses.delete(first.id)
  expect(await rejection(client.responses.retrieve(first.id))).toMatchObject({ status: 404 })
  const filtered = clientOf('azure', { apiKey: 'sk-test-content-filter' }).responses.create({ model, input })
  expect(await rejection(filtered)).toMatchObject({ status: 400, code: 'content_filter' })
})

test('Groq stores nothing, and has no fields for what it does not do', async () => {
  const { model } = hosts.groq
  for (const more of [{ store: true }, { include: [] }, { prompt_cache_key: 'x' }, { safety_identifier: 'x' }]) {
    expect(await rejection(clientOf('groq').responses.create({ model, input, ...more }))).toMatchObject({ status: 400 })
  }
})

test('vLLM passes over `store`, and refuses to work in the background', async () => {
  const { model } = hosts.vllm
  expect(await clientOf('vllm').responses.create({ model, input, store: true })).not.toHaveProperty('store')
  const request = { model, input, background: true }
  expect(await rejection(clientOf('vllm').responses.create(request))).toMatchObject({ param: 'background' })
})
