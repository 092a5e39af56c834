import { served } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import type { Model as Entry, ModelListResponse } from 'groq-sdk/resources/models'
import { hex, randomText } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { Left } from '../allowance.ts'
import type { Draft } from '../compatible/completion.ts'
import type { Dialect } from '../compatible/dialect.ts'
import { compact } from '../compatible/json.ts'
import type { Problem } from '../compatible/problem.ts'
import { toolTokens } from '../compatible/reading.ts'
import type { ChatRequest } from '../compatible/request.ts'
import { compatibleRoom } from '../compatible/room.ts'
import { goDuration } from '../go-duration.ts'
import { inputTokens, textOf } from '../turns.ts'
import { batchEndpoints } from './batches.ts'
import { groqEncoding } from './encoding.ts'
import { groqProblems, streamError, tooManyWanted } from './errors.ts'
import { ulid } from './ids.ts'
import { invalid } from './invalid.ts'
import { groqChatFields, groqMessageFields } from './fields.ts'
import { groqResponses } from './responses.ts'

const minute = 60_000

/** How Groq differs from the other hosts. */
export const groqDialect: Dialect = {
  provider: 'groq',
  hosts: ['api.groq.com'],
  bases: ['/openai/v1'],
  request: {
    needsKey: true,
    largestBody: 20 * 1024 * 1024,
    chat: groqChatFields,
    message: groqMessageFields,
    strict: true,
    combination,
    // A preamble stands before the conversation; measured on recorded answers.
    promptTokens: (model, turns, request) =>
      inputTokens(model, turns) + toolTokens(request) + (isGptOss(model) ? 65 : 0),
    window: 'prompt and answer',
    cache: { least: 256, step: 256, lifetime: 120 * minute },
  },
  problems: groqProblems,
  answers: {
    encoding: () => groqEncoding,
    showsThoughts: (request) => request.include_reasoning !== false && request.reasoning_format !== 'hidden',
    arrange,
    filter: 'none',
    models: (models) => {
      const body = { object: 'list', data: models.map(entry) } satisfies ModelListResponse
      return compact(body)
    },
    model: (model) => compact(entry(model)),
    jsonType: 'application/json',
    streamType: 'text/event-stream',
  },
  responses: groqResponses,
  latency: ({ id }) => ({ firstToken: 120, tokensPerSecond: id.endsWith('20b') ? 900 : 450 }),
  limits: {
    requests: { most: 500_000, span: 24 * 60 * minute },
    tokens: { most: 250_000, span: minute },
  },
  limitHeaders,
  headers: ({ random, requestId }) => ({
    'cache-control': 'private, max-age=0, no-store, no-cache, must-revalidate',
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    server: 'cloudflare',
    vary: 'Origin',
    via: '1.1 google',
    'x-groq-region': 'fra',
    'x-request-id': requestId,
  }),
}

/** The simulated api.groq.com. */
export const groq = compatibleRoom(groqDialect, {
  requestId,
  streamError,
  endpoint: batchEndpoints(groqDialect, requestId),
})

/** Requests are counted by the day, tokens by the minute. */
function limitHeaders(requests: Left, tokens: Left): Record<string, string> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.left),
    'x-ratelimit-remaining-tokens': String(tokens.left),
    'x-ratelimit-reset-requests': goDuration(requests.reset),
    'x-ratelimit-reset-tokens': goDuration(tokens.reset),
  }
}

function isGptOss({ id }: Model): boolean {
  return id.startsWith('openai/gpt-oss')
}

function combination(request: ChatRequest, model: Model): Problem | undefined {
  for (const parameter of ['max_tokens', 'max_completion_tokens'] as const) {
    if ((request[parameter] ?? 0) > model.maxOutput) return tooManyWanted(parameter, model)
  }
  const format = request.response_format?.type
  const isJson = format === 'json_object' || format === 'json_schema'
  if (request.reasoning_format != null) {
    if (request.include_reasoning != null) {
      return invalid('cannot specify both `reasoning_format` and `include_reasoning`')
    }
    if (isGptOss(model) || !model.efforts) return invalid('`reasoning_format` is not supported with this model')
    if (request.reasoning_format === 'raw' && (isJson || request.tools?.length)) {
      return invalid('`reasoning_format` must be set to `hidden` or `parsed` when using JSON mode or tool calling')
    }
  }
  if (format === 'json_object' && !request.messages.some(({ content }) => /json/i.test(textOf(content)))) {
    return invalid(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    )
  }
  return undefined
}

/** Where the thinking is to come raw, it stands in the answer itself. */
function arrange(draft: Draft, request: ChatRequest): Draft {
  if (request.reasoning_format !== 'raw' || !draft.thoughts.length) return draft
  const pieces = ['<think>\n', ...draft.thoughts, '\n</think>\n\n', ...draft.pieces]
  return { ...draft, thoughts: [], pieces, text: pieces.join('') }
}

function requestId(random: Random): string {
  return `req_${ulid(random)}`
}

const owners: readonly (readonly [prefix: string, owner: string])[] = [
  ['openai/', 'OpenAI'],
  ['qwen/', 'Alibaba Cloud'],
]

/** An entry of the list, with what Groq tells beyond the SDK's type. */
function entry(model: Model) {
  return {
    id: model.id,
    object: 'model',
    created: Date.parse(`${model.released}T00:00:00Z`) / 1000,
    owned_by: owners.find(([prefix]) => model.id.startsWith(prefix))?.[1] ?? 'Groq',
    active: served('groq').includes(model),
    context_window: model.contextWindow,
    public_apps: null,
    max_completion_tokens: model.maxOutput,
  } satisfies Entry & Record<string, unknown>
}
