/**
 * 2.4 Pick the provider whose key is set
 *
 * A program that many people run cannot know whose customers they are. Let their environment decide.
 *
 * `pickProvider` takes an environment, such as `process.env`, and returns the first provider of `order` whose variable is set there and not
 * empty. When there is none, it throws one Error whose message names all three variables.
 *
 * `ask` takes a question. It
 * - picks the provider from `process.env`,
 * - sends it the question, in one request, with the key from its variable, to its model in `models`,
 * - returns `{ provider, text }`: who answered, and the text of the answer,
 * - and lets the Error through when no key is set, without a request.
 */
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export type Provider = 'anthropic' | 'gemini' | 'openai'

/** Who is asked first, and where the key is. */
const order: { provider: Provider; variable: string }[] = [
  { provider: 'anthropic', variable: 'ANTHROPIC_API_KEY' },
  { provider: 'gemini', variable: 'GEMINI_API_KEY' },
  { provider: 'openai', variable: 'OPENAI_API_KEY' },
]
const models = {
  anthropic: pick('anthropic', 'cheap'),
  gemini: pick('gemini', 'cheap'),
  openai: pick('openai', 'cheap'),
}

export function pickProvider(
  env: Record<string, string | undefined>,
): Provider {
  throw new NotStarted()
}

export async function ask(
  question: string,
): Promise<{ provider: Provider; text: string }> {
  throw new NotStarted()
}
