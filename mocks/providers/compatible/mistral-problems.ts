import { compact, isObject } from './json.ts'
import type { Problem } from './problem.ts'
import { pydanticError } from '../pydantic.ts'
import type { Problems } from './dialect.ts'

/** A problem in the envelope of the models' side; the gateway has another. */
export function apiError(status: number, message: string, type: string, code: string | null): Problem {
  return { status, message, type, code }
}

/** What the gateway says: nothing but the message. */
function gatewayError(status: number, message: string): Problem {
  return { status, message, atTheDoor: true }
}

const unauthorized = gatewayError(401, 'Unauthorized')

/** What Mistral says is wrong. */
export const mistralProblems: Problems = {
  noKey: unauthorized,
  badKey: () => unauthorized,
  complain: (complaints) => ({
    status: 422,
    message: '',
    type: 'invalid_request_error',
    code: null,
    detail: { detail: complaints.map(pydanticError) },
  }),
  malformed: {
    status: 422,
    message: '',
    type: 'invalid_request_error',
    detail: {
      detail: [
        {
          type: 'json_invalid',
          loc: ['body', 0],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'Expecting value' },
        },
      ],
    },
  },
  tooLarge: gatewayError(413, 'Request size limit exceeded'),
  unknownModel: (name) => apiError(400, `Invalid model: ${name}`, 'invalid_model', '1500'),
  wrongKind: (name) => apiError(400, `Invalid model: ${name}`, 'invalid_model', '1500'),
  refused: (parameter, value) => ({
    status: 422,
    message: '',
    type: 'invalid_request_error',
    code: null,
    detail: { detail: [pydanticError({ kind: 'unknown', path: [parameter], value, known: [] })] },
  }),
  badEffort: (_, model) =>
    apiError(400, `reasoning_effort is not supported for model ${model.id}`, 'invalid_request_error', null),
  tooLong: (model, tokens) =>
    apiError(
      400,
      `Prompt contains ${tokens} tokens and 0 draft tokens, too large for model with ${model.contextWindow} maximum context length`,
      'invalid_request_invalid_args',
      '3051',
    ),
  unknownAddress: () => gatewayError(404, 'no Route matched with those values'),
  wrongMethod: () => ({ status: 405, message: '', detail: { detail: 'Method Not Allowed' }, atTheDoor: true }),
  failures: {
    'no-permission': () => gatewayError(403, 'You cannot consume this service'),
    timeout: () => gatewayError(408, 'The request timed out'),
    'too-large': () => gatewayError(413, 'Request size limit exceeded'),
    unprocessable: () => ({
      status: 422,
      message: '',
      type: 'invalid_request_error',
      detail: {
        detail: [{ type: 'value_error', loc: ['body'], msg: 'Value error, the request makes no sense', input: {} }],
      },
    }),
    'rate-limited': () => ({
      ...apiError(429, 'Requests rate limit exceeded', 'rate_limited', '1300'),
      retryAfter: 2,
    }),
    quota: () =>
      gatewayError(
        402,
        'You have reached your monthly usage limit. Raise it at https://admin.mistral.ai/plateforme/limits',
      ),
    'server-error': () => apiError(500, 'Service unavailable.', 'internal_server_error', '1000'),
    unavailable: () => apiError(503, 'Service unavailable.', 'unreachable_backend', '1100'),
    overloaded: () =>
      apiError(429, 'Service tier capacity exceeded for this model.', 'service_tier_capacity_exceeded', '3505'),
  },
  body(problem, requestId) {
    const { status, message, type, code, detail } = problem
    if (type === undefined) {
      if (status === 401) return compact({ detail: message })
      return compact(isObject(detail) ? detail : { message, request_id: requestId.replaceAll('-', '') })
    }
    return compact({ object: 'error', message: detail ?? message, type, param: null, code: code ?? null })
  },
}
