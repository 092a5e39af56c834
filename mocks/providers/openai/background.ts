import { now } from '../../world.ts'
import { latencyOf } from './latency.ts'
import { responseObject } from './response-object.ts'
import type { WireResponse } from './response-object.ts'
import { finished } from './responses.ts'
import type { Draft } from './responses.ts'

/** A response that is made while nobody waits for it; how far it is follows from the clock. */
export interface BackgroundWork {
  readonly draft: Draft
  /** Simulated milliseconds since 1970. */
  readonly submittedAt: number
  canceledAt?: number
}

/** Simulated milliseconds until a response that was submitted is begun. */
const queueing = 1500

export function beginWork(draft: Draft): BackgroundWork {
  return { draft, submittedAt: now() }
}

/** Stops the work on a response, unless it is done. */
export function cancelWork(work: BackgroundWork): void {
  if (now() < endOf(work)) work.canceledAt ??= now()
}

/** The response as it is now. */
export function progressOf(work: BackgroundWork): WireResponse {
  const { draft, submittedAt, canceledAt } = work
  const nothing = { output: [], usage: null, streamed: false }
  if (canceledAt !== undefined) return responseObject(draft, { status: 'cancelled', ...nothing })
  if (now() < submittedAt + queueing) return responseObject(draft, { status: 'queued', ...nothing })
  if (now() < endOf(work)) return responseObject(draft, { status: 'in_progress', ...nothing })
  return responseObject(draft, { ...finished(draft, false), completedAt: Math.floor(endOf(work) / 1000) })
}

/** It is written as fast as any other, once it is begun. */
function endOf({ draft: { model, answer }, submittedAt }: BackgroundWork): number {
  const { firstToken, tokensPerSecond } = latencyOf(model.id)
  const tokens = answer.visibleTokens + answer.reasoningTokens
  return Math.round(submittedAt + queueing + firstToken + (tokens * 1000) / tokensPerSecond)
}
