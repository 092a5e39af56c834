// Evaluated before virtual time begins, so these keep to the machine's clock.
const { setTimeout, clearTimeout, setImmediate } = globalThis

/** Lets everything that is due in the event loop happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

/**
 * Waits for something, but not for ever.
 * @param limit milliseconds of real time
 * @throws what `onLimit` makes, when the time is up
 */
export async function within<T>(limit: number, work: Promise<T>, onLimit: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onLimit()), limit)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
