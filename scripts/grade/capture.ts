import { format } from 'node:util'

/** The most that is kept of what a check printed, in characters. */
const MOST = 10_000
const methods = ['log', 'info', 'debug', 'warn', 'error'] as const

/**
 * Takes down what is printed from now on. It is passed on only under plain vitest, since our own scoreboard shows it itself.
 * @returns `text`, what was printed so far, and `stop`
 */
export function capturePrinting(passOn: boolean): { text(): string; stop(): void } {
  let kept = ''
  const keep = (text: string) => {
    if (kept.length < MOST) kept += text.slice(0, MOST - kept.length)
  }
  const originals = methods.map((name) => [name, console[name]] as const)
  for (const [name, original] of originals) {
    console[name] = (...values: unknown[]) => {
      keep(`${format(...values)}\n`)
      if (passOn) original(...values)
    }
  }
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }))
  for (const { stream, write } of streams) {
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      keep(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk))
      const done: unknown = rest.at(-1)
      if (!passOn && typeof done === 'function') process.nextTick(done as () => void)
      return passOn ? write.call(stream, chunk, ...rest) : true
    }) as typeof stream.write
  }
  return {
    text: () => kept,
    stop() {
      for (const [name, original] of originals) console[name] = original
      for (const { stream, write } of streams) stream.write = write
    },
  }
}
