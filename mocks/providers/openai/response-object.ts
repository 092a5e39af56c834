import type { Effort, Model } from '@workbook/kit'
import type {
  Response as SdkResponse,
  ResponseCreateParams,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseReasoningItem,
  ResponseUsage,
} from 'openai/resources/responses/responses'
import type { Answer } from '../../engine/engine.ts'
import { nowInSeconds } from '../../world.ts'
import { effortOf } from './model-rules.ts'
import type { CacheUse } from './prompt-cache.ts'

export type ResponsesRequest = ResponseCreateParams

/** The response as it is on the wire: no `output_text`, which the SDK adds, and some keys its types do not have. */
export type WireResponse = Omit<SdkResponse, Changed> & {
  billing?: { payer: 'developer' }
  frequency_penalty: number
  presence_penalty: number
  output: (ResponseOutputMessage | ResponseFunctionToolCall | WireReasoning)[]
  reasoning: { context: string | null; effort: Effort | null; mode?: string; summary: string | null }
  store: boolean
  text: { format: Format; verbosity: 'low' | 'medium' | 'high' }
  tool_usage: object
  usage: WireUsage | null
  user: string | null
}
type Changed = 'output_text' | 'text' | 'usage' | 'user' | 'access_programs' | 'reasoning' | 'output' | 'tool_usage'
export type WireReasoning = Pick<ResponseReasoningItem, 'id' | 'type' | 'summary' | 'encrypted_content'>
type WireUsage = Omit<ResponseUsage, 'input_tokens_details'> & {
  input_tokens_details: Partial<ResponseUsage['input_tokens_details']>
}

/** What of a response changes while it is made. */
export interface Progress {
  readonly status: 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'cancelled'
  readonly output: WireResponse['output']
  readonly usage: WireUsage | null
  /** Why it is incomplete. */
  readonly reason?: 'max_output_tokens' | 'content_filter'
  /** Streams leave out who pays. */
  readonly streamed: boolean
  /** When it was completed, in seconds since 1970; now, where this is absent. */
  readonly completedAt?: number
  readonly moderation?: SdkResponse.Moderation
}

/** Writes the response object, its keys in OpenAI's order. */
export function responseObject(
  { id, createdAt, request, model }: { id: string; createdAt: number; request: ResponsesRequest; model: Model },
  { status, output, usage, streamed, reason, completedAt, moderation }: Progress,
): WireResponse {
  const isNew = isOfPhases(model)
  const effort = effortOf(model, request.reasoning?.effort)
  return {
    id,
    object: 'response',
    created_at: createdAt,
    status,
    background: request.background ?? false,
    ...(!streamed && { billing: { payer: 'developer' } }),
    completed_at: status === 'completed' ? (completedAt ?? nowInSeconds()) : null,
    error: null,
    frequency_penalty: 0,
    incomplete_details: reason ? { reason } : null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: request.max_tool_calls ?? null,
    model: model.snapshot ?? model.id,
    moderation: moderation ?? null,
    output,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    presence_penalty: 0,
    previous_response_id: request.previous_response_id ?? null,
    prompt_cache_key: request.prompt_cache_key ?? null,
    prompt_cache_retention: request.prompt_cache_retention ?? (isNew ? '24h' : 'in_memory'),
    reasoning: effort
      ? { context: 'current_turn', effort, mode: 'standard', summary: request.reasoning?.summary ?? null }
      : { context: null, effort: null, summary: null },
    safety_identifier: request.safety_identifier ?? null,
    service_tier: status === 'in_progress' || status === 'queued' ? 'auto' : 'default',
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: { format: formatOf(request), verbosity: request.text?.verbosity ?? 'medium' },
    tool_choice: request.tool_choice ?? 'auto',
    tool_usage: {
      image_gen: {
        input_tokens: 0,
        input_tokens_details: { image_tokens: 0, text_tokens: 0 },
        output_tokens: 0,
        output_tokens_details: { image_tokens: 0, text_tokens: 0 },
        total_tokens: 0,
      },
      web_search: { num_requests: 0 },
    },
    tools: toolsOf(request, isNew),
    top_logprobs: request.top_logprobs ?? 0,
    top_p: request.top_p ?? (isNew ? 0.98 : 1),
    truncation: request.truncation ?? 'disabled',
    usage,
    user: request.user ?? null,
    metadata: request.metadata ?? {},
  } satisfies WireResponse
}

/** The tools of a request as they are told back: with every key that a function has. */
function toolsOf({ tools }: ResponsesRequest, isNew: boolean): NonNullable<WireResponse['tools']> {
  return (tools ?? []).map((tool) => {
    if (tool.type !== 'function') return tool
    const { type, description, name, parameters, strict, output_schema: output } = tool
    const schema = (isNew || output !== undefined) && { output_schema: output ?? null }
    return { type, description: description || null, name, ...schema, parameters, strict: strict ?? true }
  })
}

type Told = NonNullable<NonNullable<SdkResponse['text']>['format']>
type Format = Exclude<Told, { type: 'json_schema' }> | Nullable<Extract<Told, { type: 'json_schema' }>>
type Nullable<T> = { [Key in keyof T]: T[Key] | null }

/** The format of the text as it is told back. */
function formatOf({ text }: ResponsesRequest): Format {
  const format = text?.format ?? { type: 'text' as const }
  if (format.type !== 'json_schema') return format
  const { type, description, name, schema, strict } = format
  return { type, description: description ?? null, name, schema, strict: strict ?? true }
}

/** Models since GPT-5.4 say whether a message is the final answer, and keep their caches for a day. */
export function isOfPhases(model: Model): boolean {
  return /^gpt-(5\.[4-9]|[6-9])/.test(model.id)
}

/** The usage as Responses counts it; output includes the hidden reasoning. */
export function responseUsage(model: Model, input: number, answer: Answer, { cached, written }: CacheUse): WireUsage {
  const output = answer.visibleTokens + answer.reasoningTokens
  return {
    input_tokens: input,
    input_tokens_details: { ...(model.efforts && { cache_write_tokens: written }), cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: answer.reasoningTokens },
    total_tokens: input + output,
  }
}
