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
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop)
        resolve()
      },
      Math.round(ms * factor),
    )
    signal.addEventListener('abort', stop, { once: true })
  })
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
