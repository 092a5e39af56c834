import type { Exceeded } from '../../limits.ts'
import type { FailureContext } from '../../mischief.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { hash } from '../../world.ts'
import { addHeaders } from '../../written-response.ts'
import { badKey, problemResponse } from './errors.ts'
import type { Problem } from './errors.ts'
import { accountHeaders, commonHeaders } from './headers.ts'
import { compact } from './json.ts'

const limitsPage = 'https://platform.openai.com/account/rate-limits'
const quotaPage = 'https://platform.openai.com/docs/guides/error-codes/api-errors'

/** Seconds until a rate-limited key may try again. */
const wait = 2

const serverError: Problem = {
  status: 500,
  message: 'The server had an error while processing your request. Sorry about that!',
  type: 'server_error',
}

/** What each misbehaviour of a test key is with OpenAI, as far as it is a status. */
const problems: { readonly [kind in Misbehaviour]?: (context: FailureContext) => Problem } = {
  invalid: ({ key }) => badKey(key),
  'no-permission': ({ key }) => ({
    status: 403,
    message: `You are not allowed to access this endpoint with the project \`${projectOf(key)}\`.`,
    type: 'invalid_request_error',
    code: 'project_not_allowed',
  }),
  timeout: () => ({
    status: 408,
    message: 'Request timed out. Please try again.',
    type: 'server_error',
    code: 'request_timeout',
  }),
  'too-large': () => ({
    status: 413,
    message: 'The request body is too large. Please reduce its size and try again.',
    code: 'request_too_large',
  }),
  unprocessable: () => ({ status: 422, message: 'Unprocessable entity. Please check your request and try again.' }),
  'rate-limited': rateLimited,
  quota: () => ({
    status: 429,
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
      `error, read the docs: ${quotaPage}.`,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  }),
  'server-error': () => serverError,
  unavailable: () => ({
    status: 503,
    message: 'The service is temporarily unavailable. Please try again later.',
    type: 'service_unavailable_error',
    code: 'service_unavailable',
  }),
  overloaded: () => ({
    status: 503,
    message: 'The server is currently overloaded with other requests. Please try again later.',
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
  }),
}

const usual: Exceeded = { unit: 'requests', per: 'minute', limit: 500, used: 500, requested: 1, seconds: wait }

/** Whose limit it was, and how long to wait; a request that is larger than the whole limit is told so. */
function rateLimited({ key, model = 'gpt-6-luna', exceeded }: FailureContext): Problem {
  const { unit, per, limit, used, requested, seconds } = exceeded ?? usual
  const what = `${unit} per ${per === 'day' ? 'day' : 'min'} (${unit === 'tokens' ? 'T' : 'R'}P${per === 'day' ? 'D' : 'M'})`
  const where = `${model} in organization ${organizationOf(key)} on ${what}: Limit ${limit}`
  const message = Number.isFinite(seconds)
    ? `Rate limit reached for ${where}, Used ${used}, Requested ${requested}. Please try again in ${seconds}s. ` +
      `Visit ${limitsPage} to learn more.`
    : `Request too large for ${where}, Requested ${requested}. The input or output tokens must be reduced in order ` +
      `to run successfully. Visit ${limitsPage} to learn more.`
  return { status: 429, message, type: unit, code: 'rate_limit_exceeded' }
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, context: FailureContext): Response | undefined {
  const problem = problems[kind]?.(context)
  if (!problem) return undefined
  const response = problemResponse(problem)
  const headers: Record<string, string> = {
    ...commonHeaders(context.random),
    ...(problem.status !== 401 && accountHeaders(context.key, 3)),
    ...(kind === 'rate-limited' && limitHeaders(context)),
    ...(kind === 'overloaded' && { 'retry-after': String(wait) }),
  }
  addHeaders(response, headers)
  return response
}

/** What an account that has nothing left is told; of a request that never fits, not when to try again. */
function limitHeaders({ exceeded }: FailureContext): Record<string, string> {
  const unit = exceeded?.unit === 'tokens' ? 'tokens' : 'requests'
  const seconds = exceeded?.seconds ?? wait
  return {
    ...(Number.isFinite(seconds) && { 'retry-after': String(seconds), 'retry-after-ms': String(seconds * 1000) }),
    'x-ratelimit-limit-requests': unit === 'requests' ? String(exceeded?.limit ?? 500) : '500',
    'x-ratelimit-limit-tokens': unit === 'tokens' ? String(exceeded?.limit ?? 200_000) : '200000',
    'x-ratelimit-remaining-requests': unit === 'requests' ? '0' : '499',
    'x-ratelimit-remaining-tokens': unit === 'tokens' ? '0' : '199999',
    'x-ratelimit-reset-requests': unit === 'requests' ? `${Math.min(seconds, 60)}s` : '120ms',
    'x-ratelimit-reset-tokens': unit === 'tokens' ? `${Math.min(seconds, 60)}s` : '0s',
  }
}

/** The event that tells that a stream failed midway; nothing follows it. */
export function streamError({ url }: Pick<FailureContext, 'url'>): string {
  const { message, type, code = null } = serverError
  const error = { message, type, param: null, code }
  if (!new URL(url).pathname.startsWith('/v1/responses')) return `data: ${compact({ error })}\n\n`
  const numbered = { type: 'error', error: { type, code: 'server_error', message, param: null }, sequence_number: 8 }
  return `event: error\ndata: ${compact(numbered)}\n\n`
}

function projectOf(key: string): string {
  return accountHeaders(key, 1)['openai-project'] ?? ''
}

function organizationOf(key: string): string {
  return `org-${hash(key).toString(36).padStart(7, '0')}`
}
