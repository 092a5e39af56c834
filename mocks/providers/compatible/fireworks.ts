import { lowerCase, uuid } from './ids.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import { callsOf, contentOf, finishReason, serverUsage } from './completion.ts'
import type { Completion } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry } from './entry.ts'
import { frame } from './envelope.ts'
import { compact } from './json.ts'
import type { Problem } from './problem.ts'
import { compatibleRoom } from './room.ts'
import { randomText } from '../../world.ts'

/** How Fireworks writes its answers down. */
export const fireworksEncoding: Encoding = {
  completionId: uuid,
  callId: (random) => `call_${randomText(random, 24, lowerCase)}`,
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
          ...(draft.thoughts.length > 0 && { reasoning_content: draft.thoughts.join('') }),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft).map((call, index) => ({ index, ...call })) }),
        },
        finish_reason: finishReason(draft),
      })),
      usage: usageOf(completion),
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    opening: { role: 'assistant' },
    text: (content) => ({ content }),
    thought: (piece) => ({ reasoning_content: piece }),
    call: ({ id, name }, index, args) => ({
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] }),
    closing: () => ({}),
    usage: 'closing',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, finish_reason: finish })),
        usage: hasUsage ? usageOf(completion) : null,
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function usageOf({ counts }: Completion) {
  return { ...serverUsage(counts), prompt_tokens_details: { cached_tokens: counts.cached } }
}

/** What is wrong with the request itself. */
function invalid(message: string, status = 400): Problem {
  return { status, message, type: 'invalid_request_error', code: 'invalid_request_error' }
}

/** What the gateway says: types are all alike, and codes are those of gRPC. */
function failed(status: number, message: string, code: string): Problem {
  return { status, message, type: 'error', code }
}

function wordsFor(complaint: Complaint | undefined): string {
  const field = `field: '${dotted(complaint?.path ?? [])}'`
  switch (complaint?.kind) {
    case 'unknown':
      return `Extra inputs are not permitted, ${field}, value: ${JSON.stringify(complaint.value)}`
    case 'missing':
      return `Field required, ${field}`
    case 'low':
      return `Input should be greater than or equal to ${complaint.limit}, ${field}, value: ${JSON.stringify(complaint.value)}`
    case 'high':
      return `Input should be less than or equal to ${complaint.limit}, ${field}, value: ${JSON.stringify(complaint.value)}`
    case 'type':
      return `Input should be a valid ${complaint.expected.join(' or ')}, ${field}, value: ${JSON.stringify(complaint.value)}`
    case 'choice':
      return `Input should be ${complaint.known.map((value) => `'${value}'`).join(' or ')}, ${field}, value: ${JSON.stringify(complaint.value)}`
    default:
      return `Invalid number of items, ${field}`
  }
}

const unauthorized = failed(401, 'The API key you provided is invalid.', 'UNAUTHORIZED')

const dialect: Dialect = {
  provider: 'fireworks',
  hosts: ['api.fireworks.ai'],
  bases: ['/inference/v1'],
  request: {
    needsKey: true,
    largestBody: 20 * 1024 * 1024,
    chat: {
      ...chatFields,
      ...openModelFields,
      reasoning_effort: { type: 'string', oneOf: ['none', 'low', 'medium', 'high'] },
      context_length_exceeded_behavior: { type: 'string', oneOf: ['truncate', 'error'] },
      prompt_truncate_len: { type: 'integer' },
      prompt_cache_key: { type: 'string' },
      perf_metrics_in_response: { type: 'boolean' },
      service_tier: { type: 'string' },
      metadata: { type: 'object' },
      typical_p: { type: 'decimal' },
      mirostat_target: { type: 'decimal' },
      mirostat_lr: { type: 'decimal' },
      ignore_eos: { type: 'boolean' },
      echo: { type: 'boolean' },
      raw_output: { type: 'boolean' },
      prediction: { type: ['string', 'object'] },
      safe_tokenization: { type: 'boolean' },
      thinking: { type: 'object' },
      reasoning_history: { type: 'string' },
    },
    message: { ...messageFields, reasoning_content: { type: 'string' } },
    strict: true,
    effort: (request, model) => (model.efforts ? (request.reasoning_effort ?? model.defaultEffort) : undefined),
    // An answer that would not fit is cut, unless the request says otherwise.
    window: 'prompt',
    cache: { least: 64, step: 64, lifetime: 5 * 60_000 },
  },
  problems: {
    noKey: unauthorized,
    badKey: () => unauthorized,
    complain: ([first]) => invalid(wordsFor(first)),
    malformed: invalid('The request body is not valid JSON.'),
    tooLarge: invalid('Request body is too large.', 413),
    unknownModel: () => ({
      ...failed(404, 'Model not found, inaccessible, and/or not deployed', 'NOT_FOUND'),
      param: 'model',
    }),
    wrongKind: (name) => invalid(`Model ${name} does not support this API`),
    refused: (parameter) => invalid(`${parameter} is not supported`),
    tooLong: (model, tokens) =>
      invalid(`The prompt is too long: ${tokens}, model maximum context length: ${model.contextWindow - 1}`),
    unknownAddress: () => failed(404, 'Path not found', 'NOT_FOUND'),
    failures: {
      'no-permission': () => failed(403, 'You do not have permission to perform this action.', 'PERMISSION_DENIED'),
      timeout: () => failed(408, 'Request timed out.', 'DEADLINE_EXCEEDED'),
      'too-large': () => invalid('Request body is too large.', 413),
      unprocessable: () => invalid('Unprocessable entity.', 422),
      'rate-limited': () => ({
        ...failed(429, 'Rate limit exceeded, please try again later', 'RATE_LIMIT_EXCEEDED'),
        retryAfter: 2,
      }),
      quota: () =>
        failed(
          412,
          'Account workbook is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.',
          'PRECONDITION_FAILED',
        ),
      'server-error': () => failed(500, 'Internal server error', 'INTERNAL'),
      unavailable: () => failed(503, 'Service unavailable', 'UNAVAILABLE'),
      overloaded: () => failed(503, 'Service overloaded, please try again later', 'SERVICE_OVERLOADED'),
    },
    body({ message, type, param, code }) {
      if (type === 'invalid_request_error') return compact({ error: { object: 'error', type, code, message } })
      return compact({ error: { message, ...(param && { param }), code, type } })
    },
  },
  answers: {
    encoding: () => fireworksEncoding,
    showsThoughts: () => true,
    filter: 'none',
    models: (models) =>
      compact({
        object: 'list',
        data: models.map((model) => ({
          ...entry(model, 'fireworks'),
          kind: 'HF_BASE_MODEL',
          supports_chat: true,
          supports_image_input: false,
          supports_tools: true,
          context_length: model.contextWindow,
        })),
      }),
    jsonType: 'application/json',
    streamType: 'text/event-stream; charset=utf-8',
  },
  latency: ({ id }) => ({ firstToken: 300, tokensPerSecond: id.endsWith('20b') ? 250 : 160 }),
  limits: { requests: { most: 6_000, span: 60_000 }, tokens: { most: 60_000_000, span: 60_000 } },
  limitHeaders: (requests, tokens) => ({
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-remaining-requests': String(requests.left),
    'x-ratelimit-limit-tokens-prompt': String(tokens.limit),
    'x-ratelimit-remaining-tokens-prompt': String(tokens.left),
    'x-ratelimit-over-limit': 'no',
  }),
  headers: ({ requestId, took }) => ({
    'fireworks-server-processing-time': (Math.max(1, took) / 1000).toFixed(3),
    server: 'envoy',
    'x-request-id': requestId,
  }),
}

/** The simulated api.fireworks.ai. */
export const fireworks = compatibleRoom(dialect, {
  streamError: () =>
    frame({
      error: {
        object: 'error',
        type: 'internal_server_error',
        code: 'internal_server_error',
        message: 'Internal server error',
      },
    }),
})
