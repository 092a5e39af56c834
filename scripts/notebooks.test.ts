import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from './lessons.ts'

/** Through a real npm, with its own settings out of the way. */
function npm(...args: string[]): Promise<{ code: number; stderr: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  return new Promise((resolve) => {
    execFile('npm', ['run', ...args], { cwd: root, env }, (error, _, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr: stderr.trim() }),
    )
  })
}

test('an option arrives with and without --', async () => {
  const answers = await Promise.all([npm('notebooks', '--import'), npm('notebooks', '--', '--import')])
  for (const answer of answers) {
    expect(answer).toEqual({
      code: 1,
      stderr: 'Say which notebook to bring back into its lesson: npm run notebooks 1 --import.',
    })
  }
})

test('an option that does not exist is not ignored', async () => {
  for (const { code, stderr } of await Promise.all([npm('notebooks', '--chek'), npm('notebooks', '--', '--chek')])) {
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'There is no option --chek here. Did you mean --check?' })
  }
})
