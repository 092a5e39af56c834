import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeKeys, startRealOne } from '../mocks/live.fixture.ts'
import type { RealOne } from '../mocks/live.fixture.ts'
import { watch } from '../mocks/process.fixture.ts'
import { listLessons, root } from './lessons.ts'

// With recognisable keys of every provider set and detours to elsewhere, no command shows or keeps a key, and in mock mode none opens
// a connection to anywhere but this machine, seen below every interceptor.

const home = mkdtempSync(join(tmpdir(), 'workbook leaks-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const everyKey = {
  ...fakeKeys,
  MISTRAL_API_KEY: 'LeakMistral0123456789abcdef',
  TOGETHER_API_KEY: 'LeakTogether0123456789abcdef',
  FIREWORKS_API_KEY: 'fw_LeakFireworks0123456789',
  DASHSCOPE_API_KEY: 'sk-LeakQwen0123456789abcdef',
  HF_TOKEN: 'hf_LeakHuggingface0123456789',
  OPENROUTER_API_KEY: 'sk-or-v1-LeakOpenrouter0123456789',
  AZURE_OPENAI_API_KEY: 'LeakAzure0123456789abcdef',
}
const detours = {
  OPENAI_BASE_URL: 'https://elsewhere.example.com/v1',
  ANTHROPIC_BASE_URL: 'https://elsewhere.example.com',
  GOOGLE_GEMINI_BASE_URL: 'https://elsewhere.example.com',
  GROQ_BASE_URL: 'https://elsewhere.example.com',
  HTTPS_PROXY: 'http://proxy.example.com:3128',
}

/** Says at the end, in a file, where the process connected to and on what addresses it listened. */
const log = join(home, 'connections')
const connections = `
  ${watch}
  import { appendFileSync } from 'node:fs'
  process.on('exit', () => {
    for (const to of globalThis.connected) appendFileSync(${JSON.stringify(log)}, 'to ' + to + '\\n')
    for (const on of globalThis.listening) appendFileSync(${JSON.stringify(log)}, 'on ' + on + '\\n')
  })
`

function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; shown: string }> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|WORKBOOK_|LLM_|VITEST|NODE_)/i.test(name))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args], {
      cwd: root,
      env: {
        ...Object.fromEntries(kept),
        ...everyKey,
        WORKBOOK_HOME: join(home, '.workbook'),
        WORKBOOK_ENV_FILE: join(home, '.env'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let shown = ''
    child.stdout.on('data', (text) => (shown += text))
    child.stderr.on('data', (text) => (shown += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, shown }))
  })
}

const watched = { ...detours, NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(connections)}"` }

/** The text of every file below a folder. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => !file.includes('node_modules') && statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

const leak = /Leak[A-Z]/

/** Where the process had connections, and on what it listened. */
const sockets = () => (statSync(log, { throwIfNoEntry: false }) ? readFileSync(log, 'utf8').match(/.+/g) : null) ?? []
const onThisMachine = /^(to|on) (127\.\d+\.\d+\.\d+|::1|localhost)$/

describe('in mock mode', () => {
  test.each(listLessons().map(({ folder }) => folder))(
    '%s, traced, shows no key and stays on this machine',
    async (folder) => {
      rmSync(log, { force: true })
      const { shown } = await run(['lesson', folder, '--trace'], watched)
      expect(shown).toContain('call 1')
      expect(shown).not.toMatch(leak)
      expect(sockets().filter((socket) => !onThisMachine.test(socket))).toEqual([])
      // The proxy of lesson 8, and the server that lesson 4 streams from.
      if (/^0[48]-/.test(folder)) expect(sockets()).toContain('on 127.0.0.1')
    },
    120_000,
  )

  test.each([
    ['a grader and its report', ['test', '1.1', '--report=json']],
    ['the doctor', ['doctor']],
    ['the catalogue', ['catalogue']],
  ])('%s shows no key', async (_, args) => {
    expect((await run(args, detours)).shown).not.toMatch(leak)
  })

  test('whatever was kept has no key in it', async () => {
    await run(['lesson', '1', `--trace=${join(home, 'wire.har')}`], detours)
    await run(['lesson', '1', `--trace=${join(home, 'wire.jsonl')}`], detours)
    expect(everything(home)).toContain('"entries"')
    expect(everything(home)).not.toMatch(leak)
  }, 120_000)
})

describe('in live mode', () => {
  let real: RealOne
  beforeAll(async () => {
    real = await startRealOne()
  })
  afterAll(() => real.stop())

  test('errors, their stacks, printed settings, trace and recording have no key in them', async () => {
    const lessons = join(home, 'lessons')
    mkdirSync(join(lessons, '01-one'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(lessons, 'node_modules'), 'junction')
    writeFileSync(
      join(lessons, '01-one/lesson.ts'),
      `// %% id="a"
import OpenAI from 'openai'
const client = new OpenAI({ maxRetries: 0 })
console.log(process.env.OPENAI_API_KEY, client)
console.error(process.env)
await fetch('https://api.openai.com/v1/models?key=' + process.env.OPENAI_API_KEY, { headers: { 'openai-organization': 'org-Lea' + 'kOrg0123456', cookie: 'Lea' + 'kCookie' } })
await client.chat.completions.create({ model: 'gpt-6-luna', max_completion_tokens: 10, messages: [{ role: 'user', content: 'My key is ' + process.env.OPENAI_API_KEY + ' of org-Lea' + 'kOrg0123456' }] })
// %% id="b"
const error = new Error('with ' + process.env.OPENAI_API_KEY, { cause: new Error('because ' + process.env.GROQ_API_KEY) })
console.error(error)
throw error
`,
    )
    const env = {
      ...real.env,
      WORKBOOK_LESSONS: lessons,
      OPENAI_ORG_ID: 'org-LeakOrg0123456',
      OPENAI_PROJECT_ID: 'proj_LeakProject01',
    }
    const { shown, code } = await run(['lesson', '1', '--live=openai', '--record', '--trace'], env)
    expect(code).toBe(1)
    expect(shown).toContain('with sk-…ghij')
    expect(shown).toContain('call 2, live')
    expect(shown).not.toMatch(leak)
    const kept = everything(join(home, '.workbook'))
    expect(kept).toContain('My key is sk-…ghij')
    expect(kept).not.toMatch(leak)
  }, 120_000)
})

test('the mock server listens to this machine alone, on every port of --local too', async () => {
  rmSync(log, { force: true })
  const args = [join(root, 'scripts/start.mjs'), 'mock', '--port=0', '--speed=0', '--local']
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...watched } })
  let shown = ''
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      if (shown.includes('/api/chat')) resolve()
    })
  })
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  const listening = sockets().filter((socket) => socket.startsWith('on '))
  expect(listening).toHaveLength(6)
  expect(new Set(listening)).toEqual(new Set(['on 127.0.0.1']))
})
