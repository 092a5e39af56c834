import type { Interactions } from '@google/genai'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { generate } from '../../engine/engine.ts'
import type { Answer } from '../../engine/engine.ts'
import { setPace } from '../../pace.ts'
import { client, send } from './client.fixture.ts'

vi.mock('../../test-keys.ts', async (original) => ({
  ...(await original<object>()),
  misbehaviourOf: (key: string) => /^sk-test-([a-z-]+)/.exec(key)?.[1],
}))
vi.mock('../../engine/engine.ts', async (original) => {
  const engine = await original<typeof import('../../engine/engine.ts')>()
  return { ...engine, generate: vi.fn(engine.generate) }
})

beforeAll(() => setPace(0))

const model = 'gemini-3.8-flash'
const ai = client()
const tools = [
  {
    type: 'function' as const,
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
]

/** Lets the engine call a function once, as it would of itself. */
function calling(city: string) {
  const json = JSON.stringify({ city })
  const answer: Answer & { toolCalls: object[] } = {
    text: '',
    pieces: [],
    logprobs: [],
    finish: 'stop',
    visibleTokens: 9,
    reasoningTokens: 64,
    toolCalls: [{ name: 'get_weather', arguments: json, pieces: [json] }],
  }
  vi.mocked(generate).mockReturnValueOnce(answer)
}

async function errorOf(path: string, body?: unknown, headers?: Record<string, string>) {
  const response = await send(path, body, headers)
  return { status: response.status, ...((await response.json()) as { error: { code: string; message: string } }).error }
}

describe('an interaction', () => {
  test('has the thoughts and the text as steps', async () => {
    const {
      id,
      status,
      steps,
      output_text: text,
      usage,
    } = await ai.interactions.create({ model, input: 'What is a token?' })
    expect(id).toMatch(/^v1_Chd[\w-]{59,}$/)
    expect(status).toBe('completed')
    expect(steps.map(({ type }) => type)).toEqual(['thought', 'model_output'])
    expect(text).toMatch(/token/i)
    expect(usage?.total_tokens).toBe(6 + (usage?.total_output_tokens ?? 0) + (usage?.total_thought_tokens ?? 0))
  })

  test('is printed without any blank, in the order of the recordings', async () => {
    const text = await (await send('/v1/interactions', { model, input: 'What is a token?' })).text()
    const body = JSON.parse(text) as Interactions.Interaction
    expect(text).toBe(JSON.stringify(body))
    expect(Object.keys(body)).toEqual([
      'id',
      'status',
      'usage',
      'created',
      'updated',
      'service_tier',
      'steps',
      'object',
      'model',
    ])
    expect(Object.keys(body.usage ?? {})).toEqual([
      'total_tokens',
      'total_input_tokens',
      'input_tokens_by_modality',
      'total_cached_tokens',
      'total_output_tokens',
      'total_tool_use_tokens',
      'total_thought_tokens',
    ])
  })

  test('goes on from the previous one', async () => {
    const { id } = await ai.interactions.create({ model, input: 'My name is Ada.' })
    const next = await ai.interactions.create({ model, input: 'What is my name?', previous_interaction_id: id })
    expect(next.output_text).toContain('Ada')
  })

  test('takes a conversation as steps', async () => {
    const input = [
      { type: 'user_input' as const, content: [{ type: 'text' as const, text: 'My name is Ada.' }] },
      { type: 'model_output' as const, content: [{ type: 'text' as const, text: 'Hello!' }] },
      { type: 'user_input' as const, content: [{ type: 'text' as const, text: 'What is my name?' }] },
    ]
    expect((await ai.interactions.create({ model, input })).output_text).toContain('Ada')
  })

  test('is incomplete when it is cut', async () => {
    const { status } = await ai.interactions.create({
      model,
      input: 'What is a token?',
      generation_config: { max_output_tokens: 9 },
    })
    expect(status).toBe('incomplete')
  })

  test('is stored, and can be deleted', async () => {
    const { id } = await ai.interactions.create({ model, input: 'What is a token?' })
    expect((await ai.interactions.get(id)).status).toBe('completed')
    await ai.interactions.delete(id)
    expect(await errorOf(`/v1/interactions/${id}`)).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('is not stored when it shall not be, nor for another key', async () => {
    const { id } = await ai.interactions.create({ model, input: 'Hi', store: false })
    expect(await errorOf(`/v1/interactions/${id}`)).toMatchObject({ status: 404 })
    const kept = await ai.interactions.create({ model, input: 'Hi' })
    expect(await errorOf(`/v1/interactions/${kept.id}`, undefined, { 'x-goog-api-key': 'other' })).toMatchObject({
      status: 404,
    })
  })

  test('works in the background', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const begun = await ai.interactions.create({ model, input: 'What is a token?', background: true })
      expect(begun.status).toBe('in_progress')
      vi.advanceTimersByTime(60_000)
      expect((await ai.interactions.get(begun.id)).status).toBe('completed')
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a function call', () => {
  test('asks for action, and its result answers by id', async () => {
    calling('Paris')
    const asked = await ai.interactions.create({ model, input: 'Weather in Paris?', tools })
    expect(asked.status).toBe('requires_action')
    const call = asked.steps.find((step) => step.type === 'function_call')
    expect(call).toMatchObject({ name: 'get_weather', arguments: { city: 'Paris' } })

    const result = { type: 'function_result' as const, call_id: call?.id ?? '', result: 'Sunny' }
    await ai.interactions.create({ model, input: [result], tools, previous_interaction_id: asked.id })
    expect(vi.mocked(generate).mock.lastCall?.[0].turns.at(-1)).toEqual({ role: 'tool', text: 'Sunny' })

    const stray = { model, input: [{ ...result, call_id: 'nobody' }], previous_interaction_id: asked.id }
    expect(await errorOf('/v1/interactions', stray)).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('is streamed: its name first, its arguments after', async () => {
    calling('Paris')
    const events: Interactions.InteractionSSEEvent[] = []
    for await (const event of await ai.interactions.create({ model, input: 'Weather in Paris?', tools, stream: true }))
      events.push(event)
    expect(events).toContainEqual({
      index: 1,
      step: expect.objectContaining({ type: 'function_call', name: 'get_weather', arguments: {} }) as object,
      event_type: 'step.start',
    })
    expect(events).toContainEqual({
      index: 1,
      delta: { arguments: '{"city":"Paris"}', type: 'arguments_delta' },
      event_type: 'step.delta',
    })
    expect(events.at(-1)).toMatchObject({
      event_type: 'interaction.completed',
      interaction: { status: 'requires_action' },
    })
  })
})

test('null counts as absent, deep inside too', async () => {
  const body = {
    model,
    input: 'Hi',
    tools: [{ ...tools[0], description: null }],
    generation_config: { tool_choice: { allowed_tools: { mode: null, tools: null } } },
  }
  expect((await send('/v1/interactions', body)).status).toBe(200)
})

test.each(['content-filter', 'refusal'])('what the safety filter stops has failed: %s', async (kind) => {
  const { status, errors, steps } = await client(`sk-test-${kind}`).interactions.create({ model, input: 'Hi' })
  expect(status).toBe('failed')
  expect(errors?.[0]?.code).toBe('safety')
  expect(steps).toEqual([])
})

describe('a streamed interaction', () => {
  test('comes step by step', async () => {
    const events: Interactions.InteractionSSEEvent[] = []
    for await (const event of await ai.interactions.create({ model, input: 'What is a token?', stream: true }))
      events.push(event)
    const types = events.map(({ event_type: type }) => type).filter((type, at, all) => type !== all[at - 1])
    expect(types).toEqual([
      'interaction.created',
      'interaction.status_update',
      'step.start',
      'step.delta',
      'step.stop',
      'step.start',
      'step.delta',
      'step.stop',
      'interaction.completed',
    ])
    expect(events.at(-1)).toMatchObject({ interaction: { status: 'completed', usage: { total_input_tokens: 6 } } })
  })

  test('is framed with names, in LF', async () => {
    const text = await (await send('/v1/interactions', { model, input: 'What is a token?', stream: true })).text()
    expect(text).toMatch(
      /^event: interaction\.created\ndata: \{"interaction":\{"id":"v1_[\w-]+","status":"in_progress","object":"interaction","model":"gemini-3\.8-flash"\},"event_type":"interaction\.created"\}\n\nevent: interaction\.status_update\ndata: /,
    )
    expect(text).toContain(
      'event: step.start\ndata: {"index":1,"step":{"type":"model_output"},"event_type":"step.start"}\n\n',
    )
    expect(text.endsWith('event: done\ndata: [DONE]\n\n')).toBe(true)
  })

  test('can be told again', async () => {
    const { id, output_text: text } = await ai.interactions.create({ model, input: 'What is a token?' })
    let again = ''
    for await (const event of await ai.interactions.get(id, { stream: true })) {
      if (event.event_type === 'step.delta' && event.delta.type === 'text') again += event.delta.text
    }
    expect(again).toBe(text)
  })
})

test.each<[string, unknown, number, string, RegExp]>([
  ['no model', { input: 'Hi' }, 400, 'invalid_request', /'model'/],
  ['no input', { model }, 400, 'invalid_request', /'input'/],
  ['an unknown model', { model: 'gemini-9', input: 'Hi' }, 404, 'model_not_found', /gemini-9/],
  ['an unknown parameter', { model, input: 'Hi', top_k: 1 }, 400, 'parameter_unknown', /^Unknown parameter 'top_k'\.$/],
  [
    'an unknown tool',
    { model, input: 'Hi', tools: [{ type: 'x' }] },
    400,
    'invalid_request',
    /^The value 'x' is not supported for 'type' at 'tools\[0\]'\.$/,
  ],
  [
    'an unknown kind of input',
    { model, input: [{ type: 'smell' }] },
    400,
    'invalid_request',
    /^The value 'smell' is not supported for 'type' at 'input\[0\]'\.$/,
  ],
  [
    'an unknown thinking level',
    { model, input: 'Hi', generation_config: { thinking_level: 'deep' } },
    400,
    'invalid_request',
    /thinking_level/,
  ],
  [
    'a thinking level the model lacks',
    { model: 'gemini-4-argon', input: 'Hi', generation_config: { thinking_level: 'minimal' } },
    400,
    'invalid_request',
    /MINIMAL is not supported/,
  ],
  ['an unknown previous one', { model, input: 'Hi', previous_interaction_id: 'v1_x' }, 404, 'not_found', /v1_x/],
])('%s is refused in the API’s own manner', async (_, body, status, code, message) => {
  const error = await errorOf('/v1/interactions', body)
  expect(error).toMatchObject({ status, code, message: expect.stringMatching(message) as string })
})

test.each([
  ['a bad key', { 'x-goog-api-key': 'sk-test-invalid' }],
  ['no key', {}],
])('%s is a 401 here', async (_, headers: Record<string, string>) => {
  expect(await errorOf('/v1/interactions', { model, input: 'Hi' }, headers)).toMatchObject({
    status: 401,
    code: 'authentication',
  })
})
