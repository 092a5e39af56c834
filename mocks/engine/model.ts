import { readCorpus } from './corpus/corpus.ts'
import { type FocusText, followCorpus, followText, REPEAT } from './contexts.ts'
import { END, encode, latinWords } from './tokens.ts'
import { rememberWays, type Way } from './ways.ts'

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

/** How loud the focus speaks when it knows the last 0, 1, … 10 tokens. */
const focusVoice = [0, 2e-5, 5e-3, 0.3, 1, 1, 1, 1, 1, 1, 1]

/** How loud the rest of the corpus speaks beside it. */
const restVoice = [0, 2e-6, 5e-6, 1e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5, 2e-5]

/** τ: what goes to the whole vocabulary when the last 0, 1, … 10 tokens have been seen before. */
const tailShare = [3e-3, 2e-3, 1e-3, 6e-4, 3e-4, 1.5e-4, 1e-4, 9e-5, 9e-5, 9e-5, 9e-5]

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
  const found = byTexts.get(texts) ?? focusOnAny(texts)
  byTexts.set(texts, found)
  return found
}

/** The focus of a list that is given again, which is quicker to see than that another one holds the same texts. */
const byTexts = new WeakMap<readonly string[], readonly FocusText[]>()

function focusOnAny(texts: readonly string[]): readonly FocusText[] {
  const name = texts.join('\u0000')
  const known = focuses.get(name)
  if (known) return known
  const others = texts.length - 1
  const focus = texts.map((text, index) => ({
    tokens: [...encode(text), END],
    hasCode: text.includes('```'),
    weight: others === 0 ? 1 : index === 0 ? 0.53 : 0.47 / others,
  }))
  // What is written only once, such as long JSON, is not worth keeping.
  if (name.length > LONGEST_KEPT) return focus
  focuses.set(name, focus)
  kept.add(focus)
  if (focuses.size > MOST_KEPT) focuses.delete(focuses.keys().next().value ?? '')
  return focus
}

/** Texts that were the focus before; only these are worth remembering the ways through. */
const focuses = new Map<string, readonly FocusText[]>()
const MOST_KEPT = 200
const LONGEST_KEPT = 8_000
const ways = rememberWays<Distribution>()
const kept = new WeakSet<readonly FocusText[]>()

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
  const written: number[] = []
  let way: Way<Distribution> | undefined = kept.has(focus) ? ways.root(focus) : undefined
  let writer: Writer | undefined
  let caughtUp = 0
  return {
    next() {
      if (way?.found) return way.found
      // Only where nobody has been before is the corpus to be asked, about all that was written up to here.
      writer ??= lookUpEach(focus)
      for (; caughtUp < written.length; caughtUp++) writer.write(written[caughtUp] ?? END)
      const found = writer.next()
      if (way) ways.keep(way, found, found.known.size)
      return found
    },
    write(token) {
      written.push(token)
      way &&= ways.after(way, token)
    },
  }
}

/** Finds each distribution anew. */
function lookUpEach(focus: readonly FocusText[]): Writer {
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

/** What the model can write at all: the tokens it has read, most frequent first, then all other words of its alphabet. */
export interface Vocabulary {
  readonly ids: readonly number[]
  /** Where a token stands among them; -1 for one it cannot write. */
  placeOf(token: number): number
}

let vocabulary: Vocabulary | undefined

/** The model's vocabulary, the end token among it. */
export function allTokens(): Vocabulary {
  if (vocabulary) return vocabulary
  const { counts } = readCorpus()
  const countOf = (id: number) => counts[id] ?? 0
  const ids: number[] = []
  for (let id = 0; id < counts.length; id++) if (countOf(id) > 0) ids.push(id)
  ids.sort((a, b) => countOf(b) - countOf(a) || a - b)
  for (const id of latinWords()) if (countOf(id) === 0) ids.push(id)
  const places = new Int32Array(END + 1).fill(-1)
  for (let place = 0; place < ids.length; place++) places[ids[place] ?? END] = place
  vocabulary = { ids, placeOf: (token) => places[token] ?? -1 }
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
