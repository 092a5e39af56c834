import { corpus } from './corpus/corpus.ts'
import type { Text } from './corpus/text.ts'
import { stem, subjectsOf, wordsOf } from './words.ts'

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
}

interface Entry {
  readonly text: Text
  readonly asks: readonly Ask[]
  /** Stems of all questions and answers. */
  readonly known: ReadonlySet<string>
}

interface Index {
  readonly entries: readonly Entry[]
  /** Stem → ln(1 + texts / texts that ask with it). A word nobody asks with weighs most, one nobody uses even more. */
  weight(stem: string): number
  /** Whether a question or an answer contains the word. */
  knows(stem: string): boolean
}

let index: Index | undefined

function buildIndex(): Index {
  const entries = corpus.map((text) => ({
    text,
    asks: text.asks.map((ask) => readAsk(ask)),
    known: new Set([...text.asks, ...text.answers].flatMap((each) => wordsOf(each).map(stem))),
  }))
  const texts = new Map<string, number>()
  const vocabulary = new Set<string>()
  for (const entry of entries) {
    for (const each of new Set(entry.asks.flatMap((ask) => [...ask.all]))) texts.set(each, (texts.get(each) ?? 0) + 1)
    for (const each of entry.known) vocabulary.add(each)
  }
  return {
    entries,
    weight: (each) => Math.log(1 + entries.length / (texts.get(each) ?? 1)) * (vocabulary.has(each) ? 1 : 1.4),
    knows: (each) => vocabulary.has(each),
  }
}

function readAsk(ask: string): Ask {
  const subjects = subjectsOf(ask)
  return {
    subjects: new Set(subjects),
    genres: subjects.filter((each) => genres.has(each)),
    all: new Set(wordsOf(ask).map(stem)),
  }
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
  if (ask.subjects.size === 0) return findPhrase(index, ask.all)
  const background = new Set(subjectsOf(before).filter((each) => !ask.subjects.has(each)))
  const { weight } = index
  let best: Match | undefined
  let bestRank = 0
  for (const entry of index.entries) {
    for (const [order, candidate] of entry.asks.entries()) {
      const score = similarity(ask, candidate, entry.known, background, weight)
      if (score === undefined || score.coverage < ENOUGH) continue
      // The first way of asking is the plainest one; it decides between equals.
      const rank = score.rank - order * 0.002
      if (rank > bestRank) {
        bestRank = rank
        best = { text: entry.text, score: score.coverage }
      }
    }
  }
  return best
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
function findPhrase({ entries, weight }: Index, said: ReadonlySet<string>): Match | undefined {
  const words = plainly(said)
  if (words.size === 0) return undefined
  let best: Match | undefined
  for (const { text, asks } of entries) {
    for (const ask of asks) {
      if (ask.subjects.size > 0) continue
      let both = 0
      let either = 0
      const theirs = plainly(ask.all)
      for (const each of new Set([...words, ...theirs])) {
        const worth = weight(each)
        either += worth
        if (words.has(each) && theirs.has(each)) both += worth
      }
      const score = both / either
      if (score >= 0.6 && score > (best?.score ?? 0)) best = { text, score }
    }
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
