import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { failing } from '../local/failing.ts'

/** An answer that is an error; its code is the status. */
export function errorResponse(status: number, type: string, message: string): Response {
  return Response.json({ error: { message, type, param: null, code: status } }, { status })
}

/** What each misbehaviour of a test key is with vLLM. */
const failures: { readonly [kind in Misbehaviour]?: readonly [status: number, type: string, message: string] } = {
  'no-permission': [403, 'PermissionDeniedError', 'Forbidden'],
  timeout: [408, 'TimeoutError', 'Request timed out'],
  'too-large': [413, 'RequestEntityTooLarge', 'Request body is too large'],
  unprocessable: [422, 'UnprocessableEntityError', 'Unprocessable entity'],
  'rate-limited': [429, 'TooManyRequests', 'Too many requests'],
  quota: [429, 'TooManyRequests', 'Quota exceeded'],
  'server-error': [
    500,
    'InternalServerError',
    'EngineCore encountered an issue. See stack trace (above) for the root cause.',
  ],
  unavailable: [503, 'ServiceUnavailableError', 'The model is currently loading'],
  overloaded: [503, 'ServiceUnavailableError', 'The server is overloaded'],
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, context: Partial<FailureContext> = {}): Response | undefined {
  const found = failures[kind]
  // The key is looked at by a gate in front of everything else, which has a form of its own.
  const response =
    kind === 'invalid' ? Response.json({ error: 'Unauthorized' }, { status: 401 }) : found && errorResponse(...found)
  return failing(response, kind, context)
}
