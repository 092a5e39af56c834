import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { keyFormOf, keyNamesOf, providers } from '../../mocks/environment.ts'
import { keysThatAre } from './key-states.ts'

test('keys that are set have the form of their provider, and wrong ones that of somebody else', () => {
  const fits = (state: string, provider: string) =>
    keyFormOf(provider)?.pattern.test(keysThatAre(state)[keyNamesOf(provider)[0]!] ?? '')
  const formed = providers.filter((provider) => keyFormOf(provider))
  expect(formed.filter((provider) => fits('set', provider))).toEqual(formed)
  expect(formed.filter((provider) => fits('wrong', provider))).toEqual(['openrouter'])
  expect(keysThatAre('absent')).toEqual({})
})

test.each(['nbconvert.ts', 'browser.ts'])('%s names the states that keys may have', async (script) => {
  const run = promisify(execFile)(process.execPath, [join(import.meta.dirname, script), '--keys=lost'])
  await expect(run).rejects.toMatchObject({ code: 1, stderr: '--keys=lost: keys are absent, set, wrong.\n' })
})
