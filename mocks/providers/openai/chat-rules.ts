import type { Model } from '@workbook/kit'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { chatFields, messageFields, partTypes } from './chat-fields.ts'
import { noModel, unknownModel } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad, fieldsProblem, missing, notOneOf } from './fields.ts'
import { moderationProblem } from './moderated.ts'
import { effortOf, effortProblem, servedModel, unsupportedParameter, verbosityProblem } from './model-rules.ts'
import { formatProblem, toolsProblem } from './tool-rules.ts'
import { definitionTokens } from './tools.ts'
import { callTokens, chatTurns, inputTokens, textOf } from '../turns.ts'
import type { Message } from '../turns.ts'

export type ChatRequest = ChatCompletionCreateParams

type Body = Readonly<Record<string, unknown>>

/** A request that may be answered. */
export interface Readable {
  readonly request: ChatRequest
  readonly model: Model
  readonly promptTokens: number
}

/** Reads the body of a request, or tells what is wrong with it. */
export function readChatRequest(body: Body): Readable | Problem {
  if (body.model == null || body.model === '') return noModel
  const shape = fieldsProblem(body, chatFields) ?? messagesProblem(body.messages as readonly object[])
  if (shape) return shape
  const declared = toolsProblem(body, 'chat') ?? formatProblem(body.response_format, 'chat')
  if (declared) return declared
  const request = body as unknown as ChatRequest
  const model = servedModel(request.model, unknownModel)
  if ('message' in model) return model
  const messages = request.messages as readonly Message[]
  const promptTokens =
    inputTokens(model, chatTurns(messages)) +
    callTokens(messages) +
    definitionTokens(request.tools, request.response_format)
  const problem =
    kindProblem(model) ??
    limitProblem(request, model) ??
    effortProblem(model, body.reasoning_effort, 'reasoning_effort') ??
    verbosityProblem(model, body.verbosity, 'verbosity') ??
    (model.efforts ? reasoningProblem(request, model) : undefined) ??
    functionsProblem(request, model) ??
    combinationProblem(request) ??
    contextProblem(request, model, promptTokens)
  return problem ?? { request, model, promptTokens }
}

function messagesProblem(messages: readonly object[]): Problem | undefined {
  const called = new Set<unknown>()
  for (const [i, message] of messages.entries()) {
    const name = `messages[${i}]`
    const { role, content, tool_call_id: id } = message as Body
    const problem = fieldsProblem(message, messageFields, name) ?? partsProblem(content, `${name}.content`)
    if (problem) return problem
    if (content == null && role !== 'assistant') {
      return content === null
        ? bad("Invalid value for 'content': expected a string, got null.", `messages.[${i}].content`, null)
        : missing(`${name}.content`)
    }
    if (role === 'tool' && id == null) return missing(`${name}.tool_call_id`)
    if (role === 'tool' && !called.has(id)) {
      return bad(
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
        `messages.[${i}].role`,
        null,
      )
    }
    for (const call of callsOf(message)) called.add(call)
    const open = role === 'assistant' ? unanswered(messages, i) : []
    if (open.length) {
      return bad(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
          `The following tool_call_ids did not have response messages: ${open.join(', ')}`,
        `messages.[${i + 1}].role`,
        null,
      )
    }
  }
  return undefined
}

/** The ids of the calls of a message that the tool messages right after it do not answer. */
function unanswered(messages: readonly object[], at: number): string[] {
  const open = new Set(callsOf(messages[at]))
  for (let i = at + 1; open.size && (messages[i] as Body | undefined)?.role === 'tool'; i++) {
    open.delete((messages[i] as { tool_call_id: string }).tool_call_id)
  }
  return [...open]
}

function callsOf(message: object | undefined): string[] {
  const { tool_calls: calls } = (message ?? {}) as { tool_calls?: { id?: string }[] | null }
  return (calls ?? []).map(({ id = '' }) => id)
}

function partsProblem(content: unknown, name: string): Problem | undefined {
  if (!Array.isArray(content)) return undefined
  for (const [i, part] of (content as Body[]).entries()) {
    if (typeof part?.type !== 'string') return missing(`${name}[${i}].type`)
    if (!partTypes.includes(part.type)) return notOneOf(part.type, partTypes, `${name}[${i}].type`)
    if (part.type === 'text' && typeof part.text !== 'string') return missing(`${name}[${i}].text`)
  }
  return undefined
}

function kindProblem({ kind }: Model): Problem | undefined {
  if (kind === 'chat') return undefined
  return {
    status: 404,
    message:
      'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
    param: 'model',
  }
}

function limitProblem(request: ChatRequest, model: Model): Problem | undefined {
  if (request.max_tokens != null && model.efforts) {
    return bad(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    )
  }
  if (request.max_tokens != null && request.max_completion_tokens != null) {
    return bad(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      'max_tokens',
      'invalid_parameter_combination',
    )
  }
  for (const param of ['max_tokens', 'max_completion_tokens'] as const) {
    const asked = request[param]
    if (asked != null && asked > model.maxOutput) {
      return bad(
        `${param} is too large: ${asked}. This model supports at most ${model.maxOutput} completion tokens, whereas you provided ${asked}.`,
        param,
        'invalid_value',
      )
    }
  }
  return undefined
}

/** Reasoning models choose their words themselves, unless they are told not to reason. */
function reasoningProblem(request: ChatRequest, model: Model): Problem | undefined {
  if (request.stop != null) return unsupportedParameter('stop')
  if (effortOf(model, request.reasoning_effort) === 'none') return undefined
  for (const param of ['temperature', 'top_p'] as const) {
    const value = request[param]
    if (value != null && value !== 1) {
      return bad(
        `Unsupported value: '${param}' does not support ${value} with this model. Only the default (1) value is supported.`,
        param,
        'unsupported_value',
      )
    }
  }
  if (request.logprobs) return unsupportedParameter('logprobs')
  for (const param of ['top_logprobs', 'frequency_penalty', 'presence_penalty'] as const) {
    if (request[param]) return unsupportedParameter(param)
  }
  if (request.logit_bias && Object.keys(request.logit_bias).length) return unsupportedParameter('logit_bias')
  if (request.seed != null) return unsupportedParameter('seed')
  return undefined
}

/** The newest models call functions in Responses; in Chat Completions only without reasoning, and some not at all. */
function functionsProblem(request: ChatRequest, model: Model): Problem | undefined {
  if (!request.tools?.length || !/^gpt-(5\.6|[6-9])/.test(model.id)) return undefined
  const isOnlyInResponses = /^gpt-6(-astra|\.1-sol)/.test(model.id)
  if (!isOnlyInResponses && effortOf(model, request.reasoning_effort) === 'none') return undefined
  const way = isOnlyInResponses ? 'use /v1/responses.' : "use /v1/responses or set reasoning_effort to 'none'."
  return bad(
    `Function tools with reasoning_effort are not supported for ${model.id} in /v1/chat/completions. ` +
      `To use function tools, ${way}`,
    'reasoning_effort',
    null,
  )
}

function combinationProblem(request: ChatRequest): Problem | undefined {
  const moderation = moderationProblem(request.moderation)
  if (moderation) return moderation
  if (request.stream_options && !request.stream) {
    return bad("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options', null)
  }
  if (request.top_logprobs != null && !request.logprobs) {
    return bad("The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.", 'top_logprobs', null)
  }
  const texts = request.messages.map((message) => textOf((message as Message).content))
  if (request.response_format?.type === 'json_object' && !texts.some((text) => /json/i.test(text))) {
    return bad(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
      null,
    )
  }
  return undefined
}

/** Newer models limit the input alone, older ones input and output together. */
function contextProblem(request: ChatRequest, model: Model, tokens: number): Problem | undefined {
  const fail = (message: string) => bad(message, 'messages', 'context_length_exceeded')
  if (model.efforts) {
    const limit = model.contextWindow - model.maxOutput
    if (tokens <= limit) return undefined
    return fail(
      `Input tokens exceed the configured limit of ${limit} tokens. Your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
    )
  }
  const opening = `This model's maximum context length is ${model.contextWindow} tokens. However, `
  if (tokens > model.contextWindow) {
    return fail(`${opening}your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`)
  }
  const answer = request.max_completion_tokens ?? request.max_tokens ?? 0
  if (tokens + answer <= model.contextWindow) return undefined
  return fail(
    `${opening}you requested ${tokens + answer} tokens (${tokens} in the messages, ${answer} in the completion). Please reduce the length of the messages or completion.`,
  )
}
