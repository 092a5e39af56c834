import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { failing } from '../local/failing.ts'
import { encode } from './go-json.ts'

/** An answer that is an error: one sentence. */
export function errorResponse(status: number, error: string): Response {
  return new Response(encode({ error }), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}

/** The model is not in the library. */
export function notFound(name: string): Response {
  return errorResponse(404, `model '${name}' not found`)
}

const busy = 'server busy, please try again.  maximum pending requests exceeded'

/** What each misbehaviour of a test key is with Ollama; what a server at home never says, ollama.com might. */
const failures: { readonly [kind in Misbehaviour]?: readonly [status: number, error: string] } = {
  invalid: [401, 'unauthorized'],
  'no-permission': [403, 'forbidden'],
  timeout: [408, 'timed out waiting for llama runner to start'],
  'too-large': [413, 'http: request body too large'],
  unprocessable: [422, 'unprocessable entity'],
  'rate-limited': [429, 'too many requests'],
  quota: [429, 'you have reached your usage limit, please upgrade to continue'],
  'server-error': [500, 'llama runner process has terminated: exit status 2'],
  unavailable: [503, busy],
  overloaded: [503, busy],
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, context: Partial<FailureContext> = {}): Response | undefined {
  const found = failures[kind]
  return found && failing(errorResponse(...found), kind, context)
}

/** The line that tells that a stream failed midway; nothing follows it. */
export function streamError(): string {
  return `${encode({ error: 'an error was encountered while running the model: unexpected EOF' })}\n`
}
