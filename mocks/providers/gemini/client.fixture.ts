import { GoogleGenAI } from '@google/genai'
import { gemini } from './gemini.ts'

const host = 'https://generativelanguage.googleapis.com'

/** The official client, wired to the room without a network. */
export function client(apiKey = 'a key', apiVersion?: string): GoogleGenAI {
  const fetch = (url: RequestInfo | URL, init?: RequestInit) => gemini.answer(new Request(url, init))
  return new GoogleGenAI({ apiKey, httpOptions: { fetch, ...(apiVersion && { apiVersion }) } })
}

/** A bare request; a body makes it a POST. */
export function send(path: string, body?: unknown, headers: Record<string, string> = { 'x-goog-api-key': 'a key' }) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return gemini.answer(new Request(host + path, { headers, ...(body !== undefined && { method: 'POST', body: text }) }))
}

/** The shortest conversation. */
export function says(text: string) {
  return [{ role: 'user', parts: [{ text }] }]
}
