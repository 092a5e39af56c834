import { allTokens, type Distribution } from './model.ts'
import { END } from './tokens.ts'
import { beginning, nobody, placed, ranked, type Sampling, weigh, type Weighed } from './weights.ts'

/** A token and ln of its probability. */
export interface Choice {
  readonly token: number
  readonly logprob: number
}

/** Log probabilities do not go below this; a probability of 0 has no logarithm. */
const LOWEST = -9999

/**
 * The distribution from which a token is drawn, in the textbook's order:
 *
 *   1. logit(t) = ln P(t)
 *   2. penalties: − frequencyPenalty · n(t) − presencePenalty · [n(t) > 0], n(t) being how often t was generated
 *   3. bias: + logitBias(t)
 *   4. temperature: p(t) = exp(logit(t) / T) / Σ exp(logit / T), the softmax
 *   5. top-k: only the k most probable stay
 *   6. top-p: the smallest set of the most probable whose mass exceeds p stays
 *   7. draw in proportion to what stayed
 *
 * Temperature 0 takes the most probable token. Reported log probabilities are those after step 4 (at temperature 0: of
 * temperature 1, because otherwise there would be nothing to report).
 */
export function candidates(
  distribution: Distribution,
  counts: ReadonlyMap<number, number>,
  sampling: Sampling,
): Candidates {
  const { topP, topK } = sampling
  const weighed = weigh(distribution, counts, sampling)
  const { logits, listed, others, otherWeight, total } = weighed
  const { ids } = allTokens()

  const choice = (entry: Weighed): Choice => ({
    token: entry.token,
    logprob: Math.max(LOWEST, Math.log(entry.weight / total)),
  })

  function top(count: number): Choice[] {
    const best: Choice[] = []
    if (count < 1) return best
    for (const entry of ranked(weighed)) {
      best.push(choice(entry))
      if (best.length >= count) break
    }
    return best
  }

  function draw(random: () => number): Choice {
    if (sampling.temperature === 0 || topK === 1) return top(1)[0] ?? choice(nobody)
    if (topK < Infinity || topP < 1) {
      const first = topK < Infinity ? beginning(weighed, topK, Infinity) : { count: Infinity, weight: total }
      const nucleus = beginning(weighed, first.count, topP * first.weight)
      return choice(placed(weighed, random() * nucleus.weight, nucleus.count))
    }
    let left = random() * total
    for (const entry of listed) {
      left -= entry.weight
      if (left < 0) return choice(entry)
    }
    while (others > 0 && otherWeight > 0) {
      const token = ids[Math.floor(random() * ids.length)] ?? END
      if (!logits.has(token)) return choice({ token, weight: otherWeight })
    }
    return top(1)[0] ?? choice(nobody)
  }

  function take(token: number): Choice {
    return choice(listed.find((entry) => entry.token === token) ?? { token, weight: otherWeight })
  }

  return {
    top,
    draw,
    take,
    all: () => new Map([...ranked(weighed)].map((entry) => [entry.token, entry.weight / total])),
  }
}

/** What may come next. */
export interface Candidates {
  /** The most probable tokens, best first. */
  top(count: number): Choice[]
  /** Draws one token; `random` gives numbers in [0, 1). */
  draw(random: () => number): Choice
  /** One token, whether it would have been drawn or not. */
  take(token: number): Choice
  /** The whole distribution after penalties, bias and temperature: token → probability. */
  all(): Map<number, number>
}

/**
 * A random generator (mulberry32): the same seed gives the same numbers.
 * @param seed any number
 * @returns a function giving numbers in [0, 1)
 */
export function randomNumbers(seed: number): () => number {
  let state = scramble(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Spreads neighbouring, large and fractional seeds over all 32-bit states. */
function scramble(seed: number): number {
  let state = 0x9e3779b9
  const digits = String(seed)
  for (let i = 0; i < digits.length; i++) {
    state = Math.imul(state ^ digits.charCodeAt(i), 0x85ebca6b)
    state ^= state >>> 13
  }
  return Math.imul(state, 0xc2b2ae35) ^ (state >>> 16)
}
