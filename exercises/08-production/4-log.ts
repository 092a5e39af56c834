/**
 * 8.4 A log without secrets
 *
 * `ask` takes a question and a function that writes a line into a log, as in `await ask('What is JSON?', (line) => process.stdout.write(line))`.
 * It asks the model in `model` the question as it is, returns the text of the answer, and writes one line of JSON:
 * - `level` ("info"), `model`, `question`, `ms` (how long the call took) and `tokens` (input and output together).
 * - When the call fails: `level` ("error"), `model`, `question`, `status` and `error` (its message), and then it throws that error.
 *
 * In what is written, every mail address is replaced by [mail], and every key by [key]: `sk-` and the letters, digits, -, _ and * after it.
 * More fields are allowed, secrets are not. You may use pino, as the lesson does, or write it yourself.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const openai = new OpenAI()
const model = pick('openai', 'cheap')

export async function ask(
  question: string,
  write: (line: string) => void,
): Promise<string> {
  throw new NotStarted()
}
