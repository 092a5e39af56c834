import { allTokens, type Distribution } from './model.ts'
import { isToken, END } from './tokens.ts'

/** The settings of a draw, as a request names them. */
export interface Sampling {
  readonly temperature: number
  readonly topP: number
  readonly topK: number
  readonly frequencyPenalty: number
  readonly presencePenalty: number
  readonly logitBias: ReadonlyMap<number, number>
}

/** A token and ln of its probability. */
export interface Choice {
  readonly token: number
  readonly logprob: number
}

/** Log probabilities do not go below this; a probability of 0 has no logarithm. */
const LOWEST = -9999

interface Weighed {
  readonly token: number
  readonly weight: number
}

const nobody: Weighed = { token: END, weight: 0 }

/** A biased token that is not in the vocabulary gets this probability to start from. */
const UNREAD = 1e-12

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
  { known, tail }: Distribution,
  counts: ReadonlyMap<number, number>,
  sampling: Sampling,
): Candidates {
  const vocabulary = allTokens()
  const { ids } = vocabulary
  const temperature = sampling.temperature === 0 ? 1 : sampling.temperature
  const penalised = sampling.frequencyPenalty !== 0 || sampling.presencePenalty !== 0
  const share = tail / ids.length

  // Tokens with a logit of their own; all others have ln(share) and are handled together.
  const logits = new Map<number, number>()
  const own = (token: number): void => {
    if (logits.has(token)) return
    const probability = (known.get(token) ?? 0) + (vocabulary.has(token) ? share : 0)
    const count = counts.get(token) ?? 0
    const penalty = sampling.frequencyPenalty * count + (count > 0 ? sampling.presencePenalty : 0)
    const bias = sampling.logitBias.get(token) ?? 0
    logits.set(token, Math.log(probability > 0 ? probability : UNREAD) - penalty + bias)
  }
  for (const token of known.keys()) own(token)
  if (penalised) for (const token of counts.keys()) own(token)
  for (const token of sampling.logitBias.keys()) if (isToken(token) || token === END) own(token)

  let alone = 0
  for (const token of logits.keys()) if (vocabulary.has(token)) alone++
  const others = share > 0 ? ids.length - alone : 0
  let highest = others > 0 ? Math.log(share) : -Infinity
  for (const logit of logits.values()) highest = Math.max(highest, logit)
  const weigh = (logit: number): number => Math.exp((logit - highest) / temperature)

  const otherWeight = others > 0 ? weigh(Math.log(share)) : 0
  const listed = [...logits]
    .map(([token, logit]): Weighed => ({ token, weight: weigh(logit) }))
    .toSorted((a, b) => b.weight - a.weight)
  const total = listed.reduce((sum, entry) => sum + entry.weight, 0) + others * otherWeight

  /** All tokens, most probable first. */
  function* ranked(): Generator<Weighed> {
    const border = listed.findIndex((entry) => entry.weight < otherWeight)
    const before = border === -1 ? listed.length : border
    for (let place = 0; place < before; place++) yield listed[place] ?? nobody
    if (others > 0) for (const token of ids) if (!logits.has(token)) yield { token, weight: otherWeight }
    for (let place = before; place < listed.length; place++) yield listed[place] ?? nobody
  }

  const choice = (entry: Weighed): Choice => ({
    token: entry.token,
    logprob: Math.max(LOWEST, Math.log(entry.weight / total)),
  })

  function top(count: number): Choice[] {
    const best: Choice[] = []
    if (count < 1) return best
    for (const entry of ranked()) {
      best.push(choice(entry))
      if (best.length >= count) break
    }
    return best
  }

  function draw(random: () => number): Choice {
    if (sampling.temperature === 0 || sampling.topK === 1) return top(1)[0] ?? choice(nobody)
    if (sampling.topK < Infinity || sampling.topP < 1) return choice(drawFrom(nucleus(), random))
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
    const logit = logits.get(token)
    return choice({ token, weight: logit === undefined ? otherWeight : weigh(logit) })
  }

  function nucleus(): Weighed[] {
    const kept: Weighed[] = []
    let mass = 0
    let limit = total
    if (sampling.topK < Infinity) {
      limit = 0
      for (const entry of ranked()) {
        kept.push(entry)
        limit += entry.weight
        if (kept.length >= sampling.topK) break
      }
    }
    const source = kept.length > 0 ? kept.splice(0) : ranked()
    for (const entry of source) {
      kept.push(entry)
      mass += entry.weight
      if (mass > sampling.topP * limit) break
    }
    return kept
  }

  return { top, draw, take, all: () => new Map([...ranked()].map((entry) => [entry.token, entry.weight / total])) }
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

function drawFrom(entries: readonly Weighed[], random: () => number): Weighed {
  let left = random() * entries.reduce((sum, entry) => sum + entry.weight, 0)
  for (const entry of entries) {
    left -= entry.weight
    if (left < 0) return entry
  }
  return entries.at(-1) ?? nobody
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
  for (const char of String(seed)) {
    state = Math.imul(state ^ char.charCodeAt(0), 0x85ebca6b)
    state ^= state >>> 13
  }
  return Math.imul(state, 0xc2b2ae35) ^ (state >>> 16)
}
