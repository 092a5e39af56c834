import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languageInfo } from './conversion.ts'
import { reproducibleEnvironment } from './environment.ts'
import { keysThatAre } from './key-states.ts'
import { removeKernelspecs, writeKernelspecs } from './kernelspecs.ts'
import { connect, type KernelClient, type Received } from './protocol.ts'

const specs = mkdtempSync(join(tmpdir(), 'specs '))
let kernel: KernelClient

beforeAll(async () => {
  writeKernelspecs(specs)
  kernel = await start('workbook-mock')
}, 60_000)

afterAll(() => rmSync(specs, { recursive: true }))

/** Starts a kernel as its description says, in surroundings without a key unless `more` has one. */
function start(name: string, more: Record<string, string> = {}): Promise<KernelClient> {
  const spec = JSON.parse(readFileSync(join(specs, name, 'kernel.json'), 'utf8')) as {
    argv: string[]
    env: Record<string, string>
  }
  // A contributor may have keys in .env.
  const env = { ...reproducibleEnvironment(), WORKBOOK_ENV_FILE: join(specs, '.env'), ...spec.env, ...more }
  return connect(spec.argv, { cwd: join(import.meta.dirname, 'fixtures', '01-small'), env })
}

const execute = (code: string, options: { stop_on_error?: boolean } = {}) =>
  kernel.ask('execute_request', { code, silent: false, store_history: true, stop_on_error: true, ...options })

const text = (published: Received[]) =>
  published.flatMap(({ type, content }) => (type === 'stream' ? [content.text] : [])).join('')

// One kernel, as a reader has one: the tests follow each other.
test('it introduces itself', async () => {
  const { reply } = await kernel.ask('kernel_info_request', {})
  expect(reply).toMatchObject({ type: 'kernel_info_reply', content: { language_info: languageInfo } })
}, 60_000)

test('a cell is announced with its count, shows what it prints, and calls the simulated provider', async () => {
  const { reply, published } = await execute(`import OpenAI from 'openai'
const { choices } = await new OpenAI().chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'What is an API?' }] })
console.log(choices[0]?.finish_reason)`)
  expect(reply.content).toMatchObject({ status: 'ok', execution_count: 1 })
  expect(published.find(({ type }) => type === 'execute_input')?.content).toMatchObject({ execution_count: 1 })
  expect(text(published)).toBe('stop\n')
}, 60_000)

test('it completes names of earlier cells', async () => {
  const { reply } = await kernel.ask('complete_request', { code: 'choic', cursor_pos: 5 })
  expect(reply.content.matches).toContain('choices')
}, 60_000)

test('a stream arrives piece by piece', async () => {
  const { published } = await execute(`const stream = await new OpenAI().chat.completions.create({
  model: 'gpt-6-luna', messages: [{ role: 'user', content: 'What is an API?' }], stream: true,
})
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')`)
  expect(published.filter(({ type }) => type === 'stream').length).toBeGreaterThan(10)
}, 60_000)

test('a cell may print ten thousand pieces without a pause, and none is lost', async () => {
  const { reply, published } = await execute(`for (let i = 0; i < 10_000; i++) process.stdout.write(i + '\\n')`)
  expect(reply.content.status).toBe('ok')
  expect(text(published)).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(''))
}, 60_000)

test('an error is an error, in the output and in the reply', async () => {
  const { reply, published } = await execute(`const n = 1\n\nthrow new RangeError('too far')`)
  const error = {
    ename: 'RangeError',
    evalue: 'too far',
    traceback: ['RangeError: too far', '    at line 3', expect.stringMatching(/3 │ throw/)],
  }
  expect(reply.content).toMatchObject({ status: 'error', execution_count: 4, ...error })
  expect(published.find(({ type }) => type === 'error')?.content).toEqual(error)
}, 60_000)

test('"run all" stops at an error, and a cell asked for after it runs at once', async () => {
  const replies = await Promise.all([execute(`throw new Error('first')`), execute('1'), execute('2')])
  expect(replies.map(({ reply }) => reply.content.status)).toEqual(['error', 'aborted', 'aborted'])
  const { reply, published } = await execute(`console.log('runs')`)
  expect([reply.content.status, text(published)]).toEqual(['ok', 'runs\n'])
}, 60_000)

test('where errors are allowed, the cells behind one run', async () => {
  const options = { stop_on_error: false }
  const replies = await Promise.all([
    execute(`throw new Error('first')`, options),
    execute(`console.log('still')`, options),
  ])
  expect(replies.map(({ reply }) => reply.content.status)).toEqual(['error', 'ok'])
}, 60_000)

test('the stop button ends a loop and leaves the kernel alive', async () => {
  const looping = execute('for (;;) {}')
  // The interrupt must find the loop at work: the kernel answers nothing more then, so it is sent until it has an effect.
  const again = setInterval(() => kernel.interrupt(), 300)
  const { reply } = await looping
  clearInterval(again)
  expect(reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' })
  expect((await execute('1 + 1')).reply.content.status).toBe('ok')
}, 60_000)

test('it ends when asked to', async () => {
  expect(await kernel.shutDown()).toBe(0)
}, 60_000)

test('the live kernel without a key says once that everything is simulated', async () => {
  const live = await start('workbook-live')
  const ask = () => live.ask('execute_request', { code: 'void 0', silent: false })
  const first = text((await ask()).published)
  expect(first).toMatch(/^Provider +Answers +Why\n/)
  expect(first).toContain('No key is set, so everything is simulated. Write one into .env')
  expect(text((await ask()).published)).toBe('')
  await live.shutDown()
}, 60_000)

test('where no speed is set, a stream arrives piece by piece and takes the time it takes in life', async () => {
  const alive = await start('workbook-mock', { WORKBOOK_SPEED: '', WORKBOOK_SEED: '' })
  const run = (code: string) => alive.ask('execute_request', { code, silent: false })
  // What is loaded for the first call takes time as well.
  await run(`import OpenAI from 'openai'
await new OpenAI().models.list()
await new OpenAI().responses.create({ model: 'gpt-6-luna', input: 'Hello' })`)
  const began = performance.now()
  const { published } = await run(`const stream = await new OpenAI().chat.completions.create({
  model: 'gpt-6-luna', reasoning_effort: 'none', stream: true, messages: [{ role: 'user', content: 'What is an API?' }],
})
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')`)
  expect(published.filter(({ type }) => type === 'stream').length).toBeGreaterThan(10)
  // A busy machine may bring some pieces together, but none before its time.
  expect(performance.now() - began).toBeGreaterThan(500)
  await alive.shutDown()
}, 60_000)

test('a key that is set, real or wrong, changes no answer', async () => {
  const answers = ['absent', 'set', 'wrong'].map(async (state) => {
    const other = await start('workbook-mock', keysThatAre(state))
    const { reply, published } = await other.ask('execute_request', {
      code: `import OpenAI from 'openai'
const { id, choices } = await new OpenAI().chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'What is an API?' }] })
console.log(id, choices[0]?.message.content)`,
      silent: false,
    })
    await other.shutDown()
    return [reply.content.status, text(published)]
  })
  const [absent, set, wrong] = await Promise.all(answers)
  expect(absent).toEqual(['ok', expect.stringMatching(/^chatcmpl-\w+ .*API/)])
  expect([set, wrong]).toEqual([absent, absent])
}, 120_000)

test('its descriptions can be taken away again', () => {
  removeKernelspecs(specs)
  expect(() => readFileSync(join(specs, 'workbook-mock', 'kernel.json'))).toThrow('ENOENT')
})
