import { chatFields, messageFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import type { Dialect } from './dialect.ts'
import { entry } from './entry.ts'
import { bad, frame, openaiError } from './envelope.ts'
import { compact } from './json.ts'
import type { Problem } from './problem.ts'
import { compatibleRoom } from './room.ts'
import { qwenEncoding } from './qwen-encoding.ts'

/** What the model's servers say, with the name of the exception before it. */
function parameter(words: string): Problem {
  return bad(`<400> InternalError.Algo.InvalidParameter: ${words}`, { code: 'invalid_parameter_error' })
}

function complaint(first: Complaint | undefined): Problem {
  const name = dotted(first?.path ?? [])
  switch (first?.kind) {
    case 'missing':
      return name === 'model'
        ? bad('you must provide a model parameter')
        : bad(`Required body parameter '${name}' is missing`, { code: 'missing_required_parameter' })
    case 'low':
    case 'high':
      return parameter(`Range of ${name} should be ${ranges[name] ?? `[1, ${first.limit}]`}`)
    case 'short':
      return bad("[] is too short - 'messages'")
    case 'choice':
      return parameter(`Input should be ${first.known.map((value) => `'${value}'`).join(', ')}: ${name}`)
    default:
      return parameter(`The value of ${name} is not valid`)
  }
}

const ranges: Readonly<Record<string, string>> = {
  temperature: '[0.0, 2.0)',
  top_p: '(0.0, 1.0]',
  presence_penalty: '[-2.0, 2.0]',
}

const badKey: Problem = {
  status: 401,
  message:
    'Incorrect API key provided. For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error',
  type: 'invalid_request_error',
  code: 'invalid_api_key',
}

const dialect: Dialect = {
  provider: 'qwen',
  hosts: ['dashscope-intl.aliyuncs.com', 'dashscope-us.aliyuncs.com', 'dashscope.aliyuncs.com'],
  bases: ['/compatible-mode/v1'],
  request: {
    needsKey: true,
    largestBody: 6 * 1024 * 1024,
    chat: {
      ...chatFields,
      temperature: { type: 'decimal', min: 0, max: 1.999_999 },
      n: { type: 'integer', min: 1, max: 4 },
      top_k: { type: 'integer', min: 0 },
      enable_thinking: { type: 'boolean' },
      thinking_budget: { type: 'integer', min: 1 },
      enable_search: { type: 'boolean' },
      search_options: { type: 'object' },
      repetition_penalty: { type: 'decimal' },
      top_logprobs: { type: 'integer', min: 0, max: 5 },
    },
    message: messageFields,
    strict: false,
    // Its models think when they are told to, not as hard as they are told.
    effort: ({ enable_thinking: thinks }) => (thinks ? 'medium' : undefined),
    combination({ response_format: format, messages, enable_thinking: thinks, n, tools }) {
      if (format?.type === 'json_object' && !/json/i.test(JSON.stringify(messages))) {
        return parameter(
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        )
      }
      if (thinks && (n ?? 1) > 1) return parameter('n must be 1 when enable_thinking is true')
      return tools?.length && (n ?? 1) > 1 ? parameter('n must be 1 when tools are given') : undefined
    },
    window: 'prompt',
    cache: { least: 256, step: 64, lifetime: 5 * 60_000 },
  },
  problems: {
    noKey: {
      ...badKey,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      code: null,
    },
    badKey: () => badKey,
    complain: ([first]) => complaint(first),
    malformed: bad('Required body invalid, please check the request body format.', { code: 'invalid_request_error' }),
    tooLarge: {
      status: 413,
      message: 'Exceeded limit on max bytes per request: 6291456',
      type: 'invalid_request_error',
    },
    unknownModel: (name) => ({
      status: 404,
      message: `The model \`${name}\` does not exist or you do not have access to it.`,
      type: 'invalid_request_error',
      code: 'model_not_found',
    }),
    wrongKind: (name) =>
      bad(`Unsupported model \`${name}\` for OpenAI compatibility mode.`, { code: 'model_not_supported' }),
    refused: (name) => parameter(`${name} is not supported`),
    tooLong: (model) => parameter(`Range of input length should be [1, ${model.contextWindow}]`),
    unknownAddress: (method, path) => ({
      status: 404,
      message: `Invalid URL (${method} ${path})`,
      type: 'invalid_request_error',
    }),
    failures: {
      'no-permission': () => ({
        status: 403,
        message: 'Model access denied.',
        type: 'access_denied',
        code: 'access_denied',
      }),
      timeout: () => ({
        status: 408,
        message: 'Request timed out, please try again later.',
        type: 'RequestTimeOut',
        code: 'request_timeout',
      }),
      'too-large': () => ({
        status: 413,
        message: 'Exceeded limit on max bytes per request: 6291456',
        type: 'invalid_request_error',
      }),
      unprocessable: () => ({
        status: 422,
        message: 'The request could not be processed.',
        type: 'invalid_request_error',
      }),
      'rate-limited': () => ({
        status: 429,
        message: 'You exceeded your current requests list.',
        type: 'limit_requests',
        code: 'limit_requests',
        retryAfter: 2,
      }),
      quota: () => ({
        status: 429,
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      }),
      'server-error': () => ({
        status: 500,
        message:
          '<500> InternalError.Algo: An internal error has occured during execution, please try again later or contact service support.',
        type: 'internal_error',
        code: 'internal_error',
      }),
      unavailable: () => ({
        status: 503,
        message: 'The service is currently unavailable, please try again later.',
        type: 'service_unavailable',
        code: 'service_unavailable',
      }),
      overloaded: () => ({
        status: 503,
        message:
          '<503> InternalError.Algo: Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.',
        type: 'ServiceUnavailable',
        code: 'service_unavailable',
      }),
    },
    filtered: () =>
      bad('<400> InternalError.Algo.DataInspectionFailed: Input text data may contain inappropriate content.', {
        type: 'data_inspection_failed',
        code: 'data_inspection_failed',
      }),
    body: (problem, requestId) => compact({ error: openaiError(problem), request_id: requestId }),
  },
  answers: {
    encoding: () => qwenEncoding,
    showsThoughts: () => true,
    filter: 'finish reason',
    models: (models) => compact({ data: models.map((model) => entry(model, 'system')), object: 'list' }),
    model: (model) => compact(entry(model, 'system')),
    jsonType: 'application/json',
    streamType: 'text/event-stream;charset=UTF-8',
  },
  latency: ({ id }) => ({ firstToken: 450, tokensPerSecond: id.includes('flash') ? 120 : 60 }),
  headers: ({ requestId, took }) => ({
    'req-arrive-time': String(1_795_165_200_000),
    'req-cost-time': String(Math.max(1, Math.round(took))),
    server: 'istio-envoy',
    vary: 'Origin,Access-Control-Request-Method,Access-Control-Request-Headers',
    'x-dashscope-call-gateway': 'true',
    'x-request-id': requestId,
  }),
}

/** The simulated dashscope-intl.aliyuncs.com. */
export const qwen = compatibleRoom(dialect, {
  streamError: () =>
    frame({
      error: {
        message:
          '<500> InternalError.Algo: An internal error has occured during execution, please try again later or contact service support.',
        type: 'internal_error',
        param: null,
        code: 'internal_error',
      },
    }),
})
