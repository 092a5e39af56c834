import { findModel } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { hex, now, randomText } from '../../world.ts'
import { groqEncoding } from '../groq/encoding.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { Completion } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry, makerOf } from './entry.ts'
import { bad, frame, openaiError } from './envelope.ts'
import { fireworksEncoding } from './fireworks.ts'
import { lowerCase } from './ids.ts'
import { compact, isObject } from './json.ts'
import type { Problem } from './problem.ts'
import { huggingfaceResponses } from './responses/huggingface.ts'
import { compatibleRoom } from './room.ts'
import { togetherEncoding } from './together.ts'

/** The router passes on what the host behind it writes; where none is named, that is Novita. */
const novita: Encoding = {
  completionId: (random) => randomText(random, 32, hex),
  callId: (random) => `call_${randomText(random, 24, lowerCase)}`,
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: lowered(completion),
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft),
          ...(draft.thoughts.length > 0 && { reasoning_content: draft.thoughts.join('') }),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft) }),
        },
        finish_reason: finishReason(draft),
      })),
      usage: usageOf(completion),
      system_fingerprint: '',
    } satisfies Omit<PlainAnswer, 'usage'> & Record<string, unknown>),
  stream: {
    opening: { role: 'assistant' },
    text: (content) => ({ content }),
    thought: (piece) => ({ reasoning_content: piece }),
    call: ({ id, name }, index, args) => ({
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] }),
    closing: () => ({}),
    usage: 'always',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: lowered(completion),
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, finish_reason: finish })),
        system_fingerprint: '',
        ...(hasUsage && { usage: usageOf(completion) }),
        sla_metrics: { ttft_ms: Math.round(completion.times.queue * 1e4) + 200, ts_us: now() * 1000 },
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function lowered({ model }: Completion): string {
  return model.id.toLowerCase()
}

function usageOf({ counts }: Completion) {
  return { ...plainUsage(counts), prompt_tokens_details: null, completion_tokens_details: null }
}

/** Hosts the router knows, by the suffix that asks for them. */
const behind: Readonly<Record<string, Encoding>> = {
  groq: groqEncoding,
  together: togetherEncoding,
  'fireworks-ai': fireworksEncoding,
}

function hostOf(name: string): string {
  const host = name.split(':')[1] ?? ''
  return host === '' || host === 'fastest' || host === 'cheapest' ? 'novita' : host
}

/** The router's own errors are nothing but a sentence; those about models have OpenAI's envelope. */
function sentence(status: number, message: string): Problem {
  return { status, message }
}

const dialect: Dialect = {
  provider: 'huggingface',
  hosts: ['router.huggingface.co'],
  bases: ['/v1'],
  request: {
    needsKey: true,
    largestBody: 20 * 1024 * 1024,
    chat: { ...chatFields, ...openModelFields, reasoning_effort: { type: 'string', oneOf: ['low', 'medium', 'high'] } },
    message: messageFields,
    strict: false,
    effort: (request, model) => (model.efforts ? (request.reasoning_effort ?? model.defaultEffort) : undefined),
    window: 'prompt and answer',
  },
  problems: {
    noKey: sentence(401, 'Invalid username or password.'),
    badKey: () => sentence(401, 'Invalid username or password.'),
    complain: ([first]) => bad(`Invalid input: ${dotted(first?.path ?? [])}`, { param: dotted(first?.path ?? []) }),
    malformed: sentence(400, 'Invalid JSON body'),
    tooLarge: sentence(413, 'Request Entity Too Large'),
    unknownModel(name) {
      const [id = name, host] = name.split(':')
      const known = findModel(id, 'huggingface')
      return known && host !== undefined
        ? bad(`The requested model '${id}' is not supported by provider '${host}'.`, {
            param: 'model',
            code: 'model_not_supported',
          })
        : bad(`The requested model '${name}' is not supported by any provider you have enabled.`, {
            param: 'model',
            code: 'model_not_supported',
          })
    },
    wrongKind: (name) =>
      bad(`The requested model '${name}' is not a chat model.`, { param: 'model', code: 'model_not_supported' }),
    refused: (parameter) => bad(`${parameter} is not supported`, { param: parameter }),
    tooLong: (model, tokens, answer) =>
      bad(
        `This model's maximum context length is ${model.contextWindow} tokens. However, you requested ${tokens + answer} tokens (${tokens} in the messages, ${answer} in the completion).`,
        { param: 'messages', code: 'context_length_exceeded' },
      ),
    unknownAddress: () => sentence(404, 'Not Found'),
    failures: {
      'no-permission': () =>
        sentence(
          403,
          'This authentication method does not have sufficient permissions to call Inference Providers on behalf of user workbook',
        ),
      timeout: () => sentence(504, 'Gateway Timeout'),
      'too-large': () => sentence(413, 'Request Entity Too Large'),
      unprocessable: () => sentence(422, 'Unprocessable Entity'),
      'rate-limited': () => ({ ...sentence(429, 'Too Many Requests'), retryAfter: 2 }),
      quota: () =>
        sentence(
          402,
          'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.',
        ),
      'server-error': () => sentence(500, 'Internal Server Error'),
      unavailable: () => sentence(503, 'Service Unavailable'),
      overloaded: () => sentence(503, 'Service Unavailable'),
    },
    body(problem) {
      if (isObject(problem.detail)) return compact(problem.detail)
      return problem.type === undefined ? compact({ error: problem.message }) : compact({ error: openaiError(problem) })
    },
  },
  answers: {
    encoding: (name) => behind[hostOf(name)] ?? novita,
    showsThoughts: () => true,
    filter: 'none',
    models: (models) => compact({ object: 'list', data: models.map(card) }),
    model: (model) => compact({ ...card(model) }),
    jsonType: 'application/json; charset=utf-8',
    streamType: 'text/event-stream; charset=utf-8',
  },
  responses: huggingfaceResponses,
  latency: ({ id }) => ({ firstToken: 400, tokensPerSecond: id.includes('gpt-oss') ? 220 : 100 }),
  headers: ({ requestId, model }) => ({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link',
    'x-powered-by': 'huggingface-moon',
    'x-request-id': requestId,
    ...(model !== undefined && { 'x-inference-provider': hostOf(model) }),
  }),
}

function card(model: Model): object {
  const hosts = (model.aliases ?? []).map((name) => name.split(':')[1] ?? '').filter((host) => !host.endsWith('est'))
  return {
    ...entry(model, makerOf(model)),
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    providers: hosts.map((provider) => ({
      provider,
      status: 'live',
      context_length: model.contextWindow,
      pricing: { input: model.price.input, output: model.price.output },
      supports_tools: true,
      supports_structured_output: true,
    })),
  }
}

/** The simulated router.huggingface.co. */
export const huggingface = compatibleRoom(dialect, {
  requestId: (random) => `Root=1-${randomText(random, 8, hex)}-${randomText(random, 24, hex)}`,
  streamError: () =>
    frame({ error: { message: 'Internal Server Error', type: 'internal_server_error', param: null, code: 500 } }),
})
