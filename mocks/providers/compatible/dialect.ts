import type { Model, ProviderId } from '@workbook/kit'
import type { Turn } from '../../engine/engine.ts'
import type { Incoming } from '../../incoming.ts'
import type { Exceeded } from '../../limits.ts'
import type { Profile } from '../../pace.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import type { Random } from '../../world.ts'
import type { Fields } from '../field.ts'
import type { Left, Limit } from '../allowance.ts'
import type { Complaint } from '../complaint.ts'
import type { Completion, Draft } from './completion.ts'
import type { Encoding } from './encoding.ts'
import type { Body } from './json.ts'
import type { Problem } from './problem.ts'
import type { ChatRequest } from './request.ts'
import type { ResponsesHost } from './responses/host.ts'

/** Everything by which one host differs from the others that speak OpenAI's Chat Completions. */
export interface Dialect {
  readonly provider: ProviderId
  /** Names, with a port for servers on the reader's own machine; `*.` stands for anything. */
  readonly hosts: readonly string[]
  /** What the paths of the API begin with; the first one is documented. */
  readonly bases: readonly string[]
  readonly request: RequestRules
  readonly problems: Problems
  readonly answers: Answers
  /** How it does Responses; absent where it does not, or does it in a way of its own. */
  readonly responses?: ResponsesHost
  readonly latency: (model: Model) => Profile
  /** The headers of every response. */
  headers(context: HeaderContext): Record<string, string>
  /** What an account may use; ordinary keys are never limited. */
  readonly limits?: { readonly requests: Limit; readonly tokens: Limit }
  /** How the headers tell what is left. */
  limitHeaders?(requests: Left, tokens: Left, charged: Charged): Record<string, string>
}

/** What a host takes. */
export interface RequestRules {
  /** False for servers that let everybody in who sends no key at all. */
  readonly needsKey: boolean
  /** Where the key stands; by default in the header Authorization. */
  keyOf?(request: Incoming): string
  /** Bytes. */
  readonly largestBody: number
  readonly chat: Fields
  readonly message: Fields
  readonly embedding?: Fields
  /** Whether fields nobody knows are refused. */
  readonly strict: boolean
  /** Looks at a body in a way of its own, before the models are looked at. */
  check?(body: Body): Problem | undefined
  /** The model a request names, where not the catalogue's. */
  findModel?(name: string): Model | undefined
  /** What is wrong with a request beyond its fields. */
  combination?(request: ChatRequest, model: Model): Problem | undefined
  /** How hard the model thinks; by default as `reasoning_effort` says. */
  effort?(request: ChatRequest, model: Model): string | undefined
  /** Tokens of the prompt. */
  promptTokens?(model: Model, turns: readonly Turn[], request: ChatRequest): number
  /** Most tokens of an answer; by default whichever of the two usual parameters is given. */
  limit?(request: ChatRequest): number | undefined
  /** Whether a prompt and the longest answer together must fit the window. */
  readonly window: 'prompt' | 'prompt and answer'
  /** Prompt caching: fewest tokens, the multiple they are counted in, how long they are kept in simulated ms. */
  readonly cache?: { readonly least: number; readonly step: number; readonly lifetime: number }
}

/** What a host says when something is wrong, and how. */
export interface Problems {
  readonly noKey: Problem
  badKey(key: string): Problem
  complain(complaints: readonly Complaint[]): Problem
  readonly malformed: Problem
  readonly tooLarge: Problem
  unknownModel(name: string): Problem
  retiredModel?(name: string): Problem
  /** A model that cannot do what is asked: text from an embedding model, or the other way round. */
  wrongKind(name: string): Problem
  /** A parameter the model does not take. */
  refused(parameter: string, value: unknown, model: Model): Problem
  badEffort?(effort: string, model: Model): Problem
  tooLong(model: Model, promptTokens: number, answerTokens: number): Problem
  tooManyWanted?(parameter: string, wanted: number, model: Model): Problem
  unknownAddress(method: string, path: string): Problem | Response
  wrongMethod?(method: string): Problem | Response
  /** What test keys ask for. */
  readonly failures: {
    readonly [kind in Misbehaviour]?: (model: string, key: string, exceeded?: Exceeded) => Problem
  }
  /** The body that tells a problem, as it is printed, and its content type where it is not JSON. */
  body(problem: Problem, requestId: string): string
  contentType?(problem: Problem): string
  /** More headers of a problem. */
  headers?(problem: Problem): Record<string, string>
  /** Looks at the tool calls a model wrote. */
  badCall?(completion: Completion): Problem | undefined
  /** A prompt that the host's filter does not let pass; absent where only answers are filtered, or nothing is. */
  filtered?(request: ChatRequest): Problem
}

/** What a host gives back. */
export interface Answers {
  encoding(name: string): Encoding
  /** Whether the thinking of a model is shown. */
  showsThoughts(request: ChatRequest, model: Model): boolean
  /** Moves the parts of an answer to where the request wants them. */
  arrange?(draft: Draft, request: ChatRequest, model: Model): Draft
  /** Where a filter stops an answer: by a finish reason, or not at all. */
  readonly filter: 'finish reason' | 'none'
  /** GET /models, printed. */
  models(entries: readonly Model[]): string
  /** GET /models/{id}, printed; absent where the host has no such address. */
  model?(model: Model, name: string): string
  /** POST /embeddings, printed. */
  embeddings?(answer: EmbeddingAnswer): string
  readonly jsonType: string
  readonly streamType: string
}

export interface EmbeddingAnswer {
  readonly model: Model
  readonly name: string
  readonly vectors: readonly (readonly number[])[]
  readonly isBase64: boolean
  readonly tokens: number
  readonly random: Random
}

export interface HeaderContext {
  readonly random: Random
  readonly requestId: string
  /** Simulated milliseconds. */
  readonly took: number
  readonly key: string
  /** What the model was called, when one answered. */
  readonly model?: string
  /** False for streams and errors. */
  readonly isWhole: boolean
}

/** What a call costs its account. */
export interface Charged {
  readonly model: string
  readonly tokens: number
}
