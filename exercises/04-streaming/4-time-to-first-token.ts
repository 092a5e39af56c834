/**
 * 4.4 Time to first token, and abort
 *
 * Somebody waits for an answer, but not for ever. Stream it, measure it, and stop it when the time is up.
 *
 * `answerWithin` takes a question and a time limit in milliseconds, as in `await answerWithin('What is an API?', 5000)`. It
 * - sends the question to the `model`, in one request, as the only message, and has the answer streamed,
 * - aborts the request when `limitMs` milliseconds have passed since it was sent, whatever has come until then,
 * - and returns `text`, all that has come; `firstTokenMs`, how long the first text took, counted from when the request was sent, undefined
 *   when none came; `totalMs`, how long everything took; and `complete`, whether the answer came to its end.
 *
 * The time being up is no error. Any other error is let through.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Timed {
  text: string
  firstTokenMs: number | undefined
  totalMs: number
  complete: boolean
}

const client = new OpenAI()
const model = pick('openai', 'mid')

export async function answerWithin(
  question: string,
  limitMs: number,
): Promise<Timed> {
  throw new NotStarted()
}
