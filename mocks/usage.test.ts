import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { sumOf, usageInBody, usagesInBatch } from './usage.ts'

const sse = (...events: object[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
const counts = (inputTokens: number, cachedInputTokens: number, outputTokens: number, reasoningTokens: number) => {
  return { inputTokens, cachedInputTokens, outputTokens, reasoningTokens }
}

describe('the usage is read off', () => {
  test.each([
    [
      'Chat Completions',
      JSON.stringify({
        model: 'm',
        usage: {
          prompt_tokens: 9,
          completion_tokens: 5,
          prompt_tokens_details: { cached_tokens: 2 },
          completion_tokens_details: { reasoning_tokens: 3 },
        },
      }),
      counts(9, 2, 5, 3),
    ],
    [
      'its stream',
      `${sse({ model: 'm', choices: [{}], usage: null }, { model: 'm', choices: [], usage: { prompt_tokens: 9, completion_tokens: 5 } })}data: [DONE]\n\n`,
      counts(9, 0, 5, 0),
    ],
    [
      'Responses, streamed',
      `event: response.completed\n${sse({ type: 'response.completed', response: { model: 'm', usage: { input_tokens: 9, output_tokens: 5, input_tokens_details: { cached_tokens: 2, cache_write_tokens: 4 } } } })}`,
      { ...counts(9, 2, 5, 0), writtenInputTokens: 4 },
    ],
    [
      "Anthropic's messages",
      JSON.stringify({
        model: 'm',
        usage: {
          input_tokens: 9,
          cache_read_input_tokens: 100,
          cache_creation_input_tokens: 30,
          cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 },
          output_tokens: 5,
        },
      }),
      { ...counts(139, 100, 5, 0), writtenInputTokens: 20, writtenForAnHourTokens: 10 },
    ],
    [
      'their stream, whose end leaves out what its beginning told',
      sse(
        {
          type: 'message_start',
          message: { model: 'm', usage: { input_tokens: 9, cache_read_input_tokens: 100, output_tokens: 1 } },
        },
        { type: 'message_delta', usage: { cache_read_input_tokens: 100, output_tokens: 5 } },
        { type: 'message_stop' },
      ),
      counts(109, 100, 5, 0),
    ],
    [
      'Gemini, where thoughts are not part of the answer',
      JSON.stringify({
        modelVersion: 'm',
        usageMetadata: {
          promptTokenCount: 9,
          candidatesTokenCount: 5,
          thoughtsTokenCount: 3,
          cachedContentTokenCount: 2,
          totalTokenCount: 17,
        },
      }),
      counts(9, 2, 8, 3),
    ],
    [
      'its long list',
      JSON.stringify([
        { modelVersion: 'm', usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 1 } },
        { modelVersion: 'm', usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 5 } },
      ]),
      counts(9, 0, 5, 0),
    ],
    [
      'its interactions',
      JSON.stringify({ model: 'm', usage: { total_input_tokens: 9, total_output_tokens: 5, total_thought_tokens: 3 } }),
      counts(9, 0, 8, 3),
    ],
    [
      'Groq, streamed',
      sse({ model: 'm', choices: [{}] }, { model: 'm', x_groq: { usage: { prompt_tokens: 9, completion_tokens: 5 } } }),
      counts(9, 0, 5, 0),
    ],
    [
      'Ollama, in lines',
      `${JSON.stringify({ model: 'm', done: false })}\n${JSON.stringify({ model: 'm', done: true, prompt_eval_count: 9, eval_count: 5 })}\n`,
      counts(9, 0, 5, 0),
    ],
    [
      'LM Studio',
      JSON.stringify({
        model_instance_id: 'm',
        stats: { input_tokens: 9, total_output_tokens: 5, reasoning_output_tokens: 3 },
      }),
      counts(9, 0, 5, 3),
    ],
  ])('%s', (_, body, expected) => {
    expect(usageInBody(body)).toEqual({ model: 'm', ...expected })
  })

  test.each(['', '{', 'null', '[]', '{"model":"m"}', 'data: {"model":\n\n', '{"error":{"message":"no"}}'])(
    'not off %s',
    (body) => expect(usageInBody(body)).toBeUndefined(),
  )

  test('each result of a batch', () => {
    const message = {
      model: 'm',
      usage: { input_tokens: 9, cache_read_input_tokens: 0, output_tokens: 5, service_tier: 'batch' },
    }
    const lines = [{ result: { type: 'succeeded', message } }, { result: { type: 'errored' } }].map((line) =>
      JSON.stringify(line),
    )
    expect(usagesInBatch(lines.join('\n'))).toEqual([{ model: 'm', ...counts(9, 0, 5, 0), tier: 'batch' }])
  })
})

test('two usages add up, with what either wrote into the cache', () => {
  const plain = { model: 'm', ...counts(9, 2, 5, 3) }
  const written = { ...plain, writtenInputTokens: 4, writtenForAnHourTokens: 3 }
  expect(sumOf(plain, plain)).toEqual({ model: 'm', ...counts(18, 4, 10, 6) })
  for (const [a, b] of [
    [plain, written],
    [written, plain],
  ] as const)
    expect(sumOf(a, b)).toMatchObject({ writtenInputTokens: 4, writtenForAnHourTokens: 3 })
  expect(sumOf(written, written)).toMatchObject({ writtenInputTokens: 8, writtenForAnHourTokens: 6 })
})

describe('what a call costs', () => {
  const million = { ...counts(1e6, 0, 0, 0), model: 'gpt-6-luna' }

  test('depends on how long the prompt is, and on what is cached', () => {
    expect(costOf({ ...million, inputTokens: 100_000 }, 'openai')).toBeCloseTo(0.01, 9)
    expect(costOf(million, 'openai')).toBeCloseTo(0.2, 9)
    expect(costOf({ ...million, inputTokens: 100_000, cachedInputTokens: 100_000 }, 'openai')).toBeCloseTo(0.001, 9)
    expect(costOf({ ...million, inputTokens: 100_000, writtenInputTokens: 100_000 }, 'openai')).toBeCloseTo(0.0125, 9)
  })

  test('is half in a batch, and more for a cache that is kept longer', () => {
    const usage = { ...million, inputTokens: 100_000, model: 'claude-haiku-5-5' }
    expect(costOf({ ...usage, tier: 'batch' }, 'anthropic')).toBeCloseTo(0.005, 9)
    expect(costOf({ ...usage, writtenInputTokens: 100_000 }, 'anthropic')).toBeCloseTo(0.0125, 9)
    expect(costOf({ ...usage, writtenForAnHourTokens: 100_000 }, 'anthropic')).toBeCloseTo(0.02, 9)
  })

  test('is looked up with the provider who answered, by alias and snapshot too', () => {
    expect(costOf({ ...million, model: 'gpt-4o-mini-2024-07-18' }, 'openai')).toBeCloseTo(0.15, 9)
    expect(costOf({ ...million, model: 'qwen3:8b' }, 'ollama')).toBe(0)
    expect(costOf({ ...million, model: 'nobody-knows' }, 'openai')).toBeUndefined()
  })
})

test('the usage of a stream whose lines end in CR LF', () => {
  const chunk = (tokens: number) =>
    `data: ${JSON.stringify({ usageMetadata: { promptTokenCount: 5, candidatesTokenCount: tokens }, modelVersion: 'gemini-3.5-flash' })}\r\n\r\n`
  expect(usageInBody(chunk(1) + chunk(9))).toMatchObject({ model: 'gemini-3.5-flash', inputTokens: 5, outputTokens: 9 })
})

test('the answers in the output of a batch are at the price of batches', () => {
  const usage = { prompt_tokens: 3, completion_tokens: 4 }
  const line = { custom_id: 'a', response: { status_code: 200, body: { model: 'gpt-6-luna', usage } }, error: null }
  expect(usagesInBatch(`${JSON.stringify(line)}\n`)).toMatchObject([{ inputTokens: 3, outputTokens: 4, tier: 'batch' }])
  expect(usagesInBatch('{"custom_id":"a","method":"POST"}\n')).toEqual([])
})
