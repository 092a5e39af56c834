import type { ChatCompletionMessageToolCall } from 'openai/resources/chat/completions'
import { hex, randomText } from '../../world.ts'
import { contentOf, finishReason, serverUsage } from './completion.ts'
import type { Completion, Draft, DraftedCall } from './completion.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { frame } from './envelope.ts'
import { compact } from './json.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What the wire has beyond OpenAI's types. */
interface Wire extends Omit<PlainAnswer, 'choices'> {
  choices: {
    index: number
    finish_reason: string
    message: {
      role: 'assistant'
      tool_calls: Omit<ChatCompletionMessageToolCall, 'type'>[] | null
      content: string | object[]
    }
  }[]
}

/** How Mistral writes its answers down. */
export const mistralEncoding: Encoding = {
  completionId: (random) => randomText(random, 32, hex),
  callId: (random) => randomText(random, 9, letters),
  body: (completion) =>
    compact({
      id: completion.id,
      created: completion.created,
      model: completion.name,
      usage: usageOf(completion),
      object: 'chat.completion',
      choices: completion.drafts.map((draft) => ({
        index: draft.index,
        finish_reason: finishReason(draft),
        message: {
          role: 'assistant',
          tool_calls: draft.calls.length ? draft.calls.map((call, at) => toolCall(call, at)) : null,
          content: draft.thoughts.length
            ? [thinking(draft.thoughts.join('')), { type: 'text', text: draft.text }]
            : (contentOf(draft) ?? ''),
        },
      })),
    } satisfies Wire),
  stream: {
    opening: { role: 'assistant', content: '' },
    text: (content) => ({ content }),
    thought: (piece) => ({ content: [thinking(piece)] }),
    call: (call, at) => ({ tool_calls: [toolCall(call, at)] }),
    callsInClosing: true,
    closing: closing,
    usage: 'closing',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        id: completion.id,
        object: 'chat.completion.chunk',
        created: completion.created,
        model: completion.name,
        choices: choices.map(({ index, delta, finish }) => ({ index, delta, finish_reason: finish })),
        ...(hasUsage && { usage: usageOf(completion) }),
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function closing({ calls }: Draft): object {
  return { content: '', ...(calls.length > 0 && { tool_calls: calls.map((call, at) => toolCall(call, at)) }) }
}

function toolCall({ id, name, arguments: args }: DraftedCall, index: number) {
  return { id, function: { name, arguments: args }, index }
}

function thinking(text: string) {
  return { type: 'thinking', thinking: [{ type: 'text', text }] }
}

function usageOf({ counts }: Completion) {
  return {
    ...serverUsage(counts),
    ...(counts.cached > 0 && { prompt_tokens_details: { cached_tokens: counts.cached } }),
  }
}
