import type { ErrorObject } from '@anthropic-ai/sdk/resources/shared'
import { misbehaviourProblems, rateLimited } from './misbehaviour.ts'
import type { Exceeded } from '../../limits.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import type { Random } from '../../world.ts'
import { addHeaders, WrittenResponse } from '../../written-response.ts'
import { commonHeaders } from './headers.ts'
import { exhaustedHeaders } from './rate-limits.ts'

/** What is wrong with a request, as Anthropic says it. */
export interface Problem {
  readonly status: number
  /** The types of the API reference; the SDK has no type of its own for a body that is too large. */
  readonly type: ErrorObject['type'] | 'request_too_large'
  readonly message: string
  /** Seconds to wait, for the header retry-after. */
  readonly retryAfter?: number
}

/** The body that tells a problem; compact, like every body of this API. */
function errorBody({ type, message }: Problem, requestId: string | null): string {
  return JSON.stringify({ type: 'error', error: { type, message }, request_id: requestId })
}

/** The response that tells a problem; the caller adds the headers every response has. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const retryable = problem.status === 429 || problem.status >= 500
  return new WrittenResponse(errorBody(problem, requestId), {
    status: problem.status,
    headers: {
      'content-type': 'application/json',
      'x-should-retry': String(retryable),
      ...(problem.retryAfter !== undefined && { 'retry-after': String(problem.retryAfter) }),
    },
  })
}

/** Something the request says, or fails to say: status 400. */
export function invalid(message: string): Problem {
  return { status: 400, type: 'invalid_request_error', message }
}

export const noKey: Problem = { status: 401, type: 'authentication_error', message: 'x-api-key header is required' }

/** A key nobody was given, by the header it came in. */
export function badKey(header: 'authorization' | 'x-api-key'): Problem {
  const message = header === 'authorization' ? 'Invalid bearer token' : 'invalid x-api-key'
  return { status: 401, type: 'authentication_error', message }
}

export const noVersion = invalid('anthropic-version: header is required')

export function badVersion(version: string): Problem {
  return invalid(`anthropic-version: "${version}" is not a valid version`)
}

export const unknownAddress: Problem = { status: 404, type: 'not_found_error', message: 'Not Found' }
export const wrongMethod: Problem = { status: 405, type: 'invalid_request_error', message: 'Method Not Allowed' }

export const tooLarge: Problem = {
  status: 413,
  type: 'request_too_large',
  message: 'Request exceeds the maximum allowed number of bytes.',
}

/** An id nobody serves: never did, or no longer does. The API makes no difference. */
export function unknownModel(id: string): Problem {
  return { status: 404, type: 'not_found_error', message: `model: ${id}` }
}

export function unknownBatch(id: string): Problem {
  return { status: 404, type: 'not_found_error', message: `Message Batch with id '${id}' not found.` }
}

/** What the account of a failing test key is answered. */
export interface FailureContext {
  readonly key: string
  /** Where the request's id comes from. */
  readonly random: Random
  /** Which limit was exceeded, where one really was. */
  readonly exceeded?: Exceeded
}

/**
 * The response to a test key that stands for a failure with a status.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, { key, random, exceeded }: FailureContext): Response | undefined {
  const problem = kind === 'rate-limited' && exceeded ? rateLimited(exceeded) : misbehaviourProblems[kind]
  if (!problem) return undefined
  const headers = commonHeaders(random, key)
  const response = problemResponse(problem, headers['request-id'] ?? '')
  if (kind === 'rate-limited') Object.assign(headers, exhaustedHeaders(problem.retryAfter ?? 0))
  addHeaders(response, headers)
  return response
}

/**
 * The frame that tells that a stream failed midway; nothing follows it.
 *
 * @param requestId of the request whose stream this is
 */
export function streamError(requestId: string | null = null): string {
  const error = { details: null, type: 'overloaded_error', message: 'Overloaded' }
  return `event: error\ndata: ${JSON.stringify({ type: 'error', error, request_id: requestId })}\n\n`
}
