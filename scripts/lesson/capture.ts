import { StringDecoder } from 'node:string_decoder'
import { createMargin } from './margin.ts'
import type { Margin } from './margin.ts'
import type { Output, Terminal } from './terminal.ts'

/** The mark at the first line of what a cell prints, and its width. */
const outputMark = { text: '› ', width: 2 }

/** The lesson's own output, caught and set off from prose and code. */
export interface Capture {
  readonly margin: Margin
  /** Keeps back what the lesson prints while the reader is being asked, or lets it go on. */
  hold(held: boolean): void
  /** Gives the streams back. */
  end(): void
}

type Write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => boolean

/**
 * Catches what is written to the streams, and shows it with a margin. The streams also say that they are narrower by that
 * margin, so that whoever lays out tables or edits a line (`ask()`) stays within it.
 */
export function captureOutput(terminal: Terminal, output: Output, errors: Output): Capture {
  let sink = terminal.write
  let held: [(text: string) => void, string][] | undefined
  const margin = createMargin({
    first: `\n${terminal.palette.quiet(outputMark.text)}`,
    width: outputMark.width,
    columns: terminal.columns,
    live: output.isTTY === true,
    write: (text) => sink(text),
  })
  const show = (to: (text: string) => void, text: string) => {
    if (held) {
      held.push([to, text])
      return
    }
    // Two streams may end on one screen, where a line belongs to one of them.
    if (sink !== to) margin.flush(margin.inLine)
    sink = to
    margin.write(text)
  }
  const streams = [catchWrites(output, (text) => show(terminal.write, text))]
  if (errors !== output) streams.push(catchWrites(errors, (text) => show(terminal.writeError, text)))
  const widen = terminal.narrow(outputMark.width)
  return {
    margin,
    hold(now) {
      const kept = held
      held = now ? (held ?? []) : undefined
      if (!now) for (const [to, text] of kept ?? []) show(to, text)
    },
    end() {
      this.hold(false)
      margin.flush(true)
      for (const release of streams) release()
      widen()
    },
  }
}

/** Sends a stream's text elsewhere; the callbacks of those who write are called as before. */
function catchWrites(stream: Output, take: (text: string) => void): () => void {
  const decoder = new StringDecoder('utf8')
  const target = stream as { write: Write }
  const own = Object.hasOwn(target, 'write') ? target.write : undefined
  target.write = (chunk, encoding, done) => {
    take(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8').toString()
        : decoder.write(Buffer.from(chunk)),
    )
    const callback = typeof encoding === 'function' ? encoding : done
    if (typeof callback === 'function') process.nextTick(callback as () => void)
    return true
  }
  return () => {
    if (own) target.write = own
    else Reflect.deleteProperty(target, 'write')
  }
}
