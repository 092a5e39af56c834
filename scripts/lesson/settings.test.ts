import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const read = (options: Record<string, string | true>, watched = false, env = {}) =>
  readSettings({ words: [], options }, watched, env)

test('who watches gets the pace of life, a pipe virtual time', () => {
  const plain = { trace: false, record: false, budget: 0.1 }
  expect(read({}, true)).toEqual({ ...plain, speed: 1 })
  expect(read({}, false)).toEqual({ ...plain, speed: 0 })
  expect(read({ live: true })).toEqual({ ...plain, live: 'all', speed: 1 })
})

test('options go before the environment', () => {
  expect(read({ speed: '4', seed: '7' }, false, { WORKBOOK_SPEED: '2', WORKBOOK_SEED: '3' })).toMatchObject({
    speed: 4,
    seed: 7,
  })
  expect(read({}, false, { WORKBOOK_SPEED: '2.5', WORKBOOK_SEED: '3', LLM_MODE: 'live' })).toMatchObject({
    speed: 2.5,
    seed: 3,
    live: 'all',
  })
})

test.each([
  ['speed', 'fast'],
  ['speed', '-1'],
  ['speed', '1e3'],
  ['seed', '1.5'],
  ['seed', '-2'],
  ['seed', 'x'],
])('refuses --%s=%s', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(`--${name}=${value} will not do; it takes a`)
})

test('who is live, for how much, and where the wire goes', () => {
  expect(read({ live: 'OpenAI, groq', budget: '$0.05', record: true, trace: 'wire.har' })).toMatchObject({
    live: ['openai', 'groq'],
    budget: 0.05,
    record: true,
    trace: resolve('wire.har'),
  })
  expect(read({}, false, { WORKBOOK_BUDGET: '2' }).budget).toBe(2)
  expect(read({ replay: 'a.jsonl' }, false, { INIT_CWD: '/home/ada' }).replay).toBe(resolve('/home/ada', 'a.jsonl'))
  expect(read({ replay: true }, false, { LLM_MODE: 'live' }).live).toBeUndefined()
})

test.each<[Record<string, string | true>, RegExp]>([
  [{ live: '' }, /^--live= will not do; it takes names of providers/],
  [{ budget: 'much' }, /^--budget=much will not do; it takes US dollars, as in --budget=0\.05\.$/],
  [{ budget: '-1' }, /^--budget=-1 will not do/],
  [{ trace: 'wire.txt' }, /^--trace=wire\.txt will not do; it takes a file that ends in \.jsonl or \.har/],
  [{ replay: '' }, /^--replay= needs a file/],
  [{ record: true }, /^--record keeps what real providers answer, so it needs --live/],
  [{ live: true, replay: true }, /choose one of the two\.$/],
])('refuses %j', (options, sentence) => {
  expect(() => read(options)).toThrow(sentence)
})
