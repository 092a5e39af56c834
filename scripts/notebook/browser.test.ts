import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// With Chromium and Jupyter it is run in CI, where both are installed.
test('without Chromium, one sentence says what to install', async () => {
  const script = join(import.meta.dirname, 'browser.ts')
  const run = promisify(execFile)(process.execPath, [script, '1'], { env: { PATH: '/nowhere' } })
  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('apt-get install chromium') })
})
