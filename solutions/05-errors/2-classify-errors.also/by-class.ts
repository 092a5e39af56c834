import Anthropic from '@anthropic-ai/sdk'
import { ApiError, GoogleGenAI } from '@google/genai'
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

function classifyGemini({ status, message }: ApiError): Kind {
  if (message.includes('PerDay')) return 'quota'
  if (status === 403 || message.includes('API_KEY_INVALID')) return 'key'
  return status === 429 || status >= 500 ? 'later' : 'request'
}

function classifyClaude(error: InstanceType<typeof Anthropic.APIError>) {
  if (error instanceof Anthropic.APIConnectionError) return 'later'
  if (error instanceof Anthropic.AuthenticationError) return 'key'
  if (error instanceof Anthropic.PermissionDeniedError) return 'key'
  if (error instanceof Anthropic.RateLimitError) return 'later'
  if (error.message.includes('credit balance')) return 'quota'
  return Number(error.status) >= 500 ? 'later' : 'request'
}

export function classify(error: unknown): Kind {
  if (error instanceof ApiError) return classifyGemini(error)
  if (error instanceof Anthropic.APIError) return classifyClaude(error)
  const isOpenAI = error instanceof OpenAI.APIError
  if (!isOpenAI && !(error instanceof Groq.APIError)) return 'later'
  const { status, message } = error
  if (isOpenAI && error.code === 'insufficient_quota') return 'quota'
  if (message.includes('per day')) return 'quota'
  if (status === 401 || status === 403) return 'key'
  if (status === undefined || status === 408) return 'later'
  return status === 429 || status >= 500 ? 'later' : 'request'
}
