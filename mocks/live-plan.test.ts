import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { planLive, planTable } from './live-plan.ts'
import { probeLocal } from './local-probe.ts'
import { serve } from './server.ts'

const nobody = () => Promise.resolve('nothing' as const)
const plan = (chosen: readonly string[] | 'all', env: NodeJS.ProcessEnv, found: typeof probeLocal = nobody) =>
  planLive(chosen, { env, probe: found })
const openaiKey = 'sk-proj-0123456789'

describe('who is live', () => {
  test('everyone with a key; the others say why not', async () => {
    const { live, rows } = await plan('all', { OPENAI_API_KEY: openaiKey, GROQ_API_KEY: 'sk-test-invalid' })
    expect(live).toEqual([{ provider: 'openai' }])
    expect(rows.find(({ provider }) => provider === 'groq')?.why).toMatch(/GROQ_API_KEY is a test key, which never/)
    expect(rows.find(({ provider }) => provider === 'gemini')).toEqual({
      provider: 'gemini',
      live: false,
      why: 'no key',
    })
    expect(rows.find(({ provider }) => provider === 'ollama')?.why).toBe('nothing listens on its port 11434')
  })

  test('of those only who is named', async () => {
    const { live, rows } = await plan(['groq'], { OPENAI_API_KEY: openaiKey, GROQ_API_KEY: 'gsk_0123456789' })
    expect(live).toEqual([{ provider: 'groq' }])
    expect(rows.find(({ provider }) => provider === 'openai')?.why).toBe('its key is set, but it was not chosen')
  })

  test('a local server that answers in its own shape', async () => {
    const { live } = await plan('all', {}, (provider) =>
      Promise.resolve(provider === 'ollama' ? ('itself' as const) : ('something else' as const)),
    )
    expect(live).toEqual([{ provider: 'ollama' }])
  })

  test('another address takes the place of the provider’s own', async () => {
    const { live } = await plan('all', { OPENAI_API_KEY: 'any-form', OPENAI_BASE_URL: 'http://127.0.0.1:9001/v1/' })
    expect(live).toEqual([
      { provider: 'openai', elsewhere: { address: 'http://127.0.0.1:9001/v1', base: 'https://api.openai.com/v1' } },
    ])
  })
})

test.each<[string, readonly string[] | 'all', NodeJS.ProcessEnv, RegExp]>([
  ['no key', 'all', {}, /^--live needs a key and none is set: copy .env.example to .env/],
  ['no such provider', ['opnai'], {}, /^--live: there is no provider "opnai"; those there are: openai, .*vllm\.$/],
  ['a name without key', ['groq'], {}, /^--live: groq needs a key and GROQ_API_KEY is not set; write/],
  [
    'a local one that is not there',
    ['vllm'],
    {},
    /vllm cannot be live, because nothing listens on its port 8000; start/,
  ],
  ['another one’s key', 'all', { GROQ_API_KEY: 'sk-proj-0123456789' }, /those of groq begin with gsk_; look whether/],
  ['Anthropic’s key for OpenAI', 'all', { OPENAI_API_KEY: 'sk-ant-0123' }, /those of openai begin with sk-; look/],
  ['a space', 'all', { OPENAI_API_KEY: 'sk-0123 456' }, /there is a space in it; copy the key once more/],
  ['a line break', 'all', { OPENAI_API_KEY: 'sk-0123456\n' }, /there is a line break in it/],
  ['quotes', 'all', { OPENAI_API_KEY: '"sk-0123456"' }, /it has quotes around it; remove them\.$/],
  ['a placeholder', 'all', { ANTHROPIC_API_KEY: 'sk-ant-...' }, /it is a placeholder; put your own/],
  ['no ASCII', 'all', { GOOGLE_API_KEY: 'AIzaé' }, /it has characters that no key has/],
  ['no address', 'all', { OPENAI_API_KEY: 'sk-0123', OPENAI_BASE_URL: 'localhost' }, /OPENAI_BASE_URL is no address/],
])('%s is told in one sentence, without the key', async (_, chosen, env, sentence) => {
  const error = await plan(chosen, env).catch((error: Error) => error)
  expect(error).toMatchObject({ name: 'Oops', message: expect.stringMatching(sentence) as unknown })
  expect((error as Error).message).not.toContain('\n')
  for (const [name, key] of Object.entries(env)) {
    if (/KEY/.test(name)) expect((error as Error).message).not.toContain(key?.trim().slice(5, 12) || 'none')
  }
})

describe('who listens on a port', () => {
  async function answering(body: unknown, work: (origin: string) => Promise<void>): Promise<void> {
    const server = createServer((_, response) => response.end(JSON.stringify(body)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    await work(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    server.closeAllConnections()
    server.close()
  }

  test.each([
    ['ollama', { models: [] }, 'itself'],
    ['ollama', { object: 'list', data: [] }, 'something else'],
    ['lmstudio', { object: 'list', data: [{ id: 'a', owned_by: 'organization_owner' }] }, 'itself'],
    ['lmstudio', { object: 'list', data: [{ id: 'a', owned_by: 'vllm' }] }, 'something else'],
    ['vllm', { object: 'list', data: [{ id: 'a', owned_by: 'vllm' }] }, 'itself'],
    ['vllm', [], 'something else'],
  ])('%s with %j is %s', async (provider, body, found) => {
    await answering(body, async (origin) => expect(await probeLocal(provider, origin)).toBe(found))
  })

  test('nobody, or our own mock server', async () => {
    const { url, close } = await serve({ port: 0 })
    expect(await probeLocal('ollama', url)).toBe('our own mock server')
    await close()
    expect(await probeLocal('ollama', url)).toBe('nothing')
  })
})

test.each([40, 80, 120])('the table stays within %i columns', async (columns) => {
  const lines = planTable(await plan('all', { OPENAI_API_KEY: openaiKey, GROQ_API_KEY: 'gsk_0123456' }), columns)
  const cells = lines.map((line) => line.split(/ {2,}/).slice(0, 2).join())
  for (const row of ['Provider,Answers', 'openai,live', 'groq,live', 'ollama,simulated', 'the others,simulated'])
    expect(cells).toContain(row)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(columns, 41))
})
