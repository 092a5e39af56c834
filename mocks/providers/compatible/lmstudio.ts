import * as native from '../lmstudio-native/lmstudio-native.ts'
import { findModel, served } from '@workbook/kit'
import { randomText } from '../../world.ts'
import { chatFields, messageFields, openModelFields } from './chat-fields.ts'
import { dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { Completion } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry } from './entry.ts'
import { frame, openaiError } from './envelope.ts'
import { lowerCase } from './ids.ts'
import { compact, pretty } from './json.ts'
import { homeLatency, loopback } from './local-server.ts'
import type { Problem } from './problem.ts'
import { lmstudioResponses } from './responses/lmstudio.ts'
import { compatibleRoom } from './room.ts'
import { embeddingData } from './vectors.ts'

const encoding: Encoding = {
  completionId: (random) => `chatcmpl-${randomText(random, 21, lowerCase)}`,
  callId: (random) => randomText(random, 9, '0123456789'),
  body: (completion) =>
    pretty({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.model.id,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft) ?? '',
          ...(draft.thoughts.length > 0 && { reasoning_content: draft.thoughts.join('') }),
          tool_calls: callsOf(draft),
        },
        logprobs: null,
        finish_reason: finishReason(draft),
      })),
      usage: usageOf(completion),
      stats: {},
      system_fingerprint: completion.model.id,
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    text: (content) => ({ role: 'assistant', content }),
    thought: (piece) => ({ role: 'assistant', reasoning_content: piece }),
    call: ({ id, name }, index, args) => ({
      role: 'assistant',
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] }),
    closing: () => ({}),
    usage: 'asked',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.model.id,
        system_fingerprint: completion.model.id,
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, logprobs: null, finish_reason: finish })),
        ...(hasUsage && { usage: usageOf(completion) }),
      } satisfies PlainChunk & Record<string, unknown>),
    failure: (body) => `event: error\ndata: ${compact(body)}\n\n`,
  },
}

function usageOf({ counts }: Completion) {
  return {
    ...plainUsage(counts),
    ...(counts.reasoning > 0 && { completion_tokens_details: { reasoning_tokens: counts.reasoning } }),
  }
}

/** A problem in OpenAI's envelope; without a type it is nothing but a sentence. */
function problem(status: number, message: string, code?: string, param?: string): Problem {
  return {
    status,
    message,
    type: status < 500 ? 'invalid_request_error' : 'internal_error',
    code: code ?? null,
    param: param ?? null,
  }
}

function sentence(status: number, message: string): Problem {
  return { status, message }
}

function complaint(first: Complaint | undefined): Problem {
  const name = dotted(first?.path ?? [])
  if (first?.kind === 'missing') return sentence(400, `'${name}' field is required`)
  if (first?.kind === 'type') return sentence(400, `'${name}' must be ${first.expected.join(' or ')}`)
  if (first?.kind === 'short') return sentence(400, `'${name}' array must not be empty`)
  return sentence(400, `Invalid value for '${name}'`)
}

const dialect: Dialect = {
  provider: 'lmstudio',
  hosts: loopback(1234),
  bases: ['/v1'],
  request: {
    needsKey: false,
    largestBody: 512 * 1024 * 1024,
    chat: {
      ...chatFields,
      ...openModelFields,
      repeat_penalty: { type: 'decimal' },
      // -1 means: no limit.
      max_tokens: { type: 'integer', min: -1 },
    },
    message: messageFields,
    strict: false,
    limit: ({ max_completion_tokens: newer, max_tokens: older }) => {
      const most = newer ?? older
      return most == null || most < 0 ? undefined : most
    },
    window: 'prompt',
  },
  problems: {
    noKey: problem(401, 'An API token is required to make requests to this server.', 'invalid_api_key'),
    badKey: () => problem(401, 'Malformed or unknown API token provided.', 'invalid_api_key'),
    complain: ([first]) => complaint(first),
    malformed: sentence(400, 'Unexpected token in JSON at position 0'),
    tooLarge: sentence(413, 'request entity too large'),
    unknownModel: (name) =>
      problem(
        404,
        `Invalid model identifier "${name}". Please specify a valid downloaded model (e.g. ${served('lmstudio')
          .slice(0, 3)
          .map(({ id }) => id)
          .join(', ')}).`,
        'model_not_found',
        'model',
      ),
    wrongKind: (name) =>
      problem(
        400,
        `Model "${name}" is ${findModel(name, 'lmstudio')?.kind === 'embedding' ? 'not an LLM' : 'not an embedding model'}.`,
        'invalid_model_type',
        'model',
      ),
    refused: (parameter) => problem(400, `${parameter} is not supported`, undefined, parameter),
    badEffort: (effort, model) =>
      sentence(400, `Reasoning effort '${effort}' is not supported by model '${model.id}'.`),
    tooLong: (model, tokens) =>
      sentence(
        400,
        `The number of tokens to keep from the initial prompt is greater than the context length (n_keep: ${tokens} >= n_ctx: ${model.contextWindow}). Try to load the model with a larger context length, or provide a shorter input.`,
      ),
    // It says so with a status that no client takes for an error.
    unknownAddress: (method, path) =>
      new Response(compact({ error: `Unexpected endpoint or method. (${method} ${path}). Returning 200 anyway` }), {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
    failures: {
      'no-permission': () =>
        problem(403, 'This API token does not have the permission to do this.', 'insufficient_permissions'),
      timeout: () => sentence(408, 'The request timed out.'),
      'too-large': () => sentence(413, 'request entity too large'),
      unprocessable: () => sentence(422, 'The request could not be processed.'),
      'rate-limited': () => ({ ...sentence(429, 'Too many requests.'), retryAfter: 2 }),
      quota: () => sentence(429, 'Too many requests.'),
      'server-error': () =>
        sentence(500, 'The model has crashed without additional information. (Exit code: 18446744072635810000)'),
      unavailable: () => sentence(503, 'Model is unloaded.'),
      overloaded: () => sentence(503, 'Model loading was stopped due to insufficient system resources.'),
    },
    body: (found) =>
      found.type === undefined ? compact({ error: found.message }) : pretty({ error: openaiError(found) }),
  },
  answers: {
    encoding: () => encoding,
    showsThoughts: () => true,
    filter: 'none',
    models: (models) => pretty({ data: models.map((model) => bare(model.id)), object: 'list' }),
    model: (model) => pretty(bare(model.id)),
    embeddings: (answer) =>
      pretty({
        object: 'list',
        data: embeddingData(answer),
        model: answer.model.id,
        usage: { prompt_tokens: 0, total_tokens: 0 },
      }),
    jsonType: 'application/json; charset=utf-8',
    streamType: 'text/event-stream',
  },
  responses: lmstudioResponses,
  latency: homeLatency,
  headers: () => ({ 'x-powered-by': 'Express' }),
}

/** It does not say when a model came out. */
function bare(id: string): Omit<ReturnType<typeof entry>, 'created'> {
  return { id, object: 'model', owned_by: 'organization_owner' }
}

/** The compatible side of LM Studio, as it runs on port 1234. */
export const lmstudio = compatibleRoom(dialect, {
  native,
  streamError: () =>
    `event: error\ndata: ${compact({ error: { message: 'The model has crashed without additional information.' } })}\n\n`,
})
