/**
 * 6.3 Trim a history to a budget
 *
 * A long conversation no longer fits. Send as much of its end as the budget allows.
 *
 * `askWithin` takes messages, a budget in tokens, and the function `count`, which tells how many tokens a message comes to. It
 * - leaves out the oldest exchanges, as few as it can, until the messages come to `budget` or less together. An exchange is what the
 *   user said and the answers to it, up to the user's next message; it stays whole or leaves whole,
 * - always keeps what the developer said, and the last exchange, which is the question,
 * - throws a RangeError, and sends nothing, when those alone are over the budget,
 * - sends what is left, in one request and in order, and returns the text of the answer.
 *
 * The list of messages belongs to the caller and stays as it is.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Message {
  role: 'developer' | 'user' | 'assistant'
  content: string
}

const client = new OpenAI()
const model = pick('openai', 'cheap')

export async function askWithin(
  messages: Message[],
  budget: number,
  count: (message: Message) => number,
): Promise<string> {
  throw new NotStarted()
}
