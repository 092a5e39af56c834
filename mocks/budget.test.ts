import { readFileSync } from 'node:fs'
import { models, pick } from '@workbook/kit'
import { describe, expect, test } from 'vitest'
import { createBudget } from './budget.ts'
import { providers } from './environment.ts'
import type { Exchange } from './tape.ts'
import { worstCaseOf } from './worst-case.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const worst = (fields: object, changes: object = {}) =>
  worstCaseOf({
    provider: 'openai',
    method: 'POST',
    url,
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], ...fields }),
    ...changes,
  })
const dollars = async (fields: object, changes: object = {}) => {
  const found = await worst(fields, changes)
  return 'most' in found ? found.most : NaN
}

describe('the most a call can cost', () => {
  test('is its input and as many tokens as its limit allows, for each answer', async () => {
    const one = await dollars({ max_completion_tokens: 1000 })
    expect(one).toBeGreaterThan((1000 * 0.6) / 1e6)
    expect(one).toBeLessThan((1000 * 0.6 + 200 * 0.15) / 1e6)
    expect(await dollars({ max_completion_tokens: 1000, n: 5 })).toBeGreaterThan((5000 * 0.6) / 1e6)
  })

  test('has no limit but the model’s where none is set', async () => {
    expect(await dollars({})).toBeGreaterThan((16_384 * 0.6) / 1e6)
  })

  test('counts what it goes on from, and takes the whole context where that is not known', async () => {
    const body = JSON.stringify({ model: 'gpt-4o-mini', input: 'Hi', previous_response_id: 'r', max_output_tokens: 16 })
    const call = { provider: 'openai', method: 'POST', url, body }
    const [known, unknown] = await Promise.all([worstCaseOf(call, () => 1000), worstCaseOf(call)])
    expect('input' in known && known.input).toBeGreaterThan(1000)
    expect('input' in unknown && unknown.input).toBe(128_000)
  })

  test('is nothing for what is free, and for what runs at home', async () => {
    expect(await dollars({}, { method: 'GET' })).toBe(0)
    expect(await dollars({}, { url: 'https://api.anthropic.com/v1/messages/count_tokens' })).toBe(0)
    expect(await dollars({}, { provider: 'ollama' })).toBe(0)
    expect(await dollars({}, { url: 'https://api.openai.com/v1/moderations' })).toBe(0)
    expect(await dollars({}, { url: 'https://api.openai.com/v1/responses/input_tokens' })).toBe(0)
    const counted = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-9:countTokens'
    expect(await dollars({ model: 'gemini-9' }, { provider: 'gemini', url: counted })).toBe(0)
    const upload = { url: 'https://api.openai.com/v1/files', body: '--border\r\nContent-Disposition: form-data' }
    expect(await dollars({}, upload)).toBe(0)
    expect(await dollars({}, { body: '{"model": ' })).toBe(0)
  })

  test('is found in every dialect', async () => {
    const gemini = pick('gemini', 'cheap')
    const address = `https://generativelanguage.googleapis.com/v1beta/models/${gemini}:generateContent`
    const small = { generationConfig: { maxOutputTokens: 10 }, model: undefined, messages: undefined }
    expect(await dollars(small, { provider: 'gemini', url: address })).toBeLessThan(0.001)
    const claude = { model: pick('anthropic', 'cheap'), max_tokens: 10 }
    expect(await dollars(claude, { provider: 'anthropic' })).toBeLessThan(0.001)
  })

  test.each([
    [
      { model: 'my-own-model' },
      {},
      'the catalogue has no price for "my-own-model"; take a model that npm run catalogue openai lists, or add this one to kit/src/models/openai.ts',
    ],
    [
      { model: 'gpt-6-lunna' },
      {},
      'no price for "gpt-6-lunna"; did you mean gpt-6-luna? If not, add it to kit/src/models/openai.ts',
    ],
    [
      { model: 'a/b' },
      { provider: 'together' },
      'npm run catalogue together lists, or add this one to kit/src/models/hosts.ts',
    ],
    [{}, { url: 'https://api.openai.com/v1/images/generations' }, 'nobody knows beforehand what a call to /v1/images'],
    [{}, { url: 'https://api.openai.com/v1/evals/eval_1/runs' }, 'nobody knows beforehand what a call to /v1/evals'],
    [{}, { body: '--border\r\nContent-Disposition: form-data' }, 'nobody knows beforehand what a call to /v1/chat'],
    [{ tools: [{ type: 'web_search' }] }, {}, "no price for the provider's own tool web_search; leave it out"],
    [{ model: undefined, prompt: { id: 'p' } }, {}, 'it does not name its model; name one'],
  ])('is not known for %j %j', async (fields, changes, problem) => {
    const found = await worst(fields, changes)
    expect('problem' in found && found.problem).toContain(problem)
    expect(createBudget(1).reserve(found)).toMatchObject({
      refusal: expect.stringMatching(/^The call was not sent, for the budget could not be kept: .*[^.]\.$/) as unknown,
    })
  })

  const routed = models.flatMap(({ id, afterwards }) =>
    typeof afterwards === 'object' ? [[id, afterwards.routedTo] as const] : [],
  )
  test.each(routed)('of %s, for which %s may answer, is no less than of that', async (...ids) => {
    const fields = { model: undefined, generationConfig: { maxOutputTokens: 1_000 } }
    const address = (id: string) => `https://generativelanguage.googleapis.com/v1beta/models/${id}:generateContent`
    const [old = 0, heir = Infinity] = await Promise.all(
      ids.map((id) => dollars(fields, { provider: 'gemini', url: address(id) })),
    )
    expect(old).toBeGreaterThanOrEqual(heir)
  })
})

test.each(providers)('the file that is named for %s has its models', async (provider) => {
  const found = await worst({ model: 'my-own-model' }, { provider })
  const file = 'problem' in found && /kit\/src\/models\/\w+\.ts/.exec(found.problem)?.[0]
  expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(`'${provider}'`)
})

const exchange = (changes: Partial<Exchange>): Exchange => ({
  id: 1,
  provider: 'openai',
  live: true,
  startedAt: 0,
  request: { method: 'POST', url, headers: {}, body: '' },
  ...changes,
})
const answered = (status: number, body = '') => ({ response: { status, headers: {}, body, finishedAt: 1 } })

describe('the budget', () => {
  const cost = { most: 0.01, input: 10 }
  const spentAfter = (changes: Partial<Exchange>) => {
    const budget = createBudget(0.1)
    const hold = budget.reserve(cost)
    if ('most' in hold) budget.settle(hold, exchange(changes))
    return budget.spent
  }

  test('takes what a call has cost, and nothing for one that failed', () => {
    expect(spentAfter({ ...answered(200), cost: 0.002 })).toBe(0.002)
    expect(spentAfter(answered(429))).toBe(0)
    expect(spentAfter({ error: 'connect ECONNREFUSED 127.0.0.1:1' })).toBe(0)
  })

  test('takes what a stream has cost whose reader left after the last word', () => {
    const left = { error: 'The client stopped reading.', cost: 0.002 }
    expect(spentAfter({ ...answered(200, 'data: {"type":"message_stop"}\n\n'), ...left })).toBe(0.002)
    expect(spentAfter({ ...answered(200, 'data: {"usage":{}}\n\n'), ...left })).toBe(0.01)
  })

  test('takes the most it can have been where nobody told', () => {
    expect(spentAfter({ error: 'The operation was aborted.' })).toBe(0.01)
    expect(spentAfter({ ...answered(200, 'data: …'), error: 'The client stopped reading.' })).toBe(0.01)
    expect(spentAfter(answered(200, 'data: …'))).toBe(0.01)
  })

  test('is never passed, however many are on their way', () => {
    const budget = createBudget(0.055)
    const holds = Array.from({ length: 50 }, () => budget.reserve(cost))
    expect(holds.filter((hold) => 'most' in hold)).toHaveLength(5)
    expect(holds.at(-1)).toEqual({
      refusal:
        'The call was not sent: it could cost $0.01, the budget is $0.055 and $0.05 of it is spent or set aside. ' +
        'Give the request a lower token limit, or run again with --budget=0.06.',
    })
  })

  test('asks for no more money for a model that is gone', async () => {
    expect(createBudget(0.01).reserve(await worst({ model: 'gpt-4' }))).toEqual({
      refusal: expect.stringMatching(
        /It would be in vain: gpt-4 was shut down on 2026-10-23\. Take a model that npm run catalogue openai lists\.$/,
      ) as unknown,
    })
  })
})
