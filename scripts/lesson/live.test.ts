import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeKeys, startRealOne } from '../../mocks/live.fixture.ts'
import type { RealOne } from '../../mocks/live.fixture.ts'
import { root } from '../lessons.ts'

// `npm run lesson` with --live, --budget, --record, --replay and --trace, against a second process that plays the real providers.

let real: RealOne
beforeAll(async () => {
  real = await startRealOne()
})
afterAll(() => real.stop())

const scratch = mkdtempSync(join(tmpdir(), 'workbook live-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const home = mkdtempSync(join(scratch, 'lessons '))
mkdirSync(join(home, '01-one'))
symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction')
writeFileSync(
  join(home, '01-one/lesson.ts'),
  `// %% [markdown] id="title"
// # Lesson 1: One

// %% id="plain"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'
const client = new OpenAI()
const question = { model: pick('openai', 'cheap'), messages: [{ role: 'user' as const, content: 'What is an API?' }] }
const { choices } = await client.chat.completions.create({ ...question, max_completion_tokens: 900 })
console.log(choices[0]?.message.content)

// %% id="streamed"
const stream = await client.chat.completions.create({ ...question, max_completion_tokens: 800, stream: true, stream_options: { include_usage: true } })
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')
console.log()

// %% id="spoiled"
const spoiled = new OpenAI({ apiKey: 'sk-test-rate-limited', maxRetries: 1 })
await spoiled.models.list().catch((error) => console.log(error.status))
`,
)

interface Run {
  code: number | null
  out: string
  err: string
}

function run(command: string, args: string[], env: Record<string, string>): Promise<Run> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|WORKBOOK_|LLM_MODE|FORCE_COLOR|NO_COLOR|COLUMNS|VITEST|NODE_|INIT_CWD)|KEY|TOKEN|_URL$/i.test(name),
  )
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: {
        ...Object.fromEntries(kept),
        WORKBOOK_LESSONS: home,
        WORKBOOK_HOME: join(home, '.workbook'),
        WORKBOOK_ENV_FILE: join(home, '.env'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

const lesson = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, [join(root, 'scripts/start.mjs'), 'lesson', '1', ...args], env)
const recordings = () => readdirSync(join(home, '.workbook/recordings'))

test('a live run says who is live and what it may cost, is recorded, and can be replayed without key and network', async () => {
  const { out, err, code } = await lesson(['--live=openai', '--record', '--trace=' + join(home, 'wire.har')], real.env)
  expect([err, code]).toEqual(['', 0])
  expect(out).toMatch(
    /^Lesson 1 · live: requests to real providers cost money\n\nProvider +Answers +Why\nopenai +live +OPENAI/,
  )
  expect(out).toMatch(
    /Estimate: 2 live calls, about \$0\.0\d+; at most \$0\.0\d+, .*\s+.*limit\.\s+Budget: \$0\.10, which is never passed\.\n/,
  )
  expect(out).toMatch(/\nlive: 2 calls · 22 tokens in · \d+ out · cost \$0\.000\d+\nsimulated: 2 calls · /)
  expect(out).toContain('› 429')

  const [file = ''] = recordings()
  expect(file).toMatch(/^01-one-2\d{3}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}\.jsonl$/)
  const recorded = readFileSync(join(home, '.workbook/recordings', file), 'utf8')
  expect(recorded.trim().split('\n')).toHaveLength(2)
  for (const text of [recorded, out, readFileSync(join(home, 'wire.har'), 'utf8')]) {
    for (const key of Object.values(fakeKeys)) expect(text).not.toContain(key.slice(4, 20))
  }

  const again = await lesson(['--replay', '--trace'])
  expect([again.err, again.code]).toEqual(['', 0])
  const said = (text: string) => text.slice(text.indexOf('\n› ') + 3).split('\n')[0]
  expect(said(again.out)).toBe(said(out))
  expect(again.out).toMatch(/^Lesson 1 · replayed: a recording answers, nothing is sent\n/)
  expect(again.out).toContain('call 1, replayed')

  const compare = [join(root, 'scripts/start.mjs'), 'compare', join(home, '.workbook/recordings', file)]
  const compared = await run(process.execPath, compare, {})
  expect(compared.out).toMatch(
    /^openai POST \/v1\/chat\/completions 200: same\n.*\n\n2 of 2 exchanges are the same in the simulation\.\n$/,
  )
  expect(compared.code).toBe(0)

  const other = await lesson([`--replay=${join(home, '.workbook/recordings', file)}`, '--trace'], {
    WORKBOOK_LESSONS: changedLesson(),
  })
  expect(other.err).toMatch(
    /404 The recording has no answer to this request \(POST\s+\/v1\/chat\/completions\): its body/,
  )
  expect(other.code).toBe(1)
})

/** The same lesson with another question. */
function changedLesson(): string {
  const folder = mkdtempSync(join(scratch, 'changed '))
  mkdirSync(join(folder, '01-one'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const text = readFileSync(join(home, '01-one/lesson.ts'), 'utf8')
  writeFileSync(join(folder, '01-one/lesson.ts'), text.replace('What is an API?', 'What is a token?'))
  return folder
}

test('a budget that is too small is told beforehand, and keeps the call from being sent', async () => {
  const { out, err, code } = await lesson(['--live', '--budget=0.0001'], real.env)
  expect(out).toMatch(
    /The budget is too small for calls whose answers have a high limit, .*--budget=0\.01 would\s+do\./s,
  )
  expect(err).toMatch(/402 The call was not sent: it could cost \$0\.00\d+, the\s+budget\s+is\s+\$0\.00010\./)
  // What was spent until then is told all the same.
  expect(out).toMatch(/\nlive: no calls\n1 call was not sent\n$/)
  expect(code).toBe(1)
})

test('options reach it through npm as well, with and without --', async () => {
  const npm = (...args: string[]) => run('npm', ['run', '--silent', 'lesson', ...args], real.env)
  const [plain, behind, bad] = await Promise.all([
    npm('1', '--live=openai', '--record', '--budget=0.07', `--trace=${join(home, 'a.jsonl')}`),
    npm('--', '1', '--live=openai', '--record', '--budget=0.07', `--trace=${join(home, 'b.jsonl')}`),
    npm('1', '--live=opnai'),
  ])
  for (const { out, code } of [plain, behind]) {
    expect(code).toBe(0)
    expect(out).toContain('Budget: $0.07')
    expect(out).toContain('/recordings/01-one-2')
  }
  expect(readFileSync(join(home, 'a.jsonl'), 'utf8').split('\n')).toHaveLength(5)
  expect(bad.err).toMatch(/^--live=opnai: there is no provider "opnai"; those there are: openai, /)
  expect(bad.code).toBe(1)
  const replayed = await npm('1', '--replay')
  expect([replayed.err, replayed.code]).toEqual(['', 0])
})

test.each<[string[], Record<string, string>, RegExp]>([
  [
    ['--live'],
    {},
    /^--live needs a key and none is set: copy \.env\.example to \.env and write one there, or leave it out .*\.\n$/,
  ],
  [['--live'], { GROQ_API_KEY: 'sk-x' }, /^GROQ_API_KEY cannot be a key: those of groq begin with gsk_; .*\.\n$/],
  [
    ['--replay=nowhere.jsonl'],
    {},
    /^There is no file .*nowhere\.jsonl; make a recording with --live --record, or name another one\.\n$/,
  ],
  [['--replay=package.json'], {}, /^.*package\.json, line 1: this is no exchange as --record writes them; .*\.\n$/],
  [['--trace=package.json/a.har'], {}, /^The file .*a\.har cannot be written \(\w+\); choose another one\.\n$/],
])('%j with %j is one sentence', async (args, env, sentence) => {
  const { code, out, err } = await lesson(args, env)
  expect([code, out.split('\n').length]).toEqual([1, expect.any(Number)])
  expect(err).toMatch(sentence)
})
