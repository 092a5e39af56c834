import { countTokens, generate } from '../../engine/engine.ts'
import type { Answer, Prompt, ToolCall } from '../../engine/engine.ts'
import { about } from '../../pace.ts'
import { repeatedPrefix } from '../../prefix-cache.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { hash, nowInSeconds } from '../../world.ts'
import { refusal } from '../declined-text.ts'
import type { Call } from './call.ts'
import type { Completion, Counts, Draft, DraftedCall } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Readable } from './reading.ts'
import type { ChatRequest } from './request.ts'
import { piecesOf, thoughtsOf } from '../thoughts.ts'

/** What of a call an answer depends on. */
type Requester = Omit<Call, 'id' | 'query' | 'signal'>

/** Lets the model answer a request that is in order. */
export function complete(call: Requester, readable: Readable, dialect: Dialect): Completion {
  const { request, model, promptTokens } = readable
  const kind = misbehaviourOf(call.key)
  const given = request.seed ?? request.random_seed
  // A seed in the request makes the call repeat itself; without one every call is another.
  const seed = given == null ? call.seed : hash(`${given} ${JSON.stringify(request)}`)
  const encoding = dialect.answers.encoding(request.model)
  const count = model.ignores?.n ? 1 : (request.n ?? 1)
  const drafts = Array.from({ length: count }, (_, index) => {
    const prompt = promptOf(readable, index ? hash(`${seed} ${index}`) : seed, kind)
    const drafted = draft(call, readable, prompt, dialect, index, kind)
    return dialect.answers.arrange?.(drafted, request, model) ?? drafted
  })
  const counts: Counts = {
    prompt: promptTokens,
    cached: cachedTokens(call.key, readable, dialect),
    completion: drafts.reduce((sum, { tokens, thoughtTokens }) => sum + tokens + thoughtTokens, 0),
    reasoning: drafts.reduce((sum, { thoughtTokens }) => sum + thoughtTokens, 0),
  }
  const { tokensPerSecond, firstToken } = dialect.latency(model)
  const longest = Math.max(...drafts.map(({ tokens, thoughtTokens }) => tokens + thoughtTokens))
  const completion: Completion = {
    id: encoding.completionId(call.random),
    created: nowInSeconds(),
    model,
    name: request.model,
    request,
    drafts,
    counts,
    times: {
      queue: about(firstToken * 100, call.random) / 1e6,
      prompt: about(firstToken * 400 + promptTokens * 20, call.random) / 1e6,
      completion: about((longest * 1e6) / tokensPerSecond, call.random) / 1e6,
    },
    requestId: call.requestId,
    seed,
    random: call.random,
  }
  const failure = dialect.problems.badCall?.(completion)
  // A call that is found wrong is not sent.
  return failure ? { ...completion, failure, drafts: drafts.map((one) => ({ ...one, calls: [] })) } : completion
}

function promptOf({ request, model, turns, effort, limit }: Readable, seed: number, kind?: Misbehaviour): Prompt {
  const heeded = <T>(name: string, value: T | null | undefined): T | undefined =>
    model.ignores?.[name] ? undefined : (value ?? undefined)
  const stop = request.stop ?? []
  const topK = heeded('top_k', request.top_k)
  const tools = toolsOf(request)
  const schema = schemaOf(request)
  return {
    turns,
    seed,
    temperature: heeded('temperature', request.temperature) ?? 1,
    topP: heeded('top_p', request.top_p) ?? 1,
    ...(topK !== undefined && { topK }),
    frequencyPenalty: heeded('frequency_penalty', request.frequency_penalty) ?? 0,
    presencePenalty: heeded('presence_penalty', request.presence_penalty) ?? 0,
    logitBias: heeded('logit_bias', request.logit_bias) ?? {},
    stop: typeof stop === 'string' ? [stop] : stop,
    maxTokens: Math.min(limit ?? Infinity, model.maxOutput),
    effort: efforts.find((known) => known === effort) ?? (effort === undefined ? 'none' : 'medium'),
    topLogprobs: request.top_logprobs ?? 0,
    ...(schema && { schema }),
    ...(tools.length > 0 && {
      tools,
      toolChoice: toolChoice(request, model.ignores?.tool_choice !== undefined),
      badArguments: kind === 'bad-arguments',
      parallelTools: request.parallel_tool_calls ?? true,
    }),
  }
}

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const

function toolsOf({ tools }: ChatRequest): NonNullable<Prompt['tools']> {
  return (tools ?? []).flatMap(({ function: f }) =>
    f?.name === undefined
      ? []
      : [{ name: f.name, parameters: f.parameters ?? {}, ...(f.description && { description: f.description }) }],
  )
}

function schemaOf({ response_format: format }: ChatRequest): object | undefined {
  if (format?.type === 'json_object') return format.schema ?? { type: 'object' }
  return format?.type === 'json_schema' ? (format.json_schema?.schema ?? { type: 'object' }) : undefined
}

function toolChoice({ tool_choice: choice }: ChatRequest, isIgnored: boolean): NonNullable<Prompt['toolChoice']> {
  if (isIgnored || choice == null) return 'auto'
  if (typeof choice === 'string') return choice === 'none' || choice === 'auto' ? choice : 'required'
  return choice.function?.name === undefined ? 'auto' : { name: choice.function.name }
}

function draft(
  call: Requester,
  { request, model }: Readable,
  prompt: Prompt,
  { answers }: Dialect,
  index: number,
  kind?: Misbehaviour,
): Draft {
  const answer: Answer = generate(prompt)
  const shown = answers.showsThoughts(request, model) ? thoughtsOf(prompt, answer.reasoningTokens) : []
  const base = { index, thoughts: shown, thoughtTokens: answer.reasoningTokens, logprobs: answer.logprobs, calls: [] }
  const stopped = kind === 'content-filter' && answers.filter === 'finish reason'
  if (kind === 'refusal' || (kind === 'content-filter' && !stopped)) {
    const pieces = piecesOf(refusal)
    const [finish, isRefusal] = ['stop' as const, true]
    return { ...base, text: refusal, pieces, finish, isRefusal, tokens: pieces.length, logprobs: [] }
  }
  const pieces = stopped ? answer.pieces.slice(0, 3) : answer.pieces
  const encoding = answers.encoding(request.model)
  const calls = stopped
    ? []
    : callsOf(answer, () => encoding.callId(call.random), kind === 'bad-arguments' ? prompt.seed : undefined)
  return {
    ...base,
    text: pieces.join(''),
    pieces,
    calls,
    finish: stopped ? 'content_filter' : calls.length && answer.finish !== 'length' ? 'tool_calls' : answer.finish,
    ...(answer.stopSequence !== undefined && { stopSequence: answer.stopSequence }),
    isRefusal: false,
    tokens: stopped ? pieces.length : answer.visibleTokens,
  }
}

/** The calls with their ids; with a seed to spoil them by, the JSON of some breaks off. */
function callsOf({ toolCalls = [] }: Answer, newId: () => string, spoiltBy?: number): DraftedCall[] {
  const isCut = spoiltBy !== undefined && spoiltBy % 2 === 1
  return toolCalls.map((call) => ({ ...(isCut ? cutOff(call) : call), id: newId() }))
}

/** Arguments as a model sometimes leaves them, besides those that only do not fit their schema. */
function cutOff({ name, arguments: json }: ToolCall): ToolCall {
  const cut = json.slice(0, -2) || '{'
  return { name, arguments: cut, pieces: piecesOf(cut) }
}

/** How much of the prompt was found in the account's cache. */
function cachedTokens(key: string, { request, model, turns, promptTokens }: Readable, dialect: Dialect): number {
  const { cache } = dialect.request
  if (!cache || promptTokens < cache.least) return 0
  const text = [JSON.stringify(request.tools ?? []), ...turns.map(({ role, text }) => `${role}\n${text}`)].join('\n')
  const repeated = repeatedPrefix(`${dialect.provider} ${key} ${model.id}`, text, cache.lifetime)
  // The last token is always read again, for the answer begins behind it.
  const tokens = Math.min(promptTokens - 1, countTokens(text.slice(0, repeated)))
  const counted = Math.floor(tokens / cache.step) * cache.step
  return counted >= cache.least ? counted : 0
}
