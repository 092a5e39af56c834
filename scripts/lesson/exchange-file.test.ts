import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Oops } from '../oops.ts'
import { readExchanges } from './exchange-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'workbook-exchanges-'))
afterAll(() => rmSync(folder, { recursive: true }))

const request = { method: 'GET', url: 'https://api.openai.com/v1/models', headers: {}, body: '' }
const response = { status: 200, headers: {}, body: '{}', finishedAt: 1 }

function fileWith(...exchanges: object[]): string {
  const file = join(folder, 'recording.jsonl')
  writeFileSync(file, exchanges.map((exchange) => `${JSON.stringify(exchange)}\r\n`).join(''))
  return file
}

test('reads an exchange from each line, answered or not', () => {
  const exchanges = [
    { provider: 'openai', request, response },
    { provider: 'openai', request, error: 'read ECONNRESET' },
  ]
  expect(readExchanges(fileWith(...exchanges))).toEqual(exchanges)
})

test.each([
  { request },
  { provider: 'openai', request: { ...request, headers: null } },
  { provider: 'openai', request: { ...request, url: '/v1/models' } },
  { provider: 'openai', request, response: null },
  { provider: 'openai', request, response: { ...response, body: undefined } },
])('%j is told by its line', (exchange) => {
  const file = fileWith({ provider: 'openai', request }, exchange)
  expect(() => readExchanges(file)).toThrow(Oops)
  expect(() => readExchanges(file)).toThrow(`${file}, line 2: this is no exchange`)
})
