import { paletteFor, wantsColours } from './palette.ts'
import type { Palette } from './palette.ts'

/** Where keys come from. */
export type Input = NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }

/** Where text goes. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number; rows?: number }

/** The reader's end of the line. */
export interface Terminal {
  readonly input: Input
  /** Somebody sits there and can press keys. */
  readonly interactive: boolean
  readonly palette: Palette
  /** Columns there are, now. */
  columns(): number
  /** Lines on the screen; without end where nothing scrolls away. */
  rows(): number
  /** Columns prose may take: no more than reads well. */
  measure(): number
  /** Makes the output say that it is narrower by so many columns; returns the way back. A resize still arrives. */
  narrow(by: number): () => void
  /** Writes as it is, past whatever catches the lesson's own output. */
  write(text: string): void
  /** The same, to where errors go. */
  writeError(text: string): void
}

/** Widest line of prose and of code, in columns. */
const measure = 88

/** The terminal at these streams; a pipe or file counts as 80 columns unless COLUMNS says otherwise. */
export function openTerminal(
  streams: { input: Input; output: Output; errors: Output } = {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
  },
  env = process.env,
): Terminal {
  const { input, output, errors } = streams
  const write = output.write.bind(output) as (text: string) => void
  const writeError = errors.write.bind(errors) as (text: string) => void
  let real: number | undefined
  const columns = () => Math.max((output.isTTY && (real ?? output.columns)) || Number(env.COLUMNS) || 80, 8)
  return {
    input,
    interactive: input.isTTY === true && output.isTTY === true,
    palette: paletteFor(wantsColours(output, env)),
    columns,
    rows: () => (output.isTTY && output.rows) || Infinity,
    measure: () => Math.min(columns(), measure),
    narrow(by) {
      if (!output.isTTY || typeof output.columns !== 'number') return () => {}
      real = output.columns
      const is = { configurable: true, enumerable: true }
      Object.defineProperty(output, 'columns', {
        ...is,
        get: () => Math.max((real ?? by) - by, 1),
        set: (columns: number) => {
          real = columns
        },
      })
      return () => {
        Object.defineProperty(output, 'columns', { ...is, writable: true, value: real })
        real = undefined
      }
    },
    write,
    writeError,
  }
}
