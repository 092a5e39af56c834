import type { Problem } from '../compatible/problem.ts'

/** Something the request says, or fails to say: status 400. */
export function invalid(message: string, code?: string): Problem {
  return { status: 400, message, type: 'invalid_request_error', ...(code && { code }) }
}
