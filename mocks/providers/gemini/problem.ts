import { WrittenResponse } from '../../written-response.ts'
import { compact, jsonType, pretty } from './json.ts'

/** Google's canonical codes, with the HTTP status of each and the Interactions API's word for it. */
const codes = {
  INVALID_ARGUMENT: { http: 400, word: 'invalid_request' },
  FAILED_PRECONDITION: { http: 400, word: 'failed_precondition' },
  UNAUTHENTICATED: { http: 401, word: 'authentication' },
  PERMISSION_DENIED: { http: 403, word: 'permission_denied' },
  NOT_FOUND: { http: 404, word: 'not_found' },
  RESOURCE_EXHAUSTED: { http: 429, word: 'rate_limit_exceeded' },
  INTERNAL: { http: 500, word: 'internal_error' },
  UNAVAILABLE: { http: 503, word: 'service_unavailable' },
  DEADLINE_EXCEEDED: { http: 504, word: 'deadline_exceeded' },
} as const

/** What is wrong with a request, as Google says it. */
export interface Problem {
  readonly status: keyof typeof codes
  readonly message: string
  /** Each with an `@type` of google.rpc. */
  readonly details?: readonly Detail[]
  /** The Interactions API's word, where it is not the one that belongs to the status. */
  readonly word?: string
  /** Some keys are refused with another status by the Interactions API. */
  readonly interactionsStatus?: number
}

export type Detail = { readonly '@type': string } & Readonly<Record<string, unknown>>

/** How the errors of an address are written: as an object, as the only item of a list, or in the Interactions API's manner. */
export type Manner = 'object' | 'list' | 'interactions'

export function mannerOf(url: string): Manner {
  const { pathname, searchParams } = new URL(url)
  if (/^\/[^/]+\/interactions(\/|$)/.test(pathname)) return 'interactions'
  return pathname.endsWith(':streamGenerateContent') && searchParams.get('alt') !== 'sse' ? 'list' : 'object'
}

/** The response that tells a problem; the caller adds the headers every response has. */
export function problemResponse(problem: Problem, manner: Manner): Response {
  const { http } = codes[problem.status]
  const headers = { 'content-type': jsonType }
  if (manner === 'interactions') {
    return new WrittenResponse(compact({ error: interactionsError(problem) }), {
      status: problem.interactionsStatus ?? http,
      headers,
    })
  }
  const body = pretty({ error: rpcError(problem) })
  return new WrittenResponse(manner === 'list' ? `[${body}]` : body, { status: http, headers })
}

/** The error in the form of google.rpc. */
export function rpcError({ status, message, details }: Problem) {
  return { code: codes[status].http, message, status, ...(details && { details }) }
}

/** The error in the Interactions API's form. */
export function interactionsError({ status, message, word }: Problem) {
  return { code: word ?? codes[status].word, message }
}

/** A problem of status 400. */
export function invalid(message: string, details?: readonly Detail[]): Problem {
  return { status: 'INVALID_ARGUMENT', message, ...(details && { details }) }
}

/** A field whose value is out of the question, in the words of the service's own checks. */
export function invalidField(path: string, reason: string): Problem {
  return invalid(`* GenerateContentRequest.${path}: ${reason}\n`)
}

export interface Violation {
  /** Absent for the message as a whole. */
  readonly field?: string
  readonly description: string
}

/** What does not fit the message's definition. */
export function badRequest(violations: readonly Violation[]): Problem {
  return {
    ...invalid(violations.map(({ description }) => description).join('\n'), [
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations },
    ]),
    ...(violations.every(({ description }) => description.includes('Cannot find field')) && {
      word: 'parameter_unknown',
    }),
  }
}
