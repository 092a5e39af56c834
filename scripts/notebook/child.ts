// Runs the cells of one notebook in tslab, in this process, without Jupyter. Started by run.ts with a channel to it; what goes over
// the channel is described there.
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { setImmediate as setRealImmediate } from 'node:timers'
import { startMocks } from '../../mocks/start.ts'
import type { CellError } from './cell-errors.ts'
import type { Compiled } from './compilers.ts'
import type { CodeToRun, Report } from './run.ts'
import { collectOutputs } from './outputs.ts'
import { loadTslab, type Converted, type Converter, type ExecuteReply } from './tslab.ts'
import { repairTslab, type RepairedExecutor } from './tslab-repairs.ts'

const report = (message: Report) => process.send?.(message)

process.once(
  'message',
  (cells: CodeToRun[]) => void run(cells).catch((error: unknown) => report({ crashed: String(error) })),
)
process.once('disconnect', () => process.exit())

async function run(cells: readonly CodeToRun[]): Promise<void> {
  startMocks({ seed: Number(process.env.WORKBOOK_SEED ?? 1), speed: Number(process.env.WORKBOOK_SPEED ?? 0) })
  const tslab = loadTslab()
  let problem = ''
  if (!repairTslab(tslab, (sentence) => (problem = sentence))) return void report({ crashed: problem })

  let compiled: Converted = { diagnostics: [] }
  const node: Converter = {
    convert: () => compiled,
    addModule: () => compiled.diagnostics,
    // The executor keeps the declarations of the cells to itself, but hands them to this.
    inspect: (declarations) => declarations,
    complete: () => undefined,
    close() {},
  }
  const converters = { node, browser: node, close() {} }
  const executor = tslab.executor.createExecutor(process.cwd(), converters, console) as RepairedExecutor
  const handler = new tslab.jupyter.JupyterHandlerImpl(executor, false)
  const { begin, writeStream, writeDisplayData } = collectOutputs()
  const stray = collectStray(executor)

  const results: Report['done'] = []
  for (const [index, { source, mayFail }] of cells.entries()) {
    report({ started: index })
    compiled = await compile(executor.inspect('', 0) as string, source)
    const outputs = begin()
    const reply = await handler.handleExecute({ code: source, stop_on_error: false }, writeStream, writeDisplayData)
    const error = (await stray()) ?? errorIn(reply, executor)
    if (error && !mayFail) return void report({ failed: { index, error } })
    if (error)
      outputs.push({ output_type: 'error', ename: error.ename, evalue: error.evalue, traceback: error.traceback })
    results.push({ outputs, executionCount: handler.execCount })
  }
  flushCompileCache()
  report({ done: results })
}

/** Has a cell compiled by the process that does it for all notebooks. */
async function compile(declarations: string, source: string): Promise<Converted> {
  const answered = once(process, 'message') as Promise<[Compiled]>
  report({ compile: { declarations, source } })
  const [answer] = await answered
  if (answer.crashed !== undefined) throw new Error(answer.crashed)
  return answer.converted
}

function errorIn({ status, ename = '', evalue = '', traceback = [] }: ExecuteReply, executor: RepairedExecutor) {
  if (status === 'ok') return undefined
  return executor.lastError() ?? { ename, evalue, traceback }
}

/**
 * Watches for what is thrown where no cell catches it, as by a promise that nobody awaits.
 * @returns a function that gives the first of it since it was last called
 */
function collectStray(executor: RepairedExecutor): () => Promise<CellError | undefined> {
  const thrown: unknown[] = []
  process.on('unhandledRejection', (reason) => thrown.push(reason))
  process.on('uncaughtException', (error) => thrown.push(error))
  return async () => {
    // Node reports a rejection only when the work at hand is done.
    await new Promise((resolve) => setRealImmediate(resolve))
    const [first] = thrown
    if (thrown.splice(0).length === 0) return undefined
    return executor.describe(first)
  }
}
