import { spawn, type ChildProcess } from 'node:child_process'
import { root } from '../lessons.ts'
import type { Command } from './jupyter.ts'

/**
 * Starts a notebook server, in a process group of its own: Ctrl-C would otherwise reach it too, and it would ask whether that was meant.
 *
 * @param target the notebook or folder to open
 * @param env from `jupyterEnvironment`
 * @param options.args more arguments for the server
 * @param options.output what becomes of what it prints
 */
export function startServer(
  [program, ...first]: Command,
  target: string,
  env: NodeJS.ProcessEnv,
  { args = [], output = 'inherit' }: { args?: readonly string[]; output?: 'inherit' | 'pipe' } = {},
): ChildProcess {
  // Cells run whatever they are told, so nobody else on the network may tell them, whatever the reader's own settings say.
  const thisMachine = '--ip=127.0.0.1'
  // Inside containers everybody is root.
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : []
  return spawn(program, [...first, target, thisMachine, ...asRoot, ...args], {
    env,
    cwd: root,
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32',
  })
}
