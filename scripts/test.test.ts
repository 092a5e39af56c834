import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from './lessons.ts'

const home = mkdtempSync(join(tmpdir(), 'workbook-test-'))
afterAll(() => rmSync(home, { recursive: true }))

/** `npm test …`, without npm. */
function npmTest(...args: string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|VITEST|NODE_OPTIONS)/.test(name)),
  )
  const run = spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), 'test', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, WORKBOOK_HOME: home, OPENAI_API_KEY: 'sk-a-real-looking-key-0000', NO_COLOR: '1' },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('a newcomer', () => {
  const { code, out, err } = npmTest()

  test('is told that nothing is wrong, and where to begin', () => {
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(/1\.1 {2}First call +not started +0\/6/)
    expect(out).toMatch(/0 of \d+ passed · 0 of \d+ points/)
    expect(out).toMatch(/Nothing is wrong.*\n {2}exercises\/01-api-basics\/1-first-call\.ts:\d+\n/)
  })

  test('sees nothing wider than a terminal', () => {
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('has no progress yet', () => {
    expect(() => readFileSync(join(home, 'progress.json'))).toThrow()
  })
})

test('only what was asked for is graded', () => {
  const { out } = npmTest('1-2')
  expect(out).toContain('1.2  Conversation memory')
  expect(out).not.toContain('1.1')
})

test('--strict counts what is not started as a failure', () => {
  expect(npmTest('1.1', '--strict').code).toBe(1)
})

test.each([
  [['99.9'], /^There is no exercise "99\.9"\. They go from 1\.1 to .*\n$/],
  [['1.9'], /^There is no exercise 1\.9\. Lesson 1 has 1\.1 to 1\.4.*\n$/],
  [['foo'], /^There is no exercise "foo"\..*\n$/],
  [['1', '--strct'], /^There is no option --strct here\. Did you mean --strict\?\n$/],
])('%j is one sentence', (args, sentence) => {
  const { code, out, err } = npmTest(...args)
  expect(err).toMatch(sentence)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})
