import type { Model } from '@workbook/kit'
import type { Exceeded } from '../../limits.ts'
import { base62, hash, randomFrom, randomText } from '../../world.ts'
import type { Problems } from '../compatible/dialect.ts'
import { compact, isObject } from '../compatible/json.ts'
import type { Problem } from '../compatible/problem.ts'
import { goDuration } from '../go-duration.ts'
import { invalid } from './invalid.ts'
import { toolUseFailed } from './tool-check.ts'
import { either, wordsFor } from './wording.ts'

const badKey: Problem = {
  status: 401,
  message: 'Invalid API Key',
  type: 'invalid_request_error',
  code: 'invalid_api_key',
  atTheDoor: true,
}

const organization = (key: string) => `org_01${randomText(randomFrom(hash(key)), 24, base62).toLowerCase()}`

const billing = 'https://console.groq.com/settings/billing'

/** The parts of the message that tells a limit was reached. */
interface Reached {
  readonly per: string
  readonly limit: number
  readonly used: number
  readonly requested: number
  /** Milliseconds. */
  readonly wait: number
}

/** What is told where no limit was really reached. */
const usual: Reached = { per: 'tokens per minute (TPM)', limit: 6000, used: 5034, requested: 1166, wait: 2000 }

function reached({ unit, per, limit, used, requested, seconds }: Exceeded): Reached {
  const short = `(${unit === 'tokens' ? 'T' : 'R'}P${per === 'day' ? 'D' : 'M'})`
  return { per: `${unit} per ${per ?? 'minute'} ${short}`, limit, used, requested, wait: seconds * 1000 }
}

function rateLimit(model: string, key: string, { per, limit, used, requested, wait }: Reached): Problem {
  return {
    status: 429,
    message:
      `Rate limit reached for model \`${model}\` in organization \`${organization(key)}\` service tier \`on_demand\` on ` +
      `${per}: Limit ${limit}, Used ${used}, Requested ${requested}. Please try again in ${goDuration(wait)}. ` +
      `Need more tokens? Upgrade to Dev Tier today at ${billing}`,
    type: per.startsWith('tokens') ? 'tokens' : 'requests',
    code: 'rate_limit_exceeded',
    retryAfter: Math.ceil(wait / 1000),
  }
}

/** A request that is larger than a minute's allowance. */
function tooLargeFor(model: string, key: string, limit: number, requested: number): Problem {
  return {
    status: 413,
    message:
      `Request too large for model \`${model}\` in organization \`${organization(key)}\` service tier \`on_demand\` on tokens ` +
      `per minute (TPM): Limit ${limit}, Requested ${requested}, please reduce your message size and try again. ` +
      `Need more tokens? Upgrade to Dev Tier today at ${billing}`,
    type: 'tokens',
    code: 'rate_limit_exceeded',
  }
}

/** What Groq says is wrong with a request. */
export const groqProblems: Problems = {
  noKey: badKey,
  badKey: () => badKey,
  complain: (complaints) => invalid(wordsFor(complaints[0])),
  malformed: invalid('request body is not valid JSON'),
  tooLarge: {
    status: 413,
    message: 'Request Entity Too Large',
    type: 'invalid_request_error',
    code: 'request_too_large',
  },
  unknownModel: (name) => ({
    status: 404,
    message: `The model \`${name}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  }),
  retiredModel: (name) =>
    invalid(
      `The model \`${name}\` has been decommissioned and is no longer supported. Please refer to ` +
        'https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.',
      'model_decommissioned',
    ),
  wrongKind: (name) => invalid(`The model \`${name}\` does not support this endpoint`),
  refused: (parameter) => invalid(`\`${parameter}\` is not supported with this model`),
  badEffort: (_, { efforts }) =>
    efforts
      ? invalid(`\`reasoning_effort\` must be one of ${either(efforts.map((effort) => `\`${effort}\``))}`)
      : invalid('`reasoning_effort` is not supported with this model'),
  tooLong: () => ({
    ...invalid('Please reduce the length of the messages or completion.', 'context_length_exceeded'),
    param: 'messages',
  }),
  unknownAddress: (method, path) => ({
    status: 404,
    message:
      `Unknown request URL: ${method} ${path}. Please check the URL for typos, or see the docs at ` +
      'https://console.groq.com/docs/',
    type: 'invalid_request_error',
    code: 'unknown_url',
  }),
  failures: {
    'no-permission': (model, key) => ({
      status: 403,
      message:
        `The model \`${model}\` is blocked at the project level. Please have a project admin enable this model in the ` +
        `project settings at https://console.groq.com/settings/project/${organization(key).replace('org', 'project')}/limits`,
      type: 'permissions_error',
      code: 'model_permission_blocked_project',
    }),
    timeout: () => ({
      status: 408,
      message: 'Request Timeout',
      type: 'invalid_request_error',
      code: 'request_timeout',
    }),
    'too-large': (model, key) => tooLargeFor(model, key, 12_000, 15_318),
    unprocessable: () => ({
      status: 422,
      message: 'The request was well-formed but could not be followed due to semantic errors.',
      type: 'invalid_request_error',
    }),
    'rate-limited': (model, key, exceeded) => rateLimit(model, key, exceeded ? reached(exceeded) : usual),
    quota: (model, key) =>
      rateLimit(model, key, {
        per: 'tokens per day (TPD)',
        limit: 200_000,
        used: 199_987,
        requested: 542,
        wait: 228_528,
      }),
    'server-error': () => ({ status: 500, message: 'Internal Server Error', type: 'internal_server_error' }),
    unavailable: () => ({ status: 503, message: 'Service Unavailable', type: 'internal_server_error' }),
    overloaded: (model) => ({
      status: 503,
      message:
        `${model} is currently over capacity. Please try again and back off exponentially. ` +
        'Visit https://groqstatus.com to see if there is an active incident.',
      type: 'internal_server_error',
    }),
  },
  body: (problem) => compact({ error: errorOf(problem) }),
  badCall: toolUseFailed,
}

/** What is wrong, without its envelope. */
function errorOf({ message, type, param, code, detail }: Problem): object {
  return { message, type, ...(param && { param }), ...(code && { code }), ...(isObject(detail) && detail) }
}

/** What is sent when a stream fails midway: an event of its own, and no `[DONE]`. */
export function failedEvent(body: object): string {
  const { error } = body as { error: object }
  return `event: error\ndata: ${compact({ error: { ...error, status_code: 400 } })}\n\n`
}

/** What ends a stream when the servers fail. */
export function streamError(): string {
  const error = { message: 'Internal Server Error', type: 'internal_server_error', status_code: 500 }
  return `event: error\ndata: ${compact({ error })}\n\n`
}

/** A limit of the answer beyond what a model can write. */
export function tooManyWanted(parameter: string, model: Model): Problem {
  return invalid(
    `\`${parameter}\` must be less than or equal to \`${model.maxOutput}\`, the maximum value for \`${parameter}\` is less ` +
      'than the `context_window` for this model',
  )
}
