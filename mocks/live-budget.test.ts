import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { findModel } from '@workbook/kit'
import type { ProviderId } from '@workbook/kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clients, liveEnv, startRealOne } from './live.fixture.ts'
import type { RealOne } from './live.fixture.ts'
import { runWithMocks } from './process.fixture.ts'

// The budget of live mode, against a second process that plays the real providers.

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

/** Most tokens of one answer, which the dear one always uses up. */
const most = 1000
/** The same of Gemini, whose cheap model costs five times as much. */
const mostOfGemini = 200

/**
 * Plays every provider at its worst: the first time it is asked something it has too much to do, then it answers as long as it may and
 * has that paid; what begins with `hang` it has paid at once, and never answers.
 */
async function startDearOne() {
  const seen = new Set<string>()
  const askedOf = new Set<ProviderId>()
  let billed = 0
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const [, name = '', path = ''] = /^\/(\w+)(.*)$/.exec(request.url ?? '') ?? []
    const provider = name as ProviderId
    askedOf.add(provider)
    const hangs = /"hang /.test(body)
    if (provider !== 'gemini' && !hangs && !seen.has(provider + body)) {
      seen.add(provider + body)
      response.writeHead(503, { 'retry-after-ms': '1', 'content-type': 'application/json' }).end('{"error":{}}')
      return
    }
    const model = /models\/([^:]+)/.exec(path)?.[1] ?? (JSON.parse(body) as { model: string }).model
    const { price } = findModel(model, provider)!
    billed += (10 * price.input + (provider === 'gemini' ? mostOfGemini : most) * price.output) / 1e6
    if (hangs) return
    const isStream = /"stream":true|:stream/.test(body + path)
    response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json')
    const answer = JSON.stringify(answerOf(provider, model))
    const events =
      provider === 'anthropic' ? [`{"type":"message_start","message":${answer}}`, '{"type":"message_stop"}'] : [answer]
    response.end(
      isStream
        ? events.map((data) => `event: ${/"type":"(\w+)"/.exec(data)?.[1]}\ndata: ${data}\n\n`).join('')
        : answer,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    env: {
      OPENAI_BASE_URL: `${url}/openai`,
      ANTHROPIC_BASE_URL: `${url}/anthropic`,
      GOOGLE_GEMINI_BASE_URL: `${url}/gemini`,
      GROQ_BASE_URL: `${url}/groq`,
    },
    stop() {
      server.closeAllConnections()
      server.close()
      return { billed, askedOf }
    },
  }
}

function answerOf(provider: ProviderId, model: string): object {
  if (provider === 'anthropic')
    return {
      type: 'message',
      model,
      content: [],
      usage: { input_tokens: 10, output_tokens: most, cache_read_input_tokens: 0 },
    }
  if (provider === 'gemini')
    return { modelVersion: model, usageMetadata: { promptTokenCount: 10, candidatesTokenCount: mostOfGemini } }
  return { model, choices: [], usage: { prompt_tokens: 10, completion_tokens: most } }
}

describe('the budget', () => {
  test('holds for fifty calls at once of every SDK, streamed and not, tried again and given up', async () => {
    const dear = await startDearOne()
    const { stdout } = await runWithMocks(
      `${clients}
      const one = { openai: new OpenAI({ maxRetries: 2 }), anthropic: new Anthropic({ maxRetries: 2 }), groq: new Groq({ maxRetries: 2 }), gemini: new GoogleGenAI({}) }
      const [openai, anthropic, groq, gemini] = ['openai', 'anthropic', 'groq', 'gemini'].map((name) => pick(name, 'cheap'))
      const chat = (client, model) => (content, stream, options) => client.chat.completions.create({ model,
        messages: [{ role: 'user', content }], max_completion_tokens: ${most}, ...(stream && { stream, stream_options: { include_usage: true } }) }, options)
      const ways = [
        chat(one.openai, openai),
        chat(one.groq, groq),
        (content, stream, options) => one.anthropic.messages.create({ model: anthropic, max_tokens: ${most}, messages: [{ role: 'user', content }], stream }, options),
        (contents, stream) => one.gemini.models[stream ? 'generateContentStream' : 'generateContent']({ model: gemini, contents, config: { maxOutputTokens: ${mostOfGemini} } }),
      ]
      const call = async (i) => {
        const stream = i % 8 >= 4
        // Gemini's SDK would wait for one that hangs.
        const hangs = i % 4 < 3 && i % 5 === 0
        const answer = await ways[i % 4]((hangs ? 'hang ' : 'call ') + i, stream, hangs ? { timeout: 300, maxRetries: i % 10 ? 1 : 0 } : {})
        return stream ? all(answer) : answer
      }
      const go = (from, to) => Promise.all(Array.from({ length: to - from }, (_, i) => call(from + i).then(() => 'answered', ({ status }) => status ?? 'given up')))
      // First one of each, so that none is slower than the others for being new.
      const outcomes = [...(await go(0, 4)), ...(await go(4, 54))]
      // What was given up is accounted for a moment after its caller was told.
      const isOpen = ({ response, cost, error, refused }) => cost === undefined && error === undefined && !refused && !(response?.status >= 400)
      while (tape.exchanges.some(isOpen)) await new Promise((resolve) => setImmediate(resolve))
      const kept = tape.exchanges.reduce((sum, { cost = 0, refused }) => sum + (refused ? 0 : cost), 0)
      console.log(JSON.stringify({ outcomes, kept, retries: tape.exchanges.filter(({ retryOf, refused }) => retryOf && !refused).length }))`,
      liveEnv(real, { ...dear.env, WORKBOOK_BUDGET: '0.01' }),
    )
    const { outcomes, kept, retries } = JSON.parse(stdout) as { outcomes: unknown[]; kept: number; retries: number }
    const { billed, askedOf } = dear.stop()
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'given up', 402]))
    expect([...askedOf].toSorted()).toEqual(['anthropic', 'gemini', 'groq', 'openai'])
    expect(retries).toBeGreaterThan(3)
    // By the provider's own account, and by ours.
    expect(billed).toBeGreaterThan(0.005)
    expect(billed).toBeLessThanOrEqual(0.01)
    expect(kept).toBeGreaterThanOrEqual(billed - 1e-9)
    expect(kept).toBeLessThanOrEqual(0.01)
  })

  test('counts what was cut off, and retries, as what they can have cost', async () => {
    const { stdout } = await runWithMocks(
      `${clients}
      const client = new OpenAI({ maxRetries: 0 })
      const limited = { model: 'gpt-4o-mini', messages, max_completion_tokens: 1000 }
      for await (const _ of await client.chat.completions.create({ ...limited, stream: true })) break
      await all(client.chat.completions.create({ ...limited, stream: true }))
      await new OpenAI({ maxRetries: 1, timeout: 1 }).chat.completions.create(limited).catch(() => {})
      // An aborted call is settled a moment after its client has given up.
      while (tape.exchanges.some(({ cost }) => cost === undefined)) await new Promise(setImmediate)
      console.log(JSON.stringify(tape.exchanges.map(({ cost, costIsBound, retryOf }) => [cost, costIsBound, retryOf])))`,
      liveEnv(real),
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
      liveEnv(real, { WORKBOOK_BUDGET: '0.001' }),
    )
    expect(stdout.trim()).toBe('402 true,402 true,402 true,402 true 4 0')
  })
})
