import Anthropic from '@anthropic-ai/sdk'
import type { ClientOptions } from '@anthropic-ai/sdk'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { anthropic } from './anthropic.ts'

/** Starts every test in the same world, in which nobody waits. */
export function beginQuietWorld(): void {
  setPace(0)
  beginWorld(11)
}

/** The official client, with the simulated provider in the place of the network. */
export function client(apiKey = 'sk-ant-ada', options: ClientOptions = {}): Anthropic {
  return new Anthropic({
    apiKey,
    maxRetries: 0,
    fetch: (url, init) => anthropic.answer(new Request(url, init)),
    ...options,
  })
}

/** A request as curl would send it. */
export function send(
  path: string,
  body?: unknown,
  { headers = {}, method = body === undefined ? 'GET' : 'POST', signal }: RawOptions = {},
): Promise<Response> {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  return anthropic.answer(
    new Request(`https://api.anthropic.com${path}`, {
      method,
      headers: { 'x-api-key': 'sk-ant-ada', 'anthropic-version': '2026-10-21', ...headers },
      ...(text !== undefined && { body: text }),
      ...(signal && { signal }),
    }),
  )
}

interface RawOptions {
  headers?: Record<string, string>
  method?: string
  signal?: AbortSignal
}

export const cheap = 'claude-haiku-5-5'

/** A conversation of one message. */
export function says(content: string): { role: 'user'; content: string }[] {
  return [{ role: 'user', content }]
}

/** The events of a stream, parsed, with what stands around them. */
export function framesOf(text: string): { event: string; data: string; json: Record<string, unknown> }[] {
  return text
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? []
      return { event, data, json: JSON.parse(data) as Record<string, unknown> }
    })
}
