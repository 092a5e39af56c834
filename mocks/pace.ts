import type { Random } from './world.ts'

/** How fast a model is. */
export interface Profile {
  /** Milliseconds until the first token. */
  readonly firstToken: number
  readonly tokensPerSecond: number
}

let factor = 1

/** Sets how many of the clock's milliseconds a simulated millisecond takes; 0 waits for nothing. */
export function setPace(millisecondsPerMillisecond: number): void {
  factor = millisecondsPerMillisecond
}

/** When the next piece of a stream is due, by the clock: its timetable, which begins with its first wait. */
const timetables = new WeakMap<AbortSignal, { due: number | undefined }>()

/**
 * Makes the waits of a stream follow one timetable: each piece is due so long after the one before was due, not after it
 * was sent, so that a machine that is busy for a moment catches up instead of falling behind.
 *
 * @param signal the one that all its waits are given
 */
export function followTimetable(signal: AbortSignal): void {
  timetables.set(signal, { due: undefined })
}

/**
 * Waits as the real service would make its caller wait.
 *
 * @param ms simulated milliseconds
 * @param signal ends the wait early when it aborts
 * @throws the signal's reason
 */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason)
  if (factor === 0 || ms <= 0) return Promise.resolve()
  const wait = remaining(ms * factor, signal)
  if (wait <= 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, wait)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** How many of the clock's milliseconds are left of a wait, whole ones; in a stream, by its timetable. */
function remaining(span: number, signal: AbortSignal): number {
  const timetable = timetables.get(signal)
  if (!timetable) return Math.round(span)
  const now = performance.now()
  timetable.due = (timetable.due ?? now) + span
  return Math.round(timetable.due - now)
}

/** The longest that anybody is made to wait, in simulated milliseconds: an hour. */
const longest = 3_600_000

/**
 * Waits for nothing at all, at any pace, until the client gives up. After an hour of simulated time the connection is
 * given up on this side, so that a process with nothing else to do ends some day.
 *
 * @throws the signal's reason, or a connection that was reset
 */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => reject(connectionReset()), longest * (factor || 1))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** The error of a connection that the other side broke, as every client knows it. */
export function connectionReset(): Error {
  return Object.assign(new TypeError('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' })
}

/** A span that varies by up to a quarter either way, as real ones do; whole milliseconds. */
export function about(ms: number, random: Random): number {
  return Math.round(ms * (0.75 + random() / 2))
}
