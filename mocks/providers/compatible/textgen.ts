import * as native from '../textgen-native/textgen-native.ts'
import { findModel, served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { now, randomText } from '../../world.ts'
import { chatFields, messageFields, openModelFields, without } from './chat-fields.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { DraftedCall } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { lowerCase } from './ids.ts'
import { compact, spaced } from './json.ts'
import { homeLatency, loopback } from './local-server.ts'
import type { Problem } from './problem.ts'
import { pydanticError } from '../pydantic.ts'
import { compatibleRoom } from './room.ts'

const encoding: Encoding = {
  completionId: () => `chatcmpl-${now()}000000`,
  callId: (random) => `call_${randomText(random, 8, lowerCase)}`,
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.model.id,
      system_fingerprint: null,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        finish_reason: finishReason(draft),
        message: {
          role: 'assistant',
          refusal: null,
          content: draft.calls.length > 0 ? null : (contentOf(draft) ?? ''),
          ...(draft.thoughts.length > 0 && { reasoning_content: draft.thoughts.join('') }),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft) }),
        },
        logprobs: null,
      })),
      usage: plainUsage(completion.counts),
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    opening: { role: 'assistant', refusal: null, content: '' },
    text: (content) => ({ content }),
    thought: (piece) => ({ reasoning_content: piece }),
    call: (call, at) => ({ tool_calls: [streamedCall(call, at)] }),
    callsInClosing: true,
    closing: ({ calls }) => (calls.length > 0 ? { tool_calls: calls.map(streamedCall) } : {}),
    usage: 'asked',
    chunk: ({ id, created, model, request, counts }, choices, { hasUsage }) =>
      `data: ${spaced({
        id,
        object: 'chat.completion.chunk',
        created,
        model: model.id,
        system_fingerprint: null,
        choices: choices.map(({ index, delta, finish }) => ({ index, finish_reason: finish, delta, logprobs: null })),
        ...(request.stream_options?.include_usage && { usage: hasUsage ? plainUsage(counts) : null }),
      } satisfies PlainChunk & Record<string, unknown>)}\n\n`,
  },
}

function streamedCall({ id, name, arguments: args }: DraftedCall, index: number) {
  return { type: 'function', function: { name, arguments: args }, id, index }
}

/** FastAPI's envelope. */
function detail(status: number, message: string): Problem {
  return { status, message, detail: message }
}

/** Whatever is asked for, the model that is loaded answers. */
function loaded(name: string): Model | undefined {
  return findModel(name, 'textgen') ?? served('textgen')[0]
}

const dialect: Dialect = {
  provider: 'textgen',
  hosts: loopback(5000),
  bases: ['/v1'],
  request: {
    needsKey: false,
    largestBody: 512 * 1024 * 1024,
    chat: {
      ...without(chatFields, 'model', 'reasoning_effort', 'n'),
      ...openModelFields,
      model: { type: 'string' },
      max_tokens: { type: 'integer' },
      temperature: { type: 'decimal' },
      reasoning_effort: { type: 'string' },
      mode: { type: 'string' },
      instruction_template: { type: 'string' },
      character: { type: 'string' },
    },
    message: { role: { type: 'string' }, content: messageFields.content ?? { type: 'string' } },
    strict: false,
    findModel: loaded,
    effort: (request, model) => (model.efforts ? (request.reasoning_effort ?? model.defaultEffort) : undefined),
    // 512 tokens, unless it is told otherwise.
    limit: ({ max_tokens: most, max_completion_tokens: newer }) => most ?? newer ?? 512,
    window: 'prompt',
  },
  problems: {
    noKey: detail(401, 'Unauthorized'),
    badKey: () => detail(401, 'Unauthorized'),
    complain: (complaints) => ({ status: 422, message: '', detail: complaints.map(pydanticError) }),
    malformed: {
      status: 422,
      message: '',
      detail: [
        {
          type: 'json_invalid',
          loc: ['body', 0],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'Expecting value' },
        },
      ],
    },
    tooLarge: detail(413, 'Request Entity Too Large'),
    unknownModel: () => detail(500, 'Internal Server Error'),
    wrongKind: () => detail(500, 'Internal Server Error'),
    refused: (parameter) => detail(400, `${parameter} is not supported`),
    tooLong: (model, tokens) =>
      detail(
        400,
        `This model maximum context length is ${model.contextWindow} tokens. However, your messages resulted in over ${tokens} tokens.`,
      ),
    unknownAddress: () => detail(404, 'Not Found'),
    wrongMethod: () => detail(405, 'Method Not Allowed'),
    failures: {
      'no-permission': () => detail(403, 'Forbidden'),
      timeout: () => detail(504, 'Gateway Timeout'),
      'too-large': () => detail(413, 'Request Entity Too Large'),
      unprocessable: () => ({
        status: 422,
        message: '',
        detail: [{ type: 'value_error', loc: ['body'], msg: 'Value error', input: {} }],
      }),
      'rate-limited': () => ({ ...detail(429, 'Too Many Requests'), retryAfter: 2 }),
      quota: () => detail(429, 'Too Many Requests'),
      'server-error': () => detail(500, 'Internal Server Error'),
      unavailable: () => detail(503, 'Service Unavailable'),
      overloaded: () => detail(503, 'Service Unavailable'),
    },
    // What it notices itself is told as OpenAI does, what FastAPI notices as that does, and what nobody caught in plain text.
    body: ({ status, message, detail: found }) => {
      if (status === 500) return message
      if (status === 400) return compact({ error: { message, type: 'invalid_request_error', param: null, code: null } })
      return compact({ detail: found })
    },
    contentType: ({ status }) => (status === 500 ? 'text/plain; charset=utf-8' : 'application/json'),
  },
  answers: {
    encoding: () => encoding,
    showsThoughts: () => true,
    filter: 'none',
    models: (models) => compact({ object: 'list', data: models.map(({ id }) => card(id)) }),
    model: (_, name) => compact(card(name)),
    jsonType: 'application/json',
    streamType: 'text/event-stream; charset=utf-8',
  },
  latency: homeLatency,
  headers: () => ({ server: 'uvicorn' }),
}

function card(id: string): object {
  return { id, object: 'model', created: 0, owned_by: 'user' }
}

/** The compatible side of text-generation-webui, as it runs on port 5000. */
export const textgen = compatibleRoom(dialect, {
  native,
  streamError: () =>
    `data: ${spaced({ error: { message: 'Internal Server Error', type: 'server_error', param: null, code: 500 } })}\n\n`,
})
