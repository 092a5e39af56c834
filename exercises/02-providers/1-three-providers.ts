/**
 * 2.1 One question, three providers
 *
 * Ask OpenAI, Anthropic and Gemini the same, and bring their answers into one shape.
 *
 * `askAll` takes a question. It
 * - sends it once to each provider, as the only message, with that provider's own SDK and the model in `models`,
 * - without waiting for one answer before it asks the next,
 * - and returns three replies, in the order OpenAI, Anthropic, Gemini.
 *
 * In a reply, `text` is the text of the answer, without the model's thoughts, and `outputTokens` is all that is charged as output,
 * with the thoughts. Claude needs room for both: give it 2,000 tokens.
 */
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export interface Reply {
  provider: 'openai' | 'anthropic' | 'gemini'
  text: string
  inputTokens: number
  outputTokens: number
}

const openai = new OpenAI()
const anthropic = new Anthropic()
const gemini = new GoogleGenAI({})
const models = {
  openai: pick('openai', 'cheap'),
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
}

export async function askAll(question: string): Promise<Reply[]> {
  throw new NotStarted()
}
