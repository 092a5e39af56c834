import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

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

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

function isQuota(error: unknown, text: string): boolean {
  if (error instanceof OpenAI.APIError)
    return error.code === 'insufficient_quota'
  return /credit balance|PerDay|per day/.test(text)
}

export function classify(error: unknown): Kind {
  const status = statusOf(error)
  const text = String(error)
  if (isQuota(error, text)) return 'quota'
  if (status === 401 || status === 403) return 'key'
  if (text.includes('API_KEY_INVALID')) return 'key'
  if (status === undefined || status === 408) return 'later'
  return status === 429 || status >= 500 ? 'later' : 'request'
}
