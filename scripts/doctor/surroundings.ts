import { asOf, catalogueWarnings } from '@workbook/kit'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { localServers } from '../../mocks/destinations.ts'
import { hasKey, providers } from '../../mocks/environment.ts'
import { root } from '../lessons.ts'
import type { Finding } from './finding.ts'

/** The ports of our own commands, and what they are for. */
const ownPorts = [
  { port: 8787, use: 'npm run mock' },
  { port: 8888, use: 'npm run notebook' },
]

/** Which ports are taken: our own should be free, those of local model servers may be used. */
export async function portsFinding(own = ownPorts): Promise<Finding> {
  const taken = await Promise.all(own.map(({ port }) => isTaken(port)))
  const text = own.map(({ port, use }, i) => `${port} (${use}) ${taken[i] ? 'taken' : 'free'}`).join(', ')
  // Both commands go on to another port, one by itself and one when told.
  return { name: 'Ports', state: 'ok', text }
}

/** The local model servers that are running; lessons simulate the others. */
export async function localServersFinding(): Promise<Finding> {
  const servers = Object.entries(localServers).map(([name, origin]) => ({ name, port: Number(new URL(origin).port) }))
  const answers = await Promise.all(servers.map(({ port }) => isTaken(port)))
  const lines = servers
    .filter((_, i) => answers[i])
    .map(({ name, port }) => `something answers on ${name}'s port ${port}`)
  return { name: 'Local models', state: 'ok', text: lines.join(', ') || 'none is running; lessons simulate them' }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}

/** For which providers a key is set; never the key, nor a part of it. */
export function keysFinding(env = process.env, file = join(root, '.env')): Finding {
  const name = 'Keys'
  const set = providers.filter((provider) => hasKey(provider, env))
  const stored = existsSync(file) ? '; there is a .env, which live mode reads' : ''
  if (set.length === 0) return { name, state: 'ok', text: `none set, and none is needed${stored}` }
  return { name, state: 'ok', text: `set for ${set.join(', ')}; used in live mode only${stored}` }
}

/** Whether models and prices are still what providers say. */
export function catalogueFinding(today = new Date().toISOString().slice(0, 10)): Finding {
  const name = 'Models'
  const warnings = catalogueWarnings(today)
  if (warnings.length === 0) return { name, state: 'ok', text: `as of ${asOf}; none in use is about to be shut down` }
  const count = warnings.length === 1 ? 'one entry needs' : `${warnings.length} entries need`
  return { name, state: 'look', text: `as of ${asOf}; ${count} a look`, mend: 'npm run catalogue' }
}
