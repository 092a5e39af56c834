import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lessons.ts'

interface Run {
  /** Milliseconds until the first line stood on standard output. */
  readonly firstLine: number
  /** Milliseconds until the process was gone. */
  readonly end: number
}

/**
 * Runs a program in the workbook's folder, as a reader without a terminal does, and waits for its end. What it keeps of the
 * reader goes into a folder that is then removed.
 *
 * @param codes the exit codes it may have
 * @throws an error when it ends with another, with what it said
 */
export function timeProcess(program: string, args: readonly string[], { codes = [0], env = {} } = {}): Promise<Run> {
  const home = mkdtempSync(join(tmpdir(), 'workbook-bench-'))
  return new Promise<Run>((resolve, reject) => {
    const began = performance.now()
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...plainEnvironment(), WORKBOOK_HOME: home, ...env },
    })
    let firstLine = NaN
    let said = ''
    const listen = (text: Buffer) => (said = (said + text.toString()).slice(-2000))
    child.stdout.on('data', (text: Buffer) => {
      if (Number.isNaN(firstLine) && listen(text).includes('\n')) firstLine = performance.now() - began
    })
    child.stderr.on('data', listen)
    child.on('error', reject)
    child.on('close', (code) => {
      if (codes.includes(code ?? -1)) resolve({ firstLine, end: performance.now() - began })
      else reject(new Error(`${program} ${args.join(' ')} ended with code ${code}.\n${said.trim()}`))
    })
  }).finally(() => rmSync(home, { recursive: true, force: true }))
}

/** As `timeProcess`, with this Node. Both sides of a comparison keep compiled code where start.mjs keeps it. */
export function timeNode(args: readonly string[], settings?: Parameters<typeof timeProcess>[2]): Promise<Run> {
  const NODE_COMPILE_CACHE = join(root, 'node_modules/.cache/compiled')
  return timeProcess(process.execPath, args, { ...settings, env: { NODE_COMPILE_CACHE, ...settings?.env } })
}

/** This environment without what npm and vitest add to it, and without colours. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VITEST|NODE_OPTIONS|WORKBOOK_|LLM_MODE|FORCE_COLOR)/i
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    NO_COLOR: '1',
  }
}
