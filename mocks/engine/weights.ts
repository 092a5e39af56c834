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

/** A token and its share, of any sum. */
export interface Weighed {
  readonly token: number
  readonly weight: number
}

/** Stands where there is no token at all. */
export const nobody: Weighed = { token: END, weight: 0 }

/** A biased token that is not in the vocabulary gets this probability to start from. */
const UNREAD = 1e-12

/** A distribution after its penalties, bias and temperature. */
export interface Weights {
  /** Tokens with a logit of their own, and that logit. */
  readonly logits: ReadonlyMap<number, number>
  /** The same with e to the power of it, most probable first. */
  readonly listed: readonly Weighed[]
  /** How many tokens of the vocabulary are not listed; they share one weight. */
  readonly others: number
  readonly otherWeight: number
  readonly total: number
}

/** What was weighed last of each distribution, where nothing but the temperature bears on it. */
const plainly = new WeakMap<Distribution, { readonly temperature: number; readonly weights: Weights }>()

/**
 * Weighs each token: steps 1 to 4 of the way from a distribution to a token, as sampling.ts tells it.
 *
 * @param counts how often each token was generated
 */
export function weigh(distribution: Distribution, counts: ReadonlyMap<number, number>, sampling: Sampling): Weights {
  const temperature = sampling.temperature === 0 ? 1 : sampling.temperature
  const isPlain = sampling.frequencyPenalty === 0 && sampling.presencePenalty === 0 && sampling.logitBias.size === 0
  if (!isPlain) return weighAnew(distribution, counts, sampling, temperature)
  const known = plainly.get(distribution)
  if (known?.temperature === temperature) return known.weights
  const weights = weighAnew(distribution, counts, sampling, temperature)
  plainly.set(distribution, { temperature, weights })
  return weights
}

function weighAnew(
  { known, tail }: Distribution,
  counts: ReadonlyMap<number, number>,
  { frequencyPenalty, presencePenalty, logitBias }: Sampling,
  temperature: number,
): Weights {
  const { ids, placeOf } = allTokens()
  const share = tail / ids.length

  // Tokens with a logit of their own; all others have ln(share) and are handled together.
  const logits = new Map<number, number>()
  let alone = 0
  const own = (token: number): void => {
    if (logits.has(token)) return
    const isListed = placeOf(token) >= 0
    if (isListed) alone++
    const probability = (known.get(token) ?? 0) + (isListed ? share : 0)
    const count = counts.get(token) ?? 0
    const penalty = frequencyPenalty * count + (count > 0 ? presencePenalty : 0)
    const bias = logitBias.get(token) ?? 0
    logits.set(token, Math.log(probability > 0 ? probability : UNREAD) - penalty + bias)
  }
  for (const token of known.keys()) own(token)
  if (frequencyPenalty !== 0 || presencePenalty !== 0) for (const token of counts.keys()) own(token)
  for (const token of logitBias.keys()) if (isToken(token) || token === END) own(token)

  const others = share > 0 ? ids.length - alone : 0
  let highest = others > 0 ? Math.log(share) : -Infinity
  for (const logit of logits.values()) highest = Math.max(highest, logit)
  const power = (logit: number): number => Math.exp((logit - highest) / temperature)

  const otherWeight = others > 0 ? power(Math.log(share)) : 0
  const listed: Weighed[] = []
  for (const [token, logit] of logits) listed.push({ token, weight: power(logit) })
  listed.sort((a, b) => b.weight - a.weight)
  const total = listed.reduce((sum, entry) => sum + entry.weight, 0) + others * otherWeight
  return { logits, listed, others, otherWeight, total }
}

/** How many of the listed tokens come before the others, which are equally probable all of them. */
function border({ listed, otherWeight }: Weights): number {
  const place = listed.findIndex((entry) => entry.weight < otherWeight)
  return place === -1 ? listed.length : place
}

/** All tokens, most probable first. */
export function* ranked(weights: Weights): Generator<Weighed> {
  const { logits, listed, others, otherWeight } = weights
  const before = border(weights)
  for (let place = 0; place < before; place++) yield listed[place] ?? nobody
  if (others > 0) for (const token of allTokens().ids) if (!logits.has(token)) yield { token, weight: otherWeight }
  for (let place = before; place < listed.length; place++) yield listed[place] ?? nobody
}

/**
 * The most probable tokens: as many as it takes to exceed a mass, but not more than a number of them.
 * The tokens that share one weight are counted, not gone through: they are tens of thousands.
 */
export function beginning(weights: Weights, most: number, mass: number): { count: number; weight: number } {
  const { listed, others, otherWeight } = weights
  const before = border(weights)
  let count = 0
  let weight = 0
  const isFull = (): boolean => count >= most || (count > 0 && weight > mass)
  for (let place = 0; place < before && !isFull(); place++) {
    count++
    weight += listed[place]?.weight ?? 0
  }
  if (others > 0 && !isFull()) {
    const needed = otherWeight > 0 && mass < Infinity ? Math.floor((mass - weight) / otherWeight) + 1 : others
    const taken = Math.min(others, most - count, Math.max(1, needed))
    count += taken
    weight += taken * otherWeight
  }
  for (let place = before; place < listed.length && !isFull(); place++) {
    count++
    weight += listed[place]?.weight ?? 0
  }
  return { count, weight }
}

/** The token at which the weights of the most probable ones add up to more than this; the last of `most` at the end. */
export function placed(weights: Weights, sum: number, most: number): Weighed {
  const { logits, listed, others, otherWeight } = weights
  const before = border(weights)
  let left = sum
  for (let place = 0; place < before; place++) {
    left -= listed[place]?.weight ?? 0
    if (left < 0 || place + 1 >= most) return listed[place] ?? nobody
  }
  if (others > 0) {
    const reached = otherWeight > 0 ? Math.floor(left / otherWeight) : others
    const last = Math.min(others, most - before) - 1
    if (reached <= last || before + others >= most || listed.length === before) {
      return { token: otherAt(Math.min(reached, last), logits), weight: otherWeight }
    }
    left -= others * otherWeight
  }
  for (let place = before; place < listed.length; place++) {
    left -= listed[place]?.weight ?? 0
    if (left < 0 || place + others + 1 >= most) return listed[place] ?? nobody
  }
  return listed.at(-1) ?? nobody
}

/** One of the tokens that are not listed, by its rank among them. */
function otherAt(rank: number, listed: ReadonlyMap<number, number>): number {
  const { ids, placeOf } = allTokens()
  const passed = [...listed.keys()].map(placeOf).filter((place) => place >= 0)
  let place = rank
  for (const each of passed.toSorted((a, b) => a - b)) {
    if (each > place) break
    place++
  }
  return ids[place] ?? END
}
