import type { Model } from '@workbook/kit'
import { hex, randomText } from '../../world.ts'
import { chatFields, embeddingFields, messageFields, without } from './chat-fields.ts'
import type { Dialect } from './dialect.ts'
import { entry } from './entry.ts'
import { uuid } from './ids.ts'
import { compact } from './json.ts'
import { compatibleRoom } from './room.ts'
import { encoded } from './vectors.ts'
import { mistralEncoding } from './mistral-encoding.ts'
import { apiError, mistralProblems } from './mistral-problems.ts'

const dialect: Dialect = {
  provider: 'mistral',
  hosts: ['api.mistral.ai'],
  bases: ['/v1'],
  request: {
    needsKey: true,
    largestBody: 20 * 1024 * 1024,
    chat: {
      ...without(
        chatFields,
        'seed',
        'max_completion_tokens',
        'logit_bias',
        'logprobs',
        'top_logprobs',
        'user',
        'stream_options',
      ),
      temperature: { type: 'decimal', min: 0, max: 1.5 },
      random_seed: { type: 'integer', min: 0 },
      safe_prompt: { type: 'boolean' },
      prompt_mode: { type: 'string', oneOf: ['reasoning'] },
      reasoning_effort: { type: 'string', oneOf: ['none', 'high'] },
      prediction: { type: 'object' },
      metadata: { type: 'object' },
      guardrails: { type: 'array' },
      prompt_cache_key: { type: 'string' },
      stream_options: { type: 'object' },
    },
    message: { ...messageFields, prefix: { type: 'boolean' } },
    embedding: {
      ...without(embeddingFields, 'dimensions', 'user'),
      output_dimension: { type: 'integer', min: 1 },
      output_dtype: { type: 'string', oneOf: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
      metadata: { type: 'object' },
    },
    strict: true,
    combination({ messages }) {
      const last = messages.at(-1) as { role: string; prefix?: boolean } | undefined
      if (last?.role !== 'assistant' || last.prefix) return undefined
      return apiError(
        400,
        'Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant',
        'invalid_request_message_order',
        '3230',
      )
    },
    window: 'prompt',
    cache: { least: 64, step: 64, lifetime: 5 * 60_000 },
  },
  problems: mistralProblems,
  answers: {
    encoding: () => mistralEncoding,
    showsThoughts: () => true,
    filter: 'finish reason',
    models: (models) => compact({ object: 'list', data: models.flatMap(cards) }),
    model: (model, name) => compact(card(model, name)),
    embeddings: (answer) =>
      compact({
        id: randomText(answer.random, 32, hex),
        object: 'list',
        data: answer.vectors.map((vector, index) => ({
          object: 'embedding',
          embedding: encoded(vector, answer.isBase64),
          index,
        })),
        model: answer.name,
        usage: { prompt_tokens: answer.tokens, total_tokens: answer.tokens, completion_tokens: 0 },
      }),
    jsonType: 'application/json',
    streamType: 'text/event-stream; charset=utf-8',
  },
  latency: ({ id }) =>
    id.includes('embed')
      ? { firstToken: 90, tokensPerSecond: 1e6 }
      : { firstToken: 350, tokensPerSecond: id.includes('small') || id.includes('8b') ? 150 : 70 },
  limits: { requests: { most: 60, span: 10_000 }, tokens: { most: 2_000_000, span: 60_000 } },
  limitHeaders: (requests, tokens, { tokens: cost }) => ({
    'x-ratelimit-limit-req-10-second': String(requests.limit),
    'x-ratelimit-limit-tokens-minute': String(tokens.limit),
    'x-ratelimit-limit-tokens-month': '10000000000',
    'x-ratelimit-remaining-req-10-second': String(requests.left),
    'x-ratelimit-remaining-tokens-minute': String(tokens.left),
    'x-ratelimit-remaining-tokens-month': String(10_000_000_000 - (tokens.limit - tokens.left)),
    'x-ratelimit-tokens-query-cost': String(cost),
  }),
  headers: ({ random, requestId, took }) => ({
    'access-control-allow-origin': '*',
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    'mistral-correlation-id': requestId,
    server: 'cloudflare',
    'strict-transport-security': 'max-age=15552000; includeSubDomains; preload',
    'x-envoy-upstream-service-time': String(Math.max(1, Math.round(took))),
    'x-kong-proxy-latency': '6',
    'x-kong-request-id': requestId,
    'x-kong-upstream-latency': String(Math.max(2, Math.round(took) + 1)),
  }),
}

/** A model and its other names each stand in the list. */
function cards(model: Model): object[] {
  return [model.id, ...(model.aliases ?? [])].map((id) => card(model, id))
}

function card(model: Model, id: string): object {
  const isChat = model.kind === 'chat'
  return {
    ...entry({ ...model, id }, 'mistralai'),
    capabilities: {
      completion_chat: isChat,
      function_calling: isChat,
      reasoning: model.efforts !== undefined,
      completion_fim: false,
      fine_tuning: false,
      vision: isChat,
      ocr: false,
      classification: false,
      moderation: false,
      audio: false,
    },
    name: model.snapshot ?? model.id,
    description: model.name,
    max_context_length: model.contextWindow,
    aliases: [model.id, ...(model.aliases ?? [])].filter((name) => name !== id),
    deprecation: null,
    deprecation_replacement_model: null,
    default_model_temperature: isChat ? 0.7 : null,
    type: 'base',
  }
}

/** The simulated api.mistral.ai. */
export const mistral = compatibleRoom(dialect, {
  requestId: uuid,
  streamError: () =>
    `data: ${compact({ object: 'error', message: 'Service unavailable.', type: 'unreachable_backend', param: null, code: '1100' })}\n\n`,
})
