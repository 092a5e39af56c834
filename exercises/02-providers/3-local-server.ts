/**
 * 2.3 A local server with the openai client
 *
 * Ollama runs open models on your own machine and speaks OpenAI's dialect. Ask it with the client you know.
 *
 * `askLocal` takes a question. It
 * - sends one request, with the `openai` SDK, to Ollama's endpoint for chat completions under http://localhost:11434/v1,
 * - whose only message is the question, from the `user`,
 * - to a model that Ollama serves, such as the one in `model`,
 * - and returns the text of the answer.
 *
 * Ollama wants no key, but the SDK insists on one: any placeholder will do. Your key for OpenAI must never travel to another server,
 * and people without such a key want to use your function, too.
 */
import OpenAI from 'openai'
import { NotStarted, served } from '@workbook/kit'

const model = served('ollama')[0]?.id ?? 'qwen3:8b'

export async function askLocal(question: string): Promise<string> {
  throw new NotStarted()
}
