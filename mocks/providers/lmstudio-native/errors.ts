import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { failing } from '../local/failing.ts'

/** What is wrong, as LM Studio's own API says it. */
export interface Problem {
  readonly type: 'invalid_request' | 'model_not_found' | 'internal_error' | 'not_implemented' | 'unknown'
  readonly message: string
  readonly code?: string
  readonly param?: string
}

export const jsonType = { 'content-type': 'application/json; charset=utf-8' }

export function errorResponse(status: number, { type, message, code, param }: Problem): Response {
  const error = { type, message, ...(code !== undefined && { code }), ...(param !== undefined && { param }) }
  return Response.json({ error }, { status, headers: jsonType })
}

const internal: Problem = { type: 'internal_error', message: 'The model has crashed without additional information.' }

/** What each misbehaviour of a test key is with LM Studio; what a server at home never says is put in its words. */
const failures: { readonly [kind in Misbehaviour]?: readonly [status: number, problem: Problem] } = {
  invalid: [
    401,
    {
      type: 'invalid_request',
      message: 'An LM Studio API token is required to make requests.',
      code: 'invalid_api_key',
    },
  ],
  'no-permission': [403, { type: 'invalid_request', message: 'This API token may not do this.', code: 'forbidden' }],
  timeout: [408, { type: 'unknown', message: 'Request timed out.' }],
  'too-large': [413, { type: 'invalid_request', message: 'request entity too large' }],
  unprocessable: [422, { type: 'invalid_request', message: 'Unprocessable request.' }],
  'rate-limited': [429, { type: 'unknown', message: 'Too many requests.', code: 'rate_limit_exceeded' }],
  quota: [429, { type: 'unknown', message: 'Quota exceeded.', code: 'insufficient_quota' }],
  'server-error': [500, internal],
  unavailable: [503, { type: 'internal_error', message: 'The server is not ready.' }],
  overloaded: [503, { type: 'internal_error', message: 'Too many predictions are queued.' }],
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

/** The event that tells that a stream failed midway. */
export function streamError(): string {
  return `event: error\ndata: ${JSON.stringify({ type: 'error', error: internal })}\n\n`
}
