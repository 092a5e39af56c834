import { performance } from 'node:perf_hooks'

// Evaluated before virtual time begins, so these keep to the machine's clock.
const { setTimeout, clearTimeout, setImmediate, process } = globalThis
const now = performance.now.bind(performance)
const utilization = performance.eventLoopUtilization.bind(performance)
const cpuUsage = process.cpuUsage.bind(process)

/** Lets everything that is due in the event loop happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

/** Waits, in milliseconds of real time. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * Waits for something, but not for ever.
 * @param limit milliseconds of real time, those not counted in which this process had work and the machine no processor for it
 * @param isLoading tells of times that are not counted either: modules are on their way, which another process reads
 * @throws what `onLimit` makes, when the time is up
 */
export async function within<T>(
  limit: number,
  work: Promise<T>,
  onLimit: () => Error,
  isLoading = () => false,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const [start, busy, cpu] = [now(), utilization(), cpuUsage()]
    let [lastLook, loading] = [start, 0]
    const look = () => {
      if (isLoading()) loading += now() - lastLook
      lastLook = now()
      const { user, system } = cpuUsage(cpu)
      const starved = Math.max(0, utilization(busy).active - (user + system) / 1000)
      const left = limit + starved + loading - (now() - start)
      if (left < 10) reject(onLimit())
      else timer = setTimeout(look, Math.min(left, 200))
    }
    timer = setTimeout(look, Math.min(limit, 200))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
