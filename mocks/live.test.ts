import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients, liveEnv, startRealOne } from './live.fixture.ts'
import type { RealOne } from './live.fixture.ts'
import { runWithMocks } from './process.fixture.ts'

// Live mode, proved against a second process that plays the real providers.

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

test('requests of every SDK reach the real one, are recorded and have a price, streamed and not', async () => {
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
    liveEnv(real),
  )
  const { wire, ...rest } = JSON.parse(stdout) as { wire: unknown[][] }
  const priced = (provider: string) => [provider, true, 200, true, null, null, null]
  const names = ['openai', 'openai', 'openai', 'anthropic', 'anthropic', 'gemini', 'gemini', 'groq', 'groq']
  expect(wire).toEqual([...names.map(priced), ['openai', true, 200, false, null, null, null]])
  expect(rest).toEqual({ plain: 200, hosts: ['127.0.0.1'], tape: false })
  expect(stderr).toContain('openai      live       OPENAI_API_KEY, at 127.0.0.1:')
  expect(stderr).not.toContain('Leak')
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
