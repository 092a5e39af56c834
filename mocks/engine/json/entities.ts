import { asOf } from '@workbook/kit'
import { words } from '../corpus/lexicon.ts'
import { empty, stem } from '../words.ts'

/** A name in a text, with the word before it. */
export interface Named {
  readonly text: string
  readonly before: string
  readonly index: number
}

const days = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'
const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const calendar = new RegExp(`^(?:${days}|${months})$`, 'iu')
const notNames = new Set(
  `i celsius fahrenheit kelvin json api usd eur gbp jpy chf id url utc gmt am pm iso html sql csv pdf ok
  book send create find search get fetch look call check convert calculate compute add multiply divide subtract turn set schedule remind
  translate extract classify order cancel play open close delete update remove list summarize summarise return reply fill plan buy sell
  forecast weather wake invite note mail post save store read run start stop move rate review parse analyse analyze`.split(
    /\s+/u,
  ),
)
const everydayWords = new Set(words.map(([english]) => english.toLowerCase()))

const properName =
  /\p{Lu}[\p{L}\p{M}\p{N}'’&-]*(?:\.(?=\p{Lu}))?(?:\s+(?:(?:de|of|la|le|van|von|der|del|los|las|di|da|am|upon|y)\s+(?:(?:la|the|los|der)\s+)?)?\p{Lu}[\p{L}\p{M}\p{N}'’&-]*)*/gu

/** The proper names in a text. */
export function namesIn(text: string): Named[] {
  const found: Named[] = []
  for (const match of text.slice(0, 8000).matchAll(properName)) {
    let name = match[0]
    let index = match.index
    const lead = text.slice(0, index)
    const starts = /(?:^|[.!?:;\n"“(]\s*)$/u.test(lead)
    // A sentence may start with a capital that belongs to no name.
    for (let first = name.split(/\s+/u)[0] ?? ''; first !== ''; first = name.split(/\s+/u)[0] ?? '') {
      const small = first.toLowerCase()
      const isWord =
        notNames.has(small) ||
        calendar.test(first) ||
        (starts && (empty.has(stem(small)) || everydayWords.has(small))) ||
        /^(?:what|how|who|when|where|which|please|the|my|i['’].*|is|will|and|then|also|it|a|in|on|at|to|for|from|what['’]s)$/iu.test(
          small,
        )
      if (!isWord) break
      const rest = name.slice(first.length).trimStart()
      index += name.length - rest.length
      name = rest
      if (name !== '' && !/^\p{Lu}/u.test(name)) name = ''
    }
    name = name.replace(/['’]s$/u, '').replace(new RegExp(`\\s+(?:${days}|${months})$`, 'u'), '')
    if (name === '') continue
    const before = /([\p{L}&'’]+|,)\s*(?:the\s+)?["“]?$/iu.exec(text.slice(0, index))?.[1]?.toLowerCase() ?? ''
    found.push({ text: name, before, index })
  }
  return found
}

const placing = new Set(
  'in at for near around of from to to: between versus vs like across visiting via through within'.split(' '),
)
const chaining = new Set(['and', ',', 'or', 'vs', 'versus', '&', 'then', 'also'])
const regions =
  /^(?:[A-Z]{2}|USA|France|Germany|Italy|Spain|England|Scotland|Japan|China|India|Canada|Mexico|Brazil|Australia|Austria|Switzerland|Portugal|Netherlands|Belgium|Poland|Sweden|Norway|Denmark|Finland|Ireland|Greece|Turkey|Egypt|California|Texas|Florida|Ontario|Washington|Oregon|Georgia|Ohio|Massachusetts|Colorado|Illinois)$/u

/** The places in a text: names after a preposition of place, and those listed with them. */
export function placesIn(text: string): string[] {
  const names = withRegions(namesIn(text), text)
  const placed: string[] = []
  let open = false
  for (const { text: name, before } of names) {
    open = placing.has(before) || (open && chaining.has(before))
    if (open) placed.push(name)
  }
  if (placed.length > 0) return unique(placed)
  // Names may be written small, too.
  const small = [
    ...text.matchAll(
      /\b(?:in|for|at|near|to|of)\s+(?:the\s+)?(\p{Ll}{3,}(?:\s(?:york|francisco|angeles|city|delhi|kong|diego|vegas))?)(?=\s*(?:[?.!,]|$|and\b|today|tomorrow|now|right|this|in\b|on\b|please))/gu,
    ),
  ]
    .map((match) => match[1] ?? '')
    .filter(
      (each) =>
        !notNames.has(each) &&
        !empty.has(stem(each)) &&
        !everydayWords.has(each) &&
        !calendar.test(each) &&
        !/^(?:today|tomorrow|tonight|yesterday|degrees|general|detail|advance|total|short|free|euros?|dollars?|pounds?|minutes?|hours?|weeks?|weekend|metric|imperial|english|me|you)$/u.test(
          each,
        ),
    )
  return unique(small.map((each) => each.replace(/(?:^|\s)\p{Ll}/gu, (start) => start.toUpperCase())))
}

/** "Paris, France" and "Boston, MA" are one place each. */
function withRegions(names: readonly Named[], text: string): Named[] {
  const joined: Named[] = []
  for (const name of names) {
    const last = joined.at(-1)
    const gap = last ? text.slice(last.index + last.text.length, name.index) : ''
    const listed =
      /^\s*(?:,|and\b)/u.test(text.slice(name.index + name.text.length)) &&
      !/^\s*,?\s*and\b/u.test(text.slice(name.index + name.text.length))
    if (last && /^,\s*$/u.test(gap) && regions.test(name.text) && !last.text.includes(',') && !listed) {
      joined[joined.length - 1] = { ...last, text: `${last.text}, ${name.text}` }
    } else joined.push(name)
  }
  return joined
}

/** The people in a text: names that no preposition of place stands before. */
export function peopleIn(text: string): string[] {
  const said =
    /\b(?:my name is|i am|i['’]m|this is|named|call me|name\s*[:=])\s+(\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*)/giu
  const told = [...text.matchAll(said)]
    .map((match) => match[1] ?? '')
    .filter((each) => /^\p{Lu}/u.test(each) && namesIn(each).length > 0)
  let isPerson = true
  const people: string[] = []
  for (const { text: name, before } of namesIn(text)) {
    if (!chaining.has(before)) isPerson = !/^(?:in|at|near|on|of|around|from|visiting|via)$/u.test(before)
    if (isPerson && !/\b(?:Inc|GmbH|Ltd|Corp|University|Street|Avenue|Conference|Fair)\b/u.test(name)) people.push(name)
  }
  return unique([...told, ...people])
}

/** What stands in quotation marks. */
export function quotesIn(text: string): string[] {
  const found = text.matchAll(
    /"([^"\n]{1,500})"|“([^”]{1,500})”|«([^»]{1,500})»|(?<=^|[\s:(])['‘]([^'’\n]{1,300})['’](?=$|[\s.,;:!?)])|`([^`]{1,300})`/gu,
  )
  return [...found].map((match) => match.slice(1).find((each) => each !== undefined) ?? '')
}

const dateWords = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|(?:the )?day after tomorrow|today|tonight|tomorrow|yesterday|(?:(?:next|this|last|coming) )?(?:${days})|(?:next|this|last) (?:week|month|weekend|year)|(?:\\d{1,2}(?:st|nd|rd|th)?\\.?(?: of)? (?:${months})|(?:${months}) \\d{1,2}(?:st|nd|rd|th)?)(?:,? \\d{4})?|\\d{1,2}[./]\\d{1,2}[./]\\d{4})\\b`,
  'giu',
)

/** The days a text names, in its words. */
export function datesIn(text: string): string[] {
  return unique([...text.slice(0, 8000).matchAll(dateWords)].map(([each]) => each))
}

const dayMilliseconds = 86_400_000

/** A day as ISO 8601 writes it, "2026-11-21", counted from the catalogue's day; undefined when it is none. */
export function isoDate(said: string): string | undefined {
  const text = said.toLowerCase()
  const plain = /^(\d{4}-\d{2}-\d{2})$/u.exec(text)?.[1]
  if (plain) return plain
  const today = Date.parse(`${asOf}T00:00:00Z`)
  const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
  const shifts: Readonly<Record<string, number>> = {
    today: 0,
    tonight: 0,
    tomorrow: 1,
    yesterday: -1,
    'day after tomorrow': 2,
    'next week': 7,
  }
  const shift = shifts[text.replace(/^the /u, '')]
  if (shift !== undefined) return iso(today + shift * dayMilliseconds)
  const weekday = days
    .toLowerCase()
    .split('|')
    .findIndex((day) => text.endsWith(day))
  if (weekday !== -1) {
    const ahead = (weekday + 1 - new Date(today).getUTCDay() + 7) % 7
    return iso(today + (text.startsWith('last') ? ahead - 7 : ahead || 7) * dayMilliseconds)
  }
  const month = months
    .toLowerCase()
    .split('|')
    .findIndex((each) => text.includes(each))
  const dotted = /^(\d{1,2})([./])(\d{1,2})[./](\d{4})$/u.exec(text)
  if (dotted) {
    const [, one, sign, other, year] = dotted
    const [day, inYear] = sign === '.' ? [one, other] : [other, one]
    return valid(Number(year), Number(inYear), Number(day))
  }
  if (month === -1) return undefined
  const day = Number(/\b(\d{1,2})(?!\d)/u.exec(text)?.[1] ?? 1)
  const year = /\b\d{4}\b/u.exec(text)?.[0]
  const here = valid(Number(year ?? asOf.slice(0, 4)), month + 1, day)
  return year === undefined && here !== undefined && here < asOf
    ? valid(Number(asOf.slice(0, 4)) + 1, month + 1, day)
    : here
}

function valid(year: number, month: number, day: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text
}

/** The times of day a text names, in its words. */
export function timesIn(text: string): string[] {
  return unique(
    text.slice(0, 8000).match(/\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\b)?|\b\d{1,2}\s?[ap]\.?m\b|\bnoon\b|\bmidnight\b/giu) ??
      [],
  )
}

/** A time of day in 24 hours, "15:00". */
export function clockTime(said: string): string {
  if (/noon/iu.test(said)) return '12:00'
  if (/midnight/iu.test(said)) return '00:00'
  const [, hour = '0', minute = '00'] = /(\d{1,2})(?::(\d{2}))?/u.exec(said) ?? []
  const late = /p\.?m/iu.test(said)
  const hours = Number(hour) % (/[ap]\.?m/iu.test(said) ? 12 : 24)
  return `${String(hours + (late ? 12 : 0)).padStart(2, '0')}:${minute}`
}

/** Each once, in order. */
export function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
