import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import type { Exchange } from '../../mocks/tape.ts'
import { paletteFor } from './palette.ts'
import { renderExchange } from './trace.ts'

const startedAt = Date.parse('2026-11-20T09:00:00Z')
const exchange: Exchange = {
  id: 3,
  provider: 'openai',
  live: false,
  startedAt,
  request: {
    method: 'POST',
    url: 'https://api.openai.com/v1/embeddings',
    headers: { authorization: 'Bearer sk-…abcd' },
    body: '{"model":"m","input":["a"]}',
  },
  response: {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"data":[1,-0.5,2e-7]}',
    finishedAt: startedAt + 1234,
  },
}
const render = (changes: Partial<Exchange> = {}, width = 80) =>
  renderExchange({ ...exchange, ...changes }, { palette: paletteFor(false), width, highlight: (_, code) => code })

test('shows request and response as they went over the wire', () => {
  expect(render().split('\n').slice(1).join('\n')).toBe(`┊ → POST https://api.openai.com/v1/embeddings
┊   authorization: Bearer sk-…abcd
┊
┊   {
┊     "model": "m",
┊     "input": [
┊       "a"
┊     ]
┊   }
┊
┊ ← 200 OK · 1,234 ms
┊   content-type: application/json
┊
┊   {
┊     "data": [ 1, -0.5, 2e-7 ]
┊   }`)
})

test('a long body is cut, and says by how much', () => {
  const body = JSON.stringify(Array.from({ length: 100 }, (_, i) => `line ${i}`))
  const text = render({ response: { ...exchange.response!, body } })
  expect(text).toContain('line 38')
  expect(text).not.toContain('line 39"')
  expect(text).toContain('… 62 more lines left out')
})

test('a body that is no JSON stays as it is', () => {
  expect(render({ request: { ...exchange.request, body: '{ "model": ' } })).toContain('┊   { "model":\n')
})

test('of bytes that are no text it says how many there are', () => {
  const response = {
    ...exchange.response!,
    headers: { 'content-type': 'audio/wav' },
    body: 'AP/+',
    encoding: 'base64',
  } as const
  expect(render({ response })).toMatch(/\n┊\n┊ {3}\(3 bytes, audio\/wav\)$/)
})

test('frames of a stream have their times, and show what is new in each', () => {
  const chunk = (content: string) =>
    `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"choices":[{"delta":{"content":"${content}"}}]}\n\n`
  const texts = [...Array.from({ length: 30 }, (_, i) => chunk(`word${i}`)), 'data: [DONE]\n\n']
  const frames = texts.map((text, i) => ({ at: 100 + i * 50, text }))
  const text = render({ response: { ...exchange.response!, frames, body: texts.join('') } }, 100)
  expect(text).toContain('+100 ms  data: {"id":"chatcmpl-1"')
  expect(text).toContain('+150 ms  data: … "content":"word1"')
  expect(text).toContain('… 19 more frames left out')
  expect(text).toContain('+1,600 ms  data: [DONE]')
})

test('an exchange without an answer says why', () => {
  const { response: _, ...unanswered } = exchange
  const text = renderExchange(
    { ...unanswered, error: 'Nobody simulates example.com.' },
    { palette: paletteFor(false), width: 80, highlight: (_, code) => code },
  )
  expect(text).toContain('┊ ✖ Nobody simulates example.com.')
})

test.each([20, 80, 120, 160])('stays within %i columns', (width) => {
  const body = JSON.stringify({ text: 'x'.repeat(500), wide: '日本語'.repeat(60) })
  for (const line of render({ response: { ...exchange.response!, body } }, width).split('\n'))
    expect(stringWidth(line)).toBeLessThanOrEqual(width)
})

test('where there is room, request and response stand side by side', () => {
  const lines = render({}, 120).split('\n')
  expect(lines[1]).toMatch(/^┊ → POST https:\/\/api\.openai\.com\/v1\/embeddings +┊ ← 200 OK · 1,234 ms$/)
  expect(lines[2]).toMatch(/^┊ {3}authorization: Bearer sk-…abcd +┊ {3}content-type: application\/json$/)
})

test('the title tells whose try it is, what the test key does, and which line sent it', () => {
  const [title] = render({ retryOf: 2, testKey: 'flaky', sentFrom: 'lesson.ts:42', live: true }).split('\n')
  expect(title).toContain('┄┄ call 3, live · retry of call 2 · test key flaky · lesson.ts:42 ┄')
})
