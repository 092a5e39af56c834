import { corpus } from './corpus/corpus.ts'
import type { Text } from './corpus/text.ts'
import { empty, stem, subjectsOf, wordsOf } from './words.ts'

/** A text of the corpus and how well a question fits it, 0–1. */
export interface Match {
  readonly text: Text
  readonly score: number
}

/** Below this share of a question's meaning, the corpus does not know what it is about. */
const ENOUGH = 0.56

/** The same, when question and text each have a word that the other lacks. */
const ENOUGH_FOR_OTHERS = 0.7

/** A word that only the answers of a text contain, not its questions, says this much about it. */
const IN_ANSWER = 0.6

/** What sort of text is wanted. A haiku about rain is no answer to "why does it rain?", and the other way round. */
const genres = new Set(
  `haiku poem poetry story joke song limerick sonnet essay slogan tagline recipe regex query function twister
  mail letter note message card description capital translation code script riddle quote itinerary`
    .split(/\s+/u)
    .map(stem),
)

interface Ask {
  readonly subjects: ReadonlySet<string>
  readonly genres: readonly string[]
  readonly all: ReadonlySet<string>
  /** Without the words that only colour a phrase. */
  readonly plain: ReadonlySet<string>
}

/** One way of asking for a text. */
interface Way {
  readonly entry: Entry
  readonly ask: Ask
  /** The first way of asking is the plainest one. */
  readonly order: number
  /** Where it stands among all. */
  readonly place: number
}

interface Entry {
  readonly text: Text
  readonly asks: readonly Ask[]
  /** Stems of all questions and answers. */
  readonly known: ReadonlySet<string>
}

interface Index {
  /** Stem of a subject → the ways of asking that have it. */
  readonly waysWith: ReadonlyMap<string, readonly Way[]>
  /** Ways of asking that have no subject, such as a greeting. */
  readonly phrases: readonly Way[]
  /** Stem → ln(1 + texts / texts that ask with it). A word nobody asks with weighs most, one nobody uses even more. */
  weight(stem: string): number
  /** Whether a question or an answer contains the word. */
  knows(stem: string): boolean
}

let index: Index | undefined

function buildIndex(): Index {
  // The corpus says the same few thousand words again and again.
  const stems = new Map<string, string>()
  const stemOnce = (word: string): string => {
    const known = stems.get(word)
    if (known !== undefined) return known
    const found = stem(word)
    stems.set(word, found)
    return found
  }
  const entries = corpus.map((text) => {
    const asks = text.asks.map((ask) => readAsk(ask, stemOnce))
    const known = new Set(asks.flatMap((ask) => [...ask.all]))
    for (const answer of text.answers) for (const word of wordsOf(answer)) known.add(stemOnce(word))
    return { text, asks, known }
  })
  const texts = new Map<string, number>()
  const vocabulary = new Set<string>()
  for (const entry of entries) {
    for (const each of new Set(entry.asks.flatMap((ask) => [...ask.all]))) texts.set(each, (texts.get(each) ?? 0) + 1)
    for (const each of entry.known) vocabulary.add(each)
  }
  const ways = entries
    .flatMap((entry) => entry.asks.map((ask, order) => ({ entry, ask, order })))
    .map((way, place): Way => ({ ...way, place }))
  const waysWith = new Map<string, Way[]>()
  for (const way of ways) {
    for (const each of way.ask.subjects) {
      const known = waysWith.get(each)
      if (known) known.push(way)
      else waysWith.set(each, [way])
    }
  }
  const weigh = (count: number): number => Math.log(1 + entries.length / count)
  const weights = new Map([...vocabulary].map((each) => [each, weigh(texts.get(each) ?? 1)]))
  const unheard = weigh(1) * 1.4
  return {
    waysWith,
    phrases: ways.filter(({ ask }) => ask.subjects.size === 0),
    weight: (each) => weights.get(each) ?? unheard,
    knows: (each) => vocabulary.has(each),
  }
}

function readAsk(ask: string, stemOf = stem): Ask {
  const all = new Set(wordsOf(ask).map((word) => stemOf(word)))
  const subjects = [...all].filter((each) => !empty.has(each))
  return { subjects: new Set(subjects), genres: subjects.filter((each) => genres.has(each)), all, plain: plainly(all) }
}

/**
 * Finds the text of the corpus that a question calls for.
 * @param question what the user wrote
 * @param before what they had asked before, when the question only makes sense after it ("and Spain?")
 * @returns the best match, or undefined when the corpus knows nothing about it
 */
export function findText(question: string, before = ''): Match | undefined {
  index ??= buildIndex()
  const ask = readAsk(question)
  if (ask.subjects.size === 0) return findPhrase(index, ask.plain)
  const background = new Set(subjectsOf(before).filter((each) => !ask.subjects.has(each)))
  const { weight } = index
  let best: Match | undefined
  let bestRank = 0
  for (const { entry, ask: candidate, order } of waysSharing(index, ask.subjects)) {
    const score = similarity(ask, candidate, entry.known, background, weight)
    if (score === undefined || score.coverage < ENOUGH) continue
    // The first way of asking is the plainest one; it decides between equals.
    const rank = score.rank - order * 0.002
    if (rank > bestRank) {
      bestRank = rank
      best = { text: entry.text, score: score.coverage }
    }
  }
  return best
}

/** The ways of asking that share a subject with a question, in the order of the corpus. */
function waysSharing({ waysWith }: Index, subjects: ReadonlySet<string>): readonly Way[] {
  const found = [...subjects].flatMap((each) => waysWith.get(each) ?? [])
  return [...new Set(found)].sort((a, b) => a.place - b.place)
}

function similarity(
  ask: Ask,
  candidate: Ask,
  known: ReadonlySet<string>,
  background: ReadonlySet<string>,
  weight: (stem: string) => number,
): { coverage: number; rank: number } | undefined {
  const sameGenre = (each: string): boolean => ask.genres.includes(each) || background.has(each)
  if (!candidate.genres.every(sameGenre)) return undefined
  if (!ask.genres.every((each) => candidate.subjects.has(each))) return undefined
  let strange = false
  let asked = 0
  let covered = 0
  let shared = 0
  for (const each of ask.subjects) {
    const worth = weight(each)
    asked += worth
    if (candidate.subjects.has(each)) {
      covered += worth
      shared += worth
    } else if (known.has(each)) covered += worth * IN_ANSWER
    else strange = true
  }
  if (shared === 0) return undefined
  let wanted = 0
  for (const each of candidate.subjects) {
    const worth = weight(each)
    wanted += worth
    if (background.has(each)) shared += worth
  }
  if (shared / wanted < (covered < asked ? 0.55 : 0.4)) return undefined
  if (background.size > 0 && shared === covered && wanted > shared) return undefined
  const coverage = covered / asked
  // "A poem about my dentist" and "a poem about the sea": each has a subject that the other lacks.
  if (strange && shared < wanted && coverage < ENOUGH_FOR_OTHERS) return undefined
  let familiar = 0
  for (const each of ask.all) if (candidate.all.has(each)) familiar++
  // How the question is put decides between texts that share its subject.
  return { coverage, rank: coverage * (0.4 + 0.6 * (shared / wanted)) + 0.02 * (familiar / ask.all.size) }
}

/** Questions made of everyday words only ("who are you?", "thanks"): nearly the same words must be there. */
function findPhrase({ phrases, weight }: Index, words: ReadonlySet<string>): Match | undefined {
  if (words.size === 0) return undefined
  let best: Match | undefined
  for (const { entry, ask } of phrases) {
    let both = 0
    let either = 0
    for (const each of words) {
      const worth = weight(each)
      either += worth
      if (ask.plain.has(each)) both += worth
    }
    // Without a word in common there is nothing to compare.
    if (both === 0) continue
    for (const each of ask.plain) if (!words.has(each)) either += weight(each)
    const score = both / either
    if (score >= 0.6 && score > (best?.score ?? 0)) best = { text: entry.text, score }
  }
  return best
}

const soft = new Set(
  'very much so really a an lot please today now then just too also me for again there well all'.split(' '),
)

/** Without the words that only colour a phrase, unless it has no others. */
function plainly(words: ReadonlySet<string>): ReadonlySet<string> {
  const core = new Set([...words].filter((each) => !soft.has(each)))
  return core.size > 0 ? core : words
}

/** The words of a question that no text of the corpus contains, as the user wrote them. */
export function unknownWords(question: string): string[] {
  index ??= buildIndex()
  const { knows } = index
  const subjects = new Set(subjectsOf(question))
  const written = question.slice(0, 2000).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []
  return [
    ...new Set(written.filter((each) => subjects.has(stem(each.toLowerCase())) && !knows(stem(each.toLowerCase())))),
  ]
}
