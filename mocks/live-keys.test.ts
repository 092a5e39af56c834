import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clients, liveEnv, startRealOne } from './live.fixture.ts'
import type { RealOne } from './live.fixture.ts'
import { runWithMocks } from './process.fixture.ts'

// Where keys go in live mode, against a second process that plays the real providers.

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

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
      liveEnv(real, { OPENAI_BASE_URL: `${origin}/v1` }),
    )
    expect(stdout.trim()).toBe('200')
    const [first, second] = seen
    expect(first?.headers.authorization).toContain('Leak')
    expect(second?.headers.host).toMatch(/^localhost:/)
    expect(second?.headers['x-harmless']).toBe('kept')
    expect(JSON.stringify(second?.headers)).not.toContain('Leak')
  })

  test('the key of another provider is not sent, whichever of them it is', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const { OPENAI_API_KEY, GROQ_API_KEY, GOOGLE_API_KEY, ANTHROPIC_API_KEY } = process.env
      const before = connected.length
      const tell = ({ message }) => console.log(/"message": ?"([^"]+)/.exec(message)?.[1] ?? message)
      await new OpenAI({ apiKey: GROQ_API_KEY }).models.list().catch(tell)
      await new Groq({ apiKey: OPENAI_API_KEY }).chat.completions.create({ model: 'a', messages, stream: true }).catch(tell)
      await new Anthropic({ apiKey: GOOGLE_API_KEY }).models.list().catch(tell)
      await new GoogleGenAI({ apiKey: ANTHROPIC_API_KEY }).models.get({ model: 'a' }).catch(tell)
      await new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' }).models.list().catch(tell)
      await fetch('https://generativelanguage.googleapis.com/v1beta/models?key=' + OPENAI_API_KEY).then((answer) => answer.json()).then(({ error }) => tell(error))
      console.log(connected.length - before)`,
      liveEnv(real),
    )
    const refused = (to: string, of: string) =>
      `The call to ${to} was not sent, because it carries the key of ${of}, which nobody else is to see.`
    expect(stdout.trim().split('\n')).toEqual([
      `402 ${refused('openai', 'groq')}`,
      expect.stringContaining(refused('groq', 'openai')),
      expect.stringContaining(refused('anthropic', 'gemini')),
      refused('gemini', 'anthropic'),
      `402 ${refused('groq', 'openai')}`,
      refused('gemini', 'openai'),
      '0',
    ])
  })

  test('an address elsewhere gets none, by whatever SDK, and the sentence is one of live mode', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const before = connected.length
      const causes = (error) => error ? error.message + ' ' + causes(error.cause) : ''
      const tell = (error) => console.log(/Requests go to [^"]+/.exec(causes(error))?.[0] ?? causes(error))
      const baseURL = 'https://elsewhere.example.com/v1'
      await new OpenAI({ baseURL, maxRetries: 0 }).chat.completions.create({ model: 'gpt-6-luna', messages }).catch(tell)
      await new OpenAI({ baseURL, maxRetries: 0 }).responses.create({ model: 'gpt-6-luna', input: text, stream: true }).catch(tell)
      await new Anthropic({ baseURL, maxRetries: 0 }).messages.create({ model: 'a', max_tokens: 9, messages, stream: true }).catch(tell)
      await new GoogleGenAI({ httpOptions: { baseUrl: baseURL } }).models.generateContent({ model: 'a', contents: text }).catch(tell)
      await new Groq({ baseURL, maxRetries: 0 }).chat.completions.create({ model: 'a', messages }).catch(tell)
      console.log(connected.length - before)`,
      liveEnv(real),
    )
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(6)
    expect(lines.pop()).toBe('0')
    for (const line of lines)
      expect(line).toMatch(
        /^Requests go to the providers that are live, and elsewhere\.example\.com belongs to none of/,
      )
    expect(stdout).not.toContain('In mock mode')
  })
})

test('a request with a test key stays here, by every SDK, streamed and not; so does one to a provider that is not live', async () => {
  const { stdout } = await runWithMocks(
    `${clients}
    const before = connected.length
    const own = { apiKey: 'sk-test-rate-limited', maxRetries: 1 }
    const status = ({ status }) => status
    const openai = { model: pick('openai', 'cheap'), messages }
    const claude = { model: pick('anthropic', 'cheap'), max_tokens: 9, messages }
    const gemini = { model: pick('gemini', 'cheap'), contents: text }
    const groq = { model: pick('groq', 'cheap'), messages }
    await new OpenAI(own).chat.completions.create(openai).catch(status)
    await new OpenAI(own).chat.completions.create({ ...openai, stream: true }).catch(status)
    await new OpenAI(own).responses.create({ model: openai.model, input: text, stream: true }).catch(status)
    await new Anthropic(own).messages.create(claude).catch(status)
    await new Anthropic(own).messages.create({ ...claude, stream: true }).catch(status)
    await new GoogleGenAI(own).models.generateContent(gemini).catch(status)
    await new GoogleGenAI(own).models.generateContentStream(gemini).catch(status)
    await new Groq(own).chat.completions.create(groq).catch(status)
    await new Groq(own).chat.completions.create({ ...groq, stream: true }).catch(status)
    const spoiled = tape.exchanges.length
    await new Groq({ apiKey: 'gsk_other' }).chat.completions.create(groq).catch(status)
    await fetch('https://api.mistral.ai/v1/models', { headers: { authorization: 'Bearer ' + process.env.MISTRAL_API_KEY } })
    console.log(JSON.stringify({ spoiled: wire().slice(0, spoiled).map(([, live, status]) => [live, status]),
      others: wire().slice(spoiled).map(([provider, live]) => [provider, live]), more: connected.length - before }))`,
    liveEnv(real, { WORKBOOK_SPEED: '0' }),
  )
  const { spoiled, others, more } = JSON.parse(stdout) as { spoiled: unknown[]; others: unknown[]; more: number }
  // Each once more, but for Gemini's, whose SDK does not try again.
  expect(spoiled).toEqual(Array.from({ length: 16 }, () => [false, 429]))
  expect(others).toEqual([
    ['groq', true],
    ['mistral', false],
  ])
  expect(more).toBe(1)
})

describe('a WebSocket cannot be kept within a budget, so none is opened', () => {
  test.each([
    ['in live mode', 'live', /^A WebSocket to [\w.]+ was not opened, because it costs for as long as it is open .*\.$/],
    ['in mock mode', 'mock', /^A WebSocket to [\w.]+ was not opened, because providers are simulated over HTTP .*\.$/],
  ])('%s, whoever asks for it', async (_, mode, sentence) => {
    const { stdout } = await runWithMocks(
      `import OpenAI from 'openai'
      import { OpenAIRealtimeWebSocket } from 'openai/realtime/websocket'
      import { OpenAIRealtimeWS } from 'openai/realtime/ws'
      import { GoogleGenAI } from '@google/genai'
      const before = connected.length
      const tell = (error) => console.log((error.error ?? error).message.replace('Live connection failed before setup completed: ', ''))
      const failing = (socket) => new Promise((resolve) => socket.on('error', (error) => resolve(tell(error))))
      await failing(new OpenAIRealtimeWS({ model: 'gpt-realtime' }, new OpenAI({ baseURL: 'https://api.openai.com/v1' })))
      try { new OpenAIRealtimeWebSocket({ model: 'gpt-realtime' }, new OpenAI({ baseURL: 'https://api.openai.com/v1' })) } catch (error) { tell(error) }
      await new GoogleGenAI({}).live.connect({ model: 'gemini-live', callbacks: { onmessage() {} } }).catch(tell)
      try { new WebSocket((process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1').replace('http', 'ws') + '/realtime') } catch (error) { tell(error) }
      console.log(connected.length - before)
      process.exit()`,
      { ...liveEnv(real), LLM_MODE: mode },
    )
    const lines = stdout.trim().split('\n')
    expect(lines.pop()).toBe('0')
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(sentence)
  })
})
