import OpenAI from 'openai'
import type { ClientOptions } from 'openai'
import { openai } from './openai.ts'

/** The official client, wired straight to the simulated provider: no interceptor, no network. */
export function newClient(options: ClientOptions = {}): OpenAI {
  return new OpenAI({ apiKey: 'sk-anything', maxRetries: 0, fetch: send, ...options })
}

/** Sends a request to the simulated provider as `fetch` would. */
export function send(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  return openai.answer(new Request(url, init))
}

/** Posts a body, raw when it is a string, and gives the response. */
export function post(path: string, body: object | string, key = 'sk-anything'): Promise<Response> {
  return send(`https://api.openai.com${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** The JSON of each `data:` line of a stream, and the raw lines. */
export async function readFrames(response: Response): Promise<{ text: string; data: Record<string, unknown>[] }> {
  const text = await response.text()
  const lines = text.split('\n').filter((line) => line.startsWith('data: {'))
  return { text, data: lines.map((line) => JSON.parse(line.slice('data: '.length)) as Record<string, unknown>) }
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** Everything an asynchronous sequence brings. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
