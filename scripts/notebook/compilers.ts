import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { reproducibleEnvironment } from './environment.ts'
import type { Converted } from './tslab.ts'

export interface CellToCompile {
  /** What the cells before declare. */
  declarations: string
  source: string
}

/** A cell for a compiling process. */
export interface CompileRequest extends CellToCompile {
  /** Where its notebook lies, from which its imports are looked up. */
  folder: string
}

/** What a compiling process is told: a cell, or that the notebook is done. */
export type ToCompiler = CompileRequest | 'done'

/** What it answers to a cell. */
export type Compiled = { converted: Converted; crashed?: undefined } | { crashed: string }

/** Compiles the cells of one notebook. */
export interface Compiler {
  /** One cell at a time. */
  compile(cell: CellToCompile): Promise<Compiled>
  /** To be called when the notebook is done, however it ended. */
  release(): void
}

/**
 * Processes that have nothing to do. TypeScript is slow until it has read the packages' types and run for a while, so a process that has done
 * so is kept for the next notebook.
 */
const idle: ChildProcess[] = []

/** Finds a process that compiles the cells of the notebook in this folder. */
export function takeCompiler(folder: string): Compiler {
  const child = idle.pop() ?? start()
  let busy = false
  return {
    async compile(cell) {
      busy = true
      const done = new AbortController()
      const answer = Promise.race([
        (once(child, 'message', done) as Promise<[Compiled]>).then(([compiled]) => compiled),
        once(child, 'exit', done).then(([code]) => ({ crashed: `the process that compiles cells ended with ${code}` })),
      ])
      child.send({ ...cell, folder } satisfies ToCompiler)
      const compiled = await answer.catch((error: unknown) => ({ crashed: String(error) }))
      done.abort()
      busy = false
      return compiled
    },
    release() {
      // What is still on its way would be taken for the next notebook's.
      if (busy || !child.connected) return void child.kill('SIGKILL')
      child.send('done' satisfies ToCompiler)
      idle.push(child)
    },
  }
}

function start(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'compiler.ts'), [], {
    env: reproducibleEnvironment(),
    // Compiling makes many things that live a short while: with room for them, a tenth of the work less.
    execArgv: ['--no-warnings', '--max-semi-space-size=32', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Whoever waits for an answer is told of it.
  child.on('error', () => undefined)
  child.once('exit', () => idle.splice(0, idle.length, ...idle.filter((other) => other !== child)))
  // It ends with this process, which does not wait for it.
  child.unref()
  child.channel?.unref()
  return child
}
