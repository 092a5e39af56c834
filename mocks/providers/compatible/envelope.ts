import { compact } from './json.ts'
import type { Problem } from './problem.ts'

/** A problem with the four keys of OpenAI. */
export function openaiError({ message, type, param, code }: Problem) {
  return { message, type: type ?? 'invalid_request_error', param: param ?? null, code: code ?? null }
}

/** A problem in OpenAI's envelope, on one line. */
export function openaiEnvelope(problem: Problem): string {
  return compact({ error: openaiError(problem) })
}

/** A problem of status 400. */
export function bad(message: string, more: Partial<Problem> = {}): Problem {
  return { status: 400, message, type: 'invalid_request_error', ...more }
}

/** A frame of a stream. */
export function frame(value: object): string {
  return `data: ${compact(value)}\n\n`
}
