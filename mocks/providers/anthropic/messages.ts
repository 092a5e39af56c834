import { about, pause } from '../../pace.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import type { Call, Outcome } from './call.ts'
import { latencyOf } from './latency.ts'
import { draft, messageBody } from './message.ts'
import type { Draft } from './message.ts'
import { checkMessage } from './message-rules.ts'
import { messageStream } from './message-stream.ts'
import { misbehaviourProblems } from './misbehaviour.ts'

/** POST /v1/messages */
export async function messages(call: Call): Promise<Outcome> {
  const checked = checkMessage(call.body, call)
  if ('problem' in checked) return checked.problem
  const filtered = misbehaviourOf(call.key) === 'content-filter' && misbehaviourProblems['content-filter']
  if (filtered) return filtered

  const { request, model } = checked
  const drafted = draft(request, model, call)
  const { input_tokens: inputTokens, cache_creation_input_tokens: written } = drafted.input
  // Tokens that were read from the cache are not counted towards the limits.
  const charged = { model: model.id, inputTokens: inputTokens + written, outputTokens: drafted.outputTokens }
  if (request.stream) return { response: messageStream(drafted, call.signal), charged }

  await pause(duration(drafted), call.signal)
  const body = messageBody(drafted)
  // Only who asks for diagnostics gets them; with nothing to diagnose they are null.
  const response = Response.json(request.diagnostics ? { ...body, diagnostics: null } : body)
  return { response, charged }
}

/** Milliseconds until the whole answer is there. */
function duration({ model, outputTokens, random }: Draft): number {
  const { firstToken, tokensPerSecond } = latencyOf(model)
  return about(firstToken + (outputTokens * 1000) / tokensPerSecond, random)
}
