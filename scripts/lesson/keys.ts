import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Input } from './terminal.ts'

/** What came of waiting for the reader. */
export type Pressed = { key: string } | { end: 'interrupted' | 'closed' }

/** An escape sequence, as arrow keys send, or one character. */
const press = new RegExp(String.raw`\x1b(?:\[[\d;?]*[@-~]|O.|.)?|[^\x1b]`, 'gsu')

/**
 * Waits for one of some keys; others are ignored. Keys typed ahead stay for the next one who reads.
 *
 * @param input a terminal; it is in raw mode only while this waits
 * @param accepted the keys, as characters; Enter is '\r'
 */
export function waitForKey(input: Input, accepted: readonly string[]): Promise<Pressed> {
  return new Promise((resolve) => {
    const done = (pressed: Pressed) => {
      input.off('data', onData)
      input.off('end', onEnd)
      input.pause()
      input.setRawMode?.(false)
      resolve(pressed)
    }
    const onEnd = () => done({ end: 'closed' })
    const onData = (data: Buffer | string) => {
      const presses = data.toString().match(press) ?? []
      for (const [i, raw] of presses.entries()) {
        const key = raw === '\n' ? '\r' : raw.toLowerCase()
        const rest = presses.slice(i + 1).join('')
        if (key === '\x03') return done({ end: 'interrupted' })
        if (key === '\x04') return done({ end: 'closed' })
        if (!accepted.includes(key)) continue
        done({ key })
        if (rest) (input as Input & { unshift(chunk: Buffer): void }).unshift(Buffer.from(rest))
        return
      }
    }
    input.setRawMode?.(true)
    input.on('data', onData)
    input.on('end', onEnd)
    input.resume()
  })
}

/**
 * Waits for a line.
 *
 * @param question what stands before the cursor
 * @param write where the question and what is typed are shown
 */
export function waitForLine(
  input: Input,
  question: string,
  write: (text: string) => void,
  columns: () => number,
): Promise<{ line: string } | { end: 'interrupted' | 'closed' }> {
  const output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        write(chunk.toString())
        done()
      },
    }),
    { isTTY: true, columns: columns() },
  )
  return new Promise((resolve) => {
    const lines = createInterface({ input, output, terminal: input.isTTY === true, historySize: 0 })
    let outcome: { line: string } | { end: 'interrupted' | 'closed' } = { end: 'closed' }
    lines.on('SIGINT', () => {
      outcome = { end: 'interrupted' }
      lines.close()
    })
    lines.on('close', () => resolve(outcome))
    lines.question(question, (line) => {
      outcome = { line }
      lines.close()
    })
  })
}
