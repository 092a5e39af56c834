import { encode } from '../../engine/tokens.ts'
import { hex, now, randomText } from '../../world.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { Completion, Draft } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry, makerOf, secondsOf } from './entry.ts'
import { bad, frame, openaiError } from './envelope.ts'
import { lowerCase } from './ids.ts'
import { compact } from './json.ts'
import { compatibleRoom } from './room.ts'
import { completions } from './together-completions.ts'

/** How Together writes its answers down. */
export const togetherEncoding: Encoding = {
  completionId: (random) => `${randomText(random, 16, hex)}-FRA`,
  callId: (random) => `call_${randomText(random, 24, lowerCase)}`,
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.name,
      prompt: [],
      choices: completion.drafts.map((draft) => ({
        finish_reason: reason(draft),
        logprobs: null,
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft).map((call, index) => ({ index, ...call })) }),
          ...(draft.thoughts.length > 0 && { reasoning: draft.thoughts.join('') }),
        },
      })),
      usage: usageOf(completion),
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    text: (content) => ({ token_id: encode(content)[0] ?? null, role: 'assistant', content, tool_calls: null }),
    thought: (reasoning) => ({ role: 'assistant', content: '', reasoning, tool_calls: null }),
    call: ({ id, name }, index, args) => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ index, function: { arguments: piece } }],
    }),
    closing: () => ({ token_id: null, role: 'assistant', content: '', tool_calls: null }),
    usage: 'closing',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        choices: choices.map(({ index, delta, finish, draft }) => ({
          index,
          text: 'content' in delta ? delta.content : '',
          logprobs: null,
          finish_reason: finish === null ? null : reason(draft),
          seed: finish === null ? null : completion.seed,
          delta,
        })),
        model: completion.name,
        usage: hasUsage ? usageOf(completion) : null,
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

/** An answer that ended of itself ends with the token for it, which is what Together says. */
function reason(draft: Draft): string {
  return draft.finish === 'stop' ? 'eos' : finishReason(draft)
}

function usageOf({ counts }: Completion) {
  return {
    ...plainUsage(counts),
    ...(counts.reasoning > 0 && { completion_tokens_details: { reasoning_tokens: counts.reasoning } }),
    ...(counts.cached > 0 && { cached_tokens: counts.cached }),
  }
}

const badKey = {
  status: 401,
  message: 'Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.',
  type: 'invalid_request_error',
  code: 'invalid_api_key',
}

const dialect: Dialect = {
  provider: 'together',
  hosts: ['api.together.ai', 'api.together.xyz'],
  bases: ['/v1'],
  request: {
    needsKey: true,
    largestBody: 20 * 1024 * 1024,
    chat: {
      ...chatFields,
      ...openModelFields,
      // Its logprobs are a number of alternatives.
      logprobs: { type: ['integer', 'boolean'], min: 0, max: 20 },
      reasoning_effort: { type: 'string', oneOf: ['low', 'medium', 'high'] },
    },
    message: messageFields,
    strict: false,
    effort: (request, model) => (model.efforts ? (request.reasoning_effort ?? model.defaultEffort) : undefined),
    window: 'prompt and answer',
  },
  problems: {
    noKey: badKey,
    badKey: () => badKey,
    complain([first]) {
      const name = dotted(first?.path ?? [])
      const words = first?.kind === 'missing' ? `${name}: Required` : `${name}: Invalid input`
      return bad(`Input validation error: ${words}`, { param: name })
    },
    malformed: bad('Invalid JSON in request body'),
    tooLarge: { status: 413, message: 'Request body is too large', type: 'invalid_request_error' },
    unknownModel: (name) => ({
      status: 404,
      message: `Unable to access model ${name}. Please visit https://api.together.ai/models to view the list of supported models.`,
      type: 'invalid_request_error',
      code: 'model_not_available',
    }),
    wrongKind: (name) => bad(`The model ${name} does not support this endpoint`, { code: 'invalid_model_type' }),
    refused: (parameter) => bad(`${parameter} is not supported`, { param: parameter }),
    // The one host that answers so: what is too long is forbidden.
    tooLong: (model, tokens, answer) => ({
      status: 403,
      message: `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${model.contextWindow}. Given: ${tokens} \`inputs\` tokens and ${answer} \`max_new_tokens\``,
      type: 'invalid_request_error',
      param: 'max_tokens',
    }),
    unknownAddress: (method, path) => ({
      status: 404,
      message: `Invalid URL (${method} ${path})`,
      type: 'invalid_request_error',
    }),
    failures: {
      'no-permission': (model) => ({
        status: 403,
        message: `You do not have permission to use the model ${model}.`,
        type: 'invalid_request_error',
        code: 'permission_denied',
      }),
      timeout: () => ({ status: 408, message: 'Request timed out.', type: 'timeout_error' }),
      'too-large': () => ({ status: 413, message: 'Request body is too large', type: 'invalid_request_error' }),
      unprocessable: () => ({ status: 422, message: 'Unprocessable entity', type: 'invalid_request_error' }),
      'rate-limited': (model) => ({
        status: 429,
        message: `You have reached the rate limit specific to this model ${model}. The maximum rate limit for this model is 60 queries and 60000 tokens per minute. This limit differs from the general rate limits published at Together AI rate limits documentation (https://docs.together.ai/docs/rate-limits). For inquiries about increasing your model-specific rate limit, please contact our sales team (https://www.together.ai/forms/contact-sales)`,
        type: 'model_rate_limit',
        retryAfter: 2,
      }),
      quota: () => ({
        status: 402,
        message:
          'Credit limit exceeded, please navigate to https://api.together.ai/settings/billing to upgrade your plan.',
        type: 'credit_limit',
      }),
      'server-error': () => ({ status: 500, message: 'Internal server error', type: 'server_error' }),
      unavailable: () => ({
        status: 503,
        message: 'The server is overloaded or not ready yet.',
        type: 'service_unavailable',
      }),
      overloaded: () => ({
        status: 503,
        message: 'The server is overloaded or not ready yet.',
        type: 'overloaded',
      }),
    },
    body: (problem, requestId) => compact({ id: requestId, error: openaiError(problem) }),
  },
  answers: {
    encoding: () => togetherEncoding,
    showsThoughts: () => true,
    filter: 'none',
    // A bare list, not an object that has one.
    models: (models) =>
      compact(
        models.map((model) => ({
          id: model.id,
          object: 'model',
          created: secondsOf(model.released),
          type: model.kind,
          running: false,
          display_name: model.name,
          organization: makerOf(model),
          link: `https://huggingface.co/${model.id}`,
          context_length: model.contextWindow,
          config: { chat_template: null, stop: [], bos_token: null, eos_token: null },
          pricing: {
            hourly: 0,
            input: model.price.input,
            output: model.price.output,
            base: 0,
            finetune: 0,
          },
        })),
      ),
    model: (model) => compact(entry(model, makerOf(model))),
    jsonType: 'application/json; charset=utf-8',
    streamType: 'text/event-stream;charset=utf-8',
  },
  latency: ({ id }) => ({ firstToken: 350, tokensPerSecond: /20b|9B/.test(id) ? 200 : 110 }),
  limits: { requests: { most: 600, span: 60_000 }, tokens: { most: 180_000, span: 60_000 } },
  limitHeaders: (requests, tokens) => ({
    'x-ratelimit-limit': String(requests.limit / 60),
    'x-ratelimit-remaining': String(Math.floor(requests.left / 60)),
    'x-ratelimit-reset': String(Math.max(1, Math.ceil(requests.reset / 1000))),
    'x-tokenlimit-limit': String(tokens.limit),
    'x-tokenlimit-remaining': String(tokens.left),
  }),
  headers: ({ random, requestId, took }) => ({
    'access-control-allow-origin': '*',
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    server: 'cloudflare',
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
    'x-api-received': new Date(now() - took).toISOString(),
    'x-api-call-end': new Date(now()).toISOString(),
    'x-inference-version': 'v2',
    'x-request-id': requestId,
  }),
}

/** The simulated api.together.ai. */
export const together = compatibleRoom(dialect, {
  endpoint: (_, path) => (path === '/completions' ? { method: 'POST', id: '', answer: completions } : undefined),
  requestId: (random) => `${randomText(random, 16, hex)}-FRA`,
  streamError: () =>
    `${frame({ error: { message: 'Internal server error', type: 'server_error', param: null, code: null } })}data: [DONE]\n\n`,
})
