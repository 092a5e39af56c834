import OpenAI from 'openai'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { clientOf, framesIn, hostNames, hosts, rejection, send } from './hosts.fixture.ts'
import type { HostName } from './hosts.fixture.ts'

const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      description: 'Tells the weather of a city.',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string', description: 'The city' } },
        required: ['city'],
        additionalProperties: false,
      },
    },
  },
]
const one = [{ role: 'user' as const, content: 'What is the weather in Paris?' }]
const two = [{ role: 'user' as const, content: 'What is the weather in Paris and in Rome?' }]

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

const ids: Record<HostName, RegExp> = {
  groq: /^fc_[0-9a-f-]{36}$/,
  mistral: /^[A-Za-z0-9]{9}$/,
  together: /^call_[a-z0-9]{24}$/,
  fireworks: /^call_/,
  qwen: /^call_[0-9a-f]{22}$/,
  huggingface: /^call_/,
  openrouter: /^call_/,
  azure: /^call_[A-Za-z0-9]{24}$/,
  lmstudio: /^\d{9}$/,
  ollama: /^call_[a-z0-9]{8}$/,
  vllm: /^chatcmpl-tool-[0-9a-f]{32}$/,
  textgen: /^call_[a-z0-9]{8}$/,
  tgi: /^0$/,
}

interface Call {
  id: string
  function: { name: string; arguments: string }
}

function callsIn(choice: unknown): Call[] {
  return (choice as { message: { tool_calls?: Call[] | null } }).message.tool_calls ?? []
}

describe.each(hostNames)('%s', (name) => {
  const { model } = hosts[name]
  const client = clientOf(name)

  test('calls a tool', async () => {
    const { choices, usage } = await client.chat.completions.create({ model, messages: one, tools })
    const [call] = callsIn(choices[0])
    expect(choices[0]?.finish_reason).toBe('tool_calls')
    expect(call?.id).toMatch(ids[name])
    expect(call?.function.name).toBe('get_weather')
    expect(JSON.parse(call?.function.arguments ?? '')).toEqual({ city: 'Paris' })
    expect(usage?.completion_tokens).toBeGreaterThan(0)
  })

  test('calls it twice when it is asked for two things, streamed as well', async () => {
    const { choices } = await client.chat.completions.create({ model, messages: two, tools })
    const args = callsIn(choices[0]).map((call) => JSON.parse(call.function.arguments) as unknown)
    expect(args).toEqual([{ city: 'Paris' }, { city: 'Rome' }])

    const response = await send(name, '/chat/completions', { model, messages: two, tools, stream: true })
    const joined: string[] = []
    const reasons: unknown[] = []
    for (const frame of framesIn(await response.text())) {
      const [choice] = frame.choices as {
        delta: { tool_calls?: (Call & { index: number })[] | null }
        finish_reason: unknown
      }[]
      for (const { index, function: f } of choice?.delta.tool_calls ?? [])
        joined[index] = (joined[index] ?? '') + f.arguments
      if (choice?.finish_reason) reasons.push(choice.finish_reason)
    }
    expect(joined.map((json) => JSON.parse(json) as unknown)).toEqual([{ city: 'Paris' }, { city: 'Rome' }])
    expect(reasons).toEqual(['tool_calls'])
  })

  test('answers with what the tool gave', async () => {
    const asked = {
      role: 'assistant' as const,
      content: '',
      tool_calls: [
        {
          id: 'abc123def',
          type: 'function' as const,
          function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
        },
      ],
    }
    const result = { role: 'tool' as const, tool_call_id: 'abc123def', content: '{"temperature": 18, "sky": "sunny"}' }
    const { choices } = await client.chat.completions.create({ model, messages: [...one, asked, result], tools })
    expect(choices[0]?.message.content).toContain('18')
  })

  test('answers in JSON that fits a schema', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
      additionalProperties: false,
    }
    const { choices } = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Ada is 36 years old. Give me that as JSON.' }],
      response_format: { type: 'json_schema', json_schema: { name: 'person', schema, strict: true } },
    })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'Ada', age: 36 })
  })
})

// Groq compares arguments with their schemas itself, and sends none that do not fit.
test.each(hostNames.filter((name) => name !== 'groq'))(
  '%s writes bad arguments for the key that wants them',
  async (name) => {
    const { model } = hosts[name]
    const bad = clientOf(name, { apiKey: 'sk-test-bad-arguments' })
    const wrong = new Set<string>()
    for (let at = 0; at < 8; at++) {
      const { choices } = await bad.chat.completions.create({ model, messages: one, tools })
      const json = callsIn(choices[0])[0]?.function.arguments ?? ''
      expect(json).not.toBe('{"city":"Paris"}')
      wrong.add(isJson(json) ? 'does not fit' : 'breaks off')
    }
    expect(wrong).toEqual(new Set(['does not fit', 'breaks off']))
  },
)

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('Mistral sends its calls with the chunk that ends the stream', async () => {
  const body = { model: 'mistral-small-latest', messages: one, tools, stream: true }
  const frames = framesIn(await (await send('mistral', '/chat/completions', body)).text())
  expect(frames.at(-1)).toMatchObject({
    choices: [{ delta: { content: '', tool_calls: [{ index: 0 }] }, finish_reason: 'tool_calls' }],
  })
})

test('Azure names the function before its id, and has the deployment in the path as well', async () => {
  const { room } = hosts.azure
  const ask = (path: string, headers: Record<string, string> = { 'api-key': 'k' }) =>
    room.answer(
      new Request(`https://workbook.openai.azure.com${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ messages: one, tools }),
      }),
    )
  const response = await ask('/openai/deployments/gpt-4.1-mini/chat/completions?api-version=2024-10-21')
  const text = await response.text()
  expect(text).toMatch(/^\{"choices":\[\{"content_filter_results":\{"hate":\{"filtered":false,"severity":"safe"\}/)
  expect(text).toContain(
    '"role":"assistant","tool_calls":[{"function":{"arguments":"{\\"city\\":\\"Paris\\"}","name":"get_weather"},"id":"call_',
  )
  expect(text).toContain(
    '"model":"gpt-4.1-mini-2025-04-14","object":"chat.completion","prompt_filter_results":[{"prompt_index":0,',
  )
  expect(response.headers.get('x-ms-deployment-name')).toBe('gpt-4.1-mini')
  expect((await ask('/openai/deployments/gpt-4.1-mini/chat/completions')).status).toBe(404)
  const gone = await ask('/openai/deployments/nobody/chat/completions?api-version=2024-10-21')
  expect(await gone.text()).toContain('"code": "DeploymentNotFound"')
  expect((await ask('/openai/v1/chat/completions', {})).status).toBe(401)
})

test('Azure says first what its filter thinks of the prompt', async () => {
  const text = await (
    await send('azure', '/chat/completions', { model: 'gpt-4o-mini', messages: one, stream: true })
  ).text()
  expect(text).toMatch(/^data: \{"choices":\[\],"created":0,"id":"","model":"","object":"","prompt_filter_results":\[/)
})

test('the Azure client finds its deployment', async () => {
  const { AzureOpenAI } = OpenAI as unknown as { AzureOpenAI?: unknown }
  expect(AzureOpenAI).toBeUndefined()
  const module = await import('openai')
  const client = new module.AzureOpenAI({
    apiKey: 'k',
    apiVersion: '2024-10-21',
    endpoint: 'https://workbook.openai.azure.com',
    deployment: 'gpt-4o-mini',
    maxRetries: 0,
    fetch: (url: string | URL | Request, init?: RequestInit) => hosts.azure.room.answer(new Request(url, init)),
  })
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'What is an API?' }],
  })
  expect(choices[0]?.message.content).toMatch(/\bAPI\b/)
  const error = await rejection(client.chat.completions.create({ model: 'gpt-4o-mini', messages: [] }))
  expect(error).toBeInstanceOf(OpenAI.BadRequestError)
})
