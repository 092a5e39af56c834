import type { MessageTokensCount } from '@anthropic-ai/sdk/resources/messages'
import type { Call, Outcome } from './call.ts'
import { checkCount } from './message-rules.ts'
import { inputTokens } from './token-count.ts'

/** POST /v1/messages/count_tokens: what a prompt would be charged, cached or not. Free. */
export function countTokens(call: Call): Outcome {
  const checked = checkCount(call.body, call)
  if ('problem' in checked) return checked.problem
  const body = { input_tokens: inputTokens(checked.model, checked.request) } satisfies MessageTokensCount
  return { response: Response.json(body) }
}
