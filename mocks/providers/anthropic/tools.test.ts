import type Anthropic from '@anthropic-ai/sdk'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Prompt } from '../../engine/engine.ts'
import { beginQuietWorld, cheap, client, framesOf, says, send } from './client.fixture.ts'

const prompts: Prompt[] = []
vi.mock(import('../../engine/engine.ts'), async (original) => {
  const engine = await original()
  return { ...engine, generate: (prompt: Prompt) => (prompts.push(prompt), engine.generate(prompt)) }
})

beforeEach(() => {
  prompts.length = 0
  beginQuietWorld()
})

const tool = (name: string): Anthropic.Tool => ({
  name,
  description: `Looks up the ${name} of a city`,
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
})
const tools = [tool('weather'), tool('time')]
const hello = { model: cheap, max_tokens: 300, messages: says('How is the weather in Berlin, and what time is it?') }

test('calls come as blocks, each with its id', async () => {
  const message = await client().messages.create({ ...hello, tools })
  expect(message.stop_reason).toBe('tool_use')
  expect(message.content).toEqual(
    ['weather', 'time'].map((name) => ({
      type: 'tool_use',
      id: expect.stringMatching(/^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$/) as string,
      name,
      input: { city: 'Berlin' },
      caller: { type: 'direct' },
    })),
  )
  expect(new Set(message.content.map((block) => block.type === 'tool_use' && block.id)).size).toBe(2)
})

test('the model is told of the tools and of the choice', async () => {
  const ask = (tool_choice: Anthropic.ToolChoice) => client().messages.create({ ...hello, tools, tool_choice })
  const none = await ask({ type: 'none' })
  const any = await ask({ type: 'any' })
  const one = await ask({ type: 'tool', name: 'time' })
  const single = await ask({ type: 'auto', disable_parallel_tool_use: true })
  expect(prompts.map(({ toolChoice }) => toolChoice)).toEqual(['none', 'required', { name: 'time' }, 'auto'])
  expect(prompts[0]?.tools).toEqual(
    tools.map(({ name, description, input_schema }) => ({ name, description, parameters: input_schema })),
  )
  expect(none.stop_reason).toBe('end_turn')
  expect(any.content).toHaveLength(2)
  expect(one.content).toMatchObject([{ name: 'time' }])
  expect(single.content).toHaveLength(1)
})

test('results go back by id, and the model answers with them', async () => {
  const first = await client().messages.create({ ...hello, tools })
  const results = first.content.flatMap((block): Anthropic.ToolResultBlockParam[] =>
    block.type === 'tool_use'
      ? [{ type: 'tool_result', tool_use_id: block.id, content: [{ type: 'text', text: 'Sunny' }] }]
      : [],
  )
  const messages: Anthropic.MessageParam[] = [
    ...hello.messages,
    { role: 'assistant', content: first.content },
    { role: 'user', content: results },
  ]
  const second = await client().messages.create({ ...hello, tools, messages })
  expect(second).toMatchObject({
    stop_reason: 'end_turn',
    content: [{ type: 'text', text: expect.stringContaining('Sunny') as string }],
  })
  expect(prompts.at(-1)?.turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'tool'])
  expect(prompts.at(-1)?.turns.at(-1)).toEqual({ role: 'tool', text: 'Sunny' })
})

describe('streamed, calls', () => {
  test('begin empty and grow by pieces of JSON', async () => {
    const frames = framesOf(await (await send('/v1/messages', { ...hello, tools, stream: true })).text())
    expect(frames[1]?.json).toEqual({
      type: 'content_block_start',
      index: 0,
      content_block: {
        type: 'tool_use',
        id: expect.stringMatching(/^toolu_01/) as string,
        name: 'weather',
        input: {},
        caller: { type: 'direct' },
      },
    })
    expect(frames[2]?.event).toBe('ping')
    const deltas = frames.flatMap(({ json }) =>
      'delta' in json ? [json as { index: number; delta: { partial_json: string } }] : [],
    )
    const first = deltas.filter(({ index }) => index === 0)
    expect(first[0]?.delta).toEqual({ type: 'input_json_delta', partial_json: '' })
    expect(first.map(({ delta }) => delta.partial_json).join('')).toBe('{"city":"Berlin"}')
    expect(frames.at(-2)?.json).toMatchObject({ delta: { stop_reason: 'tool_use' } })
  })

  test('add up to the plain ones', async () => {
    const message = await client()
      .messages.stream({ ...hello, tools })
      .finalMessage()
    expect(message.content).toMatchObject([
      { type: 'tool_use', name: 'weather', input: { city: 'Berlin' } },
      { type: 'tool_use', name: 'time', input: { city: 'Berlin' } },
    ])
  })
})

test.each([true, false])('with its test key, arguments do not fit the schema; streamed: %s', async (stream) => {
  const { messages } = client('sk-test-bad-arguments')
  const request = { ...hello, tools }
  const message = stream ? await messages.stream(request).finalMessage() : await messages.create(request)
  expect(prompts[0]?.badArguments).toBe(true)
  expect(message.content[0]).toMatchObject({ type: 'tool_use', name: 'weather', input: {} })
})

test('an answer can be asked for by schema', async () => {
  const message = await client().messages.parse({
    ...hello,
    output_config: { format: zodOutputFormat(z.object({ city: z.string() })) },
  })
  expect(message.parsed_output).toEqual({ city: 'Berlin' })
  expect(prompts[0]?.schema).toMatchObject({ type: 'object', required: ['city'] })
})

test("Anthropic's own tools are taken, though nobody calls them here", async () => {
  const search = { type: 'web_search_20260318', name: 'web_search', max_uses: 2 } as const
  const message = await client().messages.create({ ...hello, tools: [search] })
  expect(message.stop_reason).toBe('end_turn')
})

test('an advisor is a tool for those alone who ask for the beta', async () => {
  const body = { ...hello, tools: [{ type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-5-5' }] }
  expect((await send('/v1/messages', body)).status).toBe(400)
  const headers = { 'anthropic-beta': 'advisor-tool-2026-03-01' }
  expect((await send('/v1/messages', body, { headers })).status).toBe(200)
})
