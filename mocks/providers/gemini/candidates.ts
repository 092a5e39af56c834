import type { Candidate, GenerateContentResponse, LogprobsResult, Part } from '@google/genai'
import type { TokenProbability } from '../../engine/engine.ts'
import type { Draft, Generation } from './generation.ts'
import { totalCounts } from './generation.ts'
import { usageMetadata } from './usage.ts'
import type { TokenCounts, Wire } from './usage.ts'

export type WireCandidate = Wire<Candidate>

/** What the SDK makes of a response is more than what is sent: its getters are not on the wire. */
export type WireResponse = Wire<
  Pick<GenerateContentResponse, 'candidates' | 'promptFeedback' | 'usageMetadata' | 'modelVersion' | 'responseId'>
>

/** A response, or one chunk of a streamed one. */
export function wireResponse(
  { id, model }: Generation,
  candidates: readonly WireCandidate[],
  counts: TokenCounts,
): WireResponse {
  return {
    candidates,
    usageMetadata: usageMetadata(counts),
    modelVersion: model.id,
    responseId: id,
  } satisfies WireResponse
}

/** The response to a prompt that the safety filter blocked: status 200, and no candidate. */
export function blockedPrompt({ id, model, counts }: Generation): WireResponse {
  return {
    promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
    usageMetadata: usageMetadata(counts),
    modelVersion: model.id,
    responseId: id,
  } satisfies WireResponse
}

/** The whole answer in one response. */
export function wholeResponse(generation: Generation): WireResponse {
  if (generation.blocked === 'prompt') return blockedPrompt(generation)
  const candidates = generation.drafts.map((draft, index) =>
    generation.blocked ? stoppedCandidate(index) : wholeCandidate(generation, draft, index),
  )
  return wireResponse(generation, candidates, totalCounts(generation))
}

function wholeCandidate({ request }: Generation, draft: Draft, index: number): WireCandidate {
  const text = draft.pieces.join('')
  const parts = [...thoughtParts(draft), ...callParts(draft), ...(text ? [signed({ text }, draft)] : [])]
  return {
    // When the thoughts have used up the limit there is a content, but nothing in it.
    content: { ...(parts.length && { parts }), role: 'model' },
    finishReason: finishReason(draft),
    index,
    ...(draft.calls.length && { finishMessage: 'Model generated function call(s).' }),
    ...(request.generationConfig?.responseLogprobs && logprobs(draft)),
  }
}

/** A candidate whose text the safety filter withholds. */
export function stoppedCandidate(index: number): WireCandidate {
  return {
    finishReason: 'SAFETY',
    index,
    safetyRatings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }],
  }
}

export function finishReason({ finish }: Draft): string {
  return finish === 'length' ? 'MAX_TOKENS' : 'STOP'
}

export function thoughtParts({ thoughts }: Draft): Wire<Part>[] {
  return thoughts === undefined ? [] : [{ text: thoughts, thought: true }]
}

/** The calls; the signature of the thoughts is with the first of them. */
export function callParts(draft: Draft): Wire<Part>[] {
  return draft.calls.map((functionCall, at) => (at ? { functionCall } : signed({ functionCall }, draft)))
}

/** A part with the signature of the thoughts, unless a call has it. */
export function signed(part: Wire<Part>, { isSigned, signature, calls }: Draft): Wire<Part> {
  if (!isSigned || signature === undefined || (calls.length && !part.functionCall)) return part
  return { ...part, thoughtSignature: signature }
}

/** The probabilities of the tokens, or of those from one to another. */
export function logprobs(
  draft: Draft,
  from = 0,
  to = Infinity,
): Wire<Pick<Candidate, 'avgLogprobs' | 'logprobsResult'>> {
  const tokens = draft.logprobs.slice(from, to)
  if (!tokens.length) return {}
  const sum = tokens.reduce((total, { logprob }) => total + logprob, 0)
  const candidate = ({ text, logprob }: TokenProbability) => ({ token: text, logProbability: logprob })
  return {
    avgLogprobs: sum / tokens.length,
    logprobsResult: {
      ...(tokens.some(({ top }) => top.length) && {
        topCandidates: tokens.map(({ top }) => ({ candidates: top.map(candidate) })),
      }),
      chosenCandidates: tokens.map(candidate),
      logProbabilitySum: sum,
    } satisfies LogprobsResult,
  }
}
