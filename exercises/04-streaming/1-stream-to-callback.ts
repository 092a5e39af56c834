/**
 * 4.1 Stream to a callback
 *
 * Whoever shows an answer wants its text as it comes. Give it to them piece by piece.
 *
 * `streamAnswer` takes a question and a function, as in `await streamAnswer('What is a token?', (piece) => process.stdout.write(piece))`. It
 * - sends the question to the `model`, in one request, as the only message, and has the answer streamed,
 * - calls `onText` with each piece of text when it comes, only with what is new in it, and never with an empty piece,
 * - returns the whole text when the stream is at its end,
 * - and lets an error through, also one that comes in the middle of the stream.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function streamAnswer(
  question: string,
  onText: (piece: string) => void,
): Promise<string> {
  throw new NotStarted()
}
