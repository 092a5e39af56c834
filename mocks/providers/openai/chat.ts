import type { Model } from '@workbook/kit'
import type {
  ChatCompletion,
  ChatCompletionMessage,
  ChatCompletionTokenLogprob,
} from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import { generate } from '../../engine/engine.ts'
import type { Answer, Prompt } from '../../engine/engine.ts'
import { about, pause } from '../../pace.ts'
import { base62, hash, nowInSeconds, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { readChatRequest } from './chat-rules.ts'
import type { ChatRequest, Readable } from './chat-rules.ts'
import { chatStream } from './chat-stream.ts'
import { declinable } from './declined.ts'
import type { Declinable } from './declined.ts'
import type { Problem } from './errors.ts'
import { callId } from './ids.ts'
import { pretty } from './json.ts'
import { acceptance, latencyOf } from './latency.ts'
import { effortOf } from './model-rules.ts'
import { chatModerationOf } from './moderated.ts'
import { throughCache } from './prompt-cache.ts'
import type { CacheUse } from './prompt-cache.ts'
import { schemaOf, toolPrompt } from './tools.ts'
import { chatTurns } from '../turns.ts'
import type { Message } from '../turns.ts'

/** What the plain and the streamed answer have in common. */
export interface Completion {
  readonly id: string
  readonly created: number
  /** As the wire names it. */
  readonly model: string
  readonly isReasoning: boolean
  readonly fingerprint: string | null
  readonly answers: readonly Declinable[]
  /** The ids of the calls in each of the answers. */
  readonly callIds: readonly (readonly string[])[]
  readonly usage: CompletionUsage
  readonly request: ChatRequest
  /** Only where it was asked for. */
  readonly moderation?: ChatCompletion.Moderation
  readonly random: Random
}

/** POST /v1/chat/completions */
export async function chat(call: Call): Promise<Outcome> {
  const read = readChatRequest(call.body)
  if ('message' in read) return read
  const { request } = read
  const completion = complete(call, read)
  const charged = { model: request.model, tokens: completion.usage.prompt_tokens + (limitOf(request) ?? 16) }
  if (request.stream) {
    // The headers come when the request is accepted, a good while before the first token.
    await pause(latencyOf(completion.model).firstToken * acceptance, call.signal)
    return { response: chatStream(completion, call.signal), charged }
  }

  await pause(duration(completion), call.signal)
  // A line break at the end, which Responses does not have.
  const value = bodyOf(completion)
  const response = new WrittenResponse(`${pretty(value)}\n`, { headers: { 'content-type': 'application/json' }, value })
  return { response, charged }
}

/** The answer to a request that waits for nothing: one of a batch. */
export function chatAtOnce(call: Pick<Call, 'body' | 'key' | 'seed' | 'random'>): object | Problem {
  const read = readChatRequest(call.body)
  return 'message' in read ? read : bodyOf(complete(call, read))
}

function bodyOf(completion: Completion): Wire<ChatCompletion> {
  return {
    id: completion.id,
    object: 'chat.completion',
    created: completion.created,
    model: completion.model,
    choices: completion.answers.map((answer, index) => choice(completion, answer, index)),
    usage: completion.usage,
    service_tier: 'default',
    system_fingerprint: completion.fingerprint,
    ...(completion.moderation && { moderation: completion.moderation }),
  }
}

/** The SDK's type, but for what the wire has and the type does not: a null fingerprint, no logprobs on reasoning models. */
type Wire<T extends { system_fingerprint?: string; choices: unknown[] }> = Omit<T, 'system_fingerprint' | 'choices'> & {
  system_fingerprint: string | null
  choices: (Omit<ChatCompletion.Choice, 'logprobs'> & { logprobs?: ChatCompletion.Choice.Logprobs | null })[]
}

function choice(
  { isReasoning, request, callIds }: Completion,
  answer: Declinable,
  index: number,
): Wire<ChatCompletion>['choices'][0] {
  return {
    index,
    message: { role: 'assistant', ...said(answer, answer.text), ...called(answer, callIds[index]), annotations: [] },
    ...((!isReasoning || request.logprobs) && { logprobs: request.logprobs ? logprobs(answer) : null }),
    finish_reason: finishReason(answer),
  }
}

/** Text of an answer, whole or in part, under the name it has in a message; a refusal has one of its own. */
function said({ declined, toolCalls }: Declinable, text: string): { content: string | null; refusal: string | null } {
  if (declined === 'refusal') return { content: null, refusal: text }
  return { content: toolCalls?.length && !declined ? null : text, refusal: null }
}

/** The calls of an answer; an answer without any has no such key. */
function called(
  { declined, toolCalls = [] }: Declinable,
  ids: readonly string[] = [],
): Pick<ChatCompletionMessage, 'tool_calls'> {
  if (declined || toolCalls.length === 0) return {}
  return {
    tool_calls: toolCalls.map(({ name, arguments: json }, i) => ({
      id: ids[i] ?? '',
      type: 'function',
      function: { name, arguments: json },
    })),
  }
}

export function finishReason(answer: Declinable): 'stop' | 'length' | 'content_filter' | 'tool_calls' {
  if (answer.declined === 'content-filter') return 'content_filter'
  if (answer.finish === 'length') return 'length'
  return answer.toolCalls?.length && !answer.declined ? 'tool_calls' : 'stop'
}

/** The probabilities of the visible tokens, or of some of them. */
export function logprobs(answer: Declinable, from = 0, to = Infinity): ChatCompletion.Choice.Logprobs {
  const content = answer.logprobs.slice(from, to).map(({ text, bytes, logprob, top }): ChatCompletionTokenLogprob => ({
    token: text,
    logprob,
    bytes: [...bytes],
    top_logprobs: top.map((other) => ({ token: other.text, logprob: other.logprob, bytes: [...other.bytes] })),
  }))
  return answer.declined === 'refusal' ? { content: null, refusal: content } : { content, refusal: null }
}

function limitOf(request: ChatRequest): number | undefined {
  return request.max_completion_tokens ?? request.max_tokens ?? undefined
}

function complete(call: Pick<Call, 'key' | 'seed' | 'random'>, { request, model, promptTokens }: Readable): Completion {
  // A seed in the request makes the call repeat itself; without one every call is another.
  const seed =
    request.seed == null ? call.seed : hash(`${request.seed} ${request.model} ${JSON.stringify(request.messages)}`)
  const schema = schemaOf(request.response_format)
  const prompt: Omit<Prompt, 'seed'> = {
    turns: chatTurns(request.messages as readonly Message[]),
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    frequencyPenalty: request.frequency_penalty ?? 0,
    presencePenalty: request.presence_penalty ?? 0,
    logitBias: request.logit_bias ?? {},
    stop: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
    maxTokens: Math.min(limitOf(request) ?? Infinity, model.maxOutput),
    effort: effortOf(model, request.reasoning_effort) ?? 'none',
    verbosity: request.verbosity ?? 'medium',
    topLogprobs: request.top_logprobs ?? 0,
    ...toolPrompt(request as unknown as Readonly<Record<string, unknown>>),
    ...(schema && { schema }),
    badArguments: misbehaviourOf(call.key) === 'bad-arguments',
  }
  const answers = Array.from({ length: request.n ?? 1 }, (_, i) =>
    declinable(generate({ ...prompt, seed: i ? hash(`${seed} ${i}`) : seed }), call.key),
  )
  const moderation = chatModerationOf(
    request.moderation,
    prompt.turns.map(({ text }) => text).join('\n'),
    answers.map(({ text }) => text),
  )
  return {
    id: `chatcmpl-${randomText(call.random, 29, base62)}`,
    created: nowInSeconds(),
    model: model.snapshot ?? model.id,
    isReasoning: model.efforts !== undefined,
    fingerprint: fingerprint(model),
    answers,
    callIds: answers.map(({ toolCalls = [] }) => toolCalls.map(() => callId(call.random))),
    usage: usageOf(promptTokens, answers, throughCache(call.key, model, prompt.turns, promptTokens)),
    request,
    ...(moderation && { moderation }),
    random: call.random,
  }
}

/** Which build of a model answered; reasoning models do not say. */
function fingerprint(model: Model): string | null {
  return model.efforts
    ? null
    : `fp_${hash(model.id).toString(16).padStart(8, '0')}${hash(`${model.id} build`).toString(16).slice(0, 2)}`
}

/** Counts what was read and written; `completion_tokens` includes the hidden reasoning. */
export function usageOf(prompt: number, answers: readonly Answer[], { cached, written }: CacheUse): CompletionUsage {
  const reasoning = answers.reduce((sum, answer) => sum + answer.reasoningTokens, 0)
  const visible = answers.reduce((sum, answer) => sum + answer.visibleTokens, 0)
  return {
    prompt_tokens: prompt,
    completion_tokens: visible + reasoning,
    total_tokens: prompt + visible + reasoning,
    prompt_tokens_details: {
      cached_tokens: cached,
      audio_tokens: 0,
      ...(written > 0 && { cache_write_tokens: written }),
    },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

/** Milliseconds until the whole answer is there; several answers are written side by side. */
function duration({ model, answers, random }: Completion): number {
  const { firstToken, tokensPerSecond } = latencyOf(model)
  const longest = Math.max(...answers.map((answer) => answer.visibleTokens + answer.reasoningTokens))
  return about(firstToken + (longest * 1000) / tokensPerSecond, random)
}
