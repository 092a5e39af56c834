import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, post, readFrames } from './client.fixture.ts'

const client = newClient()
const question = [{ role: 'user' as const, content: 'What is an API?' }]

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

describe('plain answers', () => {
  test('come with text, finish reason and counted usage', async () => {
    const completion = await client.chat.completions.create({ model: 'gpt-4o-mini', messages: question })
    expect(completion.choices[0]?.message.content).toMatch(/\bAPI\b/)
    expect(completion.choices[0]?.finish_reason).toBe('stop')
    // Four tokens of text, four for the message, three that open the answer.
    expect(completion.usage).toMatchObject({ prompt_tokens: 12 })
    expect(completion.usage?.total_tokens).toBe(12 + (completion.usage?.completion_tokens ?? 0))
    expect(completion._request_id).toMatch(/^req_[0-9a-f]{32}$/)
  })

  test('are printed as OpenAI prints them: keys in order, two spaces, a line break at the end', async () => {
    const response = await post('/v1/chat/completions', { model: 'gpt-4o-mini', messages: question })
    const text = await response.text()
    const body = JSON.parse(text) as { choices: object[]; usage: object }
    expect(text).toBe(`${JSON.stringify(body, null, 2)}\n`)
    expect(Object.keys(body).join()).toBe('id,object,created,model,choices,usage,service_tier,system_fingerprint')
    expect(Object.keys(body.choices[0] ?? {}).join()).toBe('index,message,logprobs,finish_reason')
    expect(Object.keys((body.choices[0] as { message: object }).message).join()).toBe(
      'role,content,refusal,annotations',
    )
    expect(body).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[A-Za-z0-9]{29}$/) as unknown,
      model: 'gpt-4o-mini-2024-07-18',
      service_tier: 'default',
      system_fingerprint: expect.stringMatching(/^fp_[0-9a-f]{10}$/) as unknown,
    })
    expect(response.headers.get('content-type')).toBe('application/json')
  })

  test('of reasoning models have no logprobs key, no fingerprint, and count their hidden reasoning', async () => {
    const response = await post('/v1/chat/completions', { model: 'gpt-5', messages: question })
    const body = (await response.json()) as {
      choices: object[]
      system_fingerprint: unknown
      usage: Usage
      model: string
    }
    expect(body.model).toBe('gpt-5-2025-08-07')
    expect(body.system_fingerprint).toBeNull()
    expect(body.choices[0]).not.toHaveProperty('logprobs')
    expect(body.usage.prompt_tokens).toBe(11)
    expect(body.usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0)
    expect(body.usage.completion_tokens).toBeGreaterThan(body.usage.completion_tokens_details.reasoning_tokens)
  })

  test('can be eaten up by reasoning', async () => {
    const { choices, usage } = await client.chat.completions.create({
      model: 'gpt-6-luna',
      reasoning_effort: 'max',
      max_completion_tokens: 10,
      messages: question,
    })
    expect(choices[0]).toMatchObject({ message: { content: '' }, finish_reason: 'length' })
    expect(usage).toMatchObject({ completion_tokens: 10, completion_tokens_details: { reasoning_tokens: 10 } })
  })

  test('carry the headers of the real API', async () => {
    const key = 'sk-headers'
    const first = await post('/v1/chat/completions', { model: 'gpt-4o-mini', messages: question }, key)
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'access-control-expose-headers': 'X-Request-ID',
      'openai-organization': 'workbook',
      'openai-processing-ms': expect.stringMatching(/^\d+$/) as unknown,
      'openai-project': expect.stringMatching(/^proj_\w{24}$/) as unknown,
      'openai-version': '2020-10-01',
      'x-ratelimit-limit-requests': '30000',
      'x-ratelimit-limit-tokens': '150000000',
      'x-ratelimit-remaining-requests': '29999',
      'x-ratelimit-reset-requests': '2ms',
      'x-ratelimit-reset-tokens': '0s',
      'x-workbook-mock': '1',
    })
  })
})

interface Usage {
  prompt_tokens: number
  completion_tokens: number
  completion_tokens_details: { reasoning_tokens: number }
}

describe('parameters', () => {
  test('n gives so many answers', async () => {
    const { choices, usage } = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      n: 3,
      max_tokens: 8,
      messages: question,
    })
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(usage?.completion_tokens).toBe(24)
  })

  test('max_tokens cuts exactly', async () => {
    const { choices, usage } = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      max_tokens: 5,
      messages: question,
    })
    expect(choices[0]?.finish_reason).toBe('length')
    expect(usage?.completion_tokens).toBe(5)
  })

  test('stop cuts where it occurs', async () => {
    const settings = { model: 'gpt-4o-mini', temperature: 0, messages: question }
    const whole = (await client.chat.completions.create(settings)).choices[0]?.message.content ?? ''
    // From the middle of one word to the middle of the next, so that the sequence spans two tokens.
    const stop = whole.slice(12, 19)
    const { choices } = await client.chat.completions.create({ ...settings, stop })
    expect(choices[0]?.message.content).toBe(whole.slice(0, whole.indexOf(stop)))
    expect(choices[0]?.finish_reason).toBe('stop')
  })

  test('temperature 0 and a seed each repeat themselves; nothing else does', async () => {
    const answers = async (settings: { temperature?: number; seed?: number }) => {
      const calls = Array.from({ length: 4 }, () =>
        client.chat.completions.create({ model: 'gpt-4o-mini', messages: question, ...settings }),
      )
      return new Set((await Promise.all(calls)).map(({ choices }) => choices[0]?.message.content)).size
    }
    expect(await answers({ temperature: 0 })).toBe(1)
    expect(await answers({ temperature: 1.5, seed: 7 })).toBe(1)
    expect(await answers({ temperature: 1.5 })).toBeGreaterThan(1)
  })

  test('logprobs tell how likely each token was, and what else was', async () => {
    const { choices } = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      max_tokens: 6,
      logprobs: true,
      top_logprobs: 3,
      messages: question,
    })
    const content = choices[0]?.logprobs?.content ?? []
    expect(content).toHaveLength(6)
    expect(content.map(({ token }) => token).join('')).toBe(choices[0]?.message.content)
    for (const { logprob, top_logprobs: top } of content) {
      expect(logprob).toBeLessThanOrEqual(0)
      expect(top).toHaveLength(3)
      expect(top[0]!.logprob).toBeGreaterThanOrEqual(top[1]!.logprob)
    }
  })

  test('effort none makes a GPT-6 model take what other models take', async () => {
    const { usage } = await client.chat.completions.create({
      model: 'gpt-6-luna',
      reasoning_effort: 'none',
      temperature: 0,
      seed: 1,
      logprobs: true,
      messages: question,
    })
    expect(usage?.completion_tokens_details?.reasoning_tokens).toBe(0)
  })
})

describe('streams', () => {
  test('bring one token a chunk, and with include_usage the usage at the end', async () => {
    const stream = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      stream: true,
      stream_options: { include_usage: true },
      messages: question,
    })
    const chunks = await collect(stream)
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '', refusal: null })
    expect(chunks.at(-2)?.choices[0]).toEqual({ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' })
    expect(chunks.at(-1)?.choices).toEqual([])
    expect(chunks.at(-1)?.usage?.completion_tokens).toBe(chunks.length - 3)
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true)
  })

  test('are framed as recorded ones are', async () => {
    const response = await post('/v1/chat/completions', { model: 'gpt-5', stream: true, messages: question })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const { text, data } = await readFrames(response)
    expect(text).toMatch(/^data: \{"id":"chatcmpl-/)
    expect(text).toMatch(/\}\n\ndata: \[DONE\]\n\n$/)
    expect(text).not.toMatch(/^(?!data: |$)/m)
    const keys = 'id,object,created,model,service_tier,system_fingerprint,choices,obfuscation'
    expect(new Set(data.map((chunk) => Object.keys(chunk).join()))).toEqual(new Set([keys]))
    expect(text).toContain(
      '"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}]',
    )
    expect(text).toContain('"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]')
  })

  test('are padded, so that lengths give nothing away', async () => {
    const body = { model: 'gpt-4o-mini', stream: true, messages: question }
    const { text } = await readFrames(await post('/v1/chat/completions', body))
    const sizes = text.split('\n').filter((line) => line.startsWith('data: {'))
    expect(new Set(sizes.map((line) => (line.length - 'data: '.length) % 16))).toEqual(new Set([1]))
    const bare = { ...body, stream_options: { include_obfuscation: false } }
    expect((await readFrames(await post('/v1/chat/completions', bare))).text).not.toContain('obfuscation')
  })

  test('carry logprobs with each token', async () => {
    const stream = client.chat.completions.stream({
      model: 'gpt-4o-mini',
      logprobs: true,
      top_logprobs: 2,
      max_tokens: 4,
      messages: question,
    })
    const { choices } = await stream.finalChatCompletion()
    expect(choices[0]?.logprobs?.content?.map(({ token }) => token).join('')).toBe(choices[0]?.message.content)
  })

  test('stop being written when the reader leaves', async () => {
    const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: question })
    let chunks = 0
    for await (const _ of stream) if (++chunks === 3) break
    expect(chunks).toBe(3)
    expect(stream.controller.signal.aborted).toBe(true)
  })
})

describe('the same world', () => {
  test('gives the same ids and answers again, whatever the order of the calls', async () => {
    const ask = async (content: string) => {
      const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], temperature: 1.5 }
      const { id, choices } = (await (await post('/v1/chat/completions', body)).json()) as {
        id: string
        choices: object[]
      }
      return JSON.stringify([id, choices])
    }
    beginWorld(5)
    const [api, token] = [await ask('What is an API?'), await ask('What is a token?')]
    beginWorld(5)
    const [tokenAgain, apiAgain] = await Promise.all([ask('What is a token?'), ask('What is an API?')])
    expect([apiAgain, tokenAgain]).toEqual([api, token])
    expect(await ask('What is an API?')).not.toBe(api)
  })
})
