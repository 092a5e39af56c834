import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRealOne } from './live.fixture.ts'
import type { RealOne } from './live.fixture.ts'
import { runWithMocks } from './process.fixture.ts'

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

test('what every SDK was answered, streamed and not, it is answered again without key and network', async () => {
  const { stdout, stderr } = await runWithMocks(
    `import OpenAI from 'openai'
    import Anthropic from '@anthropic-ai/sdk'
    import Groq from 'groq-sdk'
    import { GoogleGenAI } from '@google/genai'
    import { pick } from '@workbook/kit'
    import { startMocks } from './mocks/start.ts'
    import { tape } from './mocks/tape.ts'
    const text = 'What is an API?'
    const messages = [{ role: 'user', content: text }]
    const all = async (stream) => { const parts = []; for await (const part of await stream) parts.push(part); return parts }
    const failure = (error) => [error.status, error.message, error.requestID ?? null]
    async function ask() {
      const openai = { model: pick('openai', 'cheap'), messages, max_completion_tokens: 300 }
      const claude = { model: pick('anthropic', 'cheap'), max_tokens: 300, messages }
      const gemini = { model: pick('gemini', 'cheap'), contents: text, config: { maxOutputTokens: 300 } }
      const groq = { model: pick('groq', 'cheap'), messages, max_completion_tokens: 300 }
      return JSON.stringify([
        await new OpenAI().chat.completions.create(openai),
        await new OpenAI().chat.completions.create(openai),
        await all(new OpenAI().chat.completions.create({ ...openai, stream: true })),
        await new Anthropic().messages.create(claude),
        await all(new Anthropic().messages.create({ ...claude, stream: true })),
        (await new GoogleGenAI({}).models.generateContent(gemini)).candidates,
        (await all(new GoogleGenAI({}).models.generateContentStream(gemini))).map(({ text }) => text),
        await new Groq().chat.completions.create(groq),
        await all(new Groq().chat.completions.create({ ...groq, stream: true })),
        await new OpenAI().models.retrieve('gpt-99').catch(failure),
      ])
    }
    const first = await ask()
    const count = connected.length
    const recording = tape.exchanges.map((exchange) => JSON.parse(JSON.stringify(exchange)))
    for (const name of Object.keys(process.env)) if (/_API_KEY$/.test(name)) delete process.env[name]
    startMocks({ replay: recording })
    const second = await ask()
    const stranger = await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages }).catch(failure)
    const spoiled = await new OpenAI({ apiKey: 'sk-test-invalid' }).models.list().catch(failure)
    const { length } = recording
    console.log(JSON.stringify({ isSame: first === second, more: connected.length - count, stranger, spoiled: spoiled[0],
      replayed: tape.exchanges.slice(length, 2 * length).every(({ live, replayed }) => replayed && !live) }))`,
    { LLM_MODE: 'live', ...real.env, WORKBOOK_BUDGET: '5' },
  )
  expect(stderr).toContain('openai')
  const { stranger, ...rest } = JSON.parse(stdout) as { stranger: [number, string] }
  expect(rest).toEqual({ isSame: true, more: 0, spoiled: 401, replayed: true })
  expect(stranger[0]).toBe(404)
  expect(stranger[1]).toMatch(
    /^404 The recording has no answer to this request \(POST \/v1\/chat\/completions\): its body/,
  )
})

test('sound, pictures and files come back byte for byte, and an upload is known again by its bytes', async () => {
  const everyByte = Buffer.from(Uint8Array.from({ length: 1024 }, (_, i) => i % 256))
  const text = '\uFEFF{"custom_id": "ä"}\n'
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isText = request.url?.includes('text')
      if (request.url?.endsWith('/files')) response.end(JSON.stringify({ id: `file-${Date.now()}`, object: 'file' }))
      else response.setHeader('content-type', isText ? 'text/plain' : 'audio/wav').end(isText ? text : everyByte)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const { stdout } = await runWithMocks(
    `import OpenAI, { toFile } from 'openai'
    import { startMocks } from './mocks/start.ts'
    import { tape } from './mocks/tape.ts'
    startMocks({ live: [
      { provider: 'openai', elsewhere: { address: '${origin}/v1', base: 'https://api.openai.com/v1' } },
      { provider: 'vllm', elsewhere: { address: '${origin}', base: 'http://localhost:8000' } },
    ] })
    const openai = new OpenAI({ baseURL: 'https://api.openai.com/v1', maxRetries: 0 })
    const vllm = new OpenAI({ baseURL: 'http://localhost:8000/v1', apiKey: 'none' })
    const everyByte = Uint8Array.from({ length: 512 }, (_, i) => i % 256)
    const hex = async (answer) => Buffer.from(await answer.arrayBuffer()).toString('hex')
    const raw = (body) => fetch('https://api.openai.com/v1/files', { method: 'POST', headers: { 'content-type': 'image/png' }, body })
    const upload = async (...bytes) => openai.files.create({ purpose: 'vision', file: await toFile(Uint8Array.from(bytes), 'a.png') })
    const key = process.env.OPENAI_API_KEY
    const ask = async () => JSON.stringify([
      await hex(await openai.files.content('file-picture')),
      await hex(await openai.files.content('file-text')),
      await hex(await vllm.audio.speech.create({ model: 'tts', voice: 'a', input: 'Hello' })),
      await upload(...everyByte),
      await openai.files.create({ purpose: 'batch', file: await toFile(Buffer.from('the key ' + key), 'a.jsonl') }),
      await hex(await raw(everyByte)),
    ])
    const first = await ask()
    const count = connected.length
    const recording = tape.exchanges.map((exchange) => JSON.stringify(exchange))
    startMocks({ replay: recording.map((line) => JSON.parse(line)) })
    const second = await ask()
    const other = await upload(...everyByte.with(7, 8)).catch(({ status }) => status)
    const { body } = JSON.parse(recording[3]).request
    console.log(JSON.stringify({ first: JSON.parse(first), isSame: first === second, more: connected.length - count, other,
      isReadable: body.includes('name="purpose"\\r\\n\\r\\nvision'), hasKey: recording.join().includes('Leak') }))`,
    { ...real.env, OPENAI_BASE_URL: '' },
  )
  server.close()
  const { first, ...rest } = JSON.parse(stdout) as { first: string[] }
  const sent = everyByte.toString('hex')
  expect(first.slice(0, 3)).toEqual([sent, Buffer.from(text).toString('hex'), sent])
  expect(rest).toEqual({ isSame: true, more: 0, other: 404, isReadable: true, hasKey: false })
})
