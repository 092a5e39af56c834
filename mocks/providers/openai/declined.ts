import { countTokens } from '../../engine/engine.ts'
import type { Answer } from '../../engine/engine.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { refusal } from '../declined-text.ts'

/** An answer that the model refused to give, or that a filter stopped. */
export type Declinable = Answer & { readonly declined?: 'refusal' | 'content-filter' }

/** How many pieces of an answer get past the filter. */
const unfiltered = 5

/** The answer as a key's account gets it: with two of the test keys it is declined. */
export function declinable(answer: Answer, key: string): Declinable {
  const kind = misbehaviourOf(key)
  if (kind === 'refusal') {
    const pieces = refusal.match(/ ?[^ ]+/g) ?? []
    const spoken = { text: refusal, pieces, logprobs: [], finish: 'stop', visibleTokens: countTokens(refusal) } as const
    return { ...answer, ...spoken, declined: kind }
  }
  if (kind !== 'content-filter') return answer
  const pieces = answer.pieces.slice(0, unfiltered)
  const text = pieces.join('')
  const logprobs = answer.logprobs.slice(0, countTokens(text))
  return { ...answer, text, pieces, logprobs, finish: 'stop', visibleTokens: countTokens(text), declined: kind }
}
