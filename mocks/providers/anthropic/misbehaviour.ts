import type { Exceeded } from '../../limits.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import type { Problem } from './errors.ts'

const limitsPage = 'https://docs.claude.com/en/api/rate-limits'

const salesPage = 'https://www.anthropic.com/contact-sales'

/** What an account that did too much is told. */
export function rateLimited({ unit, per, limit, seconds }: Exceeded): Problem {
  const waits = Number.isFinite(seconds)
  const message =
    unit === 'connections'
      ? 'Number of concurrent connections has exceeded your rate limit. Please try again later or contact sales at ' +
        `${salesPage} to discuss your options for a rate limit increase.`
      : `This request would exceed your organization's rate limit of ${limit.toLocaleString('en-US')} ` +
        `${unit === 'tokens' ? 'input tokens' : 'requests'} per ${per ?? 'minute'}. ` +
        `For details, refer to: ${limitsPage}. You can see the response headers for current usage. ` +
        'Please reduce the prompt length or the maximum tokens requested, or try again later.'
  return { status: 429, type: 'rate_limit_error', message, ...(waits && { retryAfter: seconds }) }
}

/** What each failing test key is told; a kind that this API has no status for gets the nearest it documents. */
export const misbehaviourProblems: { readonly [kind in Misbehaviour]?: Problem } = {
  invalid: { status: 401, type: 'authentication_error', message: 'Invalid bearer token' },
  'no-permission': {
    status: 403,
    type: 'permission_error',
    message: 'Your API key does not have permission to use the specified resource.',
  },
  // There is no 408: a request that takes too long ends at the gateway.
  timeout: { status: 504, type: 'timeout_error', message: 'Request timed out. Try again, or stream the response.' },
  'too-large': {
    status: 413,
    type: 'request_too_large',
    message: 'Request exceeds the maximum allowed number of bytes.',
  },
  // There is no 422: what cannot be processed is invalid.
  unprocessable: { status: 400, type: 'invalid_request_error', message: 'The request could not be processed.' },
  'rate-limited': rateLimited({ unit: 'requests', per: 'minute', limit: 50, used: 50, requested: 1, seconds: 2 }),
  quota: {
    status: 400,
    type: 'invalid_request_error',
    message:
      'Your credit balance is too low to access the Anthropic API. ' +
      'Please go to Plans & Billing to upgrade or purchase credits.',
  },
  'server-error': { status: 500, type: 'api_error', message: 'Internal server error' },
  unavailable: { status: 503, type: 'api_error', message: 'Service unavailable' },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
  'content-filter': {
    status: 400,
    type: 'invalid_request_error',
    message: 'Output blocked by content filtering policy',
  },
}
