import { createInterface } from 'node:readline/promises'
import { inNotebook } from './display.ts'

/**
 * Asks the reader a question and waits for a line.
 *
 * Where nobody can type (a notebook, a pipe, a test) the default is shown and used, so that a lesson runs everywhere.
 *
 * @param question what to ask, without the colon
 * @param options.default the answer when there is none
 * @returns the line typed, or the default
 */
export async function ask(question: string, options: { default: string }): Promise<string> {
  if (inNotebook() || !process.stdin.isTTY || !process.stdout.isTTY) {
    console.log(`${question}: ${options.default}`)
    return options.default
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const line = await terminal.question(`${question} (${options.default}): `)
  terminal.close()
  return line.trim() || options.default
}
