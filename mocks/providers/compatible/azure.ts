import type { Model } from '@workbook/kit'
import { decoded } from '../path-id.ts'
import { effortOf, effortProblem } from '../openai/model-rules.ts'
import { fieldsProblem } from '../openai/fields.ts'
import { messageFields as openaiMessageFields } from '../openai/chat-fields.ts'
import { openaiChatFields } from './chat-fields.ts'
import type { Dialect } from './dialect.ts'
import { secondsOf } from './entry.ts'
import { bad, frame } from './envelope.ts'
import { uuid } from './ids.ts'
import { compact, parseBody, pretty } from './json.ts'
import type { Problem } from './problem.ts'
import type { ChatRequest } from './request.ts'
import { bearerOf, compatibleRoom } from './room.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { embeddingData } from './vectors.ts'
import { azureEncoding } from './azure-encoding.ts'
import { azureResponses } from './responses/azure.ts'
import { streamError } from '../openai/misbehaviour.ts'
import { azureProblems, notFound, openaiProblem } from './azure-problems.ts'

/** A parameter of OpenAI's, checked as OpenAI does. */
function check(body: Readonly<Record<string, unknown>>): Problem | undefined {
  const messages = Array.isArray(body.messages) ? (body.messages as readonly unknown[]) : []
  const problem = fieldsProblem(body, chat)
  if (problem) return openaiProblem(problem)
  for (const [at, message] of messages.entries()) {
    const found = fieldsProblem(message as object, openaiMessageFields, `messages[${at}]`)
    if (found) return openaiProblem(found)
  }
  return undefined
}

const chat = openaiChatFields({ data_sources: { type: 'array' }, user_security_context: { type: 'object' } })

const dialect: Dialect = {
  provider: 'azure',
  hosts: ['*.openai.azure.com', '*.services.ai.azure.com', '*.cognitiveservices.azure.com'],
  bases: ['/openai/v1'],
  request: {
    needsKey: true,
    keyOf: (request) => request.headers.get('api-key')?.trim() || bearerOf(request),
    largestBody: 20 * 1024 * 1024,
    chat: {},
    message: {},
    strict: false,
    check,
    combination: modelProblem,
    effort: (request, model) => effortOf(model, request.reasoning_effort),
    window: 'prompt and answer',
    cache: { least: 1024, step: 128, lifetime: 5 * 60_000 },
  },
  problems: azureProblems,
  answers: {
    encoding: () => azureEncoding,
    // What reasoning models think is OpenAI's secret here too.
    showsThoughts: () => false,
    filter: 'finish reason',
    models: (models) => compact({ data: models.map(card), object: 'list' }),
    model: (model) => compact(card(model)),
    embeddings: (answer) =>
      `${pretty({
        object: 'list',
        data: embeddingData(answer).map(({ object, index, embedding }) => ({ object, index, embedding })),
        model: answer.model.id,
        usage: { prompt_tokens: answer.tokens, total_tokens: answer.tokens },
      })}\n`,
    jsonType: 'application/json',
    streamType: 'text/event-stream; charset=utf-8',
  },
  latency: ({ id }) =>
    id.includes('embedding')
      ? { firstToken: 90, tokensPerSecond: 1e6 }
      : { firstToken: 450, tokensPerSecond: /mini|luna/.test(id) ? 110 : 70 },
  limits: { requests: { most: 120, span: 60_000 }, tokens: { most: 120_000, span: 60_000 } },
  // Plain seconds, where OpenAI writes units.
  limitHeaders: (requests, tokens) => ({
    'x-ratelimit-abusepenalty-active': 'False',
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.left),
    'x-ratelimit-remaining-tokens': String(tokens.left),
    'x-ratelimit-renewalperiod-requests': '60',
    'x-ratelimit-renewalperiod-tokens': '60',
    'x-ratelimit-reset-requests': String(Math.ceil(requests.reset / 1000)),
    'x-ratelimit-reset-tokens': String(Math.ceil(tokens.reset / 1000)),
  }),
  // Who is not let in sees nothing but the gateway.
  headers: ({ random, requestId, model, key }): Record<string, string> => ({
    'apim-request-id': uuid(random),
    ...(key && misbehaviourOf(key) !== 'invalid' && answeredBy(requestId, model)),
  }),
}

function answeredBy(requestId: string, model: string | undefined): Record<string, string> {
  return {
    ...(model !== undefined && {
      'azureml-model-session': 'd20261101000000-0e618f323d34',
      'x-ms-deployment-name': model,
      'x-ms-is-spilled-over': 'false',
      'x-ms-rai-invoked': 'true',
      'x-request-id': requestId,
    }),
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-ms-region': 'East US 2',
  }
}

/** The rules of OpenAI's reasoning models hold here as well. */
function modelProblem(request: ChatRequest, model: Model): Problem | undefined {
  const wrong = effortProblem(model, request.reasoning_effort, 'reasoning_effort')
  if (wrong) return openaiProblem(wrong as ReturnType<typeof bad>)
  if (!model.efforts || effortOf(model, request.reasoning_effort) === 'none') return undefined
  for (const parameter of ['temperature', 'top_p'] as const) {
    const value = request[parameter]
    if (value == null || value === 1) continue
    return bad(
      `Unsupported value: '${parameter}' does not support ${value} with this model. Only the default (1) value is supported.`,
      { param: parameter, code: 'unsupported_value' },
    )
  }
  return undefined
}

function card({ id, released, snapshot, kind }: Model): object {
  const created = secondsOf(released)
  return {
    status: 'succeeded',
    capabilities: {
      fine_tune: false,
      inference: true,
      completion: false,
      chat_completion: kind === 'chat',
      embeddings: kind === 'embedding',
    },
    lifecycle_status: 'generally-available',
    deprecation: {},
    id: snapshot ?? id,
    created_at: created,
    updated_at: created,
    object: 'model',
  }
}

/** Older addresses name the deployment, and the version of the API in the query; without it there is nothing there. */
function rewrite(
  path: string,
  body: Uint8Array<ArrayBuffer>,
  query: URLSearchParams,
): { path: string; model?: string } | Problem {
  const [, deployment, rest] = /^\/openai\/deployments\/([^/]+)(\/.*)$/.exec(path) ?? []
  if (deployment === undefined || rest === undefined) {
    // So do those that name no deployment.
    const bare = /^\/openai\/(models|responses(?:\/.*)?)$/.exec(path)?.[1]
    if (bare !== undefined && query.has('api-version')) return { path: `/openai/v1/${bare}` }
    return { path }
  }
  if (!query.has('api-version')) return notFound
  const given = parseBody(body)
  return { path: `/openai/v1${rest}`, ...(given && { model: decoded(deployment) }) }
}

/** The simulated Azure OpenAI: deployments are called after their models. */
export const azure = compatibleRoom(dialect, {
  rewrite,
  endpoint: azureResponses,
  responsesError: () => streamError({ url: 'https://api.openai.com/v1/responses' }),
  streamError: () =>
    frame({
      error: {
        message: 'The server had an error while processing your request. Sorry about that!',
        type: 'server_error',
        param: null,
        code: null,
      },
    }),
})
