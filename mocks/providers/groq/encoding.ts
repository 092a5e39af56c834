import type { ChatCompletion, ChatCompletionChunk } from 'groq-sdk/resources/chat/completions'
import type { CompletionUsage } from 'groq-sdk/resources/completions'
import { hash, hex, randomFrom, randomText } from '../../world.ts'
import { callsOf, contentOf, finishReason } from '../compatible/completion.ts'
import type { Completion, Draft } from '../compatible/completion.ts'
import type { Encoding } from '../compatible/encoding.ts'
import { uuid } from '../compatible/ids.ts'
import { compact } from '../compatible/json.ts'
import { failedEvent } from './errors.ts'

/** The SDK's type, but for what the wire has and the type does not, or the other way round. */
type Wire = Omit<ChatCompletion, 'choices' | 'usage_breakdown'> & {
  choices: (Omit<ChatCompletion.Choice, 'message'> & {
    message: Omit<ChatCompletion.Choice['message'], 'content'> & { content?: string | null }
  })[]
  usage_breakdown: null
}

/** A chunk has the usage twice: among what is Groq's own, and where OpenAI has it. */
type Chunk = Omit<ChatCompletionChunk, 'x_groq'> & {
  x_groq?: { id: string; seed?: number; usage?: CompletionUsage }
  usage?: CompletionUsage
}

/** How Groq writes its answers down. */
export const groqEncoding: Encoding = {
  completionId: (random) => `chatcmpl-${uuid(random)}`,
  callId: (random) => `fc_${uuid(random)}`,
  body: (completion) =>
    compact({
      id: completion.id,
      object: 'chat.completion',
      created: completion.created,
      model: completion.name,
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        message: message(draft),
        logprobs: null,
        finish_reason: reason(draft),
      })),
      usage: usageOf(completion),
      usage_breakdown: null,
      system_fingerprint: fingerprint(completion.model.id),
      x_groq: { id: completion.requestId, seed: completion.seed },
      service_tier: tierOf(completion),
    } satisfies Wire),
  stream: {
    opening: { role: 'assistant', content: '' },
    text: (content) => ({ content }),
    thought: (reasoning) => ({ reasoning, channel: 'analysis' }),
    call: ({ id, name }, index, args) => ({
      tool_calls: [{ id, type: 'function', function: { name, arguments: args }, index }],
    }),
    closing: () => ({}),
    usage: 'closing',
    chunk(completion, choices, { isFirst, hasUsage }) {
      const usage = hasUsage && usageOf(completion)
      const chunk = {
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        system_fingerprint: fingerprint(completion.model.id),
        choices: choices.map(({ index, delta, finish, draft }) => ({
          index,
          delta: shown(delta, completion),
          logprobs: null,
          finish_reason: finish === null ? null : reason(draft),
        })),
        ...(isFirst && { x_groq: { id: completion.requestId, seed: completion.seed } }),
        ...(usage && { x_groq: { id: completion.requestId, usage }, usage }),
      } satisfies Chunk
      return `data: ${compact(chunk)}\n\n`
    },
    failure: failedEvent,
  },
}

/** Only the models of OpenAI's open family write on several channels. */
function shown(delta: object, { model }: Completion): object {
  if (model.id.startsWith('openai/') || !('channel' in delta)) return delta
  return Object.fromEntries(Object.entries(delta).filter(([name]) => name !== 'channel'))
}

function message(draft: Draft): Wire['choices'][0]['message'] {
  const content = contentOf(draft)
  return {
    role: 'assistant',
    ...(content !== null && { content }),
    ...(draft.thoughts.length > 0 && { reasoning: draft.thoughts.join('') }),
    ...(draft.calls.length > 0 && { tool_calls: callsOf(draft) }),
  }
}

/** Groq filters nothing, so it has no reason for that. */
function reason(draft: Draft): 'stop' | 'length' | 'tool_calls' {
  const why = finishReason(draft)
  return why === 'content_filter' ? 'stop' : why
}

function usageOf({ counts, times }: Completion): CompletionUsage {
  return {
    queue_time: times.queue,
    prompt_tokens: counts.prompt,
    prompt_time: times.prompt,
    completion_tokens: counts.completion,
    completion_time: times.completion,
    total_tokens: counts.prompt + counts.completion,
    total_time: Math.round((times.prompt + times.completion) * 1e6) / 1e6,
    ...(counts.cached > 0 && { prompt_tokens_details: { cached_tokens: counts.cached } }),
    ...(counts.reasoning > 0 && { completion_tokens_details: { reasoning_tokens: counts.reasoning } }),
  }
}

function fingerprint(id: string): string {
  return `fp_${randomText(randomFrom(hash(id)), 10, hex)}`
}

function tierOf({ request }: Completion): 'on_demand' | 'flex' | 'performance' {
  const asked = request.service_tier
  return asked === 'flex' || asked === 'performance' ? asked : 'on_demand'
}
