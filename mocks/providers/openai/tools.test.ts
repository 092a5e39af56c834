import type OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, post, readFrames, rejection } from './client.fixture.ts'

type ChatTool = OpenAI.Chat.Completions.ChatCompletionFunctionTool
type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam

const client = newClient()

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  required: ['city'],
}
const weather: ChatTool = {
  type: 'function',
  function: { name: 'get_weather', description: 'Tells the weather in a city', parameters },
}
const time: ChatTool = {
  type: 'function',
  function: {
    name: 'get_time',
    description: 'Tells the time in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}
const tools = [weather, time]
const model = 'gpt-4.1'
const says = (content: string): ChatMessage[] => [{ role: 'user', content }]
const twoCities = says('What is the weather in Paris and in Rome?')
const sunny = (temperature: number) => JSON.stringify({ temperature, unit: 'celsius', condition: 'Sunny' })

describe('calls in Chat Completions', () => {
  test('one: no content, an id, and its finish reason', async () => {
    const { choices, usage } = await client.chat.completions.create({
      model,
      tools,
      messages: says('Weather in Oslo?'),
    })
    expect(choices[0]?.finish_reason).toBe('tool_calls')
    expect(choices[0]?.message).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
      annotations: [],
      tool_calls: [
        {
          id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/) as string,
          type: 'function',
          function: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
        },
      ],
    })
    expect(usage?.completion_tokens).toBe(16)
    expect(usage?.prompt_tokens).toBeGreaterThan(80)
  })

  test('several: of one function and of two', async () => {
    const ask = async (content: string, more: object = {}) => {
      const { choices } = await client.chat.completions.create({ model, tools, messages: says(content), ...more })
      return choices[0]?.message.tool_calls?.map(
        (call) => call.type === 'function' && [call.function.name, call.function.arguments],
      )
    }
    expect(await ask('What is the weather in Paris and in Rome?')).toEqual([
      ['get_weather', '{"city":"Paris"}'],
      ['get_weather', '{"city":"Rome"}'],
    ])
    expect(await ask('What is the weather in Paris and what time is it in Tokyo?')).toEqual([
      ['get_weather', '{"city":"Paris"}'],
      ['get_time', '{"city":"Tokyo"}'],
    ])
    expect(await ask('What is the weather in Paris and in Rome?', { parallel_tool_calls: false })).toHaveLength(1)
    expect(await ask('What is the weather in Paris?', { tool_choice: 'none' })).toBeUndefined()
    expect(await ask('Hello, how are you?')).toBeUndefined()
    expect(await ask('Hello, how are you?', { tool_choice: 'required' })).toHaveLength(1)
    const forced = { tool_choice: { type: 'function', function: { name: 'get_time' } } }
    expect(await ask('What is the weather in Paris?', forced)).toEqual([['get_time', '{"city":"Paris"}']])
  })

  test('streamed: each begins with id and name, then come pieces of its arguments', async () => {
    const body = { model, tools, messages: twoCities, stream: true, stream_options: { include_obfuscation: false } }
    const { data, text } = await readFrames(await post('/v1/chat/completions', body))
    const deltas = data.map((chunk) => (chunk.choices as { delta: object }[])[0]?.delta)
    expect(Object.keys(deltas[0] ?? {})).toEqual(['role', 'content', 'tool_calls', 'refusal'])
    expect(deltas[0]).toMatchObject({
      role: 'assistant',
      content: null,
      tool_calls: [{ index: 0, type: 'function', function: { name: 'get_weather', arguments: '' } }],
      refusal: null,
    })
    expect(deltas.slice(1, 6)).toEqual(
      ['{"', 'city', '":"', 'Paris', '"}'].map((piece) => ({
        tool_calls: [{ index: 0, function: { arguments: piece } }],
      })),
    )
    expect(deltas[6]).toMatchObject({ tool_calls: [{ index: 1, function: { name: 'get_weather', arguments: '' } }] })
    expect(deltas.at(-1)).toEqual({})
    expect(text).toContain('"finish_reason":"tool_calls"')
    const whole = await client.chat.completions.stream({ model, tools, messages: twoCities }).finalChatCompletion()
    expect(
      whole.choices[0]?.message.tool_calls?.map((call) => call.type === 'function' && call.function.arguments),
    ).toEqual(['{"city":"Paris"}', '{"city":"Rome"}'])
  })

  test('and results go round until there is an answer', async () => {
    const messages = [...twoCities]
    for (let round = 0; round < 5; round++) {
      const { choices } = await client.chat.completions.create({ model, tools, messages, parallel_tool_calls: false })
      const message = choices[0]?.message
      if (!message?.tool_calls) {
        expect(round).toBe(2)
        expect(message?.content).toContain('It is 18 °C and sunny in Paris. It is 19 °C and sunny in Rome.')
        return
      }
      messages.push(message)
      for (const { id } of message.tool_calls)
        messages.push({ role: 'tool', tool_call_id: id, content: sunny(18 + round) })
    }
    expect.unreachable()
  })

  test.each([true, false])('do not fit their schema with the test key for that; streamed: %s', async (stream) => {
    const spoilt = newClient({ apiKey: 'sk-test-bad-arguments' }).chat.completions
    const request = { model, tools, messages: says('Weather in Oslo?') }
    const { choices } = stream ? await spoilt.stream(request).finalChatCompletion() : await spoilt.create(request)
    expect(choices[0]?.message.tool_calls).toMatchObject([{ function: { name: 'get_weather', arguments: '{}' } }])
  })

  test('that the limit cuts end with length', async () => {
    const { choices } = await client.chat.completions.create({
      model,
      tools,
      messages: says('Weather in Oslo?'),
      max_completion_tokens: 13,
    })
    expect(choices[0]?.finish_reason).toBe('length')
  })
})

const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } } as const
const strict = (schema: Record<string, unknown>): ChatTool => ({
  type: 'function',
  function: { name: 'f', strict: true, parameters: schema },
})

test.each<[string, object, string]>([
  [
    'a call without its result',
    { messages: [...twoCities, { role: 'assistant', tool_calls: [call] }, ...twoCities] },
    'did not have response messages: call_1',
  ],
  [
    'a result without its call',
    { messages: [...twoCities, { role: 'tool', tool_call_id: 'call_1', content: '1' }] },
    "must be a response to a preceeding message with 'tool_calls'",
  ],
  [
    'a result without an id',
    { messages: [...twoCities, { role: 'tool', content: '1' }] },
    "Missing required parameter: 'messages[1].tool_call_id'",
  ],
  [
    'a choice without tools',
    { messages: twoCities, tools: undefined, tool_choice: 'auto' },
    "'tool_choice' is only allowed when 'tools' are specified",
  ],
  [
    'a choice of an unknown function',
    { messages: twoCities, tool_choice: { type: 'function', function: { name: 'x' } } },
    "Tool choice 'x' not found in 'tools' parameter.",
  ],
  [
    'a name with blanks',
    { messages: twoCities, tools: [{ type: 'function', function: { name: 'a b' } }] },
    "pattern '^[a-zA-Z0-9_-]+$'",
  ],
  [
    'a strict schema that allows more',
    { messages: twoCities, tools: [strict({ type: 'object', properties: {}, required: [] })] },
    "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    'a strict schema with something optional',
    {
      messages: twoCities,
      tools: [
        strict({ type: 'object', properties: { a: { type: 'string' } }, required: [], additionalProperties: false }),
      ],
    },
    "including every key in properties. Missing 'a'.",
  ],
  [
    'a list without items',
    {
      messages: twoCities,
      tools: [
        {
          type: 'function',
          function: { name: 'f', parameters: { type: 'object', properties: { a: { type: 'array' } } } },
        },
      ],
    },
    "In context=('properties', 'a'), array schema missing items.",
  ],
  [
    'a loose format',
    {
      messages: twoCities,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'r', strict: true, schema: { type: 'object', properties: {} } },
      },
    },
    "Invalid schema for response_format 'r': In context=(), 'additionalProperties'",
  ],
])('%s is refused', async (_, body, message) => {
  const response = await post('/v1/chat/completions', { model, tools, ...body })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain(JSON.stringify(message).slice(1, -1))
})

test('GPT-6 calls functions in Chat Completions only without reasoning', async () => {
  const request = { model: 'gpt-6-luna', tools, messages: says('Weather in Oslo?') }
  expect(await rejection(client.chat.completions.create(request))).toMatchObject({
    status: 400,
    param: 'reasoning_effort',
  })
  const { choices } = await client.chat.completions.create({ ...request, reasoning_effort: 'none' })
  expect(choices[0]?.message.tool_calls).toHaveLength(1)
})

const flat: OpenAI.Responses.FunctionTool[] = [
  { type: 'function', name: 'get_weather', description: 'Tells the weather in a city', parameters, strict: false },
]
const input = 'What is the weather in Paris and in Rome?'

describe('calls in Responses', () => {
  test('are items of the output; their results continue the stored response', async () => {
    const first = await client.responses.create({ model, tools: flat, input })
    expect(first.output).toEqual(
      ['Paris', 'Rome'].map((city) => ({
        id: expect.stringMatching(/^fc_[0-9a-f]{48}$/) as string,
        type: 'function_call',
        status: 'completed',
        arguments: JSON.stringify({ city }),
        call_id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/) as string,
        name: 'get_weather',
      })),
    )
    const outputs = first.output.flatMap((item, i): OpenAI.Responses.ResponseInputItem[] =>
      item.type === 'function_call'
        ? [{ type: 'function_call_output', call_id: item.call_id, output: sunny(18 + i) }]
        : [],
    )
    const stored = await client.responses.create({ model, tools: flat, input: outputs, previous_response_id: first.id })
    expect(stored.output_text).toContain('It is 18 °C and sunny in Paris. It is 19 °C and sunny in Rome.')
    const items = [
      { role: 'user' as const, content: input },
      ...first.output,
      ...outputs,
    ] as OpenAI.Responses.ResponseInput
    const resent = await client.responses.create({ model, tools: flat, input: items, store: false })
    expect(resent.output_text).toContain('It is 19 °C and sunny in Rome.')
    const missing = client.responses.create({
      model,
      tools: flat,
      input: outputs.slice(1),
      previous_response_id: first.id,
    })
    expect(await rejection(missing)).toMatchObject({
      status: 400,
      message: expect.stringContaining('No tool output found for function call call_') as string,
    })
    const stray = client.responses.create({ model, tools: flat, input: outputs })
    expect(await rejection(stray)).toMatchObject({
      status: 400,
      message: expect.stringContaining('No tool call found for function call output') as string,
    })
  })

  test('come back with the thoughts before them, and thoughts with what followed, or without their ids', async () => {
    const request = { model: 'gpt-6-luna', tools: flat }
    const { output } = await client.responses.create({ ...request, input: 'Weather in Oslo?' })
    const [thought, call] = output
    expect([thought?.type, call?.type]).toEqual(['reasoning', 'function_call'])
    if (call?.type !== 'function_call' || thought?.type !== 'reasoning') return
    const { call_id, id, ...anonymous } = call
    const result = { type: 'function_call_output' as const, call_id, output: sunny(17) }
    const question = { role: 'user' as const, content: 'Weather in Oslo?' }
    const refused = async (...items: OpenAI.Responses.ResponseInput) =>
      await rejection(client.responses.create({ ...request, input: [question, ...items] }))
    expect(await refused(call, result)).toMatchObject({
      status: 400,
      error: {
        message: `Item '${id}' of type 'function_call' was provided without its required 'reasoning' item: '${thought.id}'.`,
        type: 'invalid_request_error',
        param: 'input',
        code: null,
      },
    })
    const alone = `400 Item '${thought.id}' of type 'reasoning' was provided without its required following item.`
    expect(await refused(thought)).toMatchObject({ status: 400, message: alone })
    expect(await refused(thought, question)).toMatchObject({ status: 400, message: alone })
    for (const items of [
      [thought, call, result],
      [{ ...anonymous, call_id }, result],
    ]) {
      const again = await client.responses.create({ ...request, input: [question, ...items] })
      expect(again.output_text).toContain('17 °C')
    }
    // Another account has never heard of these items.
    const stranger = await newClient({ apiKey: 'sk-other' }).responses.create({
      ...request,
      input: [question, call, result],
    })
    expect(stranger.output_text).toContain('17 °C')
  })

  test('streamed, come as pieces of their arguments', async () => {
    const stream = await client.responses.create({ model, tools: flat, input: 'Weather in Oslo?', stream: true })
    const events = await collect(stream)
    expect([...new Set(events.map(({ type }) => type))]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ])
    const deltas = events.flatMap((event) =>
      event.type === 'response.function_call_arguments.delta' ? [event.delta] : [],
    )
    expect(deltas).toEqual(['{"', 'city', '":"', 'Os', 'lo', '"}'])
  })
})

const event = z.object({
  name: z.string(),
  date: z.string(),
  participants: z.array(z.string()),
  place: z.string().nullable(),
})
const science = 'Alice and Bob are going to a science fair on Friday.'
const read = { name: 'science fair', date: 'Friday', participants: ['Alice', 'Bob'], place: null }

describe('answers by schema', () => {
  test('are parsed by the official helpers', async () => {
    const chat = await client.chat.completions.parse({
      model,
      temperature: 2,
      messages: says(science),
      response_format: zodResponseFormat(event, 'event'),
    })
    expect(chat.choices[0]?.message.parsed).toEqual(read)
    const response = await client.responses.parse({
      model: 'gpt-6-luna',
      input: science,
      text: { format: zodTextFormat(event, 'event') },
    })
    expect(response.output_parsed).toEqual(read)
    const streamed = await client.chat.completions
      .stream({ model, messages: says(science), response_format: zodResponseFormat(event, 'event') })
      .finalChatCompletion()
    expect(streamed.choices[0]?.message.parsed).toEqual(read)
  })

  test('are cut by the limit, and have probabilities', async () => {
    const request = { model, messages: says(science), response_format: zodResponseFormat(event, 'event') }
    const { choices } = await client.chat.completions.create({ ...request, max_completion_tokens: 5, logprobs: true })
    expect(choices[0]?.finish_reason).toBe('length')
    expect(choices[0]?.logprobs?.content).toHaveLength(5)
    expect(choices[0]?.message.content).toMatch(/^\{"name":"/)
  })

  test('are some object where only JSON is asked for', async () => {
    const response_format = { type: 'json_object' } as const
    const messages = says('Reply in JSON with the keys name and age: Ada is 36 years old.')
    const { choices } = await client.chat.completions.create({ model, messages, response_format })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'Ada', age: 36 })
  })
})
