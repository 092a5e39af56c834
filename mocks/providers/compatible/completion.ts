import type { Model } from '@workbook/kit'
import type { Answer, ToolCall } from '../../engine/engine.ts'
import type { Usage } from '../../usage.ts'
import type { Random } from '../../world.ts'
import type { Problem } from './problem.ts'
import type { ChatRequest } from './request.ts'

/** What is generated for a request, before a host writes it down, whole or as a stream. */
export interface Completion {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly model: Model
  /** What the model was called in the request. */
  readonly name: string
  readonly request: ChatRequest
  readonly drafts: readonly Draft[]
  readonly counts: Counts
  /** Seconds: until the work began, for reading the prompt, for writing the answer. */
  readonly times: { readonly queue: number; readonly prompt: number; readonly completion: number }
  /** Of the request, as the headers name it too. */
  readonly requestId: string
  readonly seed: number
  readonly random: Random
  /** What the host finds wrong with an answer that is already being written. */
  readonly failure?: Problem
}

/** One of the answers. */
export interface Draft {
  readonly index: number
  readonly text: string
  /** The text as a stream brings it. */
  readonly pieces: readonly string[]
  /** The thinking, where the host shows it. */
  readonly thoughts: readonly string[]
  readonly calls: readonly DraftedCall[]
  readonly finish: 'stop' | 'stop sequence' | 'length' | 'tool_calls' | 'content_filter'
  readonly stopSequence?: string
  readonly logprobs: Answer['logprobs']
  readonly tokens: number
  readonly thoughtTokens: number
  /** True when the model declined to answer. */
  readonly isRefusal: boolean
}

export interface DraftedCall extends ToolCall {
  readonly id: string
}

/** Tokens; those cached are among the prompt's, those of thinking among the completion's. */
export interface Counts {
  readonly prompt: number
  readonly cached: number
  readonly completion: number
  readonly reasoning: number
}

/** What a stream has cost whose reader left after so many tokens were written. */
export function usedBy({ model, counts }: Completion, written: number): Usage {
  return {
    model: model.id,
    inputTokens: counts.prompt,
    cachedInputTokens: counts.cached,
    outputTokens: Math.min(written, counts.completion),
    reasoningTokens: Math.min(written, counts.reasoning),
  }
}

/** Why an answer ended, in OpenAI's words. */
export function finishReason({ finish }: Draft): 'stop' | 'length' | 'tool_calls' | 'content_filter' {
  return finish === 'stop sequence' ? 'stop' : finish
}

/** The text of the answer; nothing where the model only called tools. */
export function contentOf({ text, calls }: Draft): string | null {
  return text === '' && calls.length ? null : text
}

/** The tool calls as Chat Completions has them. */
export function callsOf({ calls }: Draft) {
  return calls.map((call) => ({
    id: call.id,
    type: 'function' as const,
    function: { name: call.name, arguments: call.arguments },
  }))
}

/** The counts as nearly every host reports them; details come after. */
export function plainUsage({ prompt, completion }: Counts) {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

/** The counts in the order of servers that were written after vLLM. */
export function serverUsage({ prompt, completion }: Counts) {
  return { prompt_tokens: prompt, total_tokens: prompt + completion, completion_tokens: completion }
}
