/**
 * 5.2 Classify the errors of four providers
 *
 * A program that shows "Something went wrong" helps nobody. Find out who can do something about it, whichever provider it was.
 *
 * `diagnose`, which is written already, asks one provider once and gives what was caught to `classify`. Write `classify`. It returns
 * - 'quota' when the money or the allowance is used up. By provider: the code `insufficient_quota` at OpenAI; a 400 about the "credit balance"
 *   at Anthropic; "PerDay" in the body at Gemini; "per day" in the message at Groq,
 * - 'key' when the key is bad or may not do this: 401, 403, and Gemini's 400 with the reason API_KEY_INVALID,
 * - 'later' when the same request may succeed later: 408, any other 429, 500 and above, and every error without a status, such as a timeout or
 *   a lost connection,
 * - 'request' when it is the request that has to change: every other status.
 */
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { NotStarted, pick } from '@workbook/kit'

export type Provider = 'openai' | 'anthropic' | 'gemini' | 'groq'
export type Kind = 'quota' | 'key' | 'later' | 'request'

const once = { maxRetries: 0, timeout: 3000 }

function askOpenAI(content: string): Promise<unknown> {
  return new OpenAI(once).chat.completions.create({
    model: pick('openai', 'cheap'),
    messages: [{ role: 'user', content }],
  })
}

function askAnthropic(content: string): Promise<unknown> {
  return new Anthropic(once).messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 300,
    messages: [{ role: 'user', content }],
  })
}

function askGemini(contents: string): Promise<unknown> {
  const gemini = new GoogleGenAI({ httpOptions: { timeout: 3000 } })
  return gemini.models.generateContent({
    model: pick('gemini', 'cheap'),
    contents,
  })
}

function askGroq(content: string): Promise<unknown> {
  return new Groq(once).chat.completions.create({
    model: pick('groq', 'cheap'),
    messages: [{ role: 'user', content }],
  })
}

const asks = {
  openai: askOpenAI,
  anthropic: askAnthropic,
  gemini: askGemini,
  groq: askGroq,
}

/** Asks once. Returns undefined when all is well, otherwise what kind of failure it was. */
export function diagnose(
  provider: Provider,
  question: string,
): Promise<Kind | undefined> {
  return asks[provider](question).then(() => undefined, classify)
}

export function classify(error: unknown): Kind {
  throw new NotStarted()
}
