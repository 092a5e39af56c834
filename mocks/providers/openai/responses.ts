import type { Model } from '@workbook/kit'
import type {
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseOutputRefusal,
  ResponseOutputText,
} from 'openai/resources/responses/responses'
import { generate } from '../../engine/engine.ts'
import type { Turn } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { nowInSeconds } from '../../world.ts'
import type { Random } from '../../world.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import type { Call, Outcome } from './call.ts'
import { declinable } from './declined.ts'
import type { Declinable } from './declined.ts'
import { callId, idFamily, sealedThoughts } from './ids.ts'
import { pretty } from './json.ts'
import { acceptance, latencyOf } from './latency.ts'
import { effortOf } from './model-rules.ts'
import { isOfPhases, responseObject, responseUsage } from './response-object.ts'
import type { Progress, ResponsesRequest, WireReasoning, WireResponse } from './response-object.ts'
import { inputTurns, itemsOf } from './responses-input.ts'
import type { Input } from './responses-input.ts'
import type { ReadableResponse } from './responses-rules.ts'
import { readResponsesRequest } from './responses-rules.ts'
import { responsesStream } from './responses-stream.ts'
import { store, storedResponse } from './stored-responses.ts'
import { schemaOf, toolPrompt } from './tools.ts'

/** A response that was thought out but not yet sent. */
export interface Draft {
  readonly id: string
  readonly createdAt: number
  readonly request: ResponsesRequest
  readonly model: Model
  readonly answer: Declinable
  /** Absent when nothing was thought. */
  readonly reasoning?: WireReasoning
  /** Absent when the thoughts left no room for a word. */
  readonly message?: ResponseOutputMessage
  readonly calls: readonly ResponseFunctionToolCall[]
  readonly usage: WireResponse['usage']
  readonly random: Random
}

/** POST /v1/responses */
export async function responses(call: Call): Promise<Outcome> {
  const read = readResponsesRequest(call.body, call.key)
  if ('message' in read) return read
  const { request, model, inputTokens } = read
  const draft = think(call, read)
  const charged = { model: request.model ?? model.id, tokens: inputTokens + (request.max_output_tokens ?? 16) }
  const keep = (response: WireResponse) => {
    if (request.store === false) return
    const input = (request.input ?? []) as Input
    const before = request.previous_response_id
      ? storedResponse(request.previous_response_id, call.key)?.turns
      : undefined
    const said: Turn[] = draft.message || draft.calls.length ? [{ role: 'assistant', text: draft.answer.text }] : []
    store(call.key, { response, input: itemsOf(input), turns: [...(before ?? []), ...inputTurns(input), ...said] })
  }
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  if (request.stream) {
    await pause(firstToken * acceptance, call.signal)
    return { response: responsesStream(draft, call.signal, keep), charged }
  }
  const tokens = draft.answer.visibleTokens + draft.answer.reasoningTokens
  await pause(about(firstToken + (tokens * 1000) / tokensPerSecond, call.random), call.signal)
  const response = responseObject(draft, finished(draft, false))
  keep(response)
  return { response: new Response(pretty(response), { headers: { 'content-type': 'application/json' } }), charged }
}

/** How far a response is when it is done. */
export function finished({ answer, reasoning, message, calls, usage }: Draft, streamed: boolean): Progress {
  const output = [reasoning, message, ...calls].filter((item) => item !== undefined)
  const reason = incompletion(answer)
  return { status: reason ? 'incomplete' : 'completed', output, usage, streamed, ...(reason && { reason }) }
}

/** Why an answer is not whole; undefined when it is. */
function incompletion({ finish, declined }: Declinable): Progress['reason'] {
  if (declined === 'content-filter') return 'content_filter'
  return finish === 'length' ? 'max_output_tokens' : undefined
}

/** The content of the answer's message, or the refusal to give one. */
export function contentPart(draft: Pick<Draft, 'answer' | 'request'>): ResponseOutputText | ResponseOutputRefusal {
  return draft.answer.declined === 'refusal' ? { type: 'refusal', refusal: draft.answer.text } : outputText(draft)
}

/** The answer as text. */
export function outputText(draft: Pick<Draft, 'answer' | 'request'>): ResponseOutputText {
  return { type: 'output_text', annotations: [], logprobs: logprobs(draft), text: draft.answer.text }
}

/** The probabilities of some of the visible tokens, when the request includes them. */
export function logprobs(
  { answer, request }: Pick<Draft, 'answer' | 'request'>,
  from = 0,
  to = Infinity,
): ResponseOutputText.Logprob[] {
  if (!request.include?.includes('message.output_text.logprobs')) return []
  return answer.logprobs.slice(from, to).map(({ text, bytes, logprob, top }) => ({
    token: text,
    bytes: [...bytes],
    logprob,
    top_logprobs: top.map((other) => ({ token: other.text, bytes: [...other.bytes], logprob: other.logprob })),
  }))
}

function think(call: Call, { request, model, turns, inputTokens }: ReadableResponse): Draft {
  const effort = effortOf(model, request.reasoning?.effort)
  const schema = schemaOf(request.text?.format)
  const written = generate({
    turns,
    seed: call.seed,
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    maxTokens: Math.min(request.max_output_tokens ?? Infinity, model.maxOutput),
    effort: effort ?? 'none',
    topLogprobs: request.top_logprobs ?? 0,
    ...toolPrompt(request as unknown as Readonly<Record<string, unknown>>),
    ...(schema && { schema }),
    badArguments: misbehaviourOf(call.key) === 'bad-arguments',
  })
  const answer = declinable(written, call.key)
  const newId = idFamily(call.random)
  const draft = { id: newId('resp'), createdAt: nowInSeconds(), request, model, answer, random: call.random }
  const isSealed = request.include?.includes('reasoning.encrypted_content')
  const reasoning: WireReasoning = {
    id: newId('rs'),
    type: 'reasoning',
    ...(isSealed && { encrypted_content: sealedThoughts(call.random, answer.reasoningTokens) }),
    summary: [],
  }
  const message: ResponseOutputMessage = {
    id: newId('msg'),
    type: 'message',
    status: incompletion(answer) ? 'incomplete' : 'completed',
    content: [contentPart(draft)],
    ...(isOfPhases(model) && { phase: 'final_answer' as const }),
    role: 'assistant',
  }
  const calls = (answer.declined ? [] : (answer.toolCalls ?? [])).map(
    ({ name, arguments: json }, at, all): ResponseFunctionToolCall => ({
      id: newId('fc'),
      type: 'function_call',
      status: incompletion(answer) && at === all.length - 1 ? 'incomplete' : 'completed',
      arguments: json,
      call_id: callId(call.random),
      name,
    }),
  )
  const isSpoken = calls.length === 0 && (answer.visibleTokens > 0 || answer.finish !== 'length')
  return {
    ...draft,
    calls,
    ...(effort && effort !== 'none' && { reasoning }),
    ...(isSpoken && { message }),
    usage: responseUsage(model, inputTokens, answer),
  }
}
