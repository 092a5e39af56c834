import { expect, test } from 'vitest'
import { callerOf, withoutWaiting } from '../local/client.fixture.ts'
import { answerNative, failure } from './textgen-native.ts'

const call = callerOf('http://localhost:5000', answerNative)
const ask = async (path: string, body?: object) => (await (await call(`/v1/internal/${path}`, body)).json()) as unknown

withoutWaiting()

test('a text becomes tokens, and tokens the text', async () => {
  const text = 'Hello, token!'
  const { tokens, length } = (await ask('encode', { text })) as { tokens: number[]; length: number }
  expect(tokens).toHaveLength(length)
  expect(await ask('decode', { tokens })).toEqual({ text })
  expect(await ask('token-count', { text })).toEqual({ length })
})

test('the next tokens have probabilities', async () => {
  const { logits } = (await ask('logits', { prompt: 'What is a token?', top_logits: 5 })) as {
    logits: Record<string, number>
  }
  const values = Object.values(logits)
  expect(values).toHaveLength(5)
  expect(values.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1.000_001)
})

test('a model is loaded and unloaded', async () => {
  const { model_names: names } = (await ask('model/list')) as { model_names: string[] }
  expect(names.length).toBeGreaterThan(3)
  expect(await ask('model/info')).toMatchObject({ model_name: names[0] })
  expect(await ask('model/load', { model_name: names[1] })).toBe('OK')
  expect(await ask('model/info')).toMatchObject({ model_name: names[1] })
  await ask('model/unload', {})
  expect(await ask('model/info')).toMatchObject({ model_name: 'None' })
  expect(await ask('model/load', { model_name: 'nobody' })).toEqual({ detail: 'Failed to load the model.' })
})

test('the other addresses, and what is wrong with a body', async () => {
  expect(await ask('health')).toEqual({ status: 'ok' })
  expect(await ask('chat-prompt', { messages: [{ role: 'user', content: 'Hi' }] })).toEqual({
    prompt: '<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n',
  })
  expect((await call('/v1/internal/nothing')).status).toBe(404)
  expect((await call('/v1/internal/encode')).status).toBe(405)
  const wrong = await call('/v1/internal/encode', { text: 5 })
  expect([wrong.status, await wrong.json()]).toEqual([
    422,
    { detail: [{ type: 'string_type', loc: ['body', 'text'], msg: 'Input should be a valid string', input: 5 }] },
  ])
  expect(await answerNative(new Request('http://localhost:5000/v1/models'))).toBeUndefined()
})

test('failures have the server’s own form', async () => {
  const turnedAway = await call('/v1/internal/health', undefined, { key: 'sk-test-invalid' })
  expect([turnedAway.status, await turnedAway.json()]).toEqual([401, { detail: 'Unauthorized' }])
  expect(await failure('server-error')?.text()).toBe('Internal Server Error')
})
