import { hex, randomText } from '../../world.ts'
import { callsOf, contentOf, finishReason, plainUsage } from './completion.ts'
import type { Completion } from './completion.ts'
import type { Encoding, PlainAnswer, PlainChunk } from './encoding.ts'
import { frame } from './envelope.ts'
import { uuid } from './ids.ts'
import { compact } from './json.ts'

/** How DashScope writes its answers down. */
export const qwenEncoding: Encoding = {
  completionId: (random) => `chatcmpl-${uuid(random)}`,
  callId: (random) => `call_${randomText(random, 22, hex)}`,
  body: (completion) =>
    compact({
      choices: completion.drafts.map((draft) => ({
        message: {
          role: 'assistant',
          content: contentOf(draft) ?? '',
          ...(draft.thoughts.length > 0 && { reasoning_content: draft.thoughts.join('') }),
          ...(draft.calls.length > 0 && { tool_calls: callsOf(draft).map((call, index) => ({ index, ...call })) }),
        },
        finish_reason: finishReason(draft),
        index: draft.index,
        logprobs: null,
      })),
      object: 'chat.completion',
      usage: usageOf(completion),
      created: completion.created,
      system_fingerprint: null,
      model: completion.name,
      id: completion.id,
    } satisfies PlainAnswer & Record<string, unknown>),
  stream: {
    opening: { content: '', role: 'assistant' },
    text: (content) => ({ content }),
    thought: (piece) => ({ content: null, reasoning_content: piece }),
    call: ({ id, name }, index, args) => ({
      content: null,
      tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] }),
    closing: () => ({ content: '' }),
    usage: 'asked',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        choices: choices.map(({ index, delta, finish }) =>
          finish === null
            ? { delta, index, logprobs: null, finish_reason: null }
            : { finish_reason: finish, delta, index, logprobs: null },
        ),
        object: 'chat.completion.chunk',
        usage: hasUsage ? usageOf(completion) : null,
        created: completion.created,
        system_fingerprint: null,
        model: completion.name,
        id: completion.id,
      } satisfies PlainChunk & Record<string, unknown>),
  },
}

function usageOf({ counts }: Completion) {
  return {
    ...plainUsage(counts),
    ...(counts.reasoning > 0 && { completion_tokens_details: { reasoning_tokens: counts.reasoning } }),
    prompt_tokens_details: { cached_tokens: counts.cached },
  }
}
