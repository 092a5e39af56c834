/**
 * 1.2 Conversation memory
 *
 * The API forgets everything between two calls. Build a conversation that remembers.
 *
 * `startConversation` begins a new conversation and returns the function `say` for it:
 *
 *     const say = startConversation()
 *     await say('My name is Ada.')
 *     await say('What is my name?')   // the answer knows it
 *
 * Each `say`
 * - sends one request, from which the model learns everything said so far, your messages and its own answers, in order,
 * - and returns the text of the answer.
 *
 * Two conversations know nothing of each other.
 */
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

export function startConversation(): (text: string) => Promise<string> {
  throw new NotStarted()
}
