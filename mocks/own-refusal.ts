import { WrittenResponse } from './written-response.ts'

const mark = 'x-workbook-refused'

/**
 * The answer to a request that the workbook itself does not let through. An answer instead of a broken connection, because every
 * SDK shows an answer's sentence and none tries again; its body is an error in every provider's dialect at once.
 *
 * @param message the sentence
 * @param status 402 for what would cost too much, 404 for what is not there
 */
export function ownRefusal(message: string, status: 402 | 404 = 402): Response {
  const kind = status === 402 ? 'workbook_budget' : 'workbook_replay'
  const error = { message, type: kind, code: kind, param: null, status: 'FAILED_PRECONDITION' }
  return new WrittenResponse(JSON.stringify({ type: 'error', error }), {
    status,
    headers: { 'content-type': 'application/json', 'x-should-retry': 'false', [mark]: '1' },
  })
}

/** True for an answer that no provider gave, simulated or real. */
export function isOwnRefusal(headers: Readonly<Record<string, string>>): boolean {
  return mark in headers
}
