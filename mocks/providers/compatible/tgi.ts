import * as native from '../tgi-native/tgi-native.ts'
import { findModel, served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { chatFields, messageFields, without } from './chat-fields.ts'
import { contentOf, finishReason, plainUsage } from './completion.ts'
import type { DraftedCall } from './completion.ts'
import { dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { secondsOf } from './entry.ts'
import { frame } from './envelope.ts'
import { compact } from './json.ts'
import { homeLatency, loopback } from './local-server.ts'
import type { Problem } from './problem.ts'
import { compatibleRoom } from './room.ts'

const fingerprint = '3.3.6-dev0-native'

const encoding: Encoding = {
  // It gives none.
  completionId: () => '',
  callId: () => '0',
  body: (completion) =>
    compact({
      object: 'chat.completion',
      id: completion.id,
      created: completion.created,
      model: completion.model.id,
      system_fingerprint: fingerprint,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft),
          ...(draft.calls.length > 0 && { tool_calls: draft.calls.map((call) => toolCall(call)) }),
        },
        logprobs: null,
        finish_reason: finishReason(draft),
      })),
      usage: plainUsage(completion.counts),
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    text: (content) => ({ role: 'assistant', content }),
    call: ({ id, name }, index, args) => ({
      role: 'assistant',
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({
      role: 'assistant',
      tool_calls: [{ index, id: '', type: 'function', function: { name: null, arguments: piece } }],
    }),
    closing: () => ({ role: 'assistant', content: '' }),
    usage: 'asked',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        object: 'chat.completion.chunk',
        id: completion.id,
        created: completion.created,
        model: completion.model.id,
        system_fingerprint: fingerprint,
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, logprobs: null, finish_reason: finish })),
        usage: hasUsage ? plainUsage(completion.counts) : null,
      } satisfies PlainChunk & Record<string, unknown>),
    failure: (body) => frame({ error: { message: (body as { error: string }).error, http_status_code: 422 } }),
  },
}

function toolCall({ id, name, arguments: args }: DraftedCall) {
  return { id, type: 'function', function: { description: null, name, arguments: args } }
}

/** The envelope is flat: a sentence, and of what kind it is. */
function problem(status: number, error: string, type: string): Problem {
  return { status, message: error, type }
}

function validation(words: string): Problem {
  return problem(422, `Input validation error: ${words}`, 'validation')
}

/** What does not fit the types is refused before the server has seen it, in plain text. */
function complaint(first: Complaint | undefined): Problem {
  const name = dotted(first?.path ?? [])
  const last = String(first?.path.at(-1) ?? '')
  const opening = 'Failed to deserialize the JSON body into the target type: '
  switch (first?.kind) {
    case 'missing':
      return { status: 422, message: `${opening}missing field \`${last}\`` }
    case 'type':
      return {
        status: 422,
        message: `${opening}${name}: invalid type: ${typeof first.value}, expected ${first.expected.join(' or ')}`,
      }
    case 'choice':
      return {
        status: 422,
        message: `${opening}${name}: unknown variant \`${String(first.value)}\`, expected one of ${first.known.map((value) => `\`${value}\``).join(', ')}`,
      }
    case 'low':
    case 'high':
      return validation(
        first.path[0] === 'top_p' ? '`top_p` must be > 0.0 and < 1.0' : `\`${name}\` must be strictly positive`,
      )
    default:
      return problem(422, 'Template error: messages is empty', 'template_error')
  }
}

/** Whatever is asked for, the one model it was started with answers; clients write `tgi`. */
function started(name: string): Model | undefined {
  return findModel(name, 'tgi') ?? served('tgi')[0]
}

const unauthorized: Problem = { status: 401, message: '' }

const dialect: Dialect = {
  provider: 'tgi',
  hosts: loopback(8080),
  bases: ['/v1'],
  request: {
    needsKey: false,
    largestBody: 2 * 1024 * 1024,
    chat: {
      ...without(chatFields, 'model', 'n', 'max_completion_tokens', 'reasoning_effort'),
      model: { type: 'string' },
      // It knows a schema as `value` too, and other types.
      response_format: { type: 'object' },
      temperature: { type: 'decimal', min: 1e-9 },
      top_p: { type: 'decimal', min: 1e-9, max: 0.999_999 },
    },
    message: { ...messageFields, role: { type: 'string', required: true } },
    strict: false,
    findModel: started,
    effort: () => undefined,
    // Otherwise than when it is spoken to natively, it does not stop after 100 tokens.
    limit: ({ max_tokens: most }) => most ?? 1024,
    window: 'prompt and answer',
  },
  problems: {
    noKey: unauthorized,
    badKey: () => unauthorized,
    complain: ([first]) => complaint(first),
    malformed: { status: 400, message: 'Failed to parse the request body as JSON: expected value at line 1 column 1' },
    tooLarge: { status: 413, message: 'Failed to buffer the request body: length limit exceeded' },
    unknownModel: () => problem(404, 'Model not found', 'model_not_found'),
    wrongKind: () => problem(424, 'Request failed during generation: not supported', 'generation'),
    refused: (parameter) => validation(`\`${parameter}\` is not supported`),
    tooLong: (model, tokens, answer) =>
      validation(
        `\`inputs\` tokens + \`max_new_tokens\` must be <= ${model.contextWindow}. Given: ${tokens} \`inputs\` tokens and ${answer} \`max_new_tokens\``,
      ),
    unknownAddress: () => ({ status: 404, message: '' }),
    wrongMethod: () => ({ status: 405, message: '' }),
    failures: {
      'no-permission': () => ({ status: 403, message: 'Forbidden' }),
      timeout: () => ({ status: 504, message: 'Gateway Timeout' }),
      'too-large': () => ({ status: 413, message: 'Failed to buffer the request body: length limit exceeded' }),
      unprocessable: () => validation('`inputs` cannot be empty'),
      'rate-limited': () => ({ ...problem(429, 'Model is overloaded', 'overloaded'), retryAfter: 2 }),
      quota: () => problem(429, 'Model is overloaded', 'overloaded'),
      'server-error': () => problem(500, 'Incomplete generation', 'incomplete_generation'),
      unavailable: () => problem(503, 'unhealthy', 'healthcheck'),
      overloaded: () => problem(429, 'Model is overloaded', 'overloaded'),
    },
    body: ({ message, type }) => (type === undefined ? message : compact({ error: message, error_type: type })),
    contentType: ({ type }) => (type === undefined ? 'text/plain; charset=utf-8' : 'application/json'),
  },
  answers: {
    encoding: () => encoding,
    showsThoughts: () => false,
    filter: 'none',
    models: (models) =>
      compact({
        object: 'list',
        data: models
          .slice(0, 1)
          .map(({ id, released }) => ({ id, object: 'model', created: secondsOf(released), owned_by: id })),
      }),
    jsonType: 'application/json',
    streamType: 'text/event-stream',
  },
  latency: homeLatency,
  headers: ({ took, isWhole }): Record<string, string> => ({
    'access-control-allow-origin': '*',
    vary: 'origin, access-control-request-method, access-control-request-headers',
    ...(isWhole && { 'x-compute-type': 'gpu+optimized', 'x-total-time': String(Math.max(1, Math.round(took))) }),
  }),
}

/** The compatible side of Text Generation Inference, as it runs on port 8080. */
export const tgi = compatibleRoom(dialect, {
  native,
  streamError: () =>
    frame({ error: { message: 'Request failed during generation: CUDA error', http_status_code: 424 } }),
})
