import type { Message } from '../turns.ts'

type Maybe<T> = T | null | undefined

/** A tool as Chat Completions describes it. */
export interface ToolDefinition {
  readonly type?: string
  readonly function?: {
    readonly name?: string
    readonly description?: string
    readonly parameters?: object
    readonly strict?: Maybe<boolean>
  }
}

/** The body of a chat request after it was checked: what OpenAI's API knows, and what hosts have added. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly Message[]
  readonly stream?: Maybe<boolean>
  readonly stream_options?: Maybe<{
    readonly include_usage?: Maybe<boolean>
    readonly continuous_usage_stats?: Maybe<boolean>
  }>
  readonly max_tokens?: Maybe<number>
  readonly max_completion_tokens?: Maybe<number>
  readonly temperature?: Maybe<number>
  readonly top_p?: Maybe<number>
  readonly top_k?: Maybe<number>
  readonly n?: Maybe<number>
  readonly stop?: Maybe<string | readonly string[]>
  readonly seed?: Maybe<number>
  readonly random_seed?: Maybe<number>
  readonly frequency_penalty?: Maybe<number>
  readonly presence_penalty?: Maybe<number>
  readonly logit_bias?: Maybe<Readonly<Record<string, number>>>
  readonly logprobs?: Maybe<boolean>
  readonly top_logprobs?: Maybe<number>
  readonly reasoning_effort?: Maybe<string>
  readonly reasoning?: Maybe<{ readonly effort?: Maybe<string>; readonly exclude?: Maybe<boolean> }>
  readonly reasoning_format?: Maybe<string>
  readonly include_reasoning?: Maybe<boolean>
  readonly enable_thinking?: Maybe<boolean>
  readonly response_format?: Maybe<{
    readonly type?: string
    readonly json_schema?: { readonly schema?: object }
    readonly schema?: object
  }>
  readonly tools?: Maybe<readonly ToolDefinition[]>
  readonly tool_choice?: Maybe<string | { readonly function?: { readonly name?: string } }>
  readonly parallel_tool_calls?: Maybe<boolean>
  readonly service_tier?: Maybe<string>
}

/** Most tokens of the answer, whatever the parameter is called. */
export function limitOf(request: ChatRequest): number | undefined {
  return request.max_completion_tokens ?? request.max_tokens ?? undefined
}
