import { stem, wordsOf } from '../words.ts'
import type { Slot } from './slot.ts'

/** A number in a text, with what stands around it. */
export interface Counted {
  readonly value: number
  readonly index: number
  readonly before: string
  readonly after: string
  readonly isMoney: boolean
}

const spelled = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, value] as const),
)
const written =
  /(?<![\p{L}\d@#_/.-])(?:(?<money>[$€£¥])\s?)?(?<digits>[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?)(?![\d:@])(?![-/.]\d)|\b(?<word>zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/giu

/** The numbers of a text that are neither dates nor times nor parts of codes. */
function numbersIn(text: string): Counted[] {
  const read = text.slice(0, 8000)
  return [...read.matchAll(written)].flatMap((match): Counted[] => {
    const { money, digits, word } = match.groups ?? {}
    const value = word ? spelled.get(word.toLowerCase()) : Number(digits?.replaceAll(',', '').replace('−', '-'))
    const after = read.slice(match.index + match[0].length, match.index + match[0].length + 40)
    const before = read.slice(Math.max(0, match.index - 40), match.index)
    if (value === undefined || !Number.isFinite(value) || /^\s?[ap]\.?m\b/iu.test(after)) return []
    const isMoney =
      money !== undefined ||
      /^\s?(?:[$€£¥]|(?:us )?dollars?|euros?|pounds?|yen|usd|eur|gbp|cents?)(?![\p{L}])/iu.test(after)
    return [{ value, index: match.index, before, after, isMoney }]
  })
}

/** What else a number's neighbours say when a slot of this name is meant. */
const signs: readonly (readonly [name: RegExp, around: RegExp])[] = [
  [
    /\bage|years? old|alter\b/u,
    /^[\s-]?(?:years?[\s-]?old|yrs?\b|years? of age)|(?:\baged?|\bi['’]?m|\bi am|\bis|\bturned)\s*:?\s*§/iu,
  ],
  [/rating|stars?|score/u, /^\s*(?:stars?|out of|\/\s?\d+|points?)|(?:rat\w*|score\w*|give it)\s*:?\s*(?:an?\s)?§/iu],
  [/temperature|degrees|temp\b/u, /^\s?(?:°|degrees|celsius|fahrenheit)/iu],
  [/percent|percentage|rate|discount|tip/u, /^\s?(?:%|percent)/iu],
  [/days?|nights?|duration|length of stay/u, /^[\s-]?(?:days?|nights?)/iu],
  [/minutes?|duration/u, /^[\s-]?(?:min\b|minutes?)/iu],
  [/hours?|duration/u, /^[\s-]?(?:h\b|hours?)/iu],
  [
    /guests?|people|passengers?|party|adults|seats|travell?ers|persons?|attendees/u,
    /^\s?(?:people|persons?|guests?|passengers?|adults|seats|of us|tickets|travell?ers)|(?:table|party|group) (?:for|of) §/iu,
  ],
  [
    /quantity|count|number|amount|servings|limit|max|top|copies|items/u,
    /^\s?(?:x\b|×|pieces?|items?|copies|servings|units)/iu,
  ],
]

/** How well a number fits a slot; below 1 nothing says that it is meant. */
function fit(number: Counted, slot: Slot): number {
  const isPrice =
    /price|cost|total|amount|budget|salary|fee|sum|balance|revenue|value|money|max price|payment|spent/u.test(slot.name)
  const after = wordsOf(number.after.split(/[.;!?\n]|,\s|\d|\band\b/u)[0] ?? '')
    .map(stem)
    .slice(0, 3)
  const before = wordsOf(number.before.split(/[.;!?\n]|,\s|\d|\band\b/u).at(-1) ?? '')
    .map(stem)
    .slice(-4)
  let score = 0
  if (after.some((each) => slot.words.has(each))) score += 3
  if (before.some((each) => slot.words.has(each))) score += 3
  if (after.slice(0, 2).some((each) => slot.subjects.has(each))) score += 1.5
  if (before.slice(-2).some((each) => slot.subjects.has(each))) score += 1
  if (number.isMoney) score += isPrice ? 4 : -4
  for (const [name, around] of signs) {
    if (around.test(number.after) || around.test(`${number.before}§`)) {
      if (name.test(slot.name)) score += 3
      else if (around.test(number.after) && !isQuantity(slot)) score -= 1
    }
  }
  if (/\bage\b/u.test(slot.name) && /[,(]\s*$/u.test(number.before) && /^\s*[,)]/u.test(number.after)) score += 2
  const isYear = Number.isInteger(number.value) && number.value >= 1500 && number.value <= 2200
  if (/\byear\b/u.test(slot.name)) score += isYear ? 3 : -3
  if (isQuantity(slot) && !number.isMoney && !isYear) score += 1
  return score
}

function isQuantity(slot: Slot): boolean {
  return /quantity|count|number of|how many|\bqty\b|servings|copies/u.test(`${slot.name} ${slot.description}`)
}

/** The numbers of a text that are meant for a slot, the best first. */
export function numbersFor(slot: Slot, text: string, isLoose: boolean, used: ReadonlySet<unknown>): number[] {
  const taken = (value: number): number => (used.has(value) ? 1 : 0)
  return numbersIn(text)
    .map((number) => ({ number, score: fit(number, slot) }))
    .filter(({ score }) => score >= (isLoose ? 0 : 1))
    .toSorted(
      (one, other) =>
        other.score - one.score ||
        taken(one.number.value) - taken(other.number.value) ||
        one.number.index - other.number.index,
    )
    .map(({ number }) => number.value)
}
