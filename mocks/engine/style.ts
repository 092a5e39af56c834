import type { Instructions } from './instructions.ts'
import { empty, stem, wordsOf } from './words.ts'
import { languageNamed, wholeSentence } from './skills/translation.ts'
import { capitalised, sentencesOf } from './skills/skill.ts'

/**
 * Tells texts as the instructions say: language first, then length, then letters and manner.
 * @param texts what to say, the preferred wording first
 * @param question what was asked; an answer of one to three words does not repeat its words
 * @returns the texts in the asked form, without doubles
 */
export function inStyle(texts: readonly string[], instructions: Instructions, question = ''): readonly string[] {
  const { sentences, words, letters, pirate, language, opening, closing } = instructions
  let told = language === undefined ? texts : allInLanguage(texts, language)
  if (sentences !== undefined) told = told.map((text) => firstSentences(text, sentences))
  if (words !== undefined) {
    const short = told.map((text) => (words <= 3 ? keywords(text, words, question) : firstWords(text, words)))
    const whole = short.filter((text) => !text.endsWith('…'))
    told = whole.length > 0 ? whole : short
  }
  if (pirate) told = told.map(likeAPirate)
  if (opening !== undefined) told = told.map((text) => `${opening} ${text}`)
  if (closing !== undefined) told = told.map((text) => `${text} ${closing}`)
  if (letters === 'upper') told = told.map((text) => text.toUpperCase())
  if (letters === 'lower') told = told.map((text) => text.toLowerCase())
  return [...new Set(told)]
}

const regrets = new Map([
  ['german', 'Das kann ich leider nur auf Englisch sagen.'],
  ['french', 'Je ne peux le dire qu’en anglais.'],
  ['spanish', 'Solo puedo decirlo en inglés.'],
])

function allInLanguage(texts: readonly string[], name: string): readonly string[] {
  const language = languageNamed(name)
  if (!language) {
    const regret = `I cannot write in ${capitalised(name.toLowerCase())}, so I answer in English.`
    return texts.map((text) => `${regret} ${text}`)
  }
  // Only a sentence that the lexicon has as a whole is good enough to be an answer.
  const translated = texts.flatMap((text) => wholeSentence(sentencesOf(text)[0] ?? '', language) ?? [])
  return translated.length > 0 ? translated : texts.map((text) => `${regrets.get(language) ?? ''} ${text}`.trim())
}

function firstSentences(text: string, count: number): string {
  const found = text.match(/[^\n]+?(?:[.!?…]["”')]?(?=\s+[\p{Lu}\p{N}"“'(`])|$)|\n+/gmu)
  if (!found || !/[.!?]/u.test(text)) return text
  let kept = ''
  let sentences = 0
  for (const part of found) {
    if (part.trim() !== '') sentences++
    if (sentences > count || (sentences === count && part.startsWith('\n'))) break
    kept += part
  }
  return kept.trim()
}

/** The words that carry the answer: names and numbers first, then the longest ones, in the order of the text. */
function keywords(text: string, count: number, question: string): string {
  const [first = text] = sentencesOf(text)
  const asked = new Set(wordsOf(question).map(stem))
  const written = first.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu) ?? []
  if (written.length <= count) return first
  const said = written
    .map((word, place) => ({ word: word.replace(/[.,]+$/u, ''), place }))
    .filter(({ word }) => !empty.has(stem(word.toLowerCase())) && !asked.has(stem(word.toLowerCase())))
  const names = said.filter(({ word }) => /^[\p{Lu}\p{N}]/u.test(word))
  const best = names.length > 0 ? names.slice(0, 1) : said.toSorted((a, b) => b.word.length - a.word.length).slice(0, 1)
  // A name may have several words, and a keyword its neighbours.
  const start = best[0]
  if (!start) return `${written.slice(0, count).join(' ')}…`
  const kept = (names.length > 0 ? names : said).filter(
    ({ place }) => place >= start.place && place < start.place + count,
  )
  return kept.map(({ word }) => word).join(' ')
}

/** Where a sentence can end early, best first. */
const borders = [
  /[,;:]\s|\s(?=(?:because|so that|while|although|when)\s)/gu,
  /(?<!\s(?:in|into|to|of|with|for|from|at|by|on|than|says|say|means))\s(?=(?:that|which|and|but)\s)/gu,
  /(?<!\s(?:in|into|to|of|with|for|from|at|by|on|than|and|or))\s(?=(?:for|in|with|by|from|during|so)\s)/gu,
]

/** The longest beginning within a number of words that still reads as a sentence; cut with "…" where there is none. */
function firstWords(text: string, count: number): string {
  const size = (part: string): number => part.split(/\s+/u).filter(Boolean).length
  if (size(text) <= count) return text
  const sentences = sentencesOf(text)
  let kept = ''
  for (const sentence of sentences) {
    const longer = kept === '' ? sentence : `${kept} ${sentence}`
    if (size(longer) > count) break
    kept = longer
  }
  if (kept !== '') return kept
  const first = sentences[0] ?? text
  for (const border of borders) {
    const ends = [...first.matchAll(border)].map((clause) => first.slice(0, clause.index))
    const end = ends.findLast((beginning) => size(beginning) <= count && size(beginning) > 3)
    if (end) return `${end}.`
  }
  return `${first
    .split(/\s+/u)
    .slice(0, count)
    .join(' ')
    .replace(/[,;:.]$/u, '')}…`
}

function likeAPirate(text: string): string {
  const salty = text
    .replace(/\b(my)\b/gu, 'me')
    .replace(/\b(is not|isn't)\b/gu, "ain't")
    .replace(/\bfriend\b/gu, 'matey')
    .replace(/\bHello\b/gu, 'Ahoy')
  const body = /[.!?]$/u.test(salty)
    ? `${salty.slice(0, -1)}, matey${salty.endsWith('?') ? '?' : '!'}`
    : `${salty}\n\nThere ye go, matey!`
  return `Arr! ${body}`
}
