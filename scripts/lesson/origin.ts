import { createHook, executionAsyncId } from 'node:async_hooks'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Begins to notice which line of a file causes what. A stack trace does not tell: by the time an SDK sends a request, several
 * promises lie between it and whoever called. So every promise gets the line on whose behalf it was made, and passes it on to
 * those made while it is being settled.
 *
 * Costs a stack trace for each promise: only for runs that want to know.
 *
 * @param file absolute path
 * @returns a function that gives the line for whom the code that calls it runs, as in lesson.ts:42
 */
export function locateLines(file: string): () => string | undefined {
  const lines = new Map<number, number>()
  const url = pathToFileURL(file).href
  const lineHere = () => {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 40
    const { stack = '' } = new Error()
    Error.stackTraceLimit = stackTraceLimit
    const at = stack.indexOf(`${url}:`)
    return at < 0 ? undefined : Number.parseInt(stack.slice(at + url.length + 1), 10)
  }
  createHook({
    init(id, type, trigger) {
      const line = (type === 'PROMISE' ? lineHere() : undefined) ?? lines.get(executionAsyncId()) ?? lines.get(trigger)
      if (line !== undefined) lines.set(id, line)
    },
    destroy: (id) => lines.delete(id),
  }).enable()
  return () => {
    const line = lineHere() ?? lines.get(executionAsyncId())
    return line === undefined ? undefined : `${basename(file)}:${line}`
  }
}
