import { expect, test } from 'vitest'
import { callerOf, withoutWaiting } from '../local/client.fixture.ts'
import { answerNative, failure } from './vllm-native.ts'

const call = callerOf('http://localhost:8000', answerNative)
const model = 'Qwen/Qwen3-8B'

withoutWaiting()

test('a text becomes tokens, and tokens the text', async () => {
  const prompt = 'Hello, token! 🙂'
  const split = (await (await call('/tokenize', { model, prompt, return_token_strs: true })).json()) as {
    count: number
    tokens: number[]
    token_strs: string[]
  }
  expect(Object.keys(split)).toEqual(['count', 'max_model_len', 'tokens', 'token_strs'])
  expect(split.count).toBe(split.tokens.length)
  expect(split.token_strs.join('')).toBe(prompt)
  expect(await (await call('/detokenize', { model, tokens: split.tokens })).json()).toEqual({ prompt })
  expect(await (await call('/tokenize', { prompt })).json()).toMatchObject({ token_strs: null, max_model_len: 40_960 })
})

test('a conversation is counted with its template', async () => {
  const messages = [{ role: 'user', content: 'Hello' }]
  const count = async (more: object) =>
    ((await (await call('/tokenize', { messages, ...more })).json()) as { count: number }).count
  expect(await count({})).toBeGreaterThan(await count({ add_generation_prompt: false }))
})

test.each([
  ['an unknown model', { model: 'nobody', prompt: 'a' }, 404, 'NotFoundError', 'The model `nobody` does not exist.'],
  [
    'no prompt',
    { model },
    400,
    'Bad Request',
    /1 validation error:\n {2}\{'type': 'missing', 'loc': \['body', 'prompt'\]/,
  ],
  ['no JSON', '{', 400, 'Bad Request', /json_invalid/],
])('refuses %s', async (_, body, status, type, message) => {
  const response = await call('/tokenize', body)
  const { error } = (await response.json()) as { error: { message: string } }
  expect(response.status).toBe(status)
  expect(error).toMatchObject({ type, param: null, code: status })
  expect(error.message).toMatch(message)
})

test('the other addresses', async () => {
  expect(await (await call('/version')).json()).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  expect((await call('/health')).status).toBe(200)
  expect((await call('/tokenize')).status).toBe(405)
  expect(await answerNative(new Request('http://localhost:8000/v1/models'))).toBeUndefined()
})

test('failures have the server’s own form', async () => {
  const turnedAway = await call('/tokenize', { prompt: 'a' }, { key: 'sk-test-invalid' })
  expect([turnedAway.status, await turnedAway.json()]).toEqual([401, { error: 'Unauthorized' }])
  expect(failure('rate-limited')?.headers.get('retry-after')).toBe('2')
})
