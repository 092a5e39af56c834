import type { Interactions } from '@google/genai'
import { eventStream } from '../../event-stream.ts'
import { about, pause } from '../../pace.ts'
import { meters } from '../../tape.ts'
import type { Random } from '../../world.ts'
import type { Draft, Generation } from './generation.ts'
import type { WireInteraction } from './interaction-object.ts'
import { compact } from './json.ts'
import { latencyOf } from './latency.ts'
import { portions } from './portions.ts'

type Event = Interactions.InteractionSSEEvent

/** An interaction as it comes into being, step by step; nothing is awaited when it is only told again. */
export function interactionStream(
  { model, drafts, counts }: Generation,
  interaction: WireInteraction,
  random: Random,
  signal: AbortSignal,
): Response {
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  const [draft] = drafts
  let thoughts = 0
  let candidates = 0

  async function* frames(signal: AbortSignal) {
    for (const { event, thought = 0, tokens = 0 } of eventsOf(interaction, draft, random)) {
      const first = event.event_type === 'interaction.created' ? firstToken : 0
      await pause(about(first + ((thought + tokens) * 1000) / tokensPerSecond, random), signal)
      thoughts += thought
      candidates += tokens
      yield frame(event)
    }
    yield 'event: done\ndata: [DONE]\n\n'
  }

  const response = new Response(eventStream(signal, frames), { headers: { 'content-type': 'text/event-stream' } })
  // Only the last event says what was used; who leaves before pays for what was written until then.
  meters.set(response, () => ({
    model: model.id,
    inputTokens: counts.prompt,
    cachedInputTokens: counts.cached,
    outputTokens: candidates + thoughts,
    reasoningTokens: thoughts,
  }))
  return response
}

/** The events of an interaction that was stored, all at once. */
export function replayed(interaction: WireInteraction, random: Random, signal: AbortSignal): Response {
  async function* frames() {
    for (const { event } of eventsOf(interaction, undefined, random)) yield frame(event)
    yield 'event: done\ndata: [DONE]\n\n'
  }
  return new Response(eventStream(signal, frames), { headers: { 'content-type': 'text/event-stream' } })
}

function frame(event: Event): string {
  return `event: ${event.event_type}\ndata: ${compact(event)}\n\n`
}

/** An event, and the tokens that were written for it. */
interface Moment {
  readonly event: Event
  readonly thought?: number
  readonly tokens?: number
}

function* eventsOf(interaction: WireInteraction, draft: Draft | undefined, random: Random): Generator<Moment> {
  const { id, model, object, steps = [], status, usage, created, updated, service_tier } = interaction
  yield {
    event: {
      interaction: { id, status: 'in_progress', object, ...(model && { model }) },
      event_type: 'interaction.created',
    },
  }
  yield { event: { interaction_id: id, status: 'in_progress', event_type: 'interaction.status_update' } }
  for (const [index, step] of steps.entries()) {
    yield { event: { index, step: opened(step), event_type: 'step.start' } }
    for (const { delta, ...spent } of deltasOf(step, draft, random)) {
      yield { event: { index, delta, event_type: 'step.delta' }, ...spent }
    }
    yield { event: { index, event_type: 'step.stop' } }
  }
  const [error] = interaction.errors ?? []
  if (error) yield { event: { error, event_type: 'error' } }
  yield {
    event: {
      interaction: {
        id,
        status,
        ...(usage && { usage }),
        ...(created && { created }),
        ...(updated && { updated }),
        ...(service_tier && { service_tier }),
        object,
        ...(model && { model }),
      },
      event_type: 'interaction.completed',
    },
  }
}

/** A step before there is anything in it. */
function opened(step: Interactions.Step): Interactions.Step {
  if (step.type !== 'function_call') return { type: step.type } as Interactions.Step
  const call = { id: step.id, signature: '', type: step.type, name: step.name, arguments: {} }
  return call satisfies Interactions.Step & { signature: string }
}

type Delta = Interactions.StepDelta['delta']

function* deltasOf(
  step: Interactions.Step,
  draft: Draft | undefined,
  random: Random,
): Generator<Omit<Moment, 'event'> & { delta: Delta }> {
  if (step.type === 'thought') {
    const thought = draft?.thoughtTokens ?? 0
    for (const content of step.summary ?? []) yield { delta: { content, type: 'thought_summary' }, thought }
    const { signature } = step
    if (signature !== undefined) {
      yield { delta: { signature, type: 'thought_signature' }, thought: step.summary ? 0 : thought }
    }
  } else if (step.type === 'function_call') {
    const tokens = Math.ceil((draft?.tokens ?? 0) / (draft?.calls.length || 1))
    yield { delta: { arguments: JSON.stringify(step.arguments), type: 'arguments_delta' }, tokens }
  } else if (step.type === 'model_output') {
    if (!draft) {
      for (const content of step.content ?? []) {
        if (content.type === 'text') yield { delta: { text: content.text, type: 'text' } }
      }
      return
    }
    for (const { text, from, to } of portions(draft, random)) yield { delta: { text, type: 'text' }, tokens: to - from }
  }
}
