import type { Interactions } from '@google/genai'
import { invalid } from './problem.ts'
import type { Problem, Violation } from './problem.ts'
import { any, bool, float, int32, list, message, read, string, struct } from './shapes.ts'

/** The body of POST /v1/interactions, after reading; what is polymorphic is as it came. */
export interface InteractionRequest {
  readonly model?: string
  readonly agent?: string
  readonly input?: unknown
  readonly systemInstruction?: string
  readonly tools?: readonly InteractionTool[]
  readonly responseFormat?: unknown
  readonly responseMimeType?: string
  readonly generationConfig?: InteractionConfig
  readonly previousInteractionId?: string
  readonly serviceTier?: string
  readonly store?: boolean
  readonly stream?: boolean
  readonly background?: boolean
}

export interface InteractionTool {
  readonly type?: string
  readonly name?: string
  readonly description?: string
  readonly parameters?: unknown
}

export interface InteractionConfig {
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly seed?: number
  readonly stopSequences?: string[]
  readonly maxOutputTokens?: number
  readonly thinkingLevel?: string
  readonly thinkingSummaries?: string
  readonly toolChoice?: Interactions.GenerationConfig['tool_choice']
}

const shape = message('CreateInteractionRequest', {
  model: string,
  agent: string,
  agentConfig: struct,
  input: any,
  systemInstruction: string,
  tools: list(any),
  responseFormat: any,
  responseMimeType: string,
  responseModalities: list(string),
  generationConfig: message('GenerationConfig', {
    temperature: float,
    topP: float,
    topK: int32,
    seed: int32,
    stopSequences: list(string),
    maxOutputTokens: int32,
    thinkingLevel: string,
    thinkingSummaries: string,
    toolChoice: any,
    imageConfig: struct,
    speechConfig: any,
    transcriptionConfig: struct,
    videoConfig: struct,
  }),
  previousInteractionId: string,
  serviceTier: string,
  store: bool,
  stream: bool,
  background: bool,
  cachedContent: string,
  continuationToken: string,
  environment: any,
  labels: struct,
  safetySettings: any,
  webhookConfig: struct,
})

const toolTypes = [
  'function',
  'google_search',
  'google_maps',
  'code_execution',
  'url_context',
  'file_search',
  'computer_use',
  'mcp_server',
  'retrieval',
]
const choices = ['auto', 'any', 'none', 'validated']
const levels = ['minimal', 'low', 'medium', 'high', 'xhigh']
const formats = ['text', 'image', 'audio', 'video', 'object']

function includes(known: readonly string[], value: unknown): boolean {
  return (known as readonly unknown[]).includes(value)
}

/** Reads the body of a request, or says what is wrong with it. */
export function readInteraction(body: object, version: string): InteractionRequest | Problem {
  const { value, violations } = read(shape, body, version)
  const [violation] = violations
  if (violation) return violationProblem(violation)
  const request = value as InteractionRequest
  return interactionProblem(request) ?? request
}

function violationProblem({ field, description }: Violation): Problem {
  const unknown = /Unknown name "([^"]*)"/.exec(description)?.[1]
  if (unknown === undefined || !description.endsWith('Cannot find field.')) return invalid(description)
  return { ...invalid(`Unknown parameter '${field ? `${field}.` : ''}${unknown}'.`), word: 'parameter_unknown' }
}

function interactionProblem(request: InteractionRequest): Problem | undefined {
  const { model, agent, input, tools = [], generationConfig: config = {}, store = true, background } = request
  if (!model && !agent) return missing('model')
  if (model && agent) return invalid("Only one of 'model' and 'agent' may be set.")
  if (input === undefined || input === '') return missing('input')
  if (background && !store) return invalid("'background' requires 'store' to be true.")
  for (const [at, tool] of tools.entries()) {
    const type = tool?.type
    if (!includes(toolTypes, type)) return unsupported(type, 'type', `tools[${at}]`)
    if (type === 'function' && typeof tool.name !== 'string') return missing(`tools[${at}].name`)
    if (typeof (tool.description ?? '') !== 'string')
      return unsupported(tool.description, 'description', `tools[${at}]`)
  }
  const { thinkingLevel, thinkingSummaries, toolChoice } = config
  if (thinkingLevel !== undefined && !levels.includes(thinkingLevel)) {
    return unsupported(thinkingLevel, 'thinking_level', 'generation_config')
  }
  if (thinkingSummaries !== undefined && !['auto', 'none'].includes(thinkingSummaries)) {
    return unsupported(thinkingSummaries, 'thinking_summaries', 'generation_config')
  }
  const mode = typeof toolChoice === 'object' ? (toolChoice.allowed_tools?.mode ?? 'auto') : toolChoice
  const allowed: unknown = typeof toolChoice === 'object' ? (toolChoice.allowed_tools?.tools ?? []) : []
  if (!Array.isArray(allowed) || !allowed.every((name) => typeof name === 'string')) {
    return unsupported(allowed, 'tools', 'generation_config.tool_choice.allowed_tools')
  }
  if (mode !== undefined && !choices.includes(mode)) return unsupported(mode, 'tool_choice', 'generation_config')
  for (const [at, format] of formatsOf(request).entries()) {
    const type = (format as { type?: unknown } | null)?.type
    if (!includes(formats, type)) return unsupported(type, 'type', `response_format[${at}]`)
  }
  return undefined
}

/** The formats asked for, whether one or a list of them. */
export function formatsOf({ responseFormat }: InteractionRequest): readonly unknown[] {
  if (responseFormat === undefined) return []
  return Array.isArray(responseFormat) ? (responseFormat as unknown[]) : [responseFormat]
}

export function missing(name: string): Problem {
  return invalid(`Missing required parameter '${name}'.`)
}

/** A value that is not among those a field knows. */
export function unsupported(value: unknown, field: string, path: string): Problem {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return invalid(`The value '${text.slice(0, 100)}' is not supported for '${field}' at '${path}'.`)
}
