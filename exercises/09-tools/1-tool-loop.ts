/**
 * 9.1 A tool loop
 *
 * `answer` takes a question, a list of tools and a number of rounds, as in `await answer('What is the weather in Rome?', tools, 5)`. It
 * - sends the question and the tools to the model in `model`, with the Responses API,
 * - runs every call the model asks for: the tool of that name, with its arguments as an object,
 * - sends the result of each back under the id of its call. When a tool throws, the error's message is its result,
 * - goes on until the model answers with text, and returns that text,
 * - throws an Error when `rounds` requests were answered and the model still asks for calls.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Tool {
  name: string
  description: string
  /** JSON schema of the arguments. */
  parameters: Record<string, unknown>
  run: (args: Record<string, unknown>) => string | Promise<string>
}

const openai = new OpenAI()
const model = pick('openai', 'cheap')

export async function answer(
  question: string,
  tools: readonly Tool[],
  rounds: number,
): Promise<string> {
  throw new NotStarted()
}
