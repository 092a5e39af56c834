import { syncBuiltinESMExports } from 'node:module'
import { install } from '@sinonjs/fake-timers'
import { isRealSocketAtWork, watchServers } from './real-sockets.ts'
import { dawn } from './world.ts'

/**
 * How often the event loop must come round before it counts as idle: a request takes several turns from `fetch` through
 * the intercepted socket to its handler, and its answer as many back.
 */
const idleTurns = 12

/** Work that ends by itself, in no simulated time: reading files, looking up names. */
const shortWork = /^(FSReq|GetAddrInfoReq|GetNameInfoReq)/

/** What the library keeps inside; its types do not tell. */
interface Timers {
  timers?: ReadonlyMap<number, { readonly callAt: number }>
}

/** What both kinds of timer give back, as far as we care. */
type Handle = Pick<NodeJS.Timeout, 'ref' | 'hasRef' | 'refresh'>
type Schedule = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => Handle

let started = false

/** While the clock is being moved: what resolves when nobody waits for it any more. */
let moving: Promise<void> | undefined

/** Resolves when nothing is under way that waits for simulated time; for an endless interval, never. */
export async function untilNobodyWaits(): Promise<void> {
  while (moving) await moving
}

/**
 * Starts virtual time: nobody waits, but timers, Date and performance.now move as if they had. Starting twice does nothing.
 *
 * The clock stands still while anything runs. When the event loop has nothing left to do but wait for a timer, the clock
 * jumps to that timer. While a real connection or a child process is at work, it goes at the real pace.
 *
 * @param isBusy tells of work that the event loop does not show, such as a module that another process loads for this one
 */
export function startVirtualTime(isBusy = () => false): void {
  if (started) return
  started = true
  watchServers()
  const real = { setImmediate, setTimeout, now: performance.now.bind(performance) }
  const toFake = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'hrtime'] as const
  const clock = install({ now: dawn, toFake: [...toFake] }) as ReturnType<typeof install> & Timers
  // By hand, because the library would switch off the rest of `performance` with it.
  Object.defineProperty(performance, 'now', { value: () => clock.now - dawn, configurable: true, writable: true })
  AbortSignal.timeout = abortAfter

  const handles = new Map<number, Handle>()
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const schedule = clock[name] as unknown as Schedule
    Object.defineProperty(clock, name, {
      value: Object.assign((...args: Parameters<Schedule>) => {
        const timer = schedule(...args)
        const { ref, refresh } = timer
        const follow = () => {
          handles.set(Number(timer), timer)
          wake()
          return timer
        }
        Object.assign(timer, {
          ref: () => (ref.call(timer), follow()),
          refresh: () => (refresh.call(timer), follow()),
        })
        return follow()
      }, schedule),
      configurable: true,
      writable: true,
    })
  }
  // Modules that import a timer by name, as from node:timers/promises, see the new one too.
  syncBuiltinESMExports()

  function wake(): void {
    moving ??= run().finally(() => {
      moving = undefined
      // A timer that was set while the run came to its end woke nobody.
      if (nextTimer() !== undefined) wake()
    })
  }

  async function run(): Promise<void> {
    let seenAt = real.now()
    let owed = 0
    for (;;) {
      await idle()
      const next = nextTimer()
      if (next === undefined) return
      if (!isRealSocketAtWork() && !isActive(/^ProcessWrap$/)) {
        guarded(() => clock.next())
        seenAt = real.now()
        continue
      }
      await new Promise((resolve) => real.setTimeout(resolve, Math.min(10, Math.max(1, next - clock.now))))
      owed += real.now() - seenAt
      seenAt = real.now()
      guarded(() => clock.tick(Math.floor(owed)))
      owed %= 1
    }
  }

  /** Resolves when the event loop has come round a few times in vain. */
  async function idle(): Promise<void> {
    for (let turns = 0; turns < idleTurns; turns++) {
      await new Promise((resolve) => real.setImmediate(resolve))
      if (isBusy() || isActive(shortWork)) turns = 0
    }
  }

  /** When the first timer is due, if any of them keeps the process alive; otherwise nobody waits and the clock stands. */
  function nextTimer(): number | undefined {
    let someoneWaits = false
    let first = Infinity
    for (const [id, handle] of handles) {
      const timer = clock.timers?.get(id)
      if (!timer) {
        handles.delete(id)
        continue
      }
      someoneWaits ||= handle.hasRef()
      first = Math.min(first, timer.callAt ?? first)
    }
    return someoneWaits ? first : undefined
  }

  /** A timer's callback that throws is for the process to handle, as with a real timer. */
  function guarded(advance: () => unknown): void {
    try {
      advance()
    } catch (error) {
      real.setImmediate(() => {
        throw error
      })
    }
  }
}

function isActive(kind: RegExp): boolean {
  return process.getActiveResourcesInfo().some((resource) => kind.test(resource))
}

/** AbortSignal.timeout by our clock; Node's own has a timer that cannot be replaced. */
function abortAfter(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms)
  return controller.signal
}
