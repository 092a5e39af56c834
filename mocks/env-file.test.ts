import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadEnvFile } from './env-file.ts'

function envFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-env-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, '.env')
  writeFileSync(file, text)
  return file
}

test('an empty variable does not keep the file out, and no file is no mistake', () => {
  const env: NodeJS.ProcessEnv = { OPENAI_API_KEY: ' ', GROQ_API_KEY: '', MISTRAL_API_KEY: 'x' }
  loadEnvFile('/nowhere/.env', env)
  expect(env).toEqual({ MISTRAL_API_KEY: 'x' })
})

test.each(['OPENAI_API_KEY sk-x', 'A=1\n\n# fine\nOPENAI_API_KEY: sk-x\n', 'A="one\ntwo"\nB'])(
  'a damaged .env, %j, gets its line named',
  (text) => {
    const line = text.split('\n').findIndex((each) => !/[="#]/.test(each) && each !== '') + 1
    expect(() => loadEnvFile(envFile(text), {})).toThrow(`.env, line ${line}: a line is NAME=value`)
  },
)

test('what is set already stays, and a mark at the beginning of the file belongs to no name', () => {
  const env: NodeJS.ProcessEnv = { B: 'mine' }
  loadEnvFile(envFile('\uFEFFA=1\r\nB=2\r\nC="3"\r\n'), env)
  expect(env).toEqual({ A: '1', B: 'mine', C: '3' })
})

test.each(['A=1\r\nB = "x"\n', "export A='1\n2'\n  # note\n", 'A=\n'])('a sound .env, %j, passes', (text) => {
  expect(() => loadEnvFile(envFile(text), {})).not.toThrow()
})
