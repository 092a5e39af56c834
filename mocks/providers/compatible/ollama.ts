import * as native from '../ollama-native/ollama-native.ts'
import type { Model } from '@workbook/kit'
import { library, modifiedAt, pulled } from '../ollama-native/library.ts'
import { chatFields, messageFields, without } from './chat-fields.ts'
import { contentOf, finishReason, plainUsage } from './completion.ts'
import type { DraftedCall } from './completion.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { entry } from './entry.ts'
import { frame, openaiEnvelope } from './envelope.ts'
import { lowerCase } from './ids.ts'
import { compact } from './json.ts'
import { homeLatency, loopback } from './local-server.ts'
import type { Problem } from './problem.ts'
import { dotted } from '../complaint.ts'
import type { Complaint } from '../complaint.ts'
import { ollamaResponses } from './responses/ollama.ts'
import { compatibleRoom } from './room.ts'
import { embeddingData } from './vectors.ts'
import { randomText } from '../../world.ts'

const fingerprint = 'fp_ollama'

const encoding: Encoding = {
  completionId: (random) => `chatcmpl-${Math.floor(random() * 999)}`,
  callId: (random) => `call_${randomText(random, 8, lowerCase)}`,
  // Every body ends with a line break.
  body: (completion) =>
    `${compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.name,
      system_fingerprint: fingerprint,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: {
          role: 'assistant',
          content: contentOf(draft) ?? '',
          ...(draft.thoughts.length > 0 && { reasoning: draft.thoughts.join('') }),
          ...(draft.calls.length > 0 && {
            tool_calls: draft.calls.map((call, at) => toolCall(call, at, call.arguments)),
          }),
        },
        finish_reason: finishReason(draft),
      })),
      usage: plainUsage(completion.counts),
    } satisfies PlainAnswer & Record<string, unknown>)}\n`,
  stream: {
    text: (content) => ({ role: 'assistant', content }),
    thought: (reasoning) => ({ role: 'assistant', content: '', reasoning }),
    call: (call, at, args) => ({ role: 'assistant', content: '', tool_calls: [toolCall(call, at, args)] }),
    closing: () => ({ role: 'assistant', content: '' }),
    usage: 'asked',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        system_fingerprint: fingerprint,
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, finish_reason: finish })),
        ...(hasUsage && { usage: plainUsage(completion.counts) }),
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function toolCall({ id, name }: DraftedCall, index: number, args: string) {
  return { id, index, type: 'function', function: { name, arguments: args } }
}

function problem(status: number, message: string): Problem {
  const type = status === 400 ? 'invalid_request_error' : status === 404 ? 'not_found_error' : 'api_error'
  return { status, message, type }
}

const unauthorized = problem(401, 'unauthorized')

/** Go's decoder tells of types alone. */
function complaint(first: Complaint | undefined): Problem {
  if (first?.path[0] === 'messages' && first.path.length === 1 && first.kind !== 'type') {
    return problem(400, "[] is too short - 'messages'")
  }
  if (first?.path[0] === 'model') return problem(400, 'model is required')
  if (first?.kind === 'type') {
    const [expected = 'object'] = first.expected
    const kinds = {
      string: 'string',
      integer: 'int',
      decimal: 'float64',
      boolean: 'bool',
      array: '[]string',
      object: 'struct',
    }
    const given = Array.isArray(first.value) ? 'array' : typeof first.value === 'boolean' ? 'bool' : typeof first.value
    const place = first.path.filter((step) => typeof step === 'string').join('.')
    return problem(
      400,
      `json: cannot unmarshal ${given} into Go struct field ChatCompletionRequest.${place} of type ${kinds[expected]}`,
    )
  }
  return problem(400, `invalid value for ${dotted(first?.path ?? [])}`)
}

const open = { type: 'decimal' } as const

const dialect: Dialect = {
  provider: 'ollama',
  hosts: loopback(11_434),
  bases: ['/v1'],
  request: {
    needsKey: false,
    largestBody: 512 * 1024 * 1024,
    chat: {
      ...without(
        chatFields,
        'max_completion_tokens',
        'n',
        'logit_bias',
        'tool_choice',
        'user',
        'logprobs',
        'top_logprobs',
      ),
      reasoning: { type: 'object' },
      // It hands these on to the model as they are.
      temperature: open,
      top_p: open,
      frequency_penalty: open,
      presence_penalty: open,
      max_tokens: { type: 'integer' },
    },
    message: messageFields,
    strict: false,
    findModel: pulled,
    effort: ({ reasoning_effort: asked, reasoning }, model) => {
      const effort = asked ?? reasoning?.effort ?? model.defaultEffort
      return model.efforts ? (effort ?? undefined) : undefined
    },
    limit: ({ max_tokens: most }) => (most == null || most < 0 ? undefined : most),
    window: 'prompt',
  },
  problems: {
    noKey: unauthorized,
    badKey: () => unauthorized,
    complain: ([first]) => complaint(first),
    malformed: problem(400, 'invalid character looking for beginning of value'),
    tooLarge: problem(413, 'http: request body too large'),
    unknownModel: (name) => problem(404, `model '${name}' not found`),
    wrongKind: (name) =>
      problem(400, `"${name}" does not support ${pulled(name)?.kind === 'embedding' ? 'chat' : 'embeddings'}`),
    refused: (parameter) => problem(400, `${parameter} is not supported`),
    badEffort: (effort, model) => {
      if (effort === 'none' || !model.efforts) return problem(400, `"${model.id}" does not support thinking`)
      return problem(400, `invalid reasoning value: '${effort}' (must be "high", "medium", "low", or "none")`)
    },
    tooLong: () => problem(400, 'the input length exceeds the context length'),
    unknownAddress: () =>
      new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } }),
    failures: {
      'no-permission': () => problem(403, 'forbidden'),
      timeout: () => problem(504, 'context deadline exceeded'),
      'too-large': () => problem(413, 'http: request body too large'),
      unprocessable: () => problem(400, 'invalid message format'),
      'rate-limited': () => ({
        ...problem(429, 'you (workbook) have reached your hourly usage limit, please wait or upgrade to continue'),
        retryAfter: 2,
      }),
      quota: () =>
        problem(429, 'you (workbook) have reached your weekly usage limit, please wait or upgrade to continue'),
      'server-error': () => problem(500, 'llama runner process has terminated: exit status 2'),
      unavailable: () => problem(503, 'llama runner process no longer running'),
      overloaded: () => problem(503, 'server busy, please try again.  maximum pending requests exceeded'),
    },
    body: (found) => `${openaiEnvelope(found)}\n`,
  },
  answers: {
    encoding: () => encoding,
    showsThoughts: () => true,
    filter: 'none',
    models: () => `${compact({ object: 'list', data: library().map((model) => card(model, model.id)) })}\n`,
    model: (model, name) => `${compact(card(model, name))}\n`,
    embeddings: (answer) =>
      `${compact({
        object: 'list',
        data: embeddingData(answer),
        model: answer.name,
        usage: { prompt_tokens: answer.tokens, total_tokens: answer.tokens },
      })}\n`,
    jsonType: 'application/json',
    streamType: 'text/event-stream',
  },
  responses: ollamaResponses,
  latency: homeLatency,
  headers: () => ({}),
}

/** It tells when a model was pulled, not when it came out. */
function card(model: Model, id: string): ReturnType<typeof entry> {
  return { ...entry({ ...model, id }, 'library'), created: Math.floor(Date.parse(modifiedAt(model)) / 1000) }
}

/** The compatible side of Ollama, as it runs on port 11434. */
export const ollama = compatibleRoom(dialect, {
  native,
  streamError: () =>
    frame({
      error: {
        message: 'an error was encountered while running the model',
        type: 'api_error',
        param: null,
        code: null,
      },
    }),
})
