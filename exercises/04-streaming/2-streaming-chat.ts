/**
 * 4.2 A streaming chat
 *
 * The chat bot of lesson 1, with answers that appear while they are written, and that survives a stream which breaks.
 *
 * `chat` takes the lines a user types, as they come, and a function that shows text. For each line it
 * - sends one request for a stream, from which the model learns everything said so far, in order: the lines and its own answers,
 * - gives each piece of the answer to `show` when it comes, and after the last one a line break, `'\n'`,
 * - and remembers the line and the answer, for the next one.
 *
 * An empty line is skipped. The line `exit` ends the chat at once.
 *
 * When a stream breaks in the middle, `chat` shows `' [interrupted]\n'`, forgets that line and its half answer, and waits for the next line.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function chat(
  lines: AsyncIterable<string>,
  show: (text: string) => void,
): Promise<void> {
  throw new NotStarted()
}
