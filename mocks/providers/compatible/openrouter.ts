import type { Model } from '@workbook/kit'
import { hex, nowInSeconds, randomText } from '../../world.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import type { Dialect } from './dialect.ts'
import { secondsOf } from './entry.ts'
import { frame } from './envelope.ts'
import { compact, isObject } from './json.ts'
import type { Problem } from './problem.ts'
import { openrouterResponses } from './responses/openrouter.ts'
import { compatibleRoom } from './room.ts'
import { openrouterEncoding } from './openrouter-encoding.ts'

/** The code is the status, as a number. */
function problem(status: number, message: string, metadata?: object): Problem {
  return { status, message, code: status, ...(metadata && { detail: { metadata } }) }
}

const dialect: Dialect = {
  provider: 'openrouter',
  hosts: ['openrouter.ai'],
  bases: ['/api/v1'],
  request: {
    needsKey: true,
    largestBody: 100 * 1024 * 1024,
    chat: {
      ...chatFields,
      ...openModelFields,
      top_a: { type: 'decimal', min: 0, max: 1 },
      reasoning: { type: 'object' },
      models: { type: 'array', items: { type: 'string' } },
      provider: { type: 'object' },
      transforms: { type: 'array' },
      plugins: { type: 'array' },
      usage: { type: 'object' },
    },
    message: {
      ...messageFields,
      role: { type: 'string', required: true, oneOf: ['system', 'developer', 'user', 'assistant', 'tool'] },
    },
    strict: false,
    effort: ({ reasoning_effort: asked, reasoning }, model) =>
      model.efforts ? (asked ?? reasoning?.effort ?? model.defaultEffort) : undefined,
    window: 'prompt and answer',
    cache: { least: 1024, step: 128, lifetime: 5 * 60_000 },
  },
  problems: {
    noKey: { ...problem(401, 'No auth credentials found'), atTheDoor: true },
    badKey: () => ({ ...problem(401, 'User not found.'), atTheDoor: true }),
    complain([first]) {
      if (first?.path[0] === 'messages' && first.path.length === 1) {
        return problem(400, 'Input required: specify "prompt" or "messages"')
      }
      if (first?.path[0] === 'model') return problem(400, 'No models provided')
      return problem(400, `Invalid input: ${dotted(first?.path ?? [])}`)
    },
    malformed: problem(400, 'Invalid JSON body'),
    tooLarge: problem(413, 'Request Entity Too Large'),
    unknownModel: (name) => problem(400, `${name} is not a valid model ID`),
    wrongKind: (name) => problem(404, `No endpoints found that support embeddings for ${name}.`),
    refused: (parameter) => problem(400, `${parameter} is not supported`),
    tooLong: (model, tokens, answer) =>
      problem(
        400,
        `This endpoint's maximum context length is ${model.contextWindow} tokens. However, you requested about ${tokens + answer} tokens (${tokens} of text input, ${answer} in the output). Please reduce the length of either one, or use the context-compression plugin to compress your prompt automatically.`,
        { provider_name: null },
      ),
    unknownAddress: () => problem(404, 'Not Found'),
    failures: {
      'no-permission': () => problem(403, 'This key does not have permission to use this model.'),
      timeout: () => problem(408, 'Request timed out'),
      'too-large': () => problem(413, 'Request Entity Too Large'),
      unprocessable: () => problem(422, 'Provider returned error', raw('Unprocessable Entity')),
      'rate-limited': (model) => ({
        ...problem(
          429,
          'Provider returned error',
          raw(
            `${model} is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits: https://openrouter.ai/settings/integrations`,
          ),
        ),
        retryAfter: 2,
      }),
      quota: () =>
        problem(
          402,
          'This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 0. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account',
        ),
      'server-error': () => problem(500, 'Internal Server Error'),
      unavailable: () => ({ ...problem(503, 'No instances available'), retryAfter: 2 }),
      overloaded: () => problem(502, 'Provider returned error', raw('Overloaded')),
    },
    filtered: ({ model, messages }) =>
      problem(
        403,
        `${model} requires moderation. Your input was flagged for "violence/graphic". No credits were charged.`,
        {
          reasons: ['violence/graphic'],
          flagged_input: String(messages.at(-1)?.content ?? '').slice(0, 100),
          provider_name: 'OpenAI',
          model_slug: model,
        },
      ),
    body({ message, code, detail, atTheDoor }) {
      // Only in Responses is the code a word.
      if (typeof code === 'string') return compact({ error: { code, message }, metadata: null })
      const error = { message, code, ...(isObject(detail) && detail) }
      return compact({ error, ...(!atTheDoor && { user_id: 'user_2workbook0000000000000000' }) })
    },
  },
  answers: {
    encoding: () => openrouterEncoding,
    showsThoughts: ({ reasoning }, { id }) => !reasoning?.exclude && !id.startsWith('openai/gpt-6'),
    filter: 'finish reason',
    models: (models) => compact({ data: models.map(card) }),
    jsonType: 'application/json',
    streamType: 'text/event-stream',
  },
  responses: openrouterResponses,
  latency: ({ id }) => ({ firstToken: 600, tokensPerSecond: /20b|8b|luna|mini/.test(id) ? 140 : 70 }),
  headers: ({ random }) => ({
    'access-control-allow-origin': '*',
    'cf-ray': `${randomText(random, 16, hex)}-FRA`,
    server: 'cloudflare',
    'x-content-type-options': 'nosniff',
  }),
}

function raw(text: string): object {
  return { raw: text, provider_name: 'DeepInfra' }
}

/** Prices stand in the list as text, in dollars for one token. */
function card(model: Model): object {
  const perToken = (price: number) => String(Math.round(price * 1e6) / 1e12)
  return {
    id: model.id,
    canonical_slug: model.id,
    name: model.name,
    created: secondsOf(model.released),
    description: `${model.name}, routed by OpenRouter.`,
    context_length: model.contextWindow,
    architecture: {
      modality: 'text->text',
      input_modalities: ['text'],
      output_modalities: ['text'],
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: { prompt: perToken(model.price.input), completion: perToken(model.price.output) },
    top_provider: { context_length: model.contextWindow, max_completion_tokens: model.maxOutput, is_moderated: false },
    per_request_limits: null,
    supported_parameters: ['max_tokens', 'temperature', 'top_p', 'stop', 'tools', 'tool_choice', 'response_format'],
  }
}

/** The simulated openrouter.ai. */
export const openrouter = compatibleRoom(dialect, {
  // Only the error says that something went wrong: the status was 200 long before.
  streamError: ({ random, model = 'unknown' }) =>
    `${frame({
      id: openrouterEncoding.completionId(random),
      object: 'chat.completion.chunk',
      created: nowInSeconds(),
      model,
      provider: 'DeepInfra',
      error: { code: 502, message: 'Provider returned error' },
      choices: [
        { index: 0, delta: { content: '', role: 'assistant' }, finish_reason: 'error', native_finish_reason: 'error' },
      ],
    })}data: [DONE]\n\n`,
})
