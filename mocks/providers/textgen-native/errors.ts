import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { failing } from '../local/failing.ts'

/** An answer that is an error, as FastAPI gives it. */
export function errorResponse(status: number, detail: unknown): Response {
  return Response.json({ detail }, { status })
}

/** What each misbehaviour of a test key is with Text Generation WebUI. */
const failures: { readonly [kind in Misbehaviour]?: readonly [status: number, detail: string] } = {
  invalid: [401, 'Unauthorized'],
  'no-permission': [403, 'Forbidden'],
  timeout: [408, 'Request Timeout'],
  'too-large': [413, 'Request Entity Too Large'],
  unprocessable: [422, 'Unprocessable Entity'],
  'rate-limited': [429, 'Too Many Requests'],
  quota: [429, 'Quota exceeded'],
  unavailable: [503, 'Service Unavailable'],
  overloaded: [503, 'Service Unavailable'],
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, context: Partial<FailureContext> = {}): Response | undefined {
  const found = failures[kind]
  // What breaks inside the server is told by the web server, not by FastAPI.
  const plain = { 'content-type': 'text/plain; charset=utf-8' }
  const response =
    kind === 'server-error'
      ? new Response('Internal Server Error', { status: 500, headers: plain })
      : found && errorResponse(...found)
  return failing(response, kind, context)
}
