import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCells } from '../cells.ts'
import { findLesson } from '../lessons.ts'
import { printedBy } from './fixtures/printed.ts'

const { file } = findLesson('8')
const printed = printedBy(8)

// One line for each thing lesson 8 promises to show.
test.each<[string, RegExp]>([
  ['submits work for the background', /"object": "response",\s+"status": "queued",\s+"output": \[\],\s+"usage": null/],
  [
    'polls until it is done, and draws it',
    /│ queued +│[^]+│ in_progress +│[^]+│ GET \/v1\/responses\/resp_…[^]+│ completed +│/,
  ],
  ['draws who is kept on the line', /Connections that are open\n +synchronous +├─+wait─+┤\n +submit and poll +a +b +c/],
  ['hands in a batch', /^in_progress \{ processing: 3, succeeded: 0/m],
  [
    'and collects it at the end',
    /^ended \{ processing: 0, succeeded: 3[^\n]+\na-queue succeeded\na-proxy succeeded\na-cache/m,
  ],
  ['lets two workers work', /^in work: 2 · in line: 6$/m],
  ['draws workers and rate', /Two workers, three starts a second\n +worker 1 +├[^]+worker 2 +├[^]+starts +‖/],
  ['takes the urgent first', /^order: m\d m\d CHAT\d CHAT\d m\d m\d m\d m\d$/m],
  ['gives up after its timeout', /^Request was aborted\.\nafter 1\.5 s$/m],
  ['retries what passes', /^try 1: 500 .*\ntry 2: 503 .*\nRetry errors that may pass/m],
  ['shows what a careless retry does', /^The customer got 2 letters\.$/m],
  ['does nothing twice', /^The customer got 1 letter\.$/m],
  ['falls back to another provider', /^ {2}\(provider 1: Error: 503 .*\)\nA fallback calls/m],
  ['does not pass on what is wrong everywhere', /^A fallback .*\n413 The request body is too large/m],
  ['tells when nobody is there', /\(provider 2: Error: 503 .*\)\nNo provider answered\./],
  [
    'opens a circuit breaker',
    /provider +├─+down─+┤\n +breaker closed +\|[^\n]+\n +breaker open +\|[^\n]+\n +breaker half-open +\|/,
  ],
  ['refuses at once while it is open', /answered +\|.*\n +failed +\| +\| +\| +\|\n +refused +\| +\| +\| +\|/],
  [
    'spreads the load',
    /Who answered 30 questions\n +OpenAI +\d+ answers.*\n +Anthropic +\d+ answers.*\n +Groq +\d+ answers/,
  ],
  ['combines the layers', /^a queue +[4-9]\.\d\na proxy +[01]\.\d\na cache +[01]\.\d\na queue +0\.0$/m],
  ['streams through its own server', /^200, in pieces$/m],
  ['keeps the key from the browser', /│ POST \/ask +│\n +│ no key in it +│[^]+│ text +│\n +│ no key in it +│/],
  ['and sends it from the server', /│ POST \/v1\/responses +│\n +│ with the key +│/],
  ['checks the method', /^GET +405 /m],
  ['checks the form', /^no JSON +400 [^]+^own limits +400 /m],
  ['checks the length', /^a book +413 /m],
  ['asks for https', /^plain http +403 +\{"error":"Please use https\."\}$/m],
  ['limits the rate of a visitor', /^a good one +200 +\(an answer\)\none too many +429 /m],
  [
    'keeps errors from the visitor',
    /^for the log.*401 Incorrect API key.*\n502 \[ '\{"error":"Nobody can answer just now\."\}' \]$/m,
  ],
  ['shows a log that leaks', /"authorization":"Bearer sk-made-up-4711"/],
  ['hides fields by name', /"question":"\[Redacted\]","request":\{"headers":\{"authorization":"\[Redacted\]"\}\}/],
  ['hides keys and addresses anywhere', /"msg":"the key \[secret\] was refused"\}\n.*"mail":"write to \[secret\]"/],
  ['logs each call', /"user":"u-17","model":"[\w.-]+","ms":\d+,"tokens":\d+,"id":"req_\w+","msg":"answered"/],
  ['warns at each share, once', /"50 % is used"[^]+"80 % is used"[^]+"100 % is used"/],
  [
    'runs tests with MSW and vitest',
    /^ok returns the text of the answer\nok sends the question\nok tries again .*\nok says sorry/m,
  ],
])('%s', async (_, line) => {
  expect(await printed).toMatch(line)
})

test('warns no more often than that', async () => {
  expect((await printed).match(/% is used/g)).toHaveLength(3)
})

test('shows the files it runs, as they are', () => {
  const cells = parseCells(readFileSync(file, 'utf8'), file)
  const prose = cells.filter(({ kind }) => kind === 'markdown')
  const testing = prose.map(({ source }) => source).join('\n')
  const shown = [...testing.matchAll(/```ts\n([^]+?)\n```/g)].map(([, code]) => code)
  const text = (name: string) => readFileSync(join(file, '..', name), 'utf8').trim()
  expect([shown[0], shown.slice(1).join('\n\n')]).toEqual([text('helpdesk.ts'), text('helpdesk.test.ts')])
})
