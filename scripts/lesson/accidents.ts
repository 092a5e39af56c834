/** What can end a lesson from outside of its own flow. */
export interface Accidents {
  /** Resolves when the reader interrupts, rejects when something breaks that the lesson does not await. */
  readonly happened: Promise<'interrupted'>
  /** From now on an interrupt ends the process, and errors go to `tell`. */
  afterwards(tell: (error: unknown) => void): void
}

/** Watches for signals, for errors nobody caught, and for a lesson that waits in vain. */
export function watchForAccidents(): Accidents {
  const { promise: happened, resolve, reject } = Promise.withResolvers<'interrupted'>()
  let onInterrupt = () => resolve('interrupted')
  let onError: (error: unknown) => void = reject
  // It may happen before anyone waits for it.
  happened.catch(() => {})
  process.on('SIGINT', () => onInterrupt())
  process.once('SIGTERM', () => process.exit(143))
  process.once('SIGHUP', () => process.exit(129))
  process.on('uncaughtException', (error) => onError(error))
  process.on('unhandledRejection', (error) => onError(error))
  process.once('beforeExit', () => {
    reject(new Error('The lesson waits for something that will never come, in the last cell shown.'))
  })
  return {
    happened,
    afterwards(tell) {
      onInterrupt = () => process.exit(130)
      onError = tell
    },
  }
}
