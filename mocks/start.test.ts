import { describe, expect, test } from 'vitest'
import { runWithMocks } from './process.fixture.ts'

const ask = `
  import OpenAI from 'openai'
  const client = new OpenAI()
  const messages = [{ role: 'user', content: 'What is an API?' }]
  const model = 'gpt-4o-mini'
`

describe('in mock mode nothing leaves the machine', () => {
  test('with a key in the environment, and detours to elsewhere', async () => {
    const { stdout, stderr, code } = await runWithMocks(
      `${ask}
      const { choices } = await client.chat.completions.create({ model, messages })
      for await (const chunk of await client.chat.completions.create({ model, messages, stream: true }));
      await client.responses.create({ model, input: 'Hello' })
      await client.embeddings.create({ model: 'text-embedding-3-small', input: 'Hello' })
      const response = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY } })
      console.log(JSON.stringify({ connected, text: choices[0].message.content, mock: response.headers.get('x-workbook-mock') }))`,
      {
        OPENAI_API_KEY: 'sk-proj-a-real-key-for-all-we-know',
        OPENAI_BASE_URL: 'https://elsewhere.example.com/v1',
        HTTPS_PROXY: 'http://proxy.example.com:3128',
        NODE_USE_ENV_PROXY: '1',
      },
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      connected: [],
      text: expect.stringMatching(/API/) as unknown,
      mock: '1',
    })
    expect(code).toBe(0)
  })

  test('whoever asks for a host that nobody simulates is told so at once', async () => {
    const { stdout, stderr } = await runWithMocks(`
      import http from 'node:http'
      import https from 'node:https'
      import net from 'node:net'
      import dgram from 'node:dgram'
      import OpenAI from 'openai'
      const causes = (error) => error ? error.message + ' ' + causes(error.cause) : ''
      const byEvent = (emitter) => new Promise((resolve) => emitter.on('error', resolve).on('response', resolve))
      const tries = {
        fetch: () => fetch('https://fetch.example.com/'),
        picture: () => fetch('https://picture.example.com/logo.png'),
        plain: () => fetch('http://plain.example.com:8080/style.css'),
        address: () => fetch('http://192.0.2.7/'),
        http: () => byEvent(http.get('http://http.example.com/')).then((error) => { throw error }),
        https: () => byEvent(https.get('https://https.example.com/')).then((error) => { throw error }),
        socket: () => byEvent(net.connect(5432, 'socket.example.com')).then((error) => { throw error }),
        datagram: () => new Promise((_, reject) => dgram.createSocket('udp4').send('x', 53, 'datagram.example.com', reject)),
        connected: () => new Promise((_, reject) => dgram.createSocket('udp4').connect(53, 'connected.example.com', reject)),
        websocket: async () => new WebSocket('wss://websocket.example.com/'),
        sdk: () => new OpenAI({ baseURL: 'https://sdk.example.com/v1' }).models.list(),
      }
      const told = {}
      for (const [name, go] of Object.entries(tries)) told[name] = await go().then(() => 'sent', causes)
      console.log(JSON.stringify({ told, connected }))
      process.exit()
    `)
    expect(stderr).toBe('')
    const { told, connected } = JSON.parse(stdout) as { told: Record<string, string>; connected: string[] }
    expect(connected).toEqual([])
    for (const [name, sentence] of Object.entries(told)) {
      const host = name === 'address' ? '192.0.2.7' : `${name}.example.com`
      expect(sentence).toContain(
        `nothing leaves this machine, and nobody simulates ${host} here: the request was not sent`,
      )
    }
  })

  test('servers on this machine are real', async () => {
    const { stdout } = await runWithMocks(`
      import http from 'node:http'
      const server = http.createServer((request, response) => setTimeout(() => response.end(request.url), 100))
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      const response = await fetch('http://127.0.0.1:' + server.address().port + '/here')
      console.log(await response.text(), connected.join())
      server.close()
      server.closeAllConnections()
    `)
    expect(stdout.trim()).toBe('/here 127.0.0.1')
  })

  test('a local model server is simulated, unless this process runs one there', async () => {
    const { stdout } = await runWithMocks(`
      import http from 'node:http'
      const ask = async (url) => { const answer = await fetch(url); return answer.headers.get('x-workbook-mock') ?? answer.text() }
      const seen = [await ask('http://localhost:11434/v1/models'), await ask('http://127.0.0.1:8000/v1/models')]
      const server = http.createServer((request, response) => response.end('real'))
      await new Promise((resolve) => server.listen(8000, '127.0.0.1', resolve).once('error', resolve))
      seen.push(server.listening ? await ask('http://127.0.0.1:8000/v1/models') : 'real')
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      console.log(...seen, await ask('http://127.0.0.1:8000/v1/models'))
    `)
    expect(stdout.trim()).toBe('1 1 real 1')
  })

  test('a key that no client could send is as good as none', async () => {
    const { stdout } = await runWithMocks(
      `${ask}
      const { choices } = await client.chat.completions.create({ model, messages })
      console.log(process.env.OPENAI_API_KEY, process.env.GROQ_API_KEY, choices[0].finish_reason)`,
      { OPENAI_API_KEY: 'sk-…wxyz', GROQ_API_KEY: '  ' },
    )
    expect(stdout.trim()).toBe('sk-mock-openai sk-mock-groq stop')
  })

  test('a key is there for whoever has none, but an empty one is none', async () => {
    const { stdout } = await runWithMocks(
      `${ask}
      const response = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer ' } })
      const { env } = process
      console.log(env.OPENAI_API_KEY, env.HF_TOKEN, env.GOOGLE_GENERATIVE_AI_API_KEY, env.GROQ_API_KEY, response.status)`,
      { GROQ_API_KEY: 'gsk_mine' },
    )
    expect(stdout.trim()).toBe('sk-mock-openai hf_mock_huggingface sk-mock-gemini gsk_mine 401')
  })
})

describe('in live mode', () => {
  // Whether a local model server runs is asked on this machine alone.
  const call = `${ask}
    const away = () => connected.filter((host) => host !== '127.0.0.1')
    await new OpenAI({ maxRetries: 0, ...options }).chat.completions.create({ model, messages }).then(
      ({ choices }) => console.log('answered', ...away()),
      (error) => console.log(error.constructor.name, ...away()),
    )`

  test('the request goes to the real API', async () => {
    const { stdout } = await runWithMocks(`const options = {}; ${call}`, {
      LLM_MODE: 'live',
      OPENAI_API_KEY: 'sk-proj-real',
    })
    expect(stdout.trim()).toBe('APIConnectionError api.openai.com')
  })

  test('a request with a test key does not', async () => {
    const env = { LLM_MODE: 'live', OPENAI_API_KEY: 'sk-proj-real' }
    const { stdout } = await runWithMocks(`const options = { apiKey: 'sk-test-invalid' }; ${call}`, env)
    expect(stdout.trim()).toBe('AuthenticationError')
  })

  test('a provider without a key stays simulated', async () => {
    const { stdout } = await runWithMocks(`const options = {}; ${call}`, { LLM_MODE: 'live' })
    expect(stdout.trim()).toBe('answered')
  })
})

test('a setting that cannot be is told in a sentence', async () => {
  const { code, stderr } = await runWithMocks('console.log(1)', { WORKBOOK_SPEED: 'fast' })
  expect([code, stderr]).toEqual([
    1,
    'WORKBOOK_SPEED=fast cannot be: it must be a number of 0 or more. Set it anew or unset it.\n',
  ])
})

describe('virtual time', () => {
  test('waits for work that the event loop does not show', async () => {
    const { stdout } = await runWithMocks(
      `import { startVirtualTime } from './mocks/virtual-time.ts'
       const { setTimeout: wait } = globalThis
       let isBusy = true
       startVirtualTime(() => isBusy)
       setTimeout(() => console.log(isBusy), 600_000)
       wait(() => (isBusy = false), 50)`,
      { WORKBOOK_SPEED: '1' },
    )
    expect(stdout).toBe('false\n')
  })

  const measure = `${ask}
    const began = Date.now(), start = performance.now()
    const spans = []
    const span = async (work) => { const from = performance.now(); await work(); spans.push(performance.now() - from) }
    await span(() => client.chat.completions.create({ model, messages }))
    await span(async () => { for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })); })
    await span(() => new Promise((resolve) => setTimeout(resolve, 60_000)))
    await span(() => import('node:timers/promises').then(({ setTimeout }) => setTimeout(3_600_000)))
    await span(() => fetch('https://api.openai.com/v1/responses', { method: 'POST', signal: AbortSignal.timeout(40),
      headers: { authorization: 'Bearer x' }, body: JSON.stringify({ model, input: 'Hello' }) }).catch(() => {}))
    await span(() => new OpenAI({ timeout: 100, maxRetries: 1 }).chat.completions.create({ model, messages }).catch(() => {}))
    console.log(JSON.stringify({ began: new Date(began).toISOString(), spans }))`

  test('moves as if somebody had waited, but nobody does; and always by the same', async () => {
    const [first, second] = await Promise.all([runWithMocks(measure), runWithMocks(measure)])
    expect(first.stderr).toBe('')
    expect(second.stdout).toBe(first.stdout)
    const { began, spans } = JSON.parse(first.stdout) as { began: string; spans: number[] }
    expect(began).toBe('2026-11-20T09:00:00.000Z')
    expect(spans[0]).toBeGreaterThan(400)
    expect(spans[1]).toBeGreaterThan(400)
    expect(spans.slice(2, 5)).toEqual([60_000, 3_600_000, 40])
    expect(spans[5]).toBeGreaterThan(600)
    expect(spans[5]).toBeLessThan(1_300)
    expect(first.ms).toBeLessThan(15_000)
  })

  test('is real time with a speed', async () => {
    const { stdout } = await runWithMocks(
      `${ask}
      const from = performance.now()
      await client.chat.completions.create({ model, messages, max_tokens: 1 })
      console.log(performance.now() - from)`,
      { WORKBOOK_SPEED: '4' },
    )
    expect(Number(stdout)).toBeGreaterThan(60)
  })

  test('a timer that throws ends the process as always', async () => {
    const { code, stderr } = await runWithMocks(`setTimeout(() => { throw new Error('thrown in a timer') }, 5)`)
    expect(code).toBe(1)
    expect(stderr).toContain('thrown in a timer')
  })

  test('leaving in the middle of a stream harms nobody', async () => {
    const { stdout, stderr, code } = await runWithMocks(`${ask}
      import { tape } from './mocks/tape.ts'
      process.on('unhandledRejection', (error) => console.log('unhandled', error))
      const stream = await client.chat.completions.create({ model, messages, stream: true })
      for await (const chunk of stream) break
      await new Promise((resolve) => setTimeout(resolve, 5000))
      console.log(tape.exchanges[0].error, tape.exchanges[0].response.frames.length < 8)
      const aborted = new AbortController()
      const call = client.chat.completions.create({ model, messages }, { signal: aborted.signal }).catch((error) => error.constructor.name)
      setTimeout(() => aborted.abort(), 50)
      console.log(await call)
      const after = await client.chat.completions.create({ model, messages })
      console.log(after.choices[0].finish_reason)`)
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toEqual(['The client stopped reading. true', 'APIUserAbortError', 'stop'])
    expect(code).toBe(0)
  })

  test('leaving while the next piece is awaited harms nobody either', async () => {
    const { stdout, stderr, code } = await runWithMocks(
      `${ask}
      const stopped = new AbortController()
      const stream = await client.chat.completions.create({ model, messages, stream: true }, { signal: stopped.signal })
      setTimeout(() => stopped.abort(), 10)
      for await (const chunk of stream);
      await new Promise((resolve) => setTimeout(resolve, 50))
      console.log('alive')`,
      { WORKBOOK_SPEED: '20' },
    )
    expect(stderr).toBe('')
    expect(stdout).toBe('alive\n')
    expect(code).toBe(0)
  })
})
