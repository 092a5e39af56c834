import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { check } from './kit.ts'
import { inNotebook } from './surfaces.fixture.ts'

const home = mkdtempSync(join(tmpdir(), 'workbook-check-'))
beforeAll(() => void vi.stubEnv('WORKBOOK_HOME', home))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

test('in a terminal, the verdict is what npm test prints', async () => {
  const start = join(import.meta.dirname, '../../scripts/start.mjs')
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|FORCE_COLOR)/.test(name)),
  )
  const direct = spawnSync(process.execPath, [start, 'test', '1.1'], {
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  })
  vi.stubEnv('NO_COLOR', '1')
  vi.stubEnv('FORCE_COLOR', undefined)
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await check('1.1')
  expect(log.mock.calls).toEqual([[direct.stdout.trimEnd()]])
  expect(direct.stdout).toContain('1.1  First call')
  log.mockRestore()
})

test('in a notebook, it is a card with hints that unfold', async () => {
  const [card, ...others] = await inNotebook(() => check('1.1'))
  expect(others).toEqual([])
  expect(card?.type).toBe('text/html')
  expect(card?.content).toMatch(/<b>1\.1 First call<\/b>/)
  expect(card?.content.match(/<details><summary\b[^>]*>Hint \d<\/summary>/g)).toHaveLength(3)
})

test('an exercise there is not is one sentence', async () => {
  const sentence = /^There is no exercise "99\.9"\. They go from 1\.1 to 9\.2: [^\n]*$/
  await expect(check('99.9')).rejects.toThrow(sentence)
  await expect(inNotebook(() => check('99.9'))).rejects.toThrow(sentence)
})

test.each(['', '--strict', '1.1; ls', 'a b'])('%j is no exercise', async (word) => {
  await expect(check(word)).rejects.toThrow(
    `check needs the number of an exercise, as in check('1.1'); it was given ${JSON.stringify(word)}.`,
  )
})

test('without a workbook around the kit it says so', () => {
  const folder = join(home, 'alone/kit/src')
  mkdirSync(folder, { recursive: true })
  for (const file of ['check.ts', 'display.ts']) cpSync(join(import.meta.dirname, file), join(folder, file))
  const code = `import { check } from './check.ts'\nawait check('1.1').catch((error) => console.log(error.message))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8' })
  expect(stdout).toMatch(/^check\('1\.1'\) needs the workbook around the kit, and there is none in .*alone\..*\n$/)
})
