import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { failing } from '../local/failing.ts'

/** What is wrong, as Text Generation Inference says it. */
export interface Problem {
  readonly status: number
  readonly error: string
  readonly type: string
}

export function invalid(error: string): Problem {
  return { status: 422, error: `Input validation error: ${error}`, type: 'validation' }
}

export function isProblem(value: object): value is Problem {
  return 'status' in value && 'error' in value && !(value instanceof Response)
}

export function errorResponse({ status, error, type }: Problem): Response {
  return Response.json({ error, error_type: type }, { status })
}

const overloaded: Problem = { status: 429, error: 'Model is overloaded', type: 'overloaded' }

const failures: { readonly [kind in Misbehaviour]?: Problem } = {
  'no-permission': { status: 403, error: 'Forbidden', type: 'forbidden' },
  timeout: { status: 408, error: 'Request timeout', type: 'timeout' },
  unprocessable: invalid('`inputs` cannot be empty'),
  'rate-limited': overloaded,
  quota: overloaded,
  'server-error': { status: 500, error: 'Incomplete generation', type: 'incomplete_generation' },
  unavailable: { status: 503, error: 'unhealthy', type: 'healthcheck' },
  overloaded,
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, context: Partial<FailureContext> = {}): Response | undefined {
  return failing(responseTo(kind), kind, context)
}

function responseTo(kind: Misbehaviour): Response | undefined {
  if (kind === 'invalid') return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  if (kind === 'too-large') return tooLarge()
  const problem = failures[kind]
  return problem && errorResponse(problem)
}

/** A body of more than two million bytes; it is not read to its end. */
export function tooLarge(): Response {
  return plain(413, 'Failed to buffer the request body: length limit exceeded')
}

/** What the web framework turns away is told in plain text. */
export function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** An event that tells an error, of a stream that has begun or has not. */
export function errorEvent({ error, type }: Problem): string {
  return `data:${JSON.stringify({ error, error_type: type })}\n\n`
}

/** The event that tells that a stream failed midway; nothing follows it. */
export function streamError(): string {
  return errorEvent({
    status: 424,
    error: 'Request failed during generation: Server error: CANCELLED',
    type: 'generation',
  })
}
