import type { Model } from '@workbook/kit'
import type { Prompt } from '../../engine/engine.ts'
import { errorResponse, notFound } from './errors.ts'
import { any, bool, duration, int, list, map, quoted, string, struct } from './go-json.ts'
import type { GoFields, GoType } from './go-json.ts'
import { can, fullName, isName, pulled } from './library.ts'
import { optionsProblem } from './options.ts'
import type { Options } from './options.ts'

const levels = ['low', 'medium', 'high', 'max']

const think: GoType = {
  go: 'api.ThinkValue',
  json: 'own',
  complain: (value) => {
    if (typeof value === 'boolean' || levels.includes(value as string)) return undefined
    if (typeof value !== 'string')
      return 'think must be a boolean or string ("high", "medium", "low", "max", true, or false)'
    return `invalid think value: ${quoted(value)} (must be "high", "medium", "low", "max", true, or false)`
  },
}

/** How long a model is to stay in memory. */
export const keepAlive: GoType = {
  go: 'api.Duration',
  json: 'own',
  complain: (value) => {
    const read = duration(value)
    return typeof read === 'string' ? read : undefined
  },
}

const images: GoType = list('[]api.ImageData', {
  go: 'api.ImageData',
  json: 'own',
  complain: (value) => {
    if (typeof value !== 'string') return 'json: cannot unmarshal value into Go value of type api.ImageData'
    const at = value.search(/[^A-Za-z0-9+/=\r\n]/)
    if (at >= 0) return `illegal base64 data at input byte ${at}`
    return value.length % 4 ? `illegal base64 data at input byte ${value.length - (value.length % 4)}` : undefined
  },
})

/** What both ways to generate have in common. */
const common: GoFields = {
  model: string,
  stream: bool,
  format: any,
  keep_alive: keepAlive,
  options: map,
  think,
  truncate: bool,
  shift: bool,
  logprobs: bool,
  top_logprobs: int,
}

const toolCall = struct('api.ToolCall', {
  id: string,
  function: struct('api.ToolCallFunction', {
    index: int,
    name: string,
    arguments: { go: 'api.ToolCallFunctionArguments', json: 'object' },
  }),
})

/** The body of POST /api/chat. */
export const chatFields: GoFields = {
  ...common,
  messages: list(
    '[]api.Message',
    struct('api.Message', {
      role: string,
      content: string,
      thinking: string,
      images,
      tool_name: string,
      tool_call_id: string,
      tool_calls: list('[]api.ToolCall', toolCall),
    }),
  ),
  tools: list(
    'api.Tools',
    struct('api.Tool', {
      type: string,
      function: struct('api.ToolFunction', {
        name: string,
        description: string,
        parameters: { go: 'api.ToolFunctionParameters', json: 'object' },
      }),
    }),
  ),
}

/** The body of POST /api/generate. */
export const generateFields: GoFields = {
  ...common,
  prompt: string,
  suffix: string,
  system: string,
  template: string,
  raw: bool,
  images,
  context: list('[]int', int),
}

type Maybe<T> = T | null | undefined

export interface CommonRequest {
  readonly model?: Maybe<string>
  readonly stream?: Maybe<boolean>
  readonly format?: unknown
  readonly keep_alive?: Maybe<number | string>
  readonly options?: Maybe<Options & Readonly<Record<string, unknown>>>
  readonly think?: Maybe<boolean | string>
  readonly truncate?: Maybe<boolean>
  readonly logprobs?: Maybe<boolean>
  readonly top_logprobs?: Maybe<number>
}

export interface WireMessage {
  readonly role?: Maybe<string>
  readonly content?: Maybe<string>
  readonly images?: Maybe<readonly string[]>
}

export interface ChatRequest extends CommonRequest {
  readonly messages?: Maybe<readonly WireMessage[]>
  readonly tools?: Maybe<
    readonly {
      readonly function?: Maybe<{
        readonly name?: Maybe<string>
        readonly description?: Maybe<string>
        readonly parameters?: Maybe<object>
      }>
    }[]
  >
}

export interface GenerateRequest extends CommonRequest {
  readonly prompt?: Maybe<string>
  readonly suffix?: Maybe<string>
  readonly system?: Maybe<string>
  readonly template?: Maybe<string>
  readonly raw?: Maybe<boolean>
  readonly images?: Maybe<readonly string[]>
  readonly context?: Maybe<readonly number[]>
}

/** Whose turn it is to answer, or why nobody does. `onEmpty` is what the endpoint says when no model is named. */
export function modelOf(request: CommonRequest, onEmpty: Response): Model | Response {
  const { model: name, top_logprobs: top } = request
  if (top != null && (top < 0 || top > 20)) return errorResponse(400, 'top_logprobs must be between 0 and 20')
  if (!name) return onEmpty
  if (!isName(name)) return errorResponse(400, 'invalid model name')
  return pulled(name) ?? notFound(name)
}

/** What the model would have to be able to do, but cannot; and options that are of no use. */
export function abilityProblem(
  request: CommonRequest,
  model: Model,
  what: { readonly verb: 'chat' | 'generate'; readonly tools?: boolean; readonly insert?: boolean },
): Response | undefined {
  if (request.think && !can(model, 'thinking')) {
    return errorResponse(400, `${quoted(request.model ?? '')} does not support thinking`)
  }
  if (!can(model, 'completion'))
    return errorResponse(400, `${quoted(request.model ?? '')} does not support ${what.verb}`)
  if (what.tools && !can(model, 'tools')) return errorResponse(400, `${fullName(model)} does not support tools`)
  if (what.insert && !can(model, 'insert')) return errorResponse(400, `${fullName(model)} does not support insert`)
  const problem = optionsProblem(request.options ?? {})
  return problem === undefined ? undefined : errorResponse(500, problem)
}

/** How hard the model thinks. Those that can do so unless they are told not to; GPT OSS cannot be told. */
export function effortOf({ think }: CommonRequest, model: Model): NonNullable<Prompt['effort']> {
  if (!can(model, 'thinking')) return 'none'
  if (typeof think === 'string') return think as 'low' | 'medium' | 'high' | 'max'
  return think === false ? (model.efforts ? 'low' : 'none') : 'medium'
}

/** The schema an answer must satisfy; a text is what is wrong with the format. */
export function schemaOf({ format }: CommonRequest): object | string | undefined {
  if (format == null || format === '') return undefined
  if (format === 'json') return { type: 'object' }
  if (typeof format === 'object' && !Array.isArray(format)) return format
  return `invalid format: ${quoted(JSON.stringify(format))}; expected "json" or a valid JSON Schema object`
}

/** Milliseconds for which the model stays in memory; five minutes unless told otherwise. */
export function keepAliveOf({ keep_alive: value }: Pick<CommonRequest, 'keep_alive'>): number {
  const read = value == null ? 300_000 : duration(value)
  return typeof read === 'number' ? read : 300_000
}
