import type { Exceeded } from '../../limits.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { now } from '../../world.ts'
import { addHeaders } from '../../written-response.ts'
import { commonHeaders } from './headers.ts'
import { compact, pretty, spaced } from './json.ts'
import { badRequest, interactionsError, invalid, mannerOf, problemResponse, rpcError } from './problem.ts'
import type { Detail, Problem } from './problem.ts'

/** An address nobody listens at; Google's gateway answers with a page of HTML. */
export function unknownAddress(path: string): Response {
  const safe = path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const page = [
    '<!DOCTYPE html>',
    '<html lang=en>',
    '  <meta charset=utf-8>',
    '  <title>Error 404 (Not Found)!!1</title>',
    '  <p><b>404.</b> <ins>That’s an error.</ins>',
    `  <p>The requested URL <code>${safe}</code> was not found on this server.  <ins>That’s all we know.</ins>`,
    '',
  ]
  return new Response(page.join('\n'), { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } })
}

const service = 'generativelanguage.googleapis.com'

function errorInfo(reason: string, metadata: Readonly<Record<string, string>> = {}): Detail {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata: { service, ...metadata },
  }
}

function localized(message: string): Detail {
  return { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message }
}

const invalidKey = 'API key not valid. Please pass a valid API key.'

/** A key nobody was given: not a 401, but a 400. Only the Interactions API says 401. */
export const badKey: Problem = {
  ...invalid(invalidKey, [errorInfo('API_KEY_INVALID'), localized(invalidKey)]),
  word: 'authentication',
  interactionsStatus: 401,
}

export const noKey: Problem = {
  status: 'PERMISSION_DENIED',
  message:
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form " +
    'of API consumer identity to call this API.',
  word: 'authentication',
  interactionsStatus: 401,
}

/** An API key sent as if it were an OAuth token, which is how the other providers want theirs. */
export const notAToken: Problem = {
  status: 'UNAUTHENTICATED',
  message:
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
    'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  details: [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
}

export const twoKeys: Problem = invalid('Multiple authentication credentials received. Please pass only one.')

/** A body that is not JSON, with the place where it stops being so. */
export function malformedBody(text: string): Problem {
  return badRequest([
    {
      description: `Invalid JSON payload received. ${text.trim() ? 'Unexpected token' : 'Unexpected end of string'}.\n${text.slice(0, 60)}\n^`,
    },
  ])
}

export const notAMessage: Problem = badRequest([
  { description: 'Invalid JSON payload received. Unknown name "": Root element must be a message.' },
])

export const tooDeep: Problem = badRequest([
  {
    description:
      'Invalid JSON payload received. Message too deep. Max recursion depth reached for a nesting of 100 levels.',
  },
])

/** Bytes of the largest body that is read. */
export const largestBody = 20_971_520

export const tooLarge: Problem = invalid(`Request payload size exceeds the limit: ${largestBody} bytes.`)

/** An id that nobody serves, or no longer, or not with this method. */
export function unknownModel(id: string, version: string, method: string): Problem {
  const list = method === 'generateContent' ? 'ModelService.ListModels' : 'ListModels'
  return {
    status: 'NOT_FOUND',
    message:
      `models/${id} is not found for API version ${version}, or is not supported for ${method}. ` +
      `Call ${list} to see the list of available models and their supported methods.`,
    word: 'model_not_found',
  }
}

export function tooManyTokens(count: number, most: number): Problem {
  return invalid(`The input token count (${count}) exceeds the maximum number of tokens allowed (${most}).`)
}

const limitsPage = 'https://ai.google.dev/gemini-api/docs/rate-limits'

/** Too many requests: when to come back stands in the body alone. */
function exhausted(model: string, quota: { metric: string; id: string; limit: number }, seconds: number): Problem {
  const metric = `${service}/${quota.metric}`
  return {
    status: 'RESOURCE_EXHAUSTED',
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
      `head to: ${limitsPage}. To monitor your current usage, head to: https://ai.dev/rate-limit. \n` +
      `* Quota exceeded for metric: ${metric}, limit: ${quota.limit}, model: ${model}\nPlease retry in ${seconds}s.`,
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{ description: 'Learn more about Gemini API quotas', url: limitsPage }],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          {
            quotaMetric: metric,
            quotaId: quota.id,
            quotaDimensions: { location: 'global', model },
            quotaValue: String(quota.limit),
          },
        ],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${Math.floor(seconds)}s` },
    ],
  }
}

const perMinute = {
  metric: 'generate_content_paid_tier_requests',
  id: 'GenerateRequestsPerMinutePerProjectPerModel-PaidTier',
  limit: 1000,
}
const perDay = {
  metric: 'generate_content_free_tier_requests',
  id: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
  limit: 20,
}

/** Seconds until midnight in California, when the quotas of a day begin anew; there it is eight hours earlier than UTC. */
function untilMidnight(): number {
  const day = 86_400_000
  return Math.round((day - ((now() - 8 * 3_600_000) % day)) / 1000)
}

const disabled =
  'Generative Language API has not been used in project 100000000000 before or it is disabled. Enable it by visiting ' +
  `https://console.developers.google.com/apis/api/${service}/overview?project=100000000000 then retry. If you enabled ` +
  'this API recently, wait a few minutes for the action to propagate to our systems and retry.'

/** What each misbehaviour of a test key is with Google: where it has no such status, the nearest. */
const failures: Partial<Record<Misbehaviour, (model: string, exceeded?: Exceeded) => Problem>> = {
  invalid: () => badKey,
  'no-permission': () => ({
    status: 'PERMISSION_DENIED',
    message: disabled,
    details: [
      errorInfo('SERVICE_DISABLED', { serviceTitle: 'Generative Language API', consumer: 'projects/100000000000' }),
      localized(disabled),
    ],
  }),
  timeout: () => ({
    status: 'DEADLINE_EXCEEDED',
    message: 'Deadline expired before operation could complete.',
  }),
  'too-large': () => tooLarge,
  unprocessable: () => invalid('Request contains an invalid argument.'),
  'rate-limited': (model, exceeded) =>
    exceeded ? exhausted(model, quotaOf(exceeded), Math.min(exceeded.seconds, 86_400)) : exhausted(model, perMinute, 2),
  quota: (model) => ({ ...exhausted(model, perDay, untilMidnight()), word: 'quota_exceeded' }),
  'server-error': () => ({
    status: 'INTERNAL',
    message:
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  }),
  unavailable: () => ({ status: 'UNAVAILABLE', message: 'The service is currently unavailable.' }),
  overloaded: () => overloaded,
}

const overloaded: Problem = {
  status: 'UNAVAILABLE',
  message: 'The model is overloaded. Please try again later.',
}

/** What a failure's wording depends on. */
export interface FailureContext {
  /** The address that was asked for. */
  readonly url: string
  /** Where the address does not name the model. */
  readonly model?: string
  /** Which limit was exceeded, where one really was. */
  readonly exceeded?: Exceeded
}

/** A limit under the names that Google has for it. */
function quotaOf({ unit, per, limit }: Exceeded): { metric: string; id: string; limit: number } {
  const isTokens = unit === 'tokens'
  const span = per === 'day' ? 'PerDay' : 'PerMinute'
  return {
    metric: `generate_content_free_tier_${isTokens ? 'input_token_count' : 'requests'}`,
    id: `Generate${isTokens ? 'ContentInputTokens' : 'Requests'}${span}PerProjectPerModel-FreeTier`,
    limit,
  }
}

/**
 * The response that a test key's misbehaviour calls for.
 *
 * @returns undefined for the kinds that are no status: broken transport, and what happens inside an answer
 */
export function failure(kind: Misbehaviour, { url, model, exceeded }: FailureContext): Response | undefined {
  const problem = failures[kind]
  if (!problem) return undefined
  const named = /\/models\/([^:/?]+)/.exec(url)?.[1]
  const response = problemResponse(problem(model ?? named ?? 'gemini-3.8-flash', exceeded), mannerOf(url))
  addHeaders(response, commonHeaders(1))
  return response
}

/**
 * What is sent when a stream fails midway.
 *
 * @param url the address whose stream it is; without one, that of streamGenerateContent
 */
export function streamError(url?: string): string {
  const manner = url === undefined ? 'object' : mannerOf(url)
  if (manner === 'interactions') {
    return `event: error\ndata: ${compact({ error: interactionsError(overloaded), event_type: 'error' })}\n\n`
  }
  if (manner === 'list') return `,\r\n${pretty({ error: rpcError(overloaded) })}]`
  return `data: ${spaced({ error: rpcError(overloaded) })}\r\n\r\n`
}
