import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './lessons.ts'

const startScript = join(root, 'scripts/start.mjs')

const scratch = mkdtempSync(join(tmpdir(), 'workbook test-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** Lessons of our own, by folder, in a place of their own with its own progress. */
function workbook(lessons: Record<string, string>): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(scratch, 'lessons '))
  for (const [folder, text] of Object.entries(lessons)) {
    mkdirSync(join(home, folder))
    writeFileSync(join(home, folder, 'lesson.ts'), text)
  }
  return { WORKBOOK_LESSONS: home, WORKBOOK_HOME: join(home, '.workbook'), WORKBOOK_ENV_FILE: join(home, '.env') }
}

/** What a user's own shell would hand on: nothing of npm's, of vitest's, or of a key. */
const cleanEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_|WORKBOOK_|LLM_MODE|FORCE_COLOR|NO_COLOR|COLUMNS|VITEST|NODE_)|_(KEY|TOKEN|BASE_URL)$/i.test(name),
    ),
  )

interface Run {
  code: number | null
  out: string
  err: string
}

function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  onOut?: (out: string) => 'close' | void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
      if (onOut?.(out) === 'close') child.stdout.destroy()
    })
    child.stderr.on('data', (text) => (err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

const lesson = (args: string[], env: NodeJS.ProcessEnv) => run(process.execPath, [startScript, 'lesson', ...args], env)

const call = `const response = await fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'What is an API?' }] }),
})
console.log('status ' + response.status)`

const small = workbook({
  '01-one': `// %% [markdown] id="title"
// # Lesson 1: One
//
// Prose.

// %% id="call"
${call}

// %% [markdown] id="quiz"
// <details><summary>Why?</summary>
//
// Because.
//
// </details>
`,
  '02-two': '// %% [markdown] id="title"\n// # Lesson 2: Two\n',
})

test('runs straight through without a terminal: prose, code, output, quiz, total, next step', async () => {
  const { code, out, err } = await lesson(['1'], small)
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toMatch(/^Lesson 1 · simulated/)
  expect(out).toContain('Lesson 1: One\n═════════════\n\nProse.\n\n│ const response = await fetch(')
  expect(out).toContain(`│ console.log('status ' + response.status)\n\n› status 200\n\n? Why?\n\n  Because.\n`)
  expect(out).toMatch(/\n1 call · 12 tokens in · \d+ out · would have cost \$0\.0000\d+\n/)
  expect(out).toContain('\nNext:\n  npm run lesson 2    goes on\n')
  expect(out).not.toContain('\x1b')
})

test('keeps the progress, which the list shows', async () => {
  const env = workbook({
    '01-one': '// %% [markdown] id="a"\n// # Lesson 1: One\n\n// %% id="b"\nprocess.exit(3)\n// %% id="c"\n1\n',
  })
  const before = await lesson([], env)
  expect(before).toMatchObject({ code: 0, out: expect.stringContaining('  1  One   ┄┄┄┄┄┄┄┄┄┄  not started\n') })
  expect((await lesson(['1'], env)).code).toBe(3)
  expect((await lesson([], env)).out).toContain('  1  One   ━━━━━━┄┄┄┄  2 of 3 cells\n')
  const progress = JSON.parse(readFileSync(join(String(env.WORKBOOK_HOME), 'progress.json'), 'utf8')) as unknown
  expect(progress).toMatchObject({ lessons: { '01-one': { seen: 2, of: 3 } } })
})

test('the menu without a terminal is the list', async () => {
  const { code, out } = await run(process.execPath, [startScript, 'menu'], workbook({ '01-one': '// %% id="a"\n1\n' }))
  expect(code).toBe(0)
  expect(out).toBe('  1  one   ┄┄┄┄┄┄┄┄┄┄  not started\n\nRun one with its number: npm run lesson 1\n')
})

test('--trace shows the wire after the cell, the key masked', async () => {
  const { out } = await lesson(['1', '--trace'], { ...small, OPENAI_API_KEY: 'sk-proj-abcdefghijklmnopqrstuvwx' })
  expect(out).toMatch(/› status 200\n\n┄┄ call 1 · lesson\.ts:\d+ ┄/)
  expect(out).toContain('┊ → POST https://api.openai.com/v1/chat/completions\n')
  expect(out).toContain('┊   authorization: Bearer sk-…uvwx\n')
  expect(out).toMatch(/┊ ← 200 OK · [\d,]+ ms\n/)
  expect(out).not.toContain('abcdefgh')
})

test('the same seed gives the same lesson', async () => {
  const env = workbook({ '01-one': `// %% id="a"\n${call}\nconsole.log(await response.text())\n` })
  const [a, b, c] = await Promise.all(['7', '7', '8'].map((seed) => lesson(['1', `--seed=${seed}`], env)))
  expect(a?.out).toContain('Lesson 1 · simulated: this machine answers, nothing is sent · seed 7\n')
  expect(a?.out).toBe(b?.out)
  expect(c?.out).not.toBe(a?.out)
})

test('speed 0 is virtual time, a speed is real time', async () => {
  const env = workbook({
    '01-one':
      '// %% id="a"\nawait new Promise((resolve) => setTimeout(resolve, 3_600_000))\nconsole.log("an hour later")\n',
  })
  expect((await lesson(['1'], env)).out).toContain('› an hour later')
  expect((await lesson(['1', '--speed=0'], env)).out).toContain('› an hour later')
})

test('colours come when forced, and go when unwanted', async () => {
  expect((await lesson(['1'], { ...small, FORCE_COLOR: '1' })).out).toContain('\x1b[1mLesson 1: One\x1b[22m')
  expect((await lesson(['1'], { ...small, FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain('\x1b')
})

test('a reader who leaves early gets no error', async () => {
  const pages = Array.from({ length: 2000 }, (_, i) => `// %% id="c${i}"\nconsole.log('${'x'.repeat(60)}')\n`).join(
    '\n',
  )
  const { code, err } = await run(
    process.execPath,
    [startScript, 'lesson', '1'],
    workbook({ '01-one': pages }),
    () => 'close',
  )
  expect(err).toBe('')
  expect(code).toBe(0)
})

test.skipIf(!existsSync('/dev/full'))('a full disk behind the output is one sentence', async () => {
  for (const command of ['lesson', 'lesson 1 --speed=0', 'progress', 'test 1.1']) {
    const told = await run('sh', ['-c', `"$0" "$1" ${command} >/dev/full`, process.execPath, startScript], small)
    expect(told).toEqual({ code: 1, out: '', err: 'The output could not be written (ENOSPC): the disk is full.\n' })
  }
})

test('an interrupt ends with 130', async () => {
  const env = workbook({
    '01-one': '// %% id="a"\nconsole.log("ready")\nawait new Promise((resolve) => setTimeout(resolve, 3_600_000))\n',
  })
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [startScript, 'lesson', '1', '--speed=1'], {
      cwd: root,
      env: { ...cleanEnvironment(), ...env },
    })
    child.stdout.on('data', (text) => String(text).includes('› ready') && child.kill('SIGINT'))
    child.on('close', resolve)
  })
  expect(code).toBe(130)
})

const broken: [string, string, string][] = [
  [
    'an error in a cell',
    'const half = 1\nthrow new TypeError("so wrong", { cause: new Error("of that") })',
    '✖ TypeError: so wrong\nbecause: of that\n\nFILE:3\n3 │ throw new TypeError("so wrong", { cause: new Error("of that") })\n',
  ],
  [
    'an error in a function',
    'const f = () => { throw new Error("inside") }\n\nf()',
    '✖ Error: inside\n\nFILE:2\n2 │ const f = () => { throw new Error("inside") }\ncalled from line 4\n',
  ],
  [
    'an unhandled rejection',
    'void Promise.reject(new RangeError("late"))\nawait new Promise((r) => setTimeout(r, 1e6))',
    '✖ RangeError: late\n\nFILE:2\n2 │ void Promise.reject',
  ],
  [
    'an error in a timer',
    'setTimeout(() => { throw new Error("tick") })\nawait new Promise((r) => setTimeout(r, 1e6))',
    '✖ Error: tick\n\nFILE:2\n',
  ],
  ['a thrown string', 'throw "oh"', '✖ The lesson threw "oh", which is no Error\n\nFILE:1, in the cell "a"\n'],
  ['a host nobody simulates', 'await fetch("https://nobody.example/")', 'nobody.example'],
  [
    'a promise that never settles',
    'await new Promise(() => {})',
    '✖ Error: The lesson waits for something that will never come',
  ],
]

test('an error after the end, in work nobody awaited, is told and counts', async () => {
  const env = workbook({ '01-one': '// %% id="a"\nsetTimeout(() => {\n  throw new Error("too late")\n}, 1000)\n' })
  const { code, out, err } = await lesson(['1'], env)
  expect(out).toContain('no calls')
  expect(err).toMatch(/✖ Error: too late\n\n\S.*lesson\.ts:3\n3 │ throw/)
  expect(code).toBe(1)
})

test.each(broken)('%s is told with the lesson’s line and no stack', async (_, source, expected) => {
  const env = workbook({ '01-one': `// %% id="a"\n${source}\n` })
  const file = join(String(env.WORKBOOK_LESSONS), '01-one/lesson.ts')
  const { code, err } = await lesson(['1'], { ...env, COLUMNS: '200' })
  expect(err.replaceAll(file, 'FILE')).toContain(expected)
  expect(err).not.toMatch(/\n\s+at |scripts\/|node:internal/)
  expect(code).toBe(1)
})

test.each([
  [
    'a syntax error',
    '// %% id="a"\n\nlet x = = 1\n',
    /^\S.*lesson\.ts:3: the cell "a" is not valid TypeScript on its own \(Expression expected\)\.\n$/,
  ],
  ['a bad marker', '// %% id="a"\n\n// %% [code]\n', /^\S.*lesson\.ts:3: a cell starts like {2}.*\n$/],
  [
    'two cells that declare the same',
    '// %% id="a"\nconst x = 1\n// %% id="b"\nconst x = 2\n',
    /^\S.*lesson\.ts:4: .*'x' has already been declared.*\n$/,
  ],
  [
    'a package that is not there',
    '// %% id="a"\n\nimport "nothing-here"\n',
    /^\S.*lesson\.ts:3: the package "nothing-here" is not installed; .*\n$/,
  ],
  ['a lesson without cells', '\n', /^\S.*lesson\.ts:1: this lesson has no cells; .*\n$/],
])('%s is one sentence with file and line', async (_, source, sentence) => {
  const { code, err } = await lesson(['1'], workbook({ '01-one': source }))
  expect(err).toMatch(sentence)
  expect(code).toBe(1)
})

test.each([
  [['99'], 'There is no lesson "99". The lessons are 1, 2; npm run lesson lists them.'],
  [['foo'], 'There is no lesson "foo". The lessons are 1, 2; npm run lesson lists them.'],
  [['1', '2'], 'One lesson at a time: you named 1 and 2. Run: npm run lesson 1'],
  [['1', '--sped=0'], 'There is no option --sped here. Did you mean --speed?'],
  [
    ['1', '--speed=fast'],
    '--speed=fast will not do; it takes a number: 0 waits for nothing, 1 is as in life, 4 is four times as fast.',
  ],
  [
    ['1', '--speed=-1'],
    '--speed=-1 will not do; it takes a number: 0 waits for nothing, 1 is as in life, 4 is four times as fast.',
  ],
  [['1', '--seed=x'], '--seed=x will not do; it takes a whole number, the same one for the same answers, as in 7.'],
  [['1', '--live'], '--live needs a key and none is set: '],
])('lesson %j is one sentence', async (args, sentence) => {
  const { code, out, err } = await lesson(args, small)
  expect(err.startsWith(sentence)).toBe(true)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(out).toBe('')
  expect(code).toBe(1)
})

test('--live says that it is live; a test key stays at home even then', async () => {
  const { code, out } = await lesson(['1', '--live', '--speed=0'], { ...small, OPENAI_API_KEY: 'sk-test-invalid' })
  expect(out).toMatch(/^Lesson 1 · live: requests to real providers cost money\n/)
  expect(out).toContain('› status 401')
  expect(out).toContain('OPENAI_API_KEY is a test key, which never')
  expect(out).toMatch(/\nlive: no calls\nsimulated: 1 call · /)
  expect(code).toBe(0)
})

/** With and without `--`, as npm passes them on. */
test.each([
  [['run', 'lesson', '1', '--trace'], /┄┄ call 1/],
  [['run', 'lesson', '--', '1', '--trace'], /┄┄ call 1/],
  [['run', 'lesson', '--trace', '1'], /┄┄ call 1/],
  [['run', 'lesson', '1', '--seed=7'], /· seed 7\n/],
  [['run', 'lesson', '--', '1', '--seed=7'], /· seed 7\n/],
  [['run', 'lesson', '1', '--speed=1000'], /· speed 1000\n/],
  [['run', 'lesson', '--', '--speed=1000', '1'], /· speed 1000\n/],
  [['run', 'lesson', '--live', '1'], /· live: requests to real providers/],
  [['run', 'lesson', '1', '--live'], /· live: requests to real providers/],
  [['run', 'lesson', '--', '1', '--live'], /· live: requests to real providers/],
])('npm %j', async (args, expected) => {
  const { code, out, err } = await run('npm', args, { ...small, OPENAI_API_KEY: 'sk-test-invalid' })
  expect(err).toBe('')
  expect(out).toMatch(expected)
  expect(code).toBe(0)
})

test.each([
  [['run', 'lesson', '1', '--sped=0']],
  [['run', 'lesson', '--', '1', '--sped=0']],
  [['run', 'lesson', '99']],
  [['start', '--sped=0']],
])('npm %j fails with a sentence', async (args) => {
  const { code, err } = await run('npm', args, small)
  expect(err).toMatch(/^There is no (option --sped here\. Did you mean --speed\?|lesson "99"\. .*)\n$/)
  expect(code).toBe(1)
})

test('without node_modules, or with an old Node, one sentence says what to do', async () => {
  const home = mkdtempSync(join(scratch, 'bare '))
  mkdirSync(join(home, 'scripts'))
  cpSync(startScript, join(home, 'scripts/start.mjs'))
  const bare = await run(process.execPath, [join(home, 'scripts/start.mjs'), 'lesson', '1'], {})
  expect(bare).toEqual({ code: 1, out: '', err: 'The packages are not installed yet. Run: npm ci\n' })

  const age = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})'
  const old = await run(process.execPath, ['--import', age, startScript, 'lesson', '1'], {})
  expect(old.err).toMatch(/^This is Node 20\.20\.2; the workbook needs 22\.18 or newer\. .*\n$/)
  expect(old.code).toBe(1)
})
