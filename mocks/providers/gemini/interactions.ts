import type { Content, Part } from '@google/genai'
import { about, pause } from '../../pace.ts'
import { now } from '../../world.ts'
import { WrittenResponse } from '../../written-response.ts'
import type { Call, Outcome } from './call.ts'
import { tooManyTokens } from './errors.ts'
import type { Problem } from './problem.ts'
import { duration } from './generate.ts'
import { generateProblem } from './generate-rules.ts'
import { generation } from './generation.ts'
import { asGenerateRequest } from './interaction-input.ts'
import { interactionOf } from './interaction-object.ts'
import type { WireInteraction } from './interaction-object.ts'
import { readInteraction } from './interaction-shape.ts'
import { interactionStream, replayed } from './interaction-stream.ts'
import { compact, jsonType } from './json.ts'
import { serving } from './serving.ts'
import { storedInteractions } from './stored-interactions.ts'
import type { StoredInteraction } from './stored-interactions.ts'

/** POST /v1/interactions */
export async function createInteraction(call: Call): Promise<Outcome> {
  const asked = readInteraction(call.body, call.version)
  if ('status' in asked) return asked
  if (asked.agent) return notFound(`Agent '${asked.agent}' was not found.`, 'not_found')
  const id = asked.model?.replace(/^models\//, '') ?? ''
  const model = serving(id)
  if (!model || model.kind !== 'chat') return notFound(`Model '${id}' was not found.`, 'model_not_found')

  const { previousInteractionId: previous } = asked
  const before = previous === undefined ? undefined : storedInteractions.find(previous, call.key)
  if (previous !== undefined && !before) return unknownInteraction(previous)
  const request = asGenerateRequest(asked, before?.contents ?? [])
  if ('status' in request) return request
  const problem = generateProblem(model, request)
  if (problem) return problem

  const result = generation(call, model, request)
  const { prompt } = result.counts
  if (prompt > model.contextWindow) return tooManyTokens(prompt, model.contextWindow)
  const interaction = interactionOf(result, asked.serviceTier ?? 'standard', call.random)
  const takes = duration(result, call.random)
  if (asked.store !== false) {
    const contents = [...(request.contents ?? []), ...contentsOf(interaction)]
    const readyAt = asked.background ? now() + takes : 0
    storedInteractions.store(call.key, { interaction, input: asked.input, contents, readyAt })
  }
  if (asked.background) return json(underWay(interaction))
  if (asked.stream) return interactionStream(result, interaction, call.random, call.signal)
  await pause(takes, call.signal)
  return json(interaction)
}

/** GET /v1/interactions/{id} */
export async function getInteraction(call: Call): Promise<Outcome> {
  const entry = storedInteractions.find(call.id, call.key)
  if (!entry) return unknownInteraction(call.id)
  await pause(about(60, call.random), call.signal)
  if (call.query.get('stream') === 'true') return replayed(entry.interaction, call.random, call.signal)
  const interaction = isReady(entry) ? entry.interaction : underWay(entry.interaction)
  return json(call.query.get('include_input') === 'true' ? { ...interaction, input: entry.input } : interaction)
}

/** POST /v1/interactions/{id}/cancel */
export function cancelInteraction(call: Call): Outcome {
  const entry = storedInteractions.find(call.id, call.key)
  if (!entry) return unknownInteraction(call.id)
  if (isReady(entry)) {
    return {
      status: 'FAILED_PRECONDITION',
      message: 'Only an interaction that is in progress in the background can be cancelled.',
    }
  }
  const interaction: WireInteraction = { ...underWay(entry.interaction), status: 'cancelled' }
  storedInteractions.store(call.key, { ...entry, interaction, readyAt: 0 })
  return json(interaction)
}

/** DELETE /v1/interactions/{id} */
export function deleteInteraction(call: Call): Outcome {
  if (!storedInteractions.find(call.id, call.key)) return unknownInteraction(call.id)
  storedInteractions.forget(call.id)
  return json({})
}

function isReady({ readyAt }: StoredInteraction): boolean {
  return readyAt <= now()
}

/** An interaction whose work is not done. */
function underWay(interaction: WireInteraction): WireInteraction {
  const { id, created, updated, service_tier, object, model } = interaction
  return { id, status: 'in_progress', created, updated, service_tier, object, model }
}

/** What the model said, for the conversation to go on from. */
function contentsOf({ steps = [] }: WireInteraction): Content[] {
  const parts = steps.flatMap((step): Part[] => {
    if (step.type === 'function_call') {
      const { id, name, arguments: args } = step
      return [{ functionCall: { id, name, args }, thoughtSignature: 'AA==' }]
    }
    if (step.type !== 'model_output') return []
    return (step.content ?? []).flatMap((content) => (content.type === 'text' ? [{ text: content.text }] : []))
  })
  return parts.length ? [{ role: 'model', parts }] : []
}

function notFound(message: string, word: string): Problem {
  return { status: 'NOT_FOUND', message, word }
}

function unknownInteraction(id: string): Problem {
  return notFound(`Interaction '${id}' was not found.`, 'not_found')
}

/** This API prints its JSON without any blank. */
function json(value: object): Response {
  return new WrittenResponse(compact(value), { headers: { 'content-type': jsonType } })
}
