import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, requireKey } from './settings.ts'

const read = (options: Record<string, string | true>, watched = false, env = {}) =>
  readSettings({ words: [], options }, watched, env)

test('who watches gets the pace of life, a pipe virtual time', () => {
  expect(read({}, true)).toEqual({ live: false, trace: false, speed: 1 })
  expect(read({}, false)).toEqual({ live: false, trace: false, speed: 0 })
  expect(read({ live: true })).toEqual({ live: true, trace: false, speed: 1 })
})

test('options go before the environment', () => {
  expect(read({ speed: '4', seed: '7' }, false, { WORKBOOK_SPEED: '2', WORKBOOK_SEED: '3' })).toMatchObject({
    speed: 4,
    seed: 7,
  })
  expect(read({}, false, { WORKBOOK_SPEED: '2.5', WORKBOOK_SEED: '3', LLM_MODE: 'live' })).toMatchObject({
    speed: 2.5,
    seed: 3,
    live: true,
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

function envFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'workbook-env-')), '.env')
  writeFileSync(file, text)
  return file
}

test('live mode needs a key', () => {
  expect(() => requireKey('/nowhere/.env', {})).toThrow(/OPENAI_API_KEY is not set: copy .env.example to .env/)
  expect(() => requireKey('/nowhere/.env', { OPENAI_API_KEY: ' ' })).toThrow(/is not set/)
  expect(() => requireKey(envFile('# nothing\n'), {})).toThrow(/is not set: write it into .env/)
  expect(() => requireKey('/nowhere/.env', { OPENAI_API_KEY: 'sk-x' })).not.toThrow()
})

test.each(['OPENAI_API_KEY sk-x', 'A=1\n\n# fine\nOPENAI_API_KEY: sk-x\n', 'A="one\ntwo"\nB'])(
  'a damaged .env, %j, gets its line named',
  (text) => {
    const line = text.split('\n').findIndex((each) => !/[="#]/.test(each) && each !== '') + 1
    expect(() => requireKey(envFile(text), {})).toThrow(`.env, line ${line}: a line is NAME=value`)
  },
)

test.each(['A=1\r\nB = "x"\n', "export A='1\n2'\n  # note\n", 'A=\n'])('a sound .env, %j, passes', (text) => {
  expect(() => requireKey(envFile(text), { OPENAI_API_KEY: 'sk-x' })).not.toThrow()
})
