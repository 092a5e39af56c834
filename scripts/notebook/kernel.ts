// What Jupyter starts: node kernel.ts <connection file>. The simulated providers come first, so that they stand in the way of everything
// a cell may load; tslab and its repairs follow.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasKey, providers } from '../../mocks/environment.ts'
import { startMocks } from '../../mocks/start.ts'
import { root } from '../lessons.ts'
import { loadTslab, type Tslab } from './tslab.ts'
import { repairTslab } from './tslab-repairs.ts'

const live = process.env.LLM_MODE === 'live'
if (live && existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
const withKey = providers.filter((provider) => hasKey(provider))

startMocks({
  live: live ? 'all' : [],
  // A notebook is watched, so answers take the time they take; and it gives the same ones each time it is run from the top.
  speed: Number(process.env.WORKBOOK_SPEED ?? 1),
  seed: Number(process.env.WORKBOOK_SEED ?? 1),
})

const tslab = loadTslab()
repairTslab(tslab)
if (live) {
  sayAtFirstCell(
    tslab,
    withKey.length > 0
      ? `Live: requests to ${withKey.join(', ')} go to the real API and cost money; everything else is simulated.\n`
      : 'No key is set, so everything is simulated. Write one into .env (see .env.example) and restart the kernel.\n',
  )
}
tslab.startKernel({ configPath: process.argv[2] ?? '', enableFindLocal: false })

/** A kernel has no place of its own to say something; only cells are seen. */
function sayAtFirstCell({ jupyter }: Tslab, text: string): void {
  const prototype = jupyter.JupyterHandlerImpl.prototype
  const { handleExecuteImpl } = prototype
  prototype.handleExecuteImpl = function (request, writeStream, writeDisplayData) {
    prototype.handleExecuteImpl = handleExecuteImpl
    writeStream('stderr', text)
    return handleExecuteImpl.call(this, request, writeStream, writeDisplayData)
  }
}
