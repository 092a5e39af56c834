import { asOf, priceOn } from '@workbook/kit'
import type { Model } from '@workbook/kit'
import { base62, nowInSeconds, randomText } from '../../world.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { Completion, Draft } from './completion.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { frame } from './envelope.ts'
import { compact } from './json.ts'

/** Who runs a model for OpenRouter. */
function upstream({ id }: Model): string {
  if (id.startsWith('anthropic/')) return 'Anthropic'
  return /^openai\/gpt-(oss)/.test(id) ? 'DeepInfra' : id.startsWith('openai/') ? 'OpenAI' : 'DeepInfra'
}

/** Some call the reason otherwise, and OpenRouter tells that as well. */
function nativeReason(draft: Draft, model: Model): string {
  const reason = finishReason(draft)
  if (!model.id.startsWith('anthropic/')) return reason
  return { stop: 'end_turn', length: 'max_tokens', tool_calls: 'tool_use', content_filter: 'refusal' }[reason]
}

/** How OpenRouter writes its answers down. */
export const openrouterEncoding: Encoding = {
  completionId: (random) => `gen-${nowInSeconds()}-${randomText(random, 20, base62)}`,
  callId: (random) => `call_${randomText(random, 24, base62)}`,
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.name,
      provider: upstream(completion.model),
      system_fingerprint: null,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        logprobs: null,
        finish_reason: finishReason(draft),
        native_finish_reason: nativeReason(draft, completion.model),
        message: {
          role: 'assistant',
          content: contentOf(draft),
          refusal: null,
          reasoning: draft.thoughts.length ? draft.thoughts.join('') : null,
          ...(draft.thoughts.length > 0 && { reasoning_details: details(draft.thoughts.join('')) }),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft).map((call, index) => ({ index, ...call })) }),
        },
      })),
      usage: usageOf(completion),
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    waiting: ': OPENROUTER PROCESSING\n\n',
    text: (content) => ({ content, role: 'assistant' }),
    thought: (reasoning) => ({ content: '', role: 'assistant', reasoning, reasoning_details: details(reasoning) }),
    call: ({ id, name }, index, args) => ({
      content: null,
      role: 'assistant',
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({
      content: null,
      role: 'assistant',
      tool_calls: [{ index, type: 'function', function: { arguments: piece } }],
    }),
    closing: () => ({ content: '', role: 'assistant' }),
    // It counts whether it is asked to or not.
    usage: 'always',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        provider: upstream(completion.model),
        choices: choices.map(({ index, delta, finish, draft }) => ({
          index,
          delta,
          finish_reason: finish,
          native_finish_reason: finish === null ? null : nativeReason(draft, completion.model),
        })),
        ...(hasUsage && { usage: usageOf(completion) }),
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function details(text: string): object[] {
  return [{ type: 'reasoning.text', text, index: 0, format: null }]
}

/** The usage and what it costs, in US dollars. */
export function usageOf({ counts, model }: Completion) {
  const price = priceOn(model, asOf)
  const fresh = (counts.prompt - counts.cached) * price.input
  const prompt = money(fresh + counts.cached * (price.cachedInput ?? price.input))
  const completion = money(counts.completion * price.output)
  return {
    ...plainUsage(counts),
    cost: money((prompt + completion) * 1e6),
    is_byok: false,
    prompt_tokens_details: { cached_tokens: counts.cached, cache_write_tokens: 0, audio_tokens: 0, video_tokens: 0 },
    cost_details: {
      upstream_inference_cost: money((prompt + completion) * 1e6),
      upstream_inference_prompt_cost: prompt,
      upstream_inference_completions_cost: completion,
    },
    completion_tokens_details: { reasoning_tokens: counts.reasoning, image_tokens: 0, audio_tokens: 0 },
  }
}

/** Millionths of dollars as dollars, without what floating point adds. */
function money(millionths: number): number {
  return Math.round(millionths * 1e4) / 1e10
}
