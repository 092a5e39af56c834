import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRealOne } from './live.fixture.ts'
import type { RealOne } from './live.fixture.ts'
import { runWithMocks } from './process.fixture.ts'

// Live mode, proved against a second process that plays the real providers.

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

const liveEnv = (more: Record<string, string> = {}) => ({
  LLM_MODE: 'live',
  ...real.env,
  WORKBOOK_BUDGET: '5',
  ...more,
})

const clients = `
  import OpenAI from 'openai'
  import Anthropic from '@anthropic-ai/sdk'
  import Groq from 'groq-sdk'
  import { GoogleGenAI } from '@google/genai'
  import { pick } from '@workbook/kit'
  import { tape } from './mocks/tape.ts'
  const text = 'What is an API?'
  const messages = [{ role: 'user', content: text }]
  const all = async (stream) => { let n = 0; for await (const _ of await stream) n++; return n }
  const wire = () => tape.exchanges.map(({ provider, live, response, error, cost, costIsBound, refused }) =>
    [provider, live, response?.status, cost > 0, costIsBound, refused, error])
`

describe('requests of every SDK reach the real one, are recorded and have a price', () => {
  test('streamed and not', async () => {
    const { stdout, stderr } = await runWithMocks(
      `${clients}
      const model = pick('openai', 'cheap')
      await new OpenAI().chat.completions.create({ model, messages, max_completion_tokens: 500 })
      await new OpenAI().responses.create({ model, input: text, max_output_tokens: 500 })
      await all(new OpenAI().chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }))
      const claude = { model: pick('anthropic', 'cheap'), max_tokens: 500, messages }
      await new Anthropic().messages.create(claude)
      await all(new Anthropic().messages.create({ ...claude, stream: true }))
      const gemini = { model: pick('gemini', 'cheap'), contents: text, config: { maxOutputTokens: 500 } }
      await new GoogleGenAI({}).models.generateContent(gemini)
      await all(new GoogleGenAI({}).models.generateContentStream(gemini))
      const llama = { model: pick('groq', 'cheap'), messages }
      await new Groq().chat.completions.create(llama)
      await all(new Groq().chat.completions.create({ ...llama, stream: true }))
      const plain = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY } })
      console.log(JSON.stringify({ wire: wire(), plain: plain.status, hosts: [...new Set(connected)],
        tape: JSON.stringify(tape.exchanges).includes('Leak') }))`,
      liveEnv(),
    )
    const { wire, ...rest } = JSON.parse(stdout) as { wire: unknown[][] }
    const priced = (provider: string) => [provider, true, 200, true, null, null, null]
    const names = ['openai', 'openai', 'openai', 'anthropic', 'anthropic', 'gemini', 'gemini', 'groq', 'groq']
    expect(wire).toEqual([...names.map(priced), ['openai', true, 200, false, null, null, null]])
    expect(rest).toEqual({ plain: 200, hosts: ['127.0.0.1'], tape: false })
    expect(stderr).toContain('openai      live       OPENAI_API_KEY, at 127.0.0.1:')
    expect(stderr).not.toContain('Leak')
  })

  test('a request with a test key stays here, and so does one to a provider that is not live', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const model = pick('openai', 'cheap')
      await new OpenAI({ apiKey: 'sk-test-invalid' }).chat.completions.create({ model, messages }).catch(() => {})
      await new Groq().chat.completions.create({ model: pick('groq', 'cheap'), messages })
      console.log(JSON.stringify(wire().map(([provider, live, status]) => [provider, live, status])))`,
      liveEnv({ GROQ_API_KEY: '' }),
    )
    expect(JSON.parse(stdout)).toEqual([
      ['openai', false, 401],
      ['groq', false, 200],
    ])
  })
})

describe('the budget', () => {
  test('holds for fifty calls at once: none is sent that could pass it', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const client = new OpenAI({ maxRetries: 0 })
      const call = (i) => client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: text + i }],
        max_completion_tokens: 1000, ...(i % 2 && { stream: true, stream_options: { include_usage: true } }) }).then(
          (answer) => i % 2 ? all(answer) : 1, (error) => error.status + ' ' + error.message)
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => call(i)))
      const sent = tape.exchanges.filter(({ refused }) => !refused)
      console.log(JSON.stringify({ sent: sent.length, sum: sent.reduce((sum, { cost }) => sum + cost, 0), told: outcomes.filter((one) => typeof one === 'string')[0] }))`,
      liveEnv({ WORKBOOK_BUDGET: '0.004' }),
    )
    const { sent, sum, told } = JSON.parse(stdout) as { sent: number; sum: number; told: string }
    // Each can cost 0.0006 and a little.
    expect(sent).toBeGreaterThanOrEqual(6)
    expect(sent).toBeLessThan(50)
    expect(sum).toBeLessThanOrEqual(0.004)
    expect(told).toMatch(/^402 402 The call was not sent: it could cost \$0\.00\d+, the budget is \$0\.0040 and /)
  })

  test('counts what was cut off, and retries, as what they can have cost', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const client = new OpenAI({ maxRetries: 0 })
      const limited = { model: 'gpt-4o-mini', messages, max_completion_tokens: 1000 }
      for await (const _ of await client.chat.completions.create({ ...limited, stream: true })) break
      await all(client.chat.completions.create({ ...limited, stream: true }))
      await new OpenAI({ maxRetries: 1, timeout: 1 }).chat.completions.create(limited).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
      console.log(JSON.stringify(tape.exchanges.map(({ cost, costIsBound, retryOf }) => [cost, costIsBound, retryOf])))`,
      liveEnv(),
    )
    const [cut, read, ...aborted] = JSON.parse(stdout) as [number, boolean, number | null][]
    expect(cut?.[0]).toBeGreaterThan(0.0006)
    expect(cut?.[1]).toBe(true)
    expect(read?.[1]).toBe(true)
    expect(aborted).toHaveLength(2)
    expect(aborted[1]?.[2]).toBe(3)
  })

  test('is told by every SDK in its own error, at once', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const told = []
      const tell = (error) => told.push(error.status + ' ' + /it could cost/.test(error.message))
      await new OpenAI().chat.completions.create({ model: pick('openai', 'mid'), messages }).catch(tell)
      await new Anthropic().messages.create({ model: pick('anthropic', 'mid'), max_tokens: 8000, messages }).catch(tell)
      await new GoogleGenAI({}).models.generateContent({ model: pick('gemini', 'mid'), contents: text }).catch(tell)
      await new Groq().chat.completions.create({ model: pick('groq', 'mid'), messages, stream: true }).catch(tell)
      console.log(told.join(), tape.exchanges.length, tape.total().calls)`,
      liveEnv({ WORKBOOK_BUDGET: '0.001' }),
    )
    expect(stdout.trim()).toBe('402 true,402 true,402 true,402 true 4 0')
  })
})

describe('a key goes to its own provider alone', () => {
  let server: Server
  let origin = ''
  const seen: IncomingMessage[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request)
      const away = request.headers.host?.startsWith('127.0.0.1')
      if (away) response.writeHead(307, { location: origin.replace('127.0.0.1', 'localhost') + request.url })
      response.end('{"object":"list","data":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  afterAll(() => server.close())

  test('a redirect to another host loses it', async () => {
    const { stdout } = await runWithMocks(
      `import dns from 'node:dns'
      import { syncBuiltinESMExports } from 'node:module'
      dns.lookup = (name, options, callback = options) => callback(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4)
      syncBuiltinESMExports()
      const headers = { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'x-api-key': 'Leak', 'openai-organization': 'org-Leak', cookie: 'a=Leak', 'x-harmless': 'kept' }
      const response = await fetch('https://api.openai.com/v1/models?key=Leak', { headers })
      console.log(response.status)`,
      liveEnv({ OPENAI_BASE_URL: `${origin}/v1` }),
    )
    expect(stdout.trim()).toBe('200')
    const [first, second] = seen
    expect(first?.headers.authorization).toContain('Leak')
    expect(second?.headers.host).toMatch(/^localhost:/)
    expect(second?.headers['x-harmless']).toBe('kept')
    expect(JSON.stringify(second?.headers)).not.toContain('Leak')
  })

  test('the key of another provider is not sent', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      await new OpenAI({ apiKey: process.env.GROQ_API_KEY }).models.list().catch((error) => console.log(error.message))
      console.log(connected.length - 3)`,
      liveEnv(),
    )
    expect(stdout.trim()).toBe(
      '402 The call to openai was not sent, because it carries the key of groq, which nobody else is to see.\n0',
    )
  })
})

test('a wrong key is told before the first call', async () => {
  const { stdout, stderr, code } = await runWithMocks('console.log("ran")', {
    LLM_MODE: 'live',
    GROQ_API_KEY: 'sk-proj-Leak',
  })
  expect([stdout, code]).toEqual(['', 1])
  expect(stderr).toBe(
    'GROQ_API_KEY cannot be a key: those of groq begin with gsk_; look whether it belongs to another provider.\n',
  )
})
