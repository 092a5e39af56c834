// The language in which exercises are graded. A grader is a list of checks. Each runs the student's code and says what must be true of
// what it sent and returned; where it is not, the student is told so in the sentence that stands there:
//
//     const check = exercise(() => import('./1-first-call.ts'))
//
//     check('asks the cheap model', { points: 1 }, async ({ run }) => {
//       const { sent, returned } = await run(({ firstCall }) => firstCall('What is a token?'))
//       const call = mustSendOneRequest(sent)
//       must(call.model === 'gpt-6-luna', 'You asked another model: use the one in `model`.', { got: call.model, at: /model/ })
//       mustReturnTheAnswer(returned, call)
//     })
//
// One mistake, one sentence, in the order in which a student would want to hear of them. Grade the request, never the model's prose.
import { test, vi } from 'vitest'
import { isLoading } from '../../mocks/handle.ts'
import { tape } from '../../mocks/tape.ts'
import { untilNobodyWaits } from '../../mocks/virtual-time.ts'
import { type Call, callsFrom } from './calls.ts'
import { capturePrinting } from './capture.ts'
import { lock } from './lock.ts'
import { Mistake, shown } from './mistake.ts'
import { pause, settle, within } from './real-time.ts'
import type { CheckRecord } from './record.ts'
import { forgetSecret, takeSeal } from './secret.ts'
import { mistakeFrom } from './thrown.ts'
import { type Subject, guardExports } from './subject.ts'

export { type Call, type Message } from './calls.ts'
export { mustAskModel, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from './answer.ts'
export { encoder } from './encoder.ts'
export { type Details, Mistake, must, shown } from './mistake.ts'

/** What running the student's code did. */
export interface Run<T> {
  readonly returned: T
  /** The requests it sent, in order. */
  readonly sent: readonly Call[]
  /** What it printed. */
  readonly printed: string
  /** How long it took on the simulated clock, in milliseconds. */
  readonly waited: number
}

/** The same for code that is expected to throw. */
export interface Attempt<T> extends Omit<Run<T>, 'returned'> {
  /** Undefined when it threw. */
  readonly returned: T | undefined
  /** Undefined when it returned. */
  readonly threw: Error | undefined
}

export interface Student<S> {
  /**
   * Runs the student's code.
   * @param use what to do with what the student's file exports
   * @throws Mistake when the code throws, never ends, or the export is missing
   */
  run<T>(use: (subject: S) => T | Promise<T>): Promise<Run<T>>
  /** Runs the student's code where throwing may be right. */
  attempt<T>(use: (subject: S) => T | Promise<T>): Promise<Attempt<T>>
}

export interface CheckOptions {
  /** What it is worth. Default 1. */
  points?: number
  /** Environment variables the student's code finds; undefined removes one. */
  env?: Record<string, string | undefined>
}

export type Check<S> = (name: string, options: CheckOptions, body: (student: Student<S>) => Promise<void>) => void

// The simulated clock, out of the student's reach.
const { now } = Date

/** How long one run of the student's code may take, in milliseconds of real time. */
const TIME_LIMIT = 12_000

/**
 * How long its file and the SDKs may take to load. More, because another process reads them, which a busy machine lets wait as well; that this one
 * waits for it looks from here as if it had nothing to do.
 */
const LOADING_LIMIT = 20_000

/** How long to wait for what a run left under way, in milliseconds of real time: an endless interval never ends. */
const LEFTOVER_LIMIT = 300

/**
 * Begins the grader of an exercise.
 *
 * @param load imports the student's file; it is loaded anew for each check
 * @returns `check`, which adds one
 */
export function exercise<S extends object>(load: () => Promise<S>): Check<S> {
  return (name, { points = 1, env = {} }, body) => {
    const seal = takeSeal(name)
    test(name, { meta: { points } }, async ({ task, skip }) => {
      // Under plain vitest, in an editor say, students grade themselves, and may use whatever helps them to find a mistake.
      if (process.env.WORKBOOK_GRADING === 'confined') {
        forgetSecret()
        lock()
      }
      const record: CheckRecord = { printed: '' }
      task.meta.check = record
      const restore = setEnvironment(env)
      vi.resetModules()
      const subject: Subject<S> = { load, asked: [] }
      try {
        await body(studentOf(subject, record))
        if (seal) task.meta.seal = seal
      } catch (error) {
        if (isNotStarted(error)) {
          record.notStarted = true
          if (!process.env.WORKBOOK_GRADING) sayOnce(error.message)
          skip(error.message)
        }
        record.mistake = {
          sentence: error instanceof Mistake ? error.sentence : `The grader itself failed: ${String(error)}`,
          ...(error instanceof Mistake && pieces(error)),
          name: subject.asked[0],
        }
        throw error
      } finally {
        restore()
      }
    })
  }
}

function pieces({ details, line, stack, cause }: Mistake): Partial<NonNullable<CheckRecord['mistake']>> {
  return {
    ...('expected' in details && { expected: shown(details.expected) }),
    ...('got' in details && { got: shown(details.got) }),
    ...(details.at && { at: { source: details.at.source, flags: details.at.flags } }),
    ...(line && { line }),
    stack: (cause instanceof Error ? cause.stack : undefined) ?? stack ?? '',
  }
}

function studentOf<S extends object>(subject: Subject<S>, record: CheckRecord): Student<S> {
  const attempt = async <T>(use: (subject: S) => T | Promise<T>): Promise<Attempt<T>> => {
    // What the run before left under way comes to its end first, so that its requests do not count here.
    await Promise.race([untilNobodyWaits(), pause(LEFTOVER_LIMIT)])
    tape.clear()
    const capture = capturePrinting(!process.env.WORKBOOK_GRADING)
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => void rejections.push(reason)
    process.prependListener('unhandledRejection', onRejection)
    const start = now()
    let returned: T | undefined
    let threw: unknown
    let failed = false
    try {
      if (stuck) throw new Mistake(neverEnds)
      const giveUp = () => {
        stuck = true
        return new Mistake(neverEnds)
      }
      const exports = await within(LOADING_LIMIT, subject.load(), giveUp)
      const work = Promise.resolve().then(() => use(guardExports(exports, subject.asked)))
      returned = await within(TIME_LIMIT, work, giveUp, isLoading)
    } catch (error) {
      failed = true
      threw = error
    }
    const waited = now() - start
    await settle()
    capture.stop()
    process.off('unhandledRejection', onRejection)
    record.printed += capture.text()
    if (threw instanceof Mistake || isNotStarted(threw)) throw threw
    if (rejections.length && !failed) throw mistakeFrom(rejections[0], subject, 'rejected')
    return {
      returned,
      threw: failed ? (threw instanceof Error ? threw : new Error(String(threw))) : undefined,
      sent: callsFrom(tape.exchanges),
      printed: capture.text(),
      waited,
    }
  }
  return {
    attempt,
    async run(use) {
      const { threw, returned, ...rest } = await attempt(use)
      if (threw) throw mistakeFrom(threw, subject, 'thrown')
      return { ...rest, returned: returned as Awaited<ReturnType<typeof use>> }
    },
  }
}

/** True when a run of the student's code has not come to an end; the checks after it need not wait for the same thing. */
let stuck = false

const neverEnds =
  'Your code did not come to an end: it waits for something that never happens. Is there a promise that nobody resolves?'

function isNotStarted(error: unknown): error is Error {
  return error instanceof Error && error.name === 'NotStarted'
}

let said = ''

/** Under plain vitest, where nobody else says it. */
function sayOnce(sentence: string): void {
  if (said !== sentence) console.log(sentence)
  said = sentence
}

function setEnvironment(env: Record<string, string | undefined>): () => void {
  const before = { ...process.env }
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
