import { headerOf } from './written-response.ts'

/** True for an answer that comes in pieces: server-sent events, lines of JSON, or Gemini's long list. */
export function isStreamed(response: Response, url: string): boolean {
  if (!response.ok) return false
  const type = headerOf(response, 'content-type') ?? ''
  return /^(text\/event-stream|application\/x-ndjson)/.test(type) || /:streamGenerateContent(\?|$)/.test(url)
}
