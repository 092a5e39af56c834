import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRealOne } from '../../mocks/live.fixture.ts'
import type { RealOne } from '../../mocks/live.fixture.ts'
import { reproducibleEnvironment } from './environment.ts'
import { writeKernelspecs } from './kernelspecs.ts'
import { connect, type KernelClient } from './protocol.ts'

// The live kernel, with a second process in the place of the real providers and the wire shown.

const specs = mkdtempSync(join(tmpdir(), 'specs '))
let real: RealOne
let kernel: KernelClient

beforeAll(async () => {
  writeKernelspecs(specs)
  real = await startRealOne()
  const spec = JSON.parse(readFileSync(join(specs, 'workbook-live/kernel.json'), 'utf8')) as {
    argv: string[]
    env: Record<string, string>
  }
  const own = { WORKBOOK_ENV_FILE: join(specs, '.env'), WORKBOOK_BUDGET: '0.001', WORKBOOK_TRACE: '1' }
  kernel = await connect(spec.argv, {
    cwd: join(import.meta.dirname, 'fixtures', '01-small'),
    env: { ...reproducibleEnvironment(), ...real.env, ...own, ...spec.env },
  })
}, 60_000)

afterAll(async () => {
  await kernel.shutDown()
  real.stop()
  rmSync(specs, { recursive: true })
})

const run = async (code: string) => {
  const { published } = await kernel.ask('execute_request', { code, silent: false })
  const streams = published.flatMap(({ type, content }) => (type === 'stream' ? [String(content.text)] : [])).join('')
  const cards = published.flatMap(({ type, content }) =>
    type === 'display_data' ? [String((content.data as Record<string, unknown>)['text/html'])] : [],
  )
  return { streams, cards }
}

test('says who is live, shows the wire in a folded card, and keeps its budget', async () => {
  const first = await run(`import OpenAI from 'openai'
const client = new OpenAI()
const question = { model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'What is an API?' }] }
const { choices } = await client.chat.completions.create({ ...question, max_completion_tokens: 500 })
console.log(choices.length)`)
  expect(first.streams).toMatch(/^Provider +Answers +Why\nopenai +live +OPENAI_API_KEY, at 127\.0\.0\.1/)
  expect(first.streams).toContain('they may cost $0.001 until the kernel is restarted')
  expect(first.cards).toHaveLength(1)
  expect(first.cards[0]).toMatch(
    /^<details><summary>call 1, live · POST 127\.0\.0\.1:\d+\/v1\/chat\/completions · 200 ·/,
  )
  expect(first.cards[0]).toContain('authorization: Bearer sk-…ghij')
  expect(JSON.stringify(first)).not.toContain('Leak')
  const second = await run(
    `await client.chat.completions.create(question).catch((error) => console.log(error.message))`,
  )
  expect(second.streams).toMatch(/^402 The call was not sent: it could cost \$0\.064, the budget is \$0\.0010 /)
}, 60_000)

test('no key is seen in what a cell prints, shows or throws', async () => {
  const { streams, cards } = await run(`import { display } from 'tslab'
console.log(process.env.OPENAI_API_KEY, process.env.GROQ_API_KEY)
console.error(new Error('with ' + process.env.ANTHROPIC_API_KEY))
display.html('<b>' + process.env.GOOGLE_API_KEY + '</b>')`)
  expect(streams).toContain('sk-…ghij …mnop')
  expect(cards[0]).toBe('<b>…cdef</b>')
  const { published, reply } = await kernel.ask('execute_request', {
    code: `throw new Error('broken ' + process.env.OPENAI_API_KEY, { cause: new Error(process.env.GROQ_API_KEY) })`,
    silent: false,
  })
  expect(JSON.stringify([streams, cards, published, reply])).not.toMatch(/Leak(?!\b)\w{5}/)
}, 60_000)
