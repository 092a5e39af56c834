import type { Model } from '@workbook/kit'
import type { Turn } from '../../engine/engine.ts'
import { noModel, unknownModelInResponses } from './errors.ts'
import type { Problem } from './errors.ts'
import { bad, fieldsProblem } from './fields.ts'
import { moderationProblem } from './moderated.ts'
import { effortOf, effortProblem, servedModel, unsupportedParameter, verbosityProblem } from './model-rules.ts'
import type { ResponsesRequest } from './response-object.ts'
import { inputTokensFields, responsesFields } from './responses-fields.ts'
import {
  conversation,
  inputCallTokens,
  inputProblem,
  outputsProblem,
  previousProblem,
  thoughtsProblem,
} from './responses-input.ts'
import { formatProblem, toolsProblem } from './tool-rules.ts'
import { definitionTokens } from './tools.ts'
import { inputTokens } from '../turns.ts'

type Body = Readonly<Record<string, unknown>>

/** A request that may be answered. */
export interface ReadableResponse {
  readonly request: ResponsesRequest
  readonly model: Model
  readonly turns: readonly Turn[]
  readonly inputTokens: number
}

/** Reads the body of a request to Responses, or tells what is wrong with it. */
export function readResponsesRequest(body: Body, key: string): ReadableResponse | Problem {
  if (body.model == null || body.model === '') return noModel
  const shape = fieldsProblem(body, responsesFields) ?? inputProblem(body.input)
  if (shape) return shape
  const request = body as unknown as ResponsesRequest
  const model = servedModel(String(body.model), unknownModelInResponses)
  if ('message' in model) return model
  const before =
    kindProblem(model) ??
    nothingToDo(body) ??
    previousProblem(body.previous_response_id, key) ??
    effortProblem(model, request.reasoning?.effort, 'reasoning.effort') ??
    verbosityProblem(model, request.text?.verbosity, 'text.verbosity') ??
    samplingProblem(request, model) ??
    combinationProblem(request, model) ??
    toolsProblem(body, 'responses') ??
    formatProblem(request.text?.format, 'responses') ??
    outputsProblem(body, key) ??
    thoughtsProblem(body, key) ??
    wordProblem(request, conversation(body, key))
  if (before) return before
  const turns = conversation(body, key)
  const tokens =
    inputTokens(model, turns) + inputCallTokens(body.input) + definitionTokens(body.tools, request.text?.format)
  return contextProblem(model, tokens) ?? { request, model, turns, inputTokens: tokens }
}

/** Reads the body of a request to count tokens, or tells what is wrong with it. */
export function readInputTokensRequest(body: Body, key: string): { tokens: number } | Problem {
  if (body.model == null || body.model === '') return noModel
  const shape = fieldsProblem(body, inputTokensFields) ?? inputProblem(body.input)
  if (shape) return shape
  const model = servedModel(String(body.model), unknownModelInResponses)
  if ('message' in model) return model
  const problem = nothingToDo(body) ?? previousProblem(body.previous_response_id, key)
  const { format } = (body.text ?? {}) as { format?: unknown }
  const declared = definitionTokens(body.tools, format) + inputCallTokens(body.input)
  return problem ?? { tokens: inputTokens(model, conversation(body, key)) + declared }
}

function kindProblem({ kind, id }: Model): Problem | undefined {
  if (kind === 'chat') return undefined
  return bad(`The requested model '${id}' cannot be used with the Responses API.`, 'model', 'unsupported_model')
}

function nothingToDo({ input, previous_response_id, prompt, conversation }: Body): Problem | undefined {
  if ([input, previous_response_id, prompt, conversation].some((source) => source != null)) return undefined
  return bad(
    'One of "input" or "previous_response_id" or \'prompt\' or \'conversation_id\' must be provided.',
    'input',
    'missing_required_parameter',
  )
}

/** Reasoning models choose their words themselves, unless they are told not to reason. */
function samplingProblem(request: ResponsesRequest, model: Model): Problem | undefined {
  const effort = effortOf(model, request.reasoning?.effort)
  if (effort === undefined || effort === 'none') return undefined
  for (const param of ['temperature', 'top_p'] as const) {
    const value = request[param]
    if (value != null && value !== 1) return unsupportedParameter(param, null)
  }
  if (request.top_logprobs) return unsupportedParameter('top_logprobs', null)
  return undefined
}

function combinationProblem(request: ResponsesRequest, model: Model): Problem | undefined {
  if (request.stream_options && !request.stream) {
    return bad("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options', null)
  }
  const moderation = moderationProblem(request.moderation)
  if (moderation) return moderation
  if (request.background && request.store === false) {
    return bad("Background mode requires 'store' to be true.", 'background', 'invalid_value')
  }
  const asked = request.max_output_tokens
  if (asked == null || asked <= model.maxOutput) return undefined
  return bad(
    `Invalid 'max_output_tokens': integer above maximum value. Expected a value <= ${model.maxOutput}, but got ${asked} instead.`,
    'max_output_tokens',
    'integer_above_max_value',
  )
}

function wordProblem({ text }: ResponsesRequest, turns: readonly Turn[]): Problem | undefined {
  if (text?.format?.type !== 'json_object') return undefined
  if (turns.some((turn) => /json/i.test(turn.text))) return undefined
  return bad(
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    'input',
    null,
  )
}

function contextProblem(model: Model, tokens: number): Problem | undefined {
  if (tokens <= (model.efforts ? model.contextWindow - model.maxOutput : model.contextWindow)) return undefined
  return bad(
    'Your input exceeds the context window of this model. Please adjust your input and try again.',
    'input',
    'context_length_exceeded',
  )
}
