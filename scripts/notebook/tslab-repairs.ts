// tslab is sound but has not changed since 2024. What a workbook needs mended is mended here, from outside, for exactly the version it
// was read from; with any other version tslab runs as it is.
import {
  describeComplaints,
  describeThrown,
  cellName,
  type CellError,
  type Complaint,
  type RunCell,
} from './cell-errors.ts'
import { takeLines } from './cell-lines.ts'
import { expandShorthand } from './shorthand.ts'
import { repairCompiling } from './tslab-compiling.ts'
import { repairSending } from './tslab-sending.ts'
import { repairWatching } from './tslab-watching.ts'
import type { Converted, Converter, Executor, Server, Tslab, TypeScript } from './tslab.ts'

const repairedVersion = '1.0.22'

/** Taken before any simulated clock is set up: a kernel talks to Jupyter in real time. */
const setRealTimeout = globalThis.setTimeout
const setRealImmediate = globalThis.setImmediate

/** An executor that can say why a cell failed. */
export interface RepairedExecutor extends Executor {
  /** Why the last cell failed; undefined if it did not. */
  lastError(): CellError | undefined
  /** The same for anything that was thrown outside a cell's turn, as by a promise that nobody awaits. */
  describe(thrown: unknown): CellError
}

/**
 * Mends tslab in this process; call it before a converter, an executor or a kernel is made.
 *
 * @param warn told in a sentence when tslab is of a version the repairs do not fit
 * @returns whether it was mended
 */
export function repairTslab(tslab: Tslab, warn: (sentence: string) => void = console.error): boolean {
  if (tslab.version !== repairedVersion) {
    warn(
      `tslab is ${tslab.version} and the workbook's repairs are for ${repairedVersion}: error messages will be poorer. npm ci installs the right one.`,
    )
    return false
  }
  // A failure inside an SDK lies deep; with the usual ten frames the cell's own line would be cut off.
  Error.stackTraceLimit = 30
  repairCompiling(tslab.typescript)
  repairWatching(tslab.typescript)
  repairConverter(tslab)
  repairExecutor(tslab)
  repairQueue(tslab)
  repairMessages(tslab)
  repairSending(tslab)
  return true
}

/** Shorthand properties may name things of earlier cells, and `for await` alone makes a cell async. */
function repairConverter({ converter, typescript }: Tslab): void {
  const { createConverter } = converter
  converter.createConverter = (options): Converter => {
    const made = createConverter(options)
    return {
      ...made,
      convert(declarations, source) {
        const expanded = expandShorthand(typescript, source)
        const converted = repairForAwait(typescript, made.convert(declarations, expanded.source), source)
        for (const { fileName, start } of converted.diagnostics) {
          if (!fileName) start.character = expanded.findColumn(start.line, start.character)
        }
        return converted
      },
    }
  }
}

/** A cell that fails keeps its error, with name, message and line, instead of printing it. */
function repairExecutor(tslab: Tslab): void {
  const { createExecutor } = tslab.executor
  tslab.executor.createExecutor = (folder, converters, console): RepairedExecutor => {
    const cells = new Map<number, RunCell>()
    let count = 0
    let said: unknown[][] = []
    let error: CellError | undefined
    const convert: Converter['convert'] = (declarations, source) => {
      const converted = converters.node.convert(declarations, source)
      if (converted.output === undefined) return converted
      const { code, findLine } = takeLines(converted.output, cellName(count))
      cells.set(count, { count, source, findLine })
      return { ...converted, output: code }
    }
    const node = { ...converters.node, convert }
    const repaired = {
      node,
      get browser() {
        return converters.browser
      },
      close: () => converters.close(),
    }
    const executor = createExecutor(folder, repaired, { log: console.log, error: (...args) => said.push(args) })
    return {
      ...executor,
      async execute(source) {
        count++
        said = []
        error = undefined
        const ok = await executor.execute(source)
        if (ok) for (const args of said) console.error(...args)
        else error = explain(said, source)
        return ok
      },
      lastError: () => error,
      describe: (thrown) => describeThrown(thrown, cells, count),
    }

    function explain(args: unknown[][], source: string): CellError {
      const complaints = args.flatMap(readComplaint)
      return complaints.length > 0 ? describeComplaints(complaints, source) : describeThrown(args[0]?.[0], cells, count)
    }
  }
}

/** The compiler's complaints reach the console in this form only. */
function readComplaint([format, file, line, column, message]: unknown[]): Complaint[] {
  if (format !== '%s%d:%d - %s') return []
  return [
    { file: String(file).trim() || undefined, line: Number(line), column: Number(column), message: String(message) },
  ]
}

/** tslab looks for `await` expressions at the top level, and a `for await` loop is a statement. */
function repairForAwait(typescript: TypeScript, converted: Converted, source: string): Converted {
  if (converted.hasToplevelAwait || converted.output === undefined || !/\bfor\s+await\b/.test(source)) return converted
  const file = typescript.createSourceFile('cell.ts', source, typescript.ScriptTarget.ESNext, true)
  const found = typescript.forEachChild(file, function visit(node): true | undefined {
    if (typescript.isFunctionLike(node) || typescript.isClassLike(node)) return undefined
    if (typescript.isForOfStatement(node) && node.awaitModifier) return true
    return typescript.forEachChild(node, visit)
  })
  return { ...converted, hasToplevelAwait: found ?? false }
}

/** How long a failed cell waits for the cells that "run all" sent behind it, in ms, before it reports. */
const drainTime = 20

/**
 * After a failure, cells that were waiting are given back as aborted, and the next one that is asked for runs.
 *
 * tslab itself aborts whatever arrives in the next 200 ms, also what was asked for after the failure was reported, and answers with a
 * status that clients take for success. Here the report waits until everything sent before it has arrived; so whoever has seen
 * the report is not affected.
 */
function repairQueue(tslab: Tslab): void {
  let arrived = 0
  let abortedUpTo = 0
  tslab.jupyter.JupyterHandlerImpl.prototype.handleExecute = function (
    request,
    writeStream,
    writeDisplayData,
    announce,
  ) {
    const turn = ++arrived
    return this.execQueue.add(async () => {
      if (turn <= abortedUpTo) return { status: 'aborted' }
      await settle()
      announce?.(this.execCount + 1)
      // It rejects for a cell that failed, and the executor knows why.
      const failure = await this.handleExecuteImpl(request, writeStream, writeDisplayData).then(
        () => undefined,
        (reason: unknown) => reason ?? 'failed',
      )
      if (failure === undefined) return { status: 'ok', execution_count: this.execCount }
      if (request.stop_on_error !== false) {
        await new Promise((resolve) => setRealTimeout(resolve, drainTime))
        abortedUpTo = arrived
      }
      const error =
        (this.executor as RepairedExecutor).lastError() ?? describeThrown(failure, new Map(), this.execCount)
      const { ename, evalue, traceback } = error
      return { status: 'error', execution_count: this.execCount, ename, evalue, traceback }
    })
  }
}

/**
 * Lets the connections of the last cell come to rest: which of several calls at once arrives first depends on those that are free, and
 * "run all" begins a cell in the same turn in which the one before it got its answer.
 */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setRealImmediate(resolve))
}

/** Sends what Jupyter expects and tslab leaves out: the count when a cell starts, and an error as an error. */
function repairMessages(tslab: Tslab): void {
  tslab.jupyter.ZmqServer.prototype.handleExecute = async function (this: Server, socket, message) {
    const send = (type: string, content: unknown, to: unknown = this.iopub) => {
      const reply = message.createReply()
      reply.header.msg_type = type
      reply.content = content
      reply.signAndSend(this.connInfo.key, to)
    }
    const request = message.content as { code: string; stop_on_error?: boolean }
    const reply = await this.handler.handleExecute(
      request,
      (name, text) => send('stream', { name, text }),
      (data, update) => send(update ? 'update_display_data' : 'display_data', data),
      (count) => send('execute_input', { code: request.code, execution_count: count }),
    )
    const { ename, evalue, traceback } = reply
    if (reply.status === 'error') send('error', { ename, evalue, traceback })
    send('execute_reply', reply, socket)
  }
}
