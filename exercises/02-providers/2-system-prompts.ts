/**
 * 2.2 System prompts where they belong
 *
 * A rule that you give the model must not mix with what the user says. Every provider has a place for it, and not the same.
 *
 * `withRule` takes a provider, a rule and a question, as in `await withRule('gemini', 'Answer in French.', 'What is an API?')`. It
 * - sends one request to that provider, to its model in `models`,
 * - with the rule, unchanged, where the provider wants it: a `developer` or `system` message, or `instructions`, at OpenAI; the field
 *   `system` at Anthropic; `config.systemInstruction` at Gemini; a `system` message at Groq,
 * - with the question, unchanged, as the only message of the user,
 * - and returns the text of the answer. Give Claude 1,000 tokens for it.
 */
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export type Provider = 'openai' | 'anthropic' | 'gemini' | 'groq'

const openai = new OpenAI()
const anthropic = new Anthropic()
const gemini = new GoogleGenAI({})
const groq = new Groq()
const models = {
  openai: pick('openai', 'cheap'),
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
  groq: pick('groq', 'cheap'),
}

export async function withRule(
  provider: Provider,
  rule: string,
  question: string,
): Promise<string> {
  throw new NotStarted()
}
