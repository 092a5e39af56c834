import { readCorpus } from './corpus/corpus.ts'
import { END, encode, latinWords } from './tokens.ts'

/**
 * The language model: which token comes next, and how probably.
 *
 * It is an n-gram model of order 11: it looks up where the last ten tokens occur in what it has read and continues as the
 * texts do there, falling back to shorter contexts where the longer one is unknown. The texts a prompt calls for (the
 * focus) speak much louder than the rest of the corpus, and a last small share goes in equal parts to its whole vocabulary, so
 * that nothing is impossible:
 *
 *   P(token | context) = (1 − τ) · (focus · P_focus + rest · P_rest) + τ · P_any
 *
 * The less of the context it knows, the larger τ: it is less sure, and the distribution is flatter.
 */

/** The longest context, in tokens. The start of a text counts as one: nothing says more about how to go on. */
const LONGEST = 10

/** This many tokens that were said before count as a repetition. */
const REPEAT = 5

/** How many tokens it looks ahead for a repetition where texts part. */
const AHEAD = 16

/** How much a context of 0, 1, … 10 tokens weighs within the focus: steep, because the longest context should decide. */
const trust = [0, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 5e-4, 2e-3, 0.03, 1]

/** How loud the focus speaks when it knows the last 0, 1, … 10 tokens. */
const focusVoice = [0, 2e-5, 5e-3, 0.3, 1, 1, 1, 1, 1, 1, 1]

/** How loud the rest of the corpus speaks beside it. */
const restVoice = [0, 2e-6, 5e-6, 1e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5]

/** τ: what goes to the whole vocabulary when the last 0, 1, … 10 tokens have been seen before. */
const tailShare = [3e-3, 2e-3, 1e-3, 6e-4, 3e-4, 1.5e-4, 1e-4, 9e-5, 9e-5, 9e-5, 9e-5]

/** A text the prompt calls for, and its share among the others. */
export interface FocusText {
  readonly tokens: readonly number[]
  readonly weight: number
  /** Whether it holds a block of code. */
  readonly hasCode: boolean
}

/**
 * The next-token distribution, sparse: P(token) is known(token) plus, for every token of the vocabulary, an equal part of
 * `tail`. It sums to 1.
 */
export interface Distribution {
  readonly known: ReadonlyMap<number, number>
  readonly tail: number
}

/**
 * Makes texts the focus of an answer.
 * @param texts what to say; the first is preferred (just over half), so that arg max follows it to its end
 */
export function focusOn(texts: readonly string[]): readonly FocusText[] {
  const others = texts.length - 1
  return texts.map((text, index) => ({
    tokens: [...encode(text), END],
    hasCode: text.includes('```'),
    weight: others === 0 ? 1 : index === 0 ? 0.53 : 0.47 / others,
  }))
}

/** A model in the middle of an answer. */
export interface Writer {
  /** The distribution of the next token. */
  next(): Distribution
  /** Takes the token that was chosen. */
  write(token: number): void
}

/**
 * Starts an answer.
 * @param focus the texts the prompt calls for
 */
export function startWriting(focus: readonly FocusText[]): Writer {
  const followed = focus.map(followText)
  const said = new Set<string>()
  const written: number[] = []
  const longest = Math.max(200, ...focus.map((text) => text.tokens.length))

  function next(): Distribution {
    const known = new Map<number, number>()
    let voices = 0
    const add = (token: number, share: number): void => {
      known.set(token, (known.get(token) ?? 0) + share)
      voices += share
    }

    let offers = followed.map((text) => text.offer())
    const parting = new Set(offers.filter((offer) => offer.order > 2).map((offer) => offer.token)).size > 1
    if (parting) offers = offers.map((offer) => (offer.repeats(said) ? { ...offer, share: offer.share * 1e-4 } : offer))
    const focusOrder = Math.max(0, ...offers.map((offer) => offer.order))
    const total = offers.reduce((sum, offer) => sum + offer.share, 0)
    for (const offer of offers) {
      if (offer.share > 0) add(offer.token, (focusVoice[focusOrder] ?? 0) * (offer.share / total))
    }
    const { order: restOrder, places, tokens } = followCorpus(written)
    for (const place of places) add(tokens[place] ?? END, (restVoice[restOrder] ?? 0) / places.length)

    if (voices === 0) {
      // A word it has never read: any word of the focus may follow.
      for (const { tokens: own, weight } of focus) for (const token of own) add(token, weight / own.length)
    }
    const tail = voices === 0 ? 1 : (tailShare[Math.max(focusOrder, restOrder)] ?? 0)
    // No text it has read is much longer than this, so beyond it the end becomes more and more likely.
    const end = Math.min(1, Math.max(0, written.length / (1.5 * longest) - 1))
    for (const [token, share] of known) known.set(token, (share / voices) * (1 - tail) * (1 - end))
    if (end > 0) known.set(END, (known.get(END) ?? 0) + end)
    return { known, tail: tail * (1 - end) }
  }

  function write(token: number): void {
    written.push(token)
    if (written.length >= REPEAT) said.add(written.slice(-REPEAT).join())
    for (const text of followed) text.advance(token)
  }

  return { next, write }
}

interface Offer {
  readonly token: number
  readonly order: number
  readonly share: number
  /** Whether going on this way would soon say again what was said, although the text itself says it only once. */
  repeats(said: ReadonlySet<string>): boolean
}

/** Follows one text of the focus: how many tokens before each of its places agree with what was written. */
function followText({ tokens, weight, hasCode }: FocusText): {
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
function followCorpus(written: readonly number[]): { order: number; places: readonly number[]; tokens: Int32Array } {
  const { tokens, starts, after } = readCorpus()
  const last = written.at(-1)
  if (last === undefined) return { order: LONGEST, places: starts, tokens }
  let order = 0
  let places: number[] = []
  for (const place of after.get(last) ?? []) {
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

/** What the model can write at all: the tokens it has read, most frequent first, then all other words of its alphabet. */
export interface Vocabulary {
  readonly ids: readonly number[]
  has(token: number): boolean
}

let vocabulary: Vocabulary | undefined

/** The model's vocabulary, the end token among it. */
export function allTokens(): Vocabulary {
  if (vocabulary) return vocabulary
  const { counts } = readCorpus()
  const read = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id)
  const ids = [...read, ...latinWords().filter((id) => !counts.has(id))]
  const known = new Uint8Array(END + 1)
  for (const id of ids) known[id] = 1
  vocabulary = { ids, has: (token) => known[token] === 1 }
  return vocabulary
}

/**
 * The whole next-token distribution after a beginning, token by token.
 * @param context the tokens written so far
 * @param focus the texts the prompt calls for
 * @returns token id → probability; the values sum to 1
 */
export function distribution(context: readonly number[], focus: readonly FocusText[]): Map<number, number> {
  const writer = startWriting(focus)
  for (const token of context) writer.write(token)
  const { known, tail } = writer.next()
  const all = new Map(known)
  const { ids } = allTokens()
  for (const id of ids) all.set(id, (all.get(id) ?? 0) + tail / ids.length)
  return all
}
