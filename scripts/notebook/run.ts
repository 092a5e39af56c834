import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { CellError } from './cell-errors.ts'
import { takeCompiler, type CellToCompile } from './compilers.ts'
import { reproducibleEnvironment } from './environment.ts'
import type { Output } from './nbformat.ts'

export interface CodeToRun {
  source: string
  /** Whether an error is part of what the cell shows. */
  mayFail: boolean
}

/** What the child says; one of these at a time. */
export interface Report {
  /** It began the cell of this index. */
  started?: number
  /** It wants that cell compiled, and goes on when it is sent what became of it. */
  compile?: CellToCompile
  /** A cell failed that should not have, and nothing after it ran. */
  failed?: { index: number; error: CellError }
  /** All cells ran. */
  done?: { outputs: Output[]; executionCount: number }[]
  /** The cells could not run at all. */
  crashed?: string
}

/** How a run ended: with the results of all cells, or with the cell that ended it. */
export type RunResult =
  | { cells: { outputs: Output[]; executionCount: number }[]; failed?: undefined }
  | { cells?: undefined; failed: { index: number; error: CellError } }

/**
 * Runs cells one after the other as a notebook does, in a process of their own, in mock mode. They are compiled in another one, which stays
 * for the next notebook.
 *
 * @param folder where they run; packages are looked up from here
 * @param options.timeout most milliseconds of real time for one cell, also for one that never lets go of the processor
 * @throws Error if they could not run at all
 */
export function runCells(
  folder: string,
  cells: readonly CodeToRun[],
  { timeout }: { timeout: number },
): Promise<RunResult> {
  const child = fork(join(import.meta.dirname, 'child.ts'), [], {
    cwd: folder,
    env: reproducibleEnvironment(),
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const compiler = takeCompiler(folder)
  let complaints = ''
  child.stderr?.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2000)))
  const ended = Promise.withResolvers<RunResult>()
  let index = 0
  let clock: NodeJS.Timeout | undefined
  const fail = (ename: string, evalue: string) =>
    ended.resolve({ failed: { index, error: { ename, evalue, traceback: [`${ename}: ${evalue}`] } } })

  const wind = () => {
    clearTimeout(clock)
    clock = setTimeout(
      () => fail('Timeout', `The cell was stopped because it took longer than ${timeout / 1000} s.`),
      timeout,
    )
  }
  child.on('message', ({ started, compile, failed, done, crashed }: Report) => {
    if (compile) void compiler.compile(compile).then((compiled) => child.connected && child.send(compiled))
    if (crashed !== undefined) ended.reject(new Error(crashed))
    if (failed) ended.resolve({ failed })
    if (done) ended.resolve({ cells: done })
    if (started === undefined) return
    index = started
    wind()
  })
  child.on('error', ended.reject)
  child.on('exit', (code) => {
    if (clock === undefined) ended.reject(new Error(complaints || `the process that runs the cells ended with ${code}`))
    else fail('Ended', `The cell ended the process (exit code ${code}); what follows it could not run.`)
  })
  child.send(cells)
  return ended.promise.finally(() => {
    clearTimeout(clock)
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
    compiler.release()
  })
}
