import type { InputTokenCountResponse } from 'openai/resources/responses/input-tokens'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { pretty } from './json.ts'
import { readInputTokensRequest } from './responses-rules.ts'

/** POST /v1/responses/input_tokens */
export function countInputTokens({ body, key }: Call): Outcome {
  const read = readInputTokensRequest(body, key)
  if ('message' in read) return read
  const count = { object: 'response.input_tokens', input_tokens: read.tokens } satisfies InputTokenCountResponse
  return { response: new WrittenResponse(pretty(count), { headers: { 'content-type': 'application/json' } }) }
}
