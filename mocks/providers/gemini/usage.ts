import type { GenerateContentResponseUsageMetadata } from '@google/genai'

/** What a request and its answer are charged for. */
export interface TokenCounts {
  readonly prompt: number
  /** Those of the prompt that stand for pictures. */
  readonly images: number
  /** Those of the prompt that were found in the cache. */
  readonly cached: number
  readonly candidates: number
  /** Charged like the candidates, but not among them. */
  readonly thoughts: number
}

/** The counts as the wire has them: what is zero is left out, and the total is of all but the cached ones. */
export function usageMetadata({ prompt, images, cached, candidates, thoughts }: TokenCounts) {
  return {
    promptTokenCount: prompt,
    ...(candidates && { candidatesTokenCount: candidates }),
    totalTokenCount: prompt + candidates + thoughts,
    ...(cached && { cachedContentTokenCount: cached }),
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: prompt - images },
      ...(images ? [{ modality: 'IMAGE', tokenCount: images }] : []),
    ],
    ...(cached && { cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cached }] }),
    ...(thoughts && { thoughtsTokenCount: thoughts }),
  } satisfies Wire<GenerateContentResponseUsageMetadata>
}

/** The SDK's type with its enumerations as the plain strings they are on the wire. */
export type Wire<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T
