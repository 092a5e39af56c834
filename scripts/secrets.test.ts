import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './lessons.ts'
import { findSecrets } from './secrets/scan.ts'

// Put together here, so that this file has no key in it.
const letters = (count: number) => 'aB3dE5gH7jK9mN1pQ'.repeat(10).slice(0, count)
const word = (count: number) => 'abcdefghijklmnopqrstuvwxyz'.repeat(4).slice(0, count)
const keys: readonly (readonly [string, string])[] = [
  ['OpenAI', `sk-proj-${letters(74)}T3Blbk${'FJ'}${letters(74)}`],
  ['OpenAI', `sk-${letters(20)}T3Blbk${'FJ'}${letters(20)}`],
  ['Anthropic', `sk-ant-api03-${letters(95)}`],
  ['Google', `AIza${letters(35)}`],
  ['Groq', `gsk_${letters(52)}`],
  ['Hugging Face', `hf_${word(34)}`],
  ['OpenRouter', `sk-or-v1-${'0f'.repeat(32)}`],
  ['AWS', `AKIA${'ABCDEFGH23456723'}`],
]

test.each(keys)('finds a key of %s', (kind, key) => {
  expect(findSecrets(`a\nconst key = '${key}'\n`)).toEqual([{ line: 2, kind, beginning: key.slice(0, 7) }])
})

test('in a settings file, finds every key that is assigned; test keys and examples are none', () => {
  expect(findSecrets('MISTRAL_API_KEY=0123456789abcdef0123456789abcdef', true)).toHaveLength(1)
  expect(findSecrets('OPENAI_API_KEY=\nGROQ_API_KEY=sk-test-free-tier.somebody-else', true)).toEqual([])
  expect(findSecrets('sk-test-invalid sk-mock-openai sk-proj-abcdefghijklmnopqrstuvwx AIzaSyD-abcdefgh')).toEqual([])
})

const folder = mkdtempSync(join(tmpdir(), 'workbook secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))
const git = (...args: string[]) => spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' })
const scan = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), 'secrets', ...args], {
    env: { ...process.env, WORKBOOK_REPOSITORY: folder },
    encoding: 'utf8',
  })

test('scans what is tracked, what would be, and what is staged; says nothing of the key but its beginning', () => {
  git('init', '-q')
  const [, [, key = '']] = keys as [unknown, [string, string]]
  writeFileSync(join(folder, '.gitignore'), 'ignored.txt\n')
  writeFileSync(join(folder, 'ignored.txt'), key)
  expect(scan()).toMatchObject({ status: 0, stdout: '1 files, no keys\n' })
  writeFileSync(join(folder, 'notes.txt'), `fine\n${key}\n`)
  expect(scan('--staged').status).toBe(0)
  git('add', '-A')
  for (const { status, stderr } of [scan(), scan('--staged')]) {
    expect(status).toBe(1)
    expect(stderr).toBe(
      'notes.txt:2: this looks like a key of OpenAI (sk-aB3d…); remove it, and revoke it if it is real.\n',
    )
  }
})

test('where git fails, nothing counts as clean', () => {
  writeFileSync(join(folder, '.git', 'HEAD'), 'damaged')
  const { status, stdout, stderr } = scan()
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^Nothing was scanned, since git could not list the files: .+\n$/)
})
