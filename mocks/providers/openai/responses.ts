import type { Model } from '@workbook/kit'
import type {
  Response as SdkResponse,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseOutputRefusal,
  ResponseOutputText,
} from 'openai/resources/responses/responses'
import { generate } from '../../engine/engine.ts'
import type { Turn } from '../../engine/engine.ts'
import { meters } from '../../tape.ts'
import type { Usage } from '../../usage.ts'
import { about, pause } from '../../pace.ts'
import { nowInSeconds } from '../../world.ts'
import type { Random } from '../../world.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { WrittenResponse } from '../../written-response.ts'
import { beginWork, progressOf } from './background.ts'
import type { BackgroundWork } from './background.ts'
import type { Call, Outcome } from './call.ts'
import { declinable } from './declined.ts'
import type { Declinable } from './declined.ts'
import type { Problem } from './errors.ts'
import { callId, idFamily, sealedThoughts } from './ids.ts'
import { pretty } from './json.ts'
import { acceptance, latencyOf } from './latency.ts'
import { effortOf } from './model-rules.ts'
import { moderationOf } from './moderated.ts'
import { throughCache } from './prompt-cache.ts'
import { isOfPhases, responseObject, responseUsage } from './response-object.ts'
import type { Progress, ResponsesRequest, WireReasoning, WireResponse } from './response-object.ts'
import { inputTurns, itemsOf } from './responses-input.ts'
import type { Input } from './responses-input.ts'
import type { ReadableResponse } from './responses-rules.ts'
import { readResponsesRequest } from './responses-rules.ts'
import { responsesStream } from './responses-stream.ts'
import { storedItems, storedResponses } from './stored-responses.ts'
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
  /** Only where it was asked for. */
  readonly moderation?: SdkResponse.Moderation
  readonly random: Random
}

/** POST /v1/responses */
export async function responses(call: Call): Promise<Outcome> {
  const read = readResponsesRequest(call.body, call.key)
  if ('message' in read) return read
  const { request, model, inputTokens } = read
  const draft = think(call, read)
  const charged = { model: request.model ?? model.id, tokens: inputTokens + (request.max_output_tokens ?? 16) }
  const keep = (response: WireResponse, background?: BackgroundWork) => {
    if (request.store === false) return
    const input = (request.input ?? []) as Input
    const before = request.previous_response_id
      ? storedResponses.find(request.previous_response_id, call.key)?.turns
      : undefined
    const said: Turn[] = draft.message || draft.calls.length ? [{ role: 'assistant', text: draft.answer.text }] : []
    const turns = [...(before ?? []), ...inputTurns(input), ...said]
    for (const { id } of response.output) if (id) storedItems.store(call.key, { id, output: response.output })
    storedResponses.store(call.key, { response, input: itemsOf(input), turns, ...(background && { background }) })
  }
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  if (request.background && !request.stream) {
    await pause(firstToken * acceptance, call.signal)
    const work = beginWork(draft)
    keep(responseObject(draft, finished(draft, false)), work)
    const response = new WrittenResponse(pretty(progressOf(work)), { headers: { 'content-type': 'application/json' } })
    // What is submitted is paid, although the answer is yet to come.
    meters.set(response, () => usageIn(draft))
    return { response, charged }
  }
  if (request.stream) {
    await pause(firstToken * acceptance, call.signal)
    // What is made in the background is there even when nobody reads the stream to its end.
    if (request.background) keep(responseObject(draft, finished(draft, false)), beginWork(draft))
    return { response: responsesStream(draft, call.signal, request.background ? () => {} : keep), charged }
  }
  const tokens = draft.answer.visibleTokens + draft.answer.reasoningTokens
  await pause(about(firstToken + (tokens * 1000) / tokensPerSecond, call.random), call.signal)
  const response = responseObject(draft, finished(draft, false))
  keep(response)
  return {
    response: new WrittenResponse(pretty(response), { headers: { 'content-type': 'application/json' } }),
    charged,
  }
}

/** The answer to a request that waits for nothing: one of a batch. It is not stored. */
export function responseAtOnce(call: Pick<Call, 'body' | 'key' | 'seed' | 'random'>): object | Problem {
  const read = readResponsesRequest(call.body, call.key)
  if ('message' in read) return read
  const draft = think(call, read)
  return responseObject(draft, finished(draft, false))
}

function usageIn({ model, usage, answer }: Draft): Usage {
  return {
    model: model.id,
    inputTokens: usage?.input_tokens ?? 0,
    cachedInputTokens: 0,
    outputTokens: usage?.output_tokens ?? 0,
    reasoningTokens: answer.reasoningTokens,
  }
}

/** How far a response is when it is done. */
export function finished({ answer, reasoning, message, calls, usage, moderation }: Draft, streamed: boolean): Progress {
  const output = [reasoning, message, ...calls].filter((item) => item !== undefined)
  const reason = incompletion(answer)
  const status = reason ? 'incomplete' : 'completed'
  return { status, output, usage, streamed, ...(reason && { reason }), ...(moderation && { moderation }) }
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

function think(
  call: Pick<Call, 'key' | 'seed' | 'random'>,
  { request, model, turns, inputTokens }: ReadableResponse,
): Draft {
  const effort = effortOf(model, request.reasoning?.effort)
  const schema = schemaOf(request.text?.format)
  const written = generate({
    turns,
    seed: call.seed,
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    maxTokens: Math.min(request.max_output_tokens ?? Infinity, model.maxOutput),
    effort: effort ?? 'none',
    verbosity: request.text?.verbosity ?? 'medium',
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
  const asked = request.moderation
  const moderation = moderationOf(asked, turns.map(({ text }) => text).join('\n'), answer.text)
  return {
    ...draft,
    ...(moderation && { moderation }),
    calls,
    ...(effort && effort !== 'none' && { reasoning }),
    ...(isSpoken && { message }),
    usage: responseUsage(model, inputTokens, answer, throughCache(call.key, model, turns, inputTokens)),
  }
}
