import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCheckout } from './grade/fixtures/checkout.ts'
import { root } from './lessons.ts'

const home = join(root, '.workbook')
mkdirSync(home, { recursive: true })
const scratch = mkdtempSync(join(home, 'handout-test-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|VITEST|NODE_OPTIONS)/.test(name)),
  ),
  NO_COLOR: '1',
  WORKBOOK_HOME: join(scratch, 'home'),
}

function run(folder: string, ...args: string[]) {
  const child = spawnSync(process.execPath, ['scripts/start.mjs', ...args], { cwd: folder, encoding: 'utf8', env })
  return { code: child.status, out: child.stdout, err: child.stderr }
}

const edition = join(scratch, 'ada')
const made = run(root, 'handout', edition)

/** What npm ci would put there, with its link to the kit. Where the file system can, nothing is copied. */
function installPackages(): void {
  const [from, to] = [join(root, 'node_modules'), join(edition, 'node_modules')]
  if (spawnSync('cp', ['-al', from, to]).status !== 0) cpSync(from, to, { recursive: true, verbatimSymlinks: true })
}

test('the student edition has no solutions, nor a test that needs them', () => {
  expect(made).toMatchObject({ code: 0, err: '', out: expect.stringContaining('without solutions') })
  expect(readdirSync(edition)).not.toContain('solutions')
  expect(existsSync(join(edition, 'scripts/grade/proof.test.ts'))).toBe(false)
  expect(existsSync(join(edition, 'exercises/01-api-basics/1-first-call.test.ts'))).toBe(true)
})

test('no settings of the teacher go with it, under whatever name their keys were put aside', () => {
  const { base, folder, run: inCopy, remove } = createCheckout()
  for (const name of ['.env', '.env.old', '.env.example']) writeFileSync(join(folder, name), 'OPENAI_API_KEY=\n')
  expect(inCopy('handout', join(base, 'students')).code).toBe(0)
  const files = readdirSync(join(base, 'students'))
  remove()
  expect(files.filter((name) => name.startsWith('.env'))).toEqual(['.env.example'])
})

test('it grades, knows no solution, and what is handed in comes back with its points', () => {
  installPackages()
  const answer = join(root, 'solutions/01-api-basics/1-first-call.ts')
  writeFileSync(join(edition, 'exercises/01-api-basics/1-first-call.ts'), readFileSync(answer))
  const graded = run(edition, 'test', '1.1')
  expect(graded.out).toMatch(/1\.1 {2}First call +passed, 4 of 4 +6\/6/)
  const solution = run(edition, 'solution', '1.1', '--show')
  expect(solution.err).toMatch(/^This edition .*\n$/)
  expect(solution.code).toBe(1)
  const results = join(scratch, 'results.jsonl')
  const table = run(root, 'grade', edition, `--results=${results}`, '--exercises=1.1')
  expect(table.out).toMatch(/✓ ada +1\/1 +6\/6/)
}, 60_000)

test.each([
  [[], /^Name one folder .*\n$/],
  [[edition], /has something in it already.*\n$/],
])('%j is one sentence', (args, sentence) => {
  expect(run(root, 'handout', ...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(sentence) })
})
