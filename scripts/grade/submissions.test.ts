import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { listExercises } from './exercises.ts'
import { type Verdict, grade } from './verdict.ts'

// What students hand in, by mistake or on purpose, for exercise 1.1. Each gets one clear verdict, none passes that should not, and
// the others are graded all the same.

const head = `import OpenAI from 'openai'
import { pick } from '@workbook/kit'
const client = new OpenAI()
const model = pick('openai', 'cheap')
`
const right = `const completion = await client.chat.completions.create({ model, messages: [{ role: 'user', content: question }] })
  return completion.choices[0]?.message.content ?? ''`
const body = (code: string) =>
  `${head}export async function firstCall(question: string): Promise<string> {\n  ${code}\n}\n`

const stuck = /did not come to an end|never came to an end/
const refused = (deed: string) => new RegExp(`tried to ${deed}.*leave that out`)

/** Name → what is handed in, the state it gets, and the sentence its author is told. */
const submissions: Record<string, [code: string, state: Verdict['state'], sentence?: RegExp]> = {
  right: [body(right), 'passed'],
  'with a byte order mark': [`\uFEFF${body(right)}`, 'passed'],
  'with Windows line ends': [body(right).replaceAll('\n', '\r\n'), 'passed'],
  'printing much': [body(`for (let i = 0; i < 20000; i++) console.log('✓ passed')\n  ${right}`), 'passed'],
  'printing its environment': [body(`console.log(process.env)\n  ${right}`), 'passed'],
  'waiting a minute of virtual time': [body(`await new Promise((go) => setTimeout(go, 60_000))\n  ${right}`), 'passed'],
  'only comments': ['// I will do it tomorrow\n', 'missing', /has no code in it/],
  'a syntax error': [body('const = 3'), 'does not compile', /TypeScript does not accept line 6/],
  'a type error only': [`${body(right)}export const n: number = 'x'\n`, 'does not compile', /does not accept line 9/],
  'a constant': [body("return 'hello'"), 'in progress', /sent no request/],
  'no export': [body(right).replace('export ', ''), 'in progress', /exports nothing/],
  'another export': [body(right).replace('firstCall', 'ask'), 'in progress', /exports `ask` but not `firstCall`/],
  'a default export': [body(right).replace('export', 'export default'), 'in progress', /default export/],
  'something that is no function': [
    `${head}export const firstCall = 42 as unknown as (q: string) => Promise<string>\n`,
    'in progress',
    /must be a function/,
  ],
  'a throw': [body("throw new TypeError('oh no')"), 'in progress', /threw TypeError: oh no/],
  'a throw while loading': [`throw new RangeError('boom')\n${body(right)}`, 'in progress', /being loaded.*boom/],
  'an endless loop': [body('for (;;) {}'), 'in progress', stuck],
  'an endless loop of promises': [body('while (true) await null'), 'in progress', stuck],
  'a promise that never settles': [body("await new Promise(() => {})\n  return ''"), 'in progress', stuck],
  'an endless await while loading': [`await new Promise(() => {})\n${body(right)}`, 'in progress', stuck],
  'process.exit(0)': [body('process.exit(0)'), 'in progress', /process\.exit\(0\)/],
  'process.exit(0) while loading': [`process.exit(0)\n${body(right)}`, 'in progress', /process\.exit\(0\)/],
  'a harder exit': [
    body("process.kill(process.pid, 'SIGKILL')\n  return ''"),
    'in progress',
    /did not let the checks finish/,
  ],
  'memory without end': [
    body('const a: unknown[] = []\n  for (;;) { a.push(new Array(1e6).fill(1)) }'),
    'in progress',
    /memory/,
  ],
  'an unhandled rejection': [
    body(`void Promise.reject(new Error('left alone'))\n  ${right}`),
    'in progress',
    /nobody was waiting for it.*left alone/,
  ],
  'an error in a timer': [
    body(`setTimeout(() => { throw new Error('later') }, 10)\n  ${right}`),
    'in progress',
    /nobody was waiting for it: later/,
  ],
  'the solution, imported': [
    "export { firstCall } from '../../solutions/01-api-basics/1-first-call.ts'\n",
    'in progress',
    /packages of the lessons and nothing else/,
  ],
  'the grader, imported': [
    `import '#grade'\n${body(right)}`,
    'in progress',
    /packages of the lessons and nothing else/,
  ],
  'vitest, imported': [
    `import { test } from 'vitest'\ntest('✓', () => {})\n${body(right)}`,
    'in progress',
    /packages of the lessons and nothing else/,
  ],
  'the solution, read': [
    `import { readFileSync } from 'node:fs'\n${body("return readFileSync('solutions/01-api-basics/1-first-call.ts', 'utf8')")}`,
    'in progress',
    refused('read a file'),
  ],
  'a file, written': [
    `import { writeFileSync } from 'node:fs'\n${body("writeFileSync('exercises/owned.txt', '')\n  return ''")}`,
    'in progress',
    refused('write a file'),
  ],
  'a program, started': [
    `import { spawnSync } from 'node:child_process'\n${body("spawnSync('ls')\n  return ''")}`,
    'in progress',
    refused('start another program'),
  ],
  'a message to the grader': [
    body("process.send?.({ type: 'testfileFinished', __vitest_worker_response__: true })\n  return ''"),
    'in progress',
    /sent no request/,
  ],
  'another host': [
    body("return (await fetch('https://example.com/')).text()"),
    'in progress',
    /nobody simulates example\.com/,
  ],
  'a wrong key': [
    body(right).replace('new OpenAI()', "new OpenAI({ apiKey: 'sk-test-invalid' })"),
    'in progress',
    /AuthenticationError: 401/,
  ],

  // From here on: attempts to forge what the grader says.
  "Node's module loader, by the back door": [
    body("process.getBuiltinModule('node:module').createRequire(import.meta.url)\n  return ''"),
    'in progress',
    /getBuiltinModule is not a function/,
  ],
  "Node's module loader, imported": [
    `import { createRequire } from 'node:module'\n${body("createRequire(import.meta.url)\n  return ''")}`,
    'in progress',
    /nothing else, so not 'node:module'/,
  ],
  'an import whose name is made while the code runs': [
    body("await import(['node', 'module'].join(':'))\n  return ''"),
    'in progress',
    /nothing else, so not 'a name that is made/,
  ],
  'a way around through a package': [
    body("await import('@workbook/kit/../../mocks/tape.ts' as string)\n  return ''"),
    'in progress',
    /nothing else, so not/,
  ],
  require: [body("require('msw')\n  return ''"), 'in progress', /require is not a function/],
  'code out of a string': [body("return new Function('return 1')()"), 'in progress', /Code generation from strings/],
  "the tester's own connection": [
    body("return Reflect.get(globalThis, '__vitest_worker__').rpc.onTaskUpdate([], [])"),
    'in progress',
    /of undefined|not an object|undefined/,
  ],
  "the tester's own connection, asked for by a built-in": [
    body("return [globalThis].map(Reflect.get.bind(null, globalThis, '__vitest_worker__') as () => never)[0]!['rpc']"),
    'in progress',
    /of undefined|not an object|undefined/,
  ],
  'a message to the grader, by the back door': [
    body(
      "Reflect.get(process, '_send').call(process, { type: 'testfileFinished', __vitest_worker_response__: true })\n  return ''",
    ),
    'in progress',
    /of undefined \(reading 'call'\)/,
  ],
  'a changed comparison': [
    body("String.prototype.trim = () => 'same'\n  return ''"),
    'in progress',
    /read only property 'trim'/,
  ],
  'a changed search': [
    body("Object.defineProperty(Array.prototype, 'find', { value: () => ({}) })\n  return ''"),
    'in progress',
    /Cannot redefine property: find/,
  ],
  'another Promise': [
    body("Object.assign(globalThis, { Promise: class {} })\n  return ''"),
    'in progress',
    /read only property 'Promise'/,
  ],
  'another fetch': [
    body(
      "globalThis.fetch = async () => new Response('{}')\n  const client = new OpenAI()\n  return String(await client.models.list())",
    ),
    'in progress',
    /sent no request/,
  ],
  'a `then` for every object': [
    body(`Object.defineProperty(Object.prototype, 'then', {
    configurable: true,
    get(this: { sent?: unknown; returned?: unknown }) {
      if (this.sent) this.sent = [{ model, messages: [{ role: 'user', text: question }], answer: (this.returned = 'x') }]
      return undefined
    },
  })
  return 'x'`),
    'in progress',
    /Cannot define property then, object is not extensible/,
  ],
  'a first element for every list': [
    body("Object.defineProperty(Array.prototype, '0', { get: () => ({ model }), set() {} })\n  return 'x'"),
    'in progress',
    /Cannot define property 0, object is not extensible/,
  ],
  'another kind of list': [
    body("Array.prototype.constructor = { [Symbol.species]: class extends Array {} } as never\n  return 'x'"),
    'in progress',
    /read only property 'constructor'/,
  ],
  'another way through a map': [
    body("Object.getPrototypeOf(new Map().entries()).next = () => ({ done: true })\n  return 'x'"),
    'in progress',
    /read only property 'next'/,
  ],
  'another arithmetic': [body("Math.abs = () => 0\n  return 'x'"), 'in progress', /read only property 'abs'/],
  'another clock': [body("Date.now = () => 0\n  return 'x'"), 'in progress', /read only property 'now'/],
  'another JSON': [body("JSON.stringify = () => '{}'\n  return 'x'"), 'in progress', /read only property 'stringify'/],
  'other prices': [
    `import { models } from '@workbook/kit'\n${body("Object.assign(models[0]!, { price: { input: 0 } })\n  return 'x'")}`,
    'in progress',
    /read only property 'price'/,
  ],
  'an error that is none': [
    body("Object.defineProperty(Error, Symbol.hasInstance, { value: () => false })\n  return 'x'"),
    'in progress',
    /Cannot redefine property: Symbol\(Symbol\.hasInstance\)/,
  ],
  "the tester's own connection, by a forged stack": [
    body(`Object.defineProperty(Error, 'prepareStackTrace', {
    get: () => undefined,
    set: (look) => look?.(null, [0, 0, { getFileName: () => '/node_modules/vitest/x.js' }]),
  })
  return Reflect.get(globalThis, '__vitest_worker__').rpc.onTaskUpdate([], [])`),
    'in progress',
    /Cannot redefine property: prepareStackTrace/,
  ],
  'an ear at every promise': [
    `import { createHook } from 'node:async_hooks'\n${body("createHook({}).enable()\n  return 'x'")}`,
    'in progress',
    /nothing else, so not 'node:async_hooks'/,
  ],
  'a text that is none': [
    body(`${right.replace('return', 'const text =')}\n  return new Proxy(new String(text), {}) as unknown as string`),
    'in progress',
    /not its text/,
  ],
  'a last word': [
    body("process.on('exit', () => (process.exitCode = 0))\n  process.exitCode = 0\n  return 'x'"),
    'in progress',
    /sent no request/,
  ],
  'a loop in WebAssembly': [
    body(`const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes))
  ;(instance.exports.f as () => void)()
  return 'x'`),
    'in progress',
    stuck,
  ],
  'another console': [body("console.log = () => {}\n  return 'hello'"), 'in progress', /sent no request/],
}

const home = join(root, '.workbook')
mkdirSync(home, { recursive: true })
const folder = mkdtempSync(join(home, 'submissions-'))
const [exercise] = listExercises()
const names = Object.keys(submissions)
const secret = 'sk-proj-a-real-key-7f3a'
let verdicts: Verdict[] = []

beforeAll(async () => {
  process.env.OPENAI_API_KEY = secret
  process.env.DATABASE_PASSWORD = secret
  const jobs = names.map((name, i) => {
    const file = join(folder, `${i}.ts`)
    writeFileSync(file, submissions[name]![0])
    return { grader: exercise!.grader, file }
  })
  mkdirSync(join(folder, 'folder.ts'))
  jobs.push({ grader: exercise!.grader, file: join(folder, 'folder.ts') })
  verdicts = await grade(jobs)
}, 600_000)

afterAll(() => rmSync(folder, { recursive: true }))

test.each(names)('%s', (name) => {
  const [, state, sentence] = submissions[name]!
  const verdict = verdicts[names.indexOf(name)]!
  expect(verdict.failures[0]?.sentence ?? '').toMatch(sentence ?? /^$/)
  expect(verdict.state).toBe(state)
})

test('a folder in place of the file', () => {
  expect(verdicts.at(-1)).toMatchObject({
    state: 'missing',
    failures: [{ sentence: expect.stringContaining('not a file') }],
  })
})

test('nothing was written', () => {
  expect(existsSync(join(root, 'exercises/owned.txt'))).toBe(false)
})

test('keys of this machine are not to be seen', () => {
  const { printed } = verdicts[names.indexOf('printing its environment')]!
  expect(printed).toContain('OPENAI_API_KEY')
  expect(printed).not.toContain(secret)
})

test('what is printed is kept, but not without end', () => {
  const { printed } = verdicts[names.indexOf('printing much')]!
  expect(printed).toMatch(/^✓ passed\n✓ passed\n/)
  expect(printed.length).toBeLessThanOrEqual(10_000)
})

test('the line to look at is the line of the mistake', () => {
  expect(verdicts[names.indexOf('a throw')]?.failures[0]?.line).toBe(6)
})
