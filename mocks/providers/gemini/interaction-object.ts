import type { Interactions } from '@google/genai'
import { now } from '../../world.ts'
import type { Random } from '../../world.ts'
import type { Generation } from './generation.ts'
import { totalCounts } from './generation.ts'
import { functionCallId, interactionId } from './ids.ts'
import type { TokenCounts } from './usage.ts'

/** An interaction on the wire; the SDK's type has fields that the SDK adds. */
export type WireInteraction = Interactions.Interaction & { readonly object: 'interaction' }

/** Usage in the Interactions API's words. */
function interactionUsage({ prompt, images, cached, candidates, thoughts }: TokenCounts): Interactions.Usage {
  return {
    total_tokens: prompt + candidates + thoughts,
    total_input_tokens: prompt,
    input_tokens_by_modality: [
      { modality: 'text', tokens: prompt - images },
      ...(images ? [{ modality: 'image', tokens: images }] : []),
    ],
    total_cached_tokens: cached,
    ...(cached && { cached_tokens_by_modality: [{ modality: 'text', tokens: cached }] }),
    total_output_tokens: candidates,
    total_tool_use_tokens: 0,
    total_thought_tokens: thoughts,
  } satisfies Interactions.Usage
}

/** The whole interaction, as it is answered and stored. */
export function interactionOf(generation: Generation, serviceTier: string, random: Random): WireInteraction {
  const time = new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    id: interactionId(random),
    status: statusOf(generation),
    usage: interactionUsage(totalCounts(generation)),
    created: time,
    updated: time,
    service_tier: serviceTier,
    steps: stepsOf(generation, random),
    ...(generation.blocked && { errors: [{ code: 'safety', message: blockedMessage }] }),
    object: 'interaction',
    model: generation.model.id,
  } satisfies WireInteraction
}

const blockedMessage = 'The interaction was stopped because the content may violate the safety policies.'

function statusOf({ blocked, drafts }: Generation): Interactions.Interaction['status'] {
  if (blocked) return 'failed'
  if (drafts.some(({ calls }) => calls.length)) return 'requires_action'
  return drafts.some(({ finish }) => finish === 'length') ? 'incomplete' : 'completed'
}

function stepsOf({ drafts, blocked }: Generation, random: Random): Interactions.Step[] {
  const [draft] = drafts
  if (!draft || blocked) return []
  const text = draft.pieces.join('')
  return [
    ...(draft.thoughtTokens
      ? [
          {
            ...(draft.signature !== undefined && { signature: draft.signature }),
            ...(draft.thoughts !== undefined && { summary: [{ text: draft.thoughts, type: 'text' as const }] }),
            type: 'thought' as const,
          },
        ]
      : []),
    ...draft.calls.map(({ id, name = '', args = {} }) => ({
      id: id ?? functionCallId(random),
      type: 'function_call' as const,
      name,
      arguments: args,
    })),
    ...(text && !draft.calls.length
      ? [{ content: [{ text, type: 'text' as const }], type: 'model_output' as const }]
      : []),
  ]
}
