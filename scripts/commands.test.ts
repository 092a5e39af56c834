import { appendFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCheckout } from './grade/fixtures/checkout.ts'

// Hint, solution, reset, progress and new, in a reader's own copy of the workbook.

const { base, folder, run, git, remove } = createCheckout()
afterAll(remove)

const file = join(folder, 'exercises/01-api-basics/1-first-call.ts')
const published = readFileSync(file, 'utf8')
const home = join(folder, '.workbook')
const progress = () => JSON.parse(readFileSync(join(home, 'progress.json'), 'utf8')) as Record<string, unknown>
const setProgress = (value: object) => writeFileSync(join(home, 'progress.json'), JSON.stringify(value))

beforeEach(() => {
  writeFileSync(file, published)
  rmSync(join(home, 'progress.json'), { force: true })
})

describe('without git', () => {
  test('reset puts back the copy that was made before anything was edited', () => {
    writeFileSync(file, 'export const mine = 1\n')
    expect(run('reset', '1.1', '--sure')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Exercise 1\.1 cannot be reset, .*fresh download\.\n$/),
    })
    writeFileSync(file, published)
    run('test', '1.1')
    writeFileSync(file, 'export const mine = 1\n')
    expect(run('reset', '1.1', '--sure').code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(published)
    rmSync(join(home, 'published'), { recursive: true })
  })
})

describe('with git', () => {
  beforeAll(() => {
    git(folder, 'init', '-q')
    git(folder, 'config', 'core.autocrlf', 'false')
    git(folder, 'add', 'exercises')
    git(folder, 'commit', '-qm', 'Publish')
  })

  test('an exercise is graded where the packages are a link to those of another checkout', () => {
    writeFileSync(file, readFileSync(join(folder, 'solutions/01-api-basics/1-first-call.ts')))
    expect(run('test', '1.1').out).toContain('6 of 6 points')
  })

  test('an update leaves what the reader wrote alone, and brings what is new', () => {
    const clone = join(base, 'clone')
    git(base, 'clone', '-q', folder, clone)
    const own = join(clone, 'exercises/01-api-basics/1-first-call.ts')
    writeFileSync(own, 'export const mine = 1\n')
    // A renewed exercise gets a name of its own; the published file is never touched.
    const renewed = 'exercises/01-api-basics/9-first-call-renewed.ts'
    writeFileSync(join(folder, renewed), published)
    appendFileSync(join(folder, 'exercises/01-api-basics/README.md'), '\n## 1.9 First call, renewed\n')
    git(folder, 'add', 'exercises')
    git(folder, 'commit', '-qm', 'Renew an exercise')
    git(clone, 'pull', '-q', '--ff-only')
    expect(readFileSync(own, 'utf8')).toBe('export const mine = 1\n')
    expect(readFileSync(join(clone, renewed), 'utf8')).toBe(published)
    expect(git(clone, 'status', '--porcelain').trim()).toBe('M exercises/01-api-basics/1-first-call.ts')
    git(folder, 'reset', '-q', '--hard', 'HEAD~1')
  })

  test('reset puts back the published file even when the reader has committed edits, and keeps those', () => {
    writeFileSync(file, 'export const first = 1\n')
    git(folder, 'commit', '-qam', 'Mine')
    writeFileSync(file, 'export const second = 2\n')
    setProgress({ lessons: {}, exercises: { '1.1': { state: 'passed', passed: 4, of: 4 } }, hints: { '1.1': 1 } })

    expect(run('reset', '1.1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Nobody is here to be asked\. .*--sure\n$/),
    })
    expect(readFileSync(file, 'utf8')).toBe('export const second = 2\n')
    const { code, out } = run('reset', '1-1', '--sure')
    expect(code).toBe(0)
    expect(out).toMatch(
      /as it was published:\n {2}exercises\/01-api-basics\/1-first-call\.ts:\d+\nYour version is kept:\n {2}\.workbook\/kept\/01-api-basics\/1-first-call\.[\d_-]+\.ts\n$/,
    )
    expect(readFileSync(file, 'utf8')).toBe(published)
    const kept = join(home, 'kept/01-api-basics')
    expect(readdirSync(kept).map((name) => readFileSync(join(kept, name), 'utf8'))).toContain(
      'export const second = 2\n',
    )
    expect(progress()).toMatchObject({ exercises: {}, hints: { '1.1': 1 } })
    expect(run('reset', '1.1').out).toMatch(/nothing to reset/)
  })

  test('reset brings back a deleted file', () => {
    rmSync(file)
    expect(run('reset', '1.1', '--sure').code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(published)
  })
})

test('hints come one at a time and are counted', () => {
  expect(run('hint', '1.1').out).toMatch(/hint 1 of 3\n\n {2}The `client` is there already/)
  expect(run('hint', '01-01').out).toContain('hint 2 of 3')
  expect(run('hint', '1.1').out).toMatch(/hint 3 of 3[\s\S]*This is the last hint/)
  const last = run('hint', '1.1')
  expect(last.out).toMatch(/hint 3 of 3[\s\S]*You have read every hint/)
  expect(Math.max(...last.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(progress().hints).toEqual({ '1.1': 3 })
  expect(run('progress').out).toMatch(
    /1\.1 {2}First call .*3 hints\n[\s\S]*0 of \d+ passed · 0 of \d+ points · 3 hints read\n/,
  )
})

test('the solution is shown after passing, or when asked for', () => {
  expect(run('solution', '1.1')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^You have not passed 1\.1 yet\..*npm run solution 1\.1 --show\n$/),
  })
  const { out } = run('solution', '1.1', '--show')
  expect(out).toContain('  -   throw new NotStarted()\n  +   const completion = await client')
  expect(out).toContain('solutions/01-api-basics/1-first-call.also/stream.ts')
  setProgress({ lessons: {}, exercises: { '1.1': { state: 'passed', passed: 4, of: 4 } } })
  writeFileSync(file, readFileSync(join(folder, 'solutions/01-api-basics/1-first-call.ts')))
  expect(run('solution', '1.1').out).toContain('Your file and the solution are the same.')
})

test('progress shows every lesson and exercise', () => {
  setProgress({
    lessons: {},
    exercises: {
      '1.1': { state: 'passed', passed: 4, of: 4, points: 6, ofPoints: 6 },
      '1.2': { state: 'in progress', passed: 1, of: 5, points: 1, ofPoints: 8 },
    },
  })
  const { code, out } = run('progress')
  expect(code).toBe(0)
  expect(out).toMatch(/✓ 1\.1 {2}First call +passed +6\/6\n.*✗ 1\.2 {2}Conversation memory +in progress 1\/5 +1\/8\n/)
  expect(out).toMatch(/1 of \d+ passed · 7 of \d+ points · 0 hints read\n\nNext is 1\.2:/)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a new exercise is written with all its files, and none is overwritten', () => {
  const readme = join(folder, 'exercises/01-api-basics/README.md')
  const before = readFileSync(readme, 'utf8')
  expect(run('new', 'exercise', '1.77', 'stop-sequences').code).toBe(0)
  const base = join(folder, 'exercises/01-api-basics/77-stop-sequences')
  expect(readFileSync(`${base}.ts`, 'utf8')).toContain('export async function stopSequences(')
  expect(existsSync(`${base}.test.ts`)).toBe(true)
  expect(readFileSync(readme, 'utf8').startsWith(before.trimEnd())).toBe(true)
  expect(run('hint', '1.77').out).toContain('1.77 Stop sequences · hint 1 of 3')
  expect(run('solution', '1.77', '--show').out).toContain('.also/responses.ts')
  rmSync(`${base}.test.ts`)
  expect(run('new', 'exercise', '1.77', 'stop-sequences')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^exercises\/.*is there already and was not touched/),
  })
  rmSync(`${base}.ts`)
  writeFileSync(readme, before)
})

test('where nothing can be written, the command works and one sentence says what is not kept', () => {
  const aside = join(base, 'aside')
  renameSync(home, aside)
  writeFileSync(home, 'a file where the folder has to be')
  expect(run('hint', '1.1')).toMatchObject({
    code: 0,
    out: expect.stringContaining('hint 1 of'),
    err: expect.stringMatching(/^Your progress could not be saved \(E\w+: [^\n]*\); everything else works\.\n$/),
  })
  writeFileSync(file, 'export const mine = 1\n')
  expect(run('reset', '1.1', '--sure')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(
      /^[^\n]*\.workbook[^\n]* \(E\w+\): a file is where a folder has to be; move it away\.\n$/,
    ),
  })
  expect(readFileSync(file, 'utf8')).toBe('export const mine = 1\n')
  rmSync(home)
  renameSync(aside, home)
})

test.each([
  [['hint'], /^Which exercise\? Write its number, as in npm run hint 1\.1\n$/],
  [['hint', '1'], /^One exercise at a time: .*npm run hint 1\.1\n$/],
  [['hint', '99.9'], /^There is no exercise "99\.9"\..*\n$/],
  [['reset', '1', '--sure'], /^One exercise at a time: .*npm run reset 1\.1\n$/],
  [['solution', '1.1', '--shw'], /^There is no option --shw here\. Did you mean --show\?\n$/],
  [['progress', '1'], /^npm run progress shows everything.*npm test\n$/],
  [['watch', '1.2'], /^npm run watch waits for keys and needs a terminal\. To grade once, run: npm test 1\.2\n$/],
  [['new'], /^What shall be new\? .*npm run new exercise 1\.5 stop-sequences\n$/],
  [
    ['new', 'exercise', '1.1', 'foo'],
    /^Exercise 1\.1 is there already, First call\. The next free number is 1\.\d+\.\n$/,
  ],
  [['new', 'exercise'], /^Which number shall it have, and which name\? .*npm run new exercise 1\.5 stop-sequences\n$/],
  [['secrets', 'lessons'], /^npm run secrets looks at every file; leave "lessons" out\.\n$/],
  [['new', 'exercise', '77.1', 'foo'], /^There is no lesson 77 .*\n$/],
  [['new', 'exercise', '1.5', '../x'], /^The name has to be words of letters.*\n$/],
])('%j is one sentence', (args, sentence) => {
  const { code, out, err } = run(...args)
  expect(err).toMatch(sentence)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})
