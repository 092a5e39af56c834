import type { FunctionCall } from '@google/genai'
import type { Model } from '@workbook/kit'
import { countTokens, generate } from '../../engine/engine.ts'
import type { Answer, Prompt } from '../../engine/engine.ts'
import { repeatedPrefix } from '../../prefix-cache.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { hash } from '../../world.ts'
import type { Call } from './call.ts'
import type { GenerateRequest } from './generate-shape.ts'
import { functionCallId, responseId, thoughtSignature } from './ids.ts'
import { promptSize, schemaOf, toolsOf, turnsOf } from './prompt.ts'
import { generationOf } from './serving.ts'
import { effortOf } from './thinking.ts'
import type { TokenCounts } from './usage.ts'

/** What is generated for a request, before it is put on the wire, plain, streamed or as an interaction. */
export interface Generation {
  readonly id: string
  readonly model: Model
  readonly request: GenerateRequest
  /** As many as candidates were asked for. */
  readonly drafts: readonly Draft[]
  /** Of the prompt alone. */
  readonly counts: TokenCounts
  /** What the safety filter stopped. */
  readonly blocked?: 'prompt' | 'answer'
}

/** One candidate. */
export interface Draft extends Pick<Answer, 'finish' | 'logprobs'> {
  /** The text as it comes, one token each, or several that make up one character. */
  readonly pieces: readonly string[]
  readonly calls: readonly FunctionCall[]
  /** A summary of the thoughts, where one was asked for. */
  readonly thoughts?: string
  /** Of the thoughts, where there are any. */
  readonly signature?: string
  /** Whether the parts of the answer carry it: always since Gemini 3, before that only where functions are offered. */
  readonly isSigned: boolean
  readonly tokens: number
  readonly thoughtTokens: number
}

/** Tokens from which on a prompt's beginning is kept for the next one. */
function leastCached(model: Model): number {
  return generationOf(model) >= 3 ? 4096 : 2048
}

/** Simulated milliseconds for which it is kept. */
const cacheLifetime = 5 * 60_000

/** Lets the model answer a request that is in order. */
export function generation(call: Call, model: Model, request: GenerateRequest): Generation {
  const misbehaviour = misbehaviourOf(call.key)
  const size = promptSize(model, request)
  const counts = {
    prompt: size.tokens,
    images: size.images,
    cached: cachedTokens(`gemini ${call.key} ${model.id}`, model, size.text, size.tokens),
    candidates: 0,
    thoughts: 0,
  }
  const begun = { id: responseId(call.random), model, request, counts }
  if (misbehaviour === 'content-filter') return { ...begun, drafts: [], blocked: 'prompt' }

  const config = request.generationConfig ?? {}
  // A seed in the request makes the call repeat itself; otherwise every call is another one.
  const seed = config.seed === undefined ? call.seed : hash(`${config.seed} ${JSON.stringify(request)}`)
  const badArguments = misbehaviour === 'bad-arguments'
  const answers = Array.from({ length: config.candidateCount ?? 1 }, (_, at) =>
    generate({ ...promptOf(model, request, at ? hash(`${seed} ${at}`) : seed), badArguments }),
  )
  const drafts = answers.map((answer) => draft(call, begun, answer))
  return { ...begun, drafts, ...(misbehaviour === 'refusal' && { blocked: 'answer' }) }
}

function promptOf(model: Model, request: GenerateRequest, seed: number): Prompt {
  const config = request.generationConfig ?? {}
  const heeded = <T>(name: string, value: T | undefined): T | undefined => (model.ignores?.[name] ? undefined : value)
  const schema = schemaOf(request)
  const topK = heeded('topK', config.topK)
  return {
    turns: turnsOf(request),
    seed,
    temperature: heeded('temperature', config.temperature) ?? 1,
    topP: heeded('topP', config.topP) ?? 0.95,
    ...(topK !== undefined && { topK }),
    presencePenalty: config.presencePenalty ?? 0,
    frequencyPenalty: config.frequencyPenalty ?? 0,
    stop: config.stopSequences ?? [],
    maxTokens: Math.min(config.maxOutputTokens ?? Infinity, model.maxOutput),
    effort: effortOf(model, config.thinkingConfig) as NonNullable<Prompt['effort']>,
    topLogprobs: config.logprobs ?? 0,
    ...toolsOf(request),
    ...(schema && { schema }),
  }
}

function draft(call: Call, { model, request }: Pick<Generation, 'model' | 'request'>, answer: Answer): Draft {
  const config = request.generationConfig ?? {}
  const { reasoningTokens: thoughtTokens, finish, logprobs } = answer
  const { tools = [] } = toolsOf(request)
  const calls = (answer.toolCalls ?? []).flatMap(({ name, arguments: json }): FunctionCall[] => {
    const args = parsed(json) as Record<string, unknown> | undefined
    // A call that the limit has cut is not sent at all.
    if (!args) return []
    // Calls have had ids since Gemini 3, and their signatures are checked since then.
    return [{ name, args, ...(generationOf(model) >= 3 && { id: functionCallId(call.random) }) }]
  })
  const word = config.responseMimeType === 'text/x.enum' ? parsed(answer.text) : undefined
  const spent = calls.reduce((sum, { name = '', args }) => sum + countTokens(name + JSON.stringify(args)), 0)
  const isSigned = thoughtTokens > 0 && (generationOf(model) >= 3 || tools.length > 0)
  return {
    // An enumeration's values come without the quotes that JSON would have.
    pieces: typeof word === 'string' ? [word] : answer.pieces,
    calls,
    finish,
    logprobs,
    tokens: answer.visibleTokens || spent,
    thoughtTokens,
    isSigned,
    ...(thoughtTokens > 0 && { signature: thoughtSignature(call.random, thoughtTokens) }),
    ...(config.thinkingConfig?.includeThoughts && thoughtTokens > 0 && { thoughts: summary(request) }),
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

function summary(request: GenerateRequest): string {
  const words =
    turnsOf(request)
      .findLast(({ role }) => role === 'user')
      ?.text.trim() ?? ''
  const asked = words.length > 120 ? `${words.slice(0, 120)}…` : words
  return `**Considering the Request**\n\nThe user says: "${asked}" I work out what is wanted, and then put the answer into words.\n\n\n`
}

function cachedTokens(account: string, model: Model, text: string, tokens: number): number {
  if (tokens < leastCached(model)) return 0
  const repeated = repeatedPrefix(account, text, cacheLifetime)
  const cached = repeated && countTokens(text.slice(0, repeated))
  return cached < leastCached(model) ? 0 : Math.min(cached, tokens)
}

/** The counts of a prompt and its whole answers. */
export function totalCounts({ counts, drafts, blocked }: Generation): TokenCounts {
  const sum = (of: (draft: Draft) => number) => drafts.reduce((total, draft) => total + of(draft), 0)
  return {
    ...counts,
    candidates: blocked ? 0 : sum(({ tokens }) => tokens),
    thoughts: sum(({ thoughtTokens }) => thoughtTokens),
  }
}
