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
