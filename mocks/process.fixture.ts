import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Notes every address a socket is really connected to, below every interceptor, and every name that is looked up, in
 * `globalThis.connected`; and every address a server listens on, in `globalThis.listening`.
 */
export const watch = `
  import dns from 'node:dns'
  import { isIP } from 'node:net'
  import { syncBuiltinESMExports } from 'node:module'
  process.noDeprecation = true
  globalThis.connected = []
  const { TCP } = process.binding('tcp_wrap')
  for (const name of ['connect', 'connect6']) {
    const connect = TCP.prototype[name]
    TCP.prototype[name] = function (request, address, ...rest) {
      globalThis.connected.push(address)
      return connect.call(this, request, address, ...rest)
    }
  }
  globalThis.listening = []
  for (const name of ['bind', 'bind6']) {
    const bind = TCP.prototype[name]
    TCP.prototype[name] = function (address, ...rest) {
      globalThis.listening.push(address)
      return bind.call(this, address, ...rest)
    }
  }
  const lookup = dns.lookup
  dns.lookup = (name, options, callback = options) => {
    if (isIP(name)) return lookup(name, options, callback)
    globalThis.connected.push(name)
    const failure = Object.assign(new Error('no names in this test'), { code: 'ENOTFOUND' })
    process.nextTick(callback, failure)
  }
  syncBuiltinESMExports()
`

export interface Ended {
  stdout: string
  stderr: string
  code: number | null
  /** Real milliseconds. */
  ms: number
}

/**
 * Runs a module in a process of its own, with the mocks registered as a reader would.
 *
 * @param code JavaScript; imports are resolved from the project's root
 * @param env set on top of an environment without any provider's variables
 */
export function runWithMocks(code: string, env: Record<string, string> = {}): Promise<Ended> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/KEY|TOKEN|_URL$|proxy|^WORKBOOK|^LLM_|^VITEST|^NODE_/i.test(name)),
  )
  const imports = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`, '--import', './mocks/register.ts']
  const began = performance.now()
  const child = spawn(process.execPath, [...imports, '--input-type=module', '--eval', code], {
    cwd: root,
    env: { ...clean, WORKBOOK_SEED: '1', WORKBOOK_ENV_FILE: '/nowhere/.env', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  })
  const ended: Ended = { stdout: '', stderr: '', code: null, ms: 0 }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code, ms: performance.now() - began }))
  })
}
