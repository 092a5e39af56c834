import { served } from '@workbook/kit'
import type { Incoming } from '../../incoming.ts'
import type { FailureContext, Simulation } from '../../mischief.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import type { Misbehaviour } from '../../test-keys.ts'
import { contentOf, formOf } from '../form.ts'
import { decoded } from '../path-id.ts'
import { now, randomFrom, seedFor } from '../../world.ts'
import type { Random } from '../../world.ts'
import { addHeaders, WrittenResponse } from '../../written-response.ts'
import { take } from '../allowance.ts'
import type { Call, Outcome, Reply } from './call.ts'
import { chat } from './chat.ts'
import type { Dialect } from './dialect.ts'
import { embeddings } from './embeddings.ts'
import { uuid } from './ids.ts'
import { parseBody } from './json.ts'
import { isProblem } from './problem.ts'
import type { Problem } from './problem.ts'
import { modelOf } from './reading.ts'
import { responses } from './responses/endpoint.ts'

/** A simulated host of OpenAI's Chat Completions. */
export type CompatibleRoom = Simulation

/** What a failure's wording and headers depend on. */
type Context = Partial<FailureContext> & Pick<FailureContext, 'key' | 'random'>

/** The API a server has beside the compatible one, with its own manner of failing. */
export interface NativeApi {
  /** Undefined for what is no part of it; the body is unread then. */
  answerNative(request: Incoming): Promise<Response | undefined>
  isNative(path: string): boolean
  failure(kind: Misbehaviour, context: Context): Response | undefined
  streamError?(): string
}

export interface RoomOptions {
  /** How the host calls its requests; by default each is a UUID. */
  requestId?(random: Random): string
  readonly native?: NativeApi
  /** Changes the address before it is looked at. */
  rewrite?(path: string, body: Uint8Array<ArrayBuffer>, query: URLSearchParams): Address | Problem
  /** What the host has beside the usual endpoints: who answers at a path, which begins after the base. */
  endpoint?(method: string, path: string): Endpoint | undefined
  /** What is sent when a stream fails midway; nothing follows it. */
  streamError(context: FailureContext): string
  /** The same in Responses, where that is done in a way of its own. */
  responsesError?(): string
}

interface Address {
  readonly path: string
  /** What the body does not say because the address does. */
  readonly model?: string
}

/** The room of a host, by its dialect. */
export function compatibleRoom(dialect: Dialect, options: RoomOptions): CompatibleRoom {
  const { provider, hosts, problems } = dialect
  const newRequestId = options.requestId ?? uuid
  return {
    provider,
    hosts,

    async answer(request) {
      const native = await options.native?.answerNative(request)
      if (native) return native
      const began = now()
      const { pathname, searchParams } = new URL(request.url)
      const form = await formOf(request)
      const bytes = new Uint8Array(form ? [] : await request.arrayBuffer())
      const content = form ? await contentOf(form) : new TextDecoder().decode(bytes)
      const seed = seedFor(`${request.method} ${pathname} ${content}`)
      const random = randomFrom(seed)
      const requestId = newRequestId(random)
      const key = dialect.request.keyOf?.(request) ?? bearerOf(request)
      const address = options.rewrite?.(pathname, bytes, searchParams) ?? { path: pathname }
      const outcome = isProblem(address) ? address : await decide(address)
      const reply = isProblem(outcome) ? { response: problemResponse(dialect, outcome, requestId) } : outcome
      return withHeaders(dialect, reply, {
        random,
        requestId,
        key,
        took: now() - began,
        isWhole: !isProblem(outcome) && !isStream(reply.response),
      })

      async function decide({ path, model }: Address): Promise<Outcome> {
        const base = dialect.bases.find((start) => path === start || path.startsWith(`${start}/`))
        const rest = base === undefined ? undefined : path.slice(base.length)
        const endpoint =
          rest === undefined ? undefined : (options.endpoint?.(request.method, rest) ?? endpointOf(rest, dialect))
        const unknown = () => asOutcome(problems.unknownAddress(request.method, pathname))
        if (!endpoint) return unknown()
        if (!key && dialect.request.needsKey) return problems.noKey
        if (misbehaviourOf(key) === 'invalid') return problems.badKey(key)
        if (endpoint.method !== request.method) {
          return asOutcome(problems.wrongMethod?.(request.method) ?? problems.unknownAddress(request.method, pathname))
        }
        if (bytes.length > dialect.request.largestBody) return problems.tooLarge
        const parsed = request.method === 'POST' && !form && !endpoint.isBodiless ? parseBody(bytes) : {}
        if (!parsed) return problems.malformed
        const body = model === undefined ? parsed : { ...parsed, model }
        const call = {
          key,
          body,
          id: endpoint.id,
          query: searchParams,
          signal: request.signal,
          seed,
          random,
          requestId,
          ...(form && { form }),
        }
        return endpoint.answer(call, dialect)
      }
    },

    failure(kind, context) {
      if (isNative(context)) return marked(options.native?.failure(kind, context))
      const { key, random, model = 'the-model', exceeded } = context
      const problem =
        problems.failures[kind]?.(model, key, exceeded) ?? (kind === 'invalid' ? problems.badKey(key) : undefined)
      if (!problem) return undefined
      const requestId = newRequestId(random)
      const told = isResponses(context) ? dialect.responses?.told?.(problem) : undefined
      const response = problemResponse(dialect, told ?? problem, requestId)
      return withHeaders(dialect, { response }, { random, requestId, key, took: 1, isWhole: false })
    },

    streamError(context) {
      if (isNative(context)) return options.native?.streamError?.() ?? options.streamError(context)
      const failure = isResponses(context) ? (options.responsesError ?? dialect.responses?.stream.failure) : undefined
      return failure?.() ?? options.streamError(context)
    },
  }

  function isNative({ url }: FailureContext): boolean {
    return options.native?.isNative(new URL(url).pathname) ?? false
  }
}

/** Whether a request is one to Responses. */
function isResponses({ url = '' }: Context): boolean {
  return /\/responses(\?|$)/.test(url)
}

function marked(response: Response | undefined): Response | undefined {
  response?.headers.set('x-workbook-mock', '1')
  return response
}

/** Who answers at an address. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly id: string
  /** True where a POST has nothing to say. */
  readonly isBodiless?: boolean
  answer(call: Call, dialect: Dialect): Outcome | Promise<Outcome>
}

/** Ids of models have slashes in them, written out or escaped. */
function endpointOf(path: string, { responses: host }: Dialect): Endpoint | undefined {
  if (path === '/chat/completions') return { method: 'POST', id: '', answer: chat }
  if (path === '/responses' && host) {
    return { method: 'POST', id: '', answer: (call, dialect) => responses(call, dialect, host) }
  }
  if (path === '/embeddings') return { method: 'POST', id: '', answer: embeddings }
  if (path === '/models') return { method: 'GET', id: '', answer: listModels }
  const id = /^\/models\/(.+)$/.exec(path)?.[1]
  return id === undefined ? undefined : { method: 'GET', id: decoded(id), answer: retrieveModel }
}

/** GET /models */
function listModels(_: Call, { provider, answers }: Dialect): Outcome {
  return printed(answers.models(served(provider)), answers.jsonType)
}

/** GET /models/{id} */
function retrieveModel({ id }: Call, dialect: Dialect): Outcome {
  const { answers, problems } = dialect
  if (!answers.model) return asOutcome(problems.unknownAddress('GET', `${dialect.bases[0]}/models/${id}`))
  const model = modelOf(id, dialect)
  return 'message' in model ? problems.unknownModel(id) : printed(answers.model(model, id), answers.jsonType)
}

function printed(body: string, type: string): Reply {
  return { response: new WrittenResponse(body, { headers: { 'content-type': type } }) }
}

function asOutcome(answer: Problem | Response): Outcome {
  return answer instanceof Response ? { response: answer } : answer
}

function problemResponse({ problems, answers }: Dialect, problem: Problem, requestId: string): Response {
  return new WrittenResponse(problems.body(problem, requestId), {
    status: problem.status,
    headers: {
      'content-type': problems.contentType?.(problem) ?? answers.jsonType,
      ...(problem.retryAfter !== undefined && { 'retry-after': String(problem.retryAfter) }),
      ...problems.headers?.(problem),
    },
  })
}

function withHeaders(
  dialect: Dialect,
  { response, charged, model }: Reply,
  context: Omit<Parameters<Dialect['headers']>[0], 'model'>,
): Response {
  const headers = {
    ...dialect.headers({ ...context, ...(model !== undefined && { model }) }),
    ...limitHeaders(dialect, context.key, charged),
    date: new Date(now()).toUTCString(),
    'x-workbook-mock': '1',
  }
  addHeaders(response, headers)
  return response
}

function limitHeaders(dialect: Dialect, key: string, charged: Reply['charged']): Record<string, string> {
  const { limits, limitHeaders, provider } = dialect
  if (!limits || !limitHeaders || !charged) return {}
  const bucket = `${provider} ${key} ${charged.model}`
  const requests = take(`${bucket} requests`, limits.requests, 1)
  return limitHeaders(requests, take(`${bucket} tokens`, limits.tokens, charged.tokens), charged)
}

function isStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

/** The key of an Authorization header; empty when there is none. */
export function bearerOf(request: Incoming): string {
  return /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? ''
}
