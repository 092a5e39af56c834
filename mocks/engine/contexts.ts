import { readCorpus } from './corpus/corpus.ts'
import { END } from './tokens.ts'

/** The longest context, in tokens. The start of a text counts as one: nothing says more about how to go on. */
const LONGEST = 10

/** This many tokens that were said before count as a repetition. */
export const REPEAT = 5

/** How many tokens it looks ahead for a repetition where texts part. */
const AHEAD = 16

/** How much a context of 0, 1, … 10 tokens weighs within the focus: steep, because the longest context should decide. */
const trust = [0, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 5e-4, 2e-3, 0.03, 1]

/** A text the prompt calls for, and its share among the others. */
export interface FocusText {
  readonly tokens: readonly number[]
  readonly weight: number
  /** Whether it holds a block of code. */
  readonly hasCode: boolean
}

/** How a text would go on. */
export interface Offer {
  readonly token: number
  readonly order: number
  readonly share: number
  /** Whether going on this way would soon say again what was said, although the text itself says it only once. */
  repeats(said: ReadonlySet<string>): boolean
}

/** Follows one text of the focus: how many tokens before each of its places agree with what was written. */
export function followText({ tokens, weight, hasCode }: FocusText): {
  offer(): Offer
  advance(token: number): void
} {
  const agreed = new Int32Array(tokens.length + 1)
  agreed[0] = LONGEST
  return {
    offer() {
      // Of several places that fit, the one with the longest agreement: a text does not run in circles.
      let best = 0
      for (let place = 1; place < tokens.length; place++) {
        if ((agreed[place] ?? 0) > (agreed[best] ?? 0)) best = place
      }
      const agreedHere = agreed[best] ?? 0
      // Half of one program and half of another make none: a text with code is only followed from its own beginning.
      const order = hasCode && agreedHere < best + LONGEST ? Math.min(2, agreedHere) : Math.min(LONGEST, agreedHere)
      const token = tokens[best] ?? END
      return { token, order, share: weight * (trust[order] ?? 0), repeats: (said) => repeats(best, said) }
    },
    advance(token) {
      for (let place = tokens.length; place > 0; place--) {
        agreed[place] = tokens[place - 1] === token ? (agreed[place - 1] ?? 0) + 1 : 0
      }
      agreed[0] = 0
    },
  }

  function repeats(place: number, said: ReadonlySet<string>): boolean {
    for (let start = place; start < place + AHEAD && start + REPEAT <= tokens.length; start++) {
      const words = tokens.slice(start, start + REPEAT)
      if (
        said.has(words.join()) &&
        !tokens.some((_, at) => at < place && words.every((word, index) => tokens[at + index] === word))
      )
        return true
    }
    return false
  }
}

/** Looks up what was written in the whole corpus: the places where the longest context occurs. */
export function followCorpus(written: readonly number[]): {
  order: number
  places: readonly number[]
  tokens: Int32Array
} {
  const { tokens, starts, firstAfter, nextAfter } = readCorpus()
  const last = written.at(-1)
  if (last === undefined) return { order: LONGEST, places: starts, tokens }
  let order = 0
  let places: number[] = []
  const before = written.at(-2)
  for (let place = firstAfter[last] ?? 0; place > 0; place = nextAfter[place] ?? 0) {
    // Most places differ in the token before already, which is soon seen.
    if (order > 1 && before !== undefined && tokens[place - 2] !== before) continue
    const length = agreement(tokens, place, written)
    if (length < order) continue
    if (length > order) {
      order = length
      places = []
    }
    places.push(place)
  }
  return { order, places, tokens }
}

/** How many tokens before a place agree with the end of what was written; all of it from the start of a text is the longest. */
function agreement(tokens: Int32Array, place: number, written: readonly number[]): number {
  let length = 0
  while (
    length < LONGEST &&
    length < written.length &&
    tokens[place - 1 - length] === written[written.length - 1 - length]
  )
    length++
  const fromStart = length === written.length && (place === length || tokens[place - 1 - length] === END)
  return fromStart ? LONGEST : length
}
