import type { Model } from '@workbook/kit'
import { base62, hash, hex, randomFrom, randomText } from '../../world.ts'
import { finishReason } from './completion.ts'
import type { Completion, Draft } from './completion.ts'
import type { Encoding, PlainAnswer } from './encoding.ts'
import { frame } from './envelope.ts'
import { compact } from './json.ts'
import type { ChatRequest } from './request.ts'

const safe = { filtered: false, severity: 'safe' }
const absent = { detected: false, filtered: false }
/** What the filter found in a prompt: nothing. */
export const promptResults = { hate: safe, jailbreak: absent, self_harm: safe, sexual: safe, violence: safe }
const promptFilterResults = [{ prompt_index: 0, content_filter_results: promptResults }]

/** What the filter found in an answer. */
export function answerResults({ finish }: Pick<Draft, 'finish'>): object {
  return {
    hate: safe,
    protected_material_code: absent,
    protected_material_text: absent,
    self_harm: safe,
    sexual: safe,
    violence: finish === 'content_filter' ? { filtered: true, severity: 'high' } : safe,
  }
}

/** How Azure writes its answers down. */
export const azureEncoding: Encoding = {
  completionId: (random) => `chatcmpl-${randomText(random, 29, base62)}`,
  callId: (random) => `call_${randomText(random, 24, base62)}`,
  // Keys stand in the order of the alphabet, and a line break at the end.
  body: (completion) =>
    `${compact({
      choices: completion.drafts.map((draft) => ({
        content_filter_results: answerResults(draft),
        finish_reason: finishReason(draft),
        index: draft.index,
        logprobs: null,
        message: {
          annotations: [],
          content: isStructuredRefusal(draft, completion.request) ? null : draft.calls.length ? null : draft.text,
          refusal: isStructuredRefusal(draft, completion.request) ? draft.text : null,
          role: 'assistant',
          ...(draft.calls.length > 0 && {
            tool_calls: draft.calls.map(({ id, name, arguments: args }) => ({
              function: { arguments: args, name },
              id,
              type: 'function',
            })),
          }),
        },
      })),
      created: completion.created,
      id: completion.id,
      model: wireName(completion.model),
      object: 'chat.completion',
      prompt_filter_results: promptFilterResults,
      system_fingerprint: fingerprint(completion.model),
      usage: usageOf(completion),
    } satisfies PlainAnswer & Record<string, unknown>)}\n`,
  stream: {
    // What the filter says of the prompt comes first, in a chunk that has nothing else.
    before: () =>
      frame({ choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: promptFilterResults }),
    opening: { content: '', refusal: null, role: 'assistant' },
    text: (content) => ({ content }),
    call: ({ id, name }, index, args) => ({
      tool_calls: [{ function: { arguments: args, name }, id, index, type: 'function' }],
    }),
    moreArguments: (index, piece) => ({ tool_calls: [{ function: { arguments: piece }, index }] }),
    closing: () => ({}),
    usage: 'asked',
    chunk: (completion, choices, { hasUsage }) =>
      frame({
        choices: choices.map(({ index, delta, finish, draft, piece }) => ({
          content_filter_results:
            piece === undefined && finish === null
              ? {}
              : finish === null
                ? clean
                : finish === 'content_filter'
                  ? answerResults(draft)
                  : {},
          delta,
          finish_reason: finish,
          index,
          logprobs: null,
        })),
        created: completion.created,
        id: completion.id,
        model: wireName(completion.model),
        object: 'chat.completion.chunk',
        system_fingerprint: fingerprint(completion.model),
        ...(completion.request.stream_options?.include_usage && { usage: hasUsage ? usageOf(completion) : null }),
      }),
  },
}

const clean = { hate: safe, self_harm: safe, sexual: safe, violence: safe }

/** A model that declines where a schema was asked for says so in a field of its own. */
function isStructuredRefusal({ isRefusal }: Draft, { response_format: format }: ChatRequest): boolean {
  return isRefusal && format?.type === 'json_schema'
}

function wireName({ id, snapshot }: Model): string {
  return snapshot ?? id
}

function fingerprint({ id, efforts }: Model): string | null {
  return efforts ? null : `fp_${randomText(randomFrom(hash(id)), 10, hex)}`
}

function usageOf({ counts }: Completion) {
  return {
    completion_tokens: counts.completion,
    completion_tokens_details: {
      accepted_prediction_tokens: 0,
      audio_tokens: 0,
      reasoning_tokens: counts.reasoning,
      rejected_prediction_tokens: 0,
    },
    prompt_tokens: counts.prompt,
    prompt_tokens_details: { audio_tokens: 0, cached_tokens: counts.cached },
    total_tokens: counts.prompt + counts.completion,
  }
}
