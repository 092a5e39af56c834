import type { Moderation } from 'openai/resources/moderations'
import { hash } from '../../world.ts'

export type Category = keyof Moderation['categories']

/** What there is to find in a text; the order is that of the wire. */
export const categories: readonly Category[] = [
  'harassment',
  'harassment/threatening',
  'sexual',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'sexual/minors',
  'violence',
  'violence/graphic',
]

/** A score from which on a text is flagged. */
const threshold = 0.5

const threat =
  /\b(i('ll| will| am going to|'m going to)|we('ll| will)) (kill|hurt|beat|shoot|stab|find|destroy) (you|him|her|them)\b/g
const belittled = /\b(subhuman|vermin|inferior race|go back to (your|their) (own )?countr(y|ies))\b/g

/** What a text is searched for: each find makes its category likelier, by so much. */
const signs: readonly (readonly [category: Category, pattern: RegExp, weight: number])[] = [
  ['harassment', /\b(idiots?|morons?|stupid|losers?|pathetic|worthless|shut up|ugly)\b/g, 0.45],
  ['harassment', threat, 0.6],
  ['harassment/threatening', threat, 0.9],
  ['sexual', /\b(porn\w*|naked|nude|erotic\w*|orgasm\w*|have sex)\b/g, 0.6],
  ['hate', belittled, 0.8],
  ['hate', /\b(hate|despise) (all|every|those) \w+s\b/g, 0.55],
  ['hate/threatening', /\b(exterminate|wipe out|get rid of) (all|every|those) \w+s\b/g, 0.8],
  [
    'illicit',
    /\b(shoplift\w*|launder money|counterfeit\w*|steal (a|someone's|his|her|their)|hack into|forge(d)? (a |documents))\b/g,
    0.7,
  ],
  ['illicit', /\bhow (do i|to|can i) (make|build|cook) (a bomb|explosives|meth|a silencer)\b/g, 0.9],
  ['illicit/violent', /\bhow (do i|to|can i) (make|build) (a bomb|explosives|a silencer)\b/g, 0.9],
  [
    'self-harm/intent',
    /\b(i want to (die|kill myself|end my life|hurt myself)|i (will|am going to) kill myself)\b/g,
    0.95,
  ],
  ['self-harm/instructions', /\bhow (do i|to|can i) (kill|hurt|cut) (myself|yourself)\b/g, 0.9],
  ['self-harm', /\b(suicid\w*|self[- ]harm|kill (myself|yourself|himself|herself)|hurt myself|end my life)\b/g, 0.7],
  [
    'violence',
    /\b(kill(ed|ing|s)?|murder\w*|stab(bed|bing)?|shoot(ing)?|shot (him|her|them)|strangl\w*|beat (him|her|them|you) up)\b/g,
    0.65,
  ],
  ['violence/graphic', /\b(blood(y|bath)?|gore|decapitat\w*|dismember\w*|mutilat\w*|guts)\b/g, 0.55],
]

/** Harmless in the mouth of a programmer. */
const harmless =
  /\b(kill(ed|ing|s)? (the |a |an |this |that |my )?(child )?(process\w*|server|job|task|thread|port|session|pod|signal)|kill switch|bloody)\b/g

const young = /\b(child(ren)?|minors?|underage|kids?|teen(age)?(r|rs)?)\b/

/** What a text was found to say. */
export interface Verdict {
  readonly flagged: boolean
  readonly categories: Record<Category, boolean>
  readonly scores: Record<Category, number>
}

/**
 * Judges a text.
 *
 * Not a trained classifier but an honest stand-in: a short list of words and turns of phrase. It knows English only, and
 * takes no notice of what surrounds a word: a report on a murder is flagged like a threat.
 */
export function judge(text: string): Verdict {
  const plain = text.toLowerCase().replace(/[’]/g, "'").replace(harmless, ' ')
  const scores = {} as Record<Category, number>
  for (const category of categories) {
    const finds = signs
      .filter(([of]) => of === category)
      .flatMap(([, pattern, weight]) => Array.from(plain.matchAll(pattern), () => weight))
    // Each find is a witness of its own; nothing is ever quite impossible.
    const doubt = finds.reduce((left, weight) => left * (1 - weight), 1 - faint(category, plain))
    scores[category] = 1 - doubt
  }
  if (scores.sexual >= threshold && young.test(plain)) scores['sexual/minors'] = 0.9
  const found = Object.fromEntries(categories.map((category) => [category, scores[category] >= threshold]))
  return {
    flagged: Object.values(found).includes(true),
    categories: found as Record<Category, boolean>,
    scores,
  }
}

/** A score of nearly nothing, which every text has: between a millionth and a ten-thousandth. */
function faint(category: Category, text: string): number {
  return 10 ** (-6 + (hash(`${category} ${text}`) / 2 ** 32) * 2)
}
