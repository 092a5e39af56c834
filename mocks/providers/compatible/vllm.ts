import * as native from '../vllm-native/vllm-native.ts'
import { hex, randomText } from '../../world.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { callsOf, contentOf, finishReason, serverUsage } from './completion.ts'
import type { Completion } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry } from './entry.ts'
import { frame, openaiError } from './envelope.ts'
import { compact, isObject } from './json.ts'
import { homeLatency, loopback } from './local-server.ts'
import type { Problem } from './problem.ts'
import { printedErrors, pydanticError } from '../pydantic.ts'
import { vllmResponses } from './responses/vllm.ts'
import { compatibleRoom } from './room.ts'

const encoding: Encoding = {
  completionId: (random) => `chatcmpl-${randomText(random, 32, hex)}`,
  callId: (random) => `chatcmpl-tool-${randomText(random, 32, hex)}`,
  // Python writes every field, those that are empty too.
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.name,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft),
          refusal: null,
          annotations: null,
          audio: null,
          function_call: null,
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft) }),
          reasoning: draft.thoughts.length ? draft.thoughts.join('') : null,
        },
        logprobs: completion.request.logprobs ? logprobs(completion, draft.index) : null,
        finish_reason: finishReason(draft),
        stop_reason: draft.stopSequence ?? null,
        token_ids: null,
      })),
      service_tier: null,
      system_fingerprint: null,
      usage: { ...serverUsage(completion.counts), prompt_tokens_details: null },
      prompt_logprobs: null,
      prompt_token_ids: null,
      kv_transfer_params: null,
    } satisfies Omit<PlainAnswer, 'usage'> & Record<string, unknown>),
  stream: {
    opening: { role: 'assistant', content: '' },
    text: (content) => ({ content }),
    thought: (reasoning) => ({ reasoning }),
    call: ({ id, name }, index, args) => ({
      tool_calls: [{ id, type: 'function', index, function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] }),
    closing: () => ({}),
    usage: 'asked',
    chunk(completion, choices, { isFirst, hasUsage, written }) {
      const { counts, request } = completion
      const always = request.stream_options?.continuous_usage_stats === true
      const sofar = hasUsage ? counts.completion : Math.min(written, counts.completion)
      return frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        choices: choices.map(({ index, delta, finish, draft, piece }) => ({
          index,
          delta,
          logprobs: request.logprobs && piece !== undefined ? logprobs(completion, index, piece) : null,
          finish_reason: finish,
          ...(finish !== null && { stop_reason: draft.stopSequence ?? null }),
          ...(!isFirst && { token_ids: null }),
        })),
        ...((hasUsage || always) && { usage: serverUsage({ ...counts, completion: sofar }) }),
        ...(isFirst && { prompt_token_ids: null }),
      } satisfies PlainChunk & Record<string, unknown>)
    },
  },
}

/** The probabilities of an answer's tokens, or of one of them. */
function logprobs({ drafts }: Completion, index: number, piece?: number) {
  const all = drafts[index]?.logprobs ?? []
  const entries = piece === undefined ? all : all.slice(piece, piece + 1)
  return {
    content: entries.map(({ text, logprob, bytes, top }) => ({
      token: text,
      logprob,
      bytes,
      top_logprobs: top.map((other) => ({ token: other.text, logprob: other.logprob, bytes: other.bytes })),
    })),
  }
}

/** The code is the status, as a number. */
function problem(status: number, message: string, type: string, param: string | null = null): Problem {
  return { status, message, type, param, code: status }
}

function badRequest(message: string, param: string | null = null): Problem {
  return problem(400, message, 'BadRequestError', param)
}

const unauthorized: Problem = { status: 401, message: 'Unauthorized' }

const dialect: Dialect = {
  provider: 'vllm',
  hosts: loopback(8000),
  bases: ['/v1'],
  request: {
    needsKey: false,
    largestBody: 512 * 1024 * 1024,
    chat: {
      ...chatFields,
      ...openModelFields,
      top_p: { type: 'decimal', min: 0, max: 1 },
      reasoning_effort: { type: 'string', oneOf: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
      include_reasoning: { type: 'boolean' },
      thinking_token_budget: { type: 'integer' },
    },
    message: { ...messageFields, role: { type: 'string', required: true } },
    // What it does not know is passed over; it only says so in its log.
    strict: false,
    effort: (request, model) => (model.efforts ? (request.reasoning_effort ?? model.defaultEffort) : undefined),
    window: 'prompt and answer',
  },
  problems: {
    noKey: unauthorized,
    badKey: () => unauthorized,
    complain: (complaints) => badRequest(printedErrors(complaints.map(pydanticError))),
    malformed: badRequest(
      "1 validation error:\n  {'type': 'json_invalid', 'loc': ('body', 0), 'msg': 'JSON decode error', 'input': {}, 'ctx': {'error': 'Expecting value'}}",
    ),
    tooLarge: problem(413, 'Request Entity Too Large', 'Request Entity Too Large'),
    unknownModel: (name) => problem(404, `The model \`${name}\` does not exist.`, 'NotFoundError', 'model'),
    wrongKind: () => badRequest('The model does not support Embeddings API'),
    refused: (parameter) => badRequest(`${parameter} is not supported`, parameter),
    tooLong(model, tokens, answer) {
      const opening = `This model's maximum context length is ${model.contextWindow} tokens. However, `
      const advice = 'Please reduce the length of the input prompt or the number of requested output tokens.'
      if (!answer) {
        return badRequest(
          `${opening}your request has ${tokens} input tokens. Please reduce the length of the input messages.`,
          'input_tokens',
        )
      }
      return badRequest(
        `${opening}you requested ${answer} output tokens and your prompt contains at least ${tokens} input tokens, for a total of at least ${tokens + answer} tokens. ${advice}`,
        'input_tokens',
      )
    },
    unknownAddress: () => ({ status: 404, message: 'Not Found', detail: { detail: 'Not Found' } }),
    wrongMethod: () => ({ status: 405, message: 'Method Not Allowed', detail: { detail: 'Method Not Allowed' } }),
    failures: {
      'no-permission': () => problem(403, 'Forbidden', 'Forbidden'),
      timeout: () => problem(408, 'Request Timeout', 'Request Timeout'),
      'too-large': () => problem(413, 'Request Entity Too Large', 'Request Entity Too Large'),
      unprocessable: () => problem(422, 'Unprocessable Entity', 'Unprocessable Entity'),
      'rate-limited': () => ({ ...problem(429, 'Too Many Requests', 'Too Many Requests'), retryAfter: 2 }),
      quota: () => problem(429, 'Too Many Requests', 'Too Many Requests'),
      'server-error': () =>
        problem(
          500,
          'EngineCore encountered an issue. See stack trace (above) for the root cause.',
          'InternalServerError',
        ),
      unavailable: () => problem(503, 'Service Unavailable', 'Service Unavailable'),
      overloaded: () => problem(503, 'Server is overloaded. Please try again later.', 'Service Unavailable'),
    },
    body(found) {
      if (found.status === 401) return compact({ error: found.message })
      return compact(isObject(found.detail) ? found.detail : { error: openaiError(found) })
    },
  },
  answers: {
    encoding: () => encoding,
    showsThoughts: ({ include_reasoning: wanted }) => wanted !== false,
    filter: 'none',
    models: (models) =>
      compact({
        object: 'list',
        data: models.map((model) => ({
          ...entry(model, 'vllm'),
          root: model.id,
          parent: null,
          max_model_len: model.contextWindow,
          permission: [permission(model.id)],
        })),
      }),
    jsonType: 'application/json',
    streamType: 'text/event-stream; charset=utf-8',
  },
  responses: vllmResponses,
  latency: homeLatency,
  headers: () => ({ server: 'uvicorn' }),
}

function permission(model: string): object {
  return {
    id: `modelperm-${[...model]
      .map((letter) => letter.charCodeAt(0).toString(16))
      .join('')
      .padEnd(32, '0')
      .slice(0, 32)}`,
    object: 'model_permission',
    created: 1_795_165_200,
    allow_create_engine: false,
    allow_sampling: true,
    allow_logprobs: true,
    allow_search_indices: false,
    allow_view: true,
    allow_fine_tuning: false,
    organization: '*',
    group: null,
    is_blocking: false,
  }
}

/** The compatible side of vLLM, as it runs on port 8000. */
export const vllm = compatibleRoom(dialect, {
  native,
  streamError: () =>
    `${frame({ error: openaiError(problem(500, 'EngineCore encountered an issue. See stack trace (above) for the root cause.', 'InternalServerError')) })}data: [DONE]\n\n`,
})
