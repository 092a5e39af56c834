import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of its own in which one side of a comparison runs, so that neither slows the other down. */
export interface Child {
  /** What it tells when it is ready. */
  readonly ready: unknown
  /** Asks it for one thing and waits for the answer. */
  ask(question: unknown): Promise<unknown>
  end(): void
}

/**
 * Starts a module in a process of its own.
 *
 * @param module beside this file; it sends one message when it is ready, and one for each it gets
 * @throws an error when the process ends instead of answering
 */
export async function startChild(module: string, ...args: readonly string[]): Promise<Child> {
  const child = fork(new URL(module, import.meta.url), args, { execArgv: ['--expose-gc'] })
  const message = async (): Promise<unknown> => {
    const answered = new AbortController()
    const gone = once(child, 'exit', answered).then(([code]) => {
      throw new Error(`${module} ${args.join(' ')} ended with code ${String(code)}.`)
    })
    try {
      const [answer] = (await Promise.race([once(child, 'message', answered), gone])) as unknown[]
      return answer
    } finally {
      gone.catch(() => {})
      answered.abort()
    }
  }
  const ready = await message()
  return {
    ready,
    ask(question) {
      child.send(question as object)
      return message()
    },
    end: () => void child.kill(),
  }
}
