import { languages } from './names.ts'
import { clockTime, datesIn, isoDate, namesIn, peopleIn, placesIn, quotesIn, timesIn, unique } from './entities.ts'
import type { Slot, Source } from './slot.ts'
import { currencies, tickers, timeZones } from './names.ts'

/** What a text says for a slot. */
export interface Said {
  /** In the order of the text, the likeliest first where only one can be meant. */
  readonly values: readonly string[]
  /** Whether each of them may be meant: "the weather in Paris and Rome" asks twice. */
  readonly isList: boolean
}

interface Kind {
  /** The names of the slots that want this. */
  readonly name: RegExp
  /** Words of a description that want it, when no name does. */
  readonly about?: RegExp
  /** Slots whose names look like it but want something else. */
  readonly but?: RegExp
  readonly isList?: boolean
  readonly find: (text: string, slot: Slot) => readonly string[]
}

const all = (text: string, pattern: RegExp): string[] =>
  unique(
    [...text.slice(0, 8000).matchAll(pattern)].map((match) =>
      (match.slice(1).find((each) => each !== undefined) ?? match[0]).trim(),
    ),
  )

const trimmed = (text: string): string =>
  text
    .trim()
    .replace(/^["“']|["”']$/gu, '')
    .replace(/[\s.,;:!?]+$/u, '')

const after =
  (word: string) =>
  (text: string): string[] => {
    const ending = `(?=\\s+(?:to|from|on|in|at|for|by|with|and|next|this|tomorrow|today|leaving|departing|returning|please|using|via)\\b|[?.!,;:]|$)`
    return all(
      text,
      new RegExp(`\\b(?:${word})\\s+(?:the\\s+)?([\\p{L}\\p{N}_'’-]+(?:\\s[\\p{L}\\p{N}_'’-]+){0,3}?)${ending}`, 'giu'),
    )
      .map(trimmed)
      .filter((each) => !/^(?:the|a|an|my|me|it|this|that|today|tomorrow|be|get|do|know|make|go)\b/iu.test(each))
  }

/** What a slot of each kind takes from a text; the first kind whose name fits is asked. */
const kinds: readonly Kind[] = [
  {
    name: /\be? ?mails?\b|email|recipient|^to$|\bcc\b|\bbcc\b/u,
    but: /subject|body|text|content|message/u,
    isList: true,
    find: (text) => all(text, /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu),
  },
  {
    name: /\burls?\b|\buri\b|\blinks?\b|website|web ?page|homepage/u,
    isList: true,
    find: (text) => all(text, /https?:\/\/[^\s"'<>)]+[^\s"'<>).,;:!?]/gu),
  },
  { name: /phone|mobile|telephone|fax/u, isList: true, find: (text) => all(text, /\+?\d[\d\s()/-]{5,}\d/gu) },
  {
    name: /\bdates?\b|\bday\b|\bwhen\b|deadline|\bdue\b|check (?:in|out)|birthday|departure$|return$/u,
    about: /\bdate\b|YYYY/u,
    but: /days$/u,
    find: datesFor,
  },
  {
    name: /\btimes?\b|\bstart\b|\bend\b|\bhour\b/u,
    but: /zone|times$/u,
    find: (text, slot) => (/HH|24|ISO/u.test(slot.description) ? timesIn(text).map(clockTime) : timesIn(text)),
  },
  {
    name: /time ?zone|\btz\b|\bzone\b/u,
    isList: true,
    find: (text) => [
      ...all(text, /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+\b|\b(?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT)(?:[+-]\d+)?\b/gu),
      ...placesIn(text).flatMap((place) => timeZones.get(place) ?? []),
    ],
  },
  {
    name: /(?:from|source|base) ?currency|^from$|currency from/u,
    about: /currency/u,
    find: (text) => currenciesIn(text).slice(0, 1),
  },
  { name: /(?:to|target|quote) ?currency|^to$|currency to/u, find: (text) => currenciesIn(text).slice(1, 2) },
  { name: /currency/u, isList: true, find: currenciesIn },
  {
    name: /symbol|ticker|\bstock\b/u,
    isList: true,
    find: (text) =>
      unique([
        ...all(text, /(?<![\p{L}\d])\$?([A-Z]{2,5})(?![\p{L}\d])/gu).filter(
          (each) => !/^(?:USD|EUR|GBP|API|JSON|OK|UK|US|USA|ID)$/u.test(each),
        ),
        ...namesIn(text).flatMap(({ text: name }) => tickers.get(name) ?? []),
      ]),
  },
  {
    name: /\blanguage\b|\blang\b/u,
    find: (text) => [
      ...all(text, new RegExp(`\\b(?:in|to|into) (${languages})\\b`, 'giu')),
      ...all(text, new RegExp(`\\b(${languages})\\b`, 'gu')),
    ],
  },
  {
    name: /^from$|origin|departure|source city|from (?:city|airport)|pickup/u,
    but: /date|time/u,
    find: after('from|leaving|starting (?:in|at)'),
  },
  {
    name: /^to$|destination|arrival|target city|to (?:city|airport)|dropoff/u,
    but: /date|time/u,
    find: (text) => [...after('to|for|into')(text), ...placesIn(text)].slice(0, 4),
  },
  {
    name: /^capital(?: city)?$/u,
    find: (text) =>
      all(
        text,
        /\bcapital (?:city )?of (?:the )?[\p{L} ]{2,40}? is (\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*)|(\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*) is the capital\b/gu,
      ),
  },
  {
    name: /\bcit(?:y|ies)\b|locations?|places?|countr(?:y|ies)|\btown\b|\bregion\b|\bstate\b|\bwhere\b|airport|venue|address|\barea\b/u,
    but: /code$/u,
    about: /\b(?:city|location|country|place)\b/u,
    isList: true,
    find: placesIn,
  },
  {
    name: /expression|formula|equation|calculation/u,
    find: (text) =>
      all(text, /[-\d(][\d\s.,()+\-−*/×÷^%]*[-+−*/×÷^%][\d\s.,()+\-−*/×÷^%]*[\d)]/gu).map((each) =>
        each.replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-'),
      ),
  },
  {
    name: /\bid\b|\bcode\b|identifier|(?:order|invoice|ticket|tracking|account|reference) ?(?:number|no|id|code)?$|customer ?(?:number|no|id|code)$|\bsku\b/u,
    but: /name|zone/u,
    isList: true,
    find: codesIn,
  },
  {
    name: /subject|\btitle\b|heading|headline/u,
    find: (text) => [
      ...all(text, /\b(?:subject|title[d]?|called|named|entitled|headline)\s*:?\s*["“']([^"”']+)["”']/giu),
      ...all(
        text,
        /\b(?:titled|called|entitled|subject|title)\s*:?\s+(\p{L}[^.,;!?\n]{1,80}?)(?=\s+(?:on|at|for|with|by|to)\b|[.,;!?\n]|$)/giu,
      ),
      ...quotesIn(text),
      ...all(text, /\babout\s+(?:the\s+)?([^.,;!?\n]{3,80})/giu),
    ],
  },
  {
    name: /\bauthor\b|written by|\bartist\b|director/u,
    find: (text) => all(text, /\b(?:by|author|from)\s*:?\s+(\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*)*)/gu),
  },
  {
    name: /company|organi[sz]ation|employer|vendor|merchant|\bstore\b|\bbrand\b/u,
    find: (text) => [
      ...all(text, /\b(?:at|for|from|by)\s+(\p{Lu}[\p{L}\p{N}&'’-]*(?:\s\p{Lu}[\p{L}\p{N}&'’-]*)*)/gu),
      ...all(text, /\b(\p{Lu}[\p{L}&]*(?:\s\p{Lu}[\p{L}&]*)* (?:Inc|GmbH|Ltd|Corp|LLC|AG)\b\.?)/gu),
    ],
  },
  {
    name: /occupation|\bjob\b|profession|\brole\b|position/u,
    find: (text) =>
      all(
        text,
        /\b(?:works? as|i am|i['’]m|is|as) an? ((?!(?:\d|very|good|great))\p{Ll}[\p{L}-]*(?:\s\p{Ll}[\p{L}-]*){0,2})(?=\s+(?:at|for|in|from|who|and|with)\b|[.,;!?\n]|$)/giu,
      ),
  },
  { name: /first name|given name/u, find: (text) => peopleIn(text).map((each) => each.split(' ')[0] ?? each) },
  {
    name: /last name|surname|family name/u,
    find: (text) => peopleIn(text).flatMap((each) => each.split(' ').slice(1).join(' ') || []),
  },
  {
    name: /attendees?|participants?|guests?|invitees?|people|persons?|\bnames\b|members?|customer|\buser\b|contact|assignee|owner|employee|patient|student/u,
    but: /\bid\b|count|number/u,
    isList: true,
    find: peopleIn,
  },
  { name: /sentence|quote|\bphrase\b/u, find: (text) => quotesIn(text) },
  { name: /\bname\b/u, find: namesFor, isList: true },
  {
    name: /\b(?:event|product|item|song|movie|film|book|recipe|dish|city name|topic|word|term|task|todo|note|tag|skill|ingredient|hobb|interest|keyword|feature)s?\b/u,
    find: thingsFor,
  },
]

function datesFor(text: string, slot: Slot): readonly string[] {
  const found = datesIn(text)
  const said = /return|check out|\bend\b|\bto\b|until/u.test(slot.name) ? found.slice(1) : found
  return /YYYY|ISO/u.test(slot.description) ? said.flatMap((each) => isoDate(each) ?? []) : said
}

function currenciesIn(text: string): string[] {
  const found = [...text.matchAll(/\b[A-Z]{3}\b|[$€£¥]|\b\p{L}{3,8}\b/gu)].flatMap(
    ([each]) => currencies.get(each) ?? currencies.get(each.toLowerCase()) ?? [],
  )
  return unique(found)
}

function codesIn(text: string): string[] {
  return unique([
    ...all(
      text,
      /(?:#|\b(?:id|order|number|no\.?|user|customer|invoice|ticket|account|code|reference|tracking)\s*(?:number|no\.?|id|is)?\s*[:#]?\s*)#?((?=[\p{L}\d-]*\d)[\p{L}\d][\p{L}\d_-]*)/giu,
    ),
    ...all(text, /\b[A-Z]{1,6}-?\d[A-Z\d-]*\b/gu),
    ...all(text, /(?<![\p{L}\d.])\d{3,}(?![\p{L}\d.])/gu),
  ])
}

/** "name" alone is a person's, unless the thing around it is something else. */
function namesFor(text: string, slot: Slot): readonly string[] {
  const about = `${slot.owner} ${slot.description} ${slot.name}`.toLowerCase()
  if (/city|country|place|location/u.test(about)) return placesIn(text)
  if (/event|product|item|recipe|dish|task|file|project|meeting|ingredient|step|\btool|category|food/u.test(about))
    return thingsFor(text)
  if (/company|organi[sz]ation/u.test(about))
    return kinds.find(({ name }) => name.test('company'))?.find(text, slot) ?? []
  return peopleIn(text)
}

/** A thing that is named: quoted, called so, or what something is done to. */
function thingsFor(text: string): readonly string[] {
  const noun = String.raw`((?:[\p{L}\p{N}'’-]+)(?:\s[\p{L}\p{N}'’-]+){0,4}?)`
  const ending = String.raw`(?=\s+(?:on|in|at|for|with|by|to|from|is|are|was|has|costs?|next|this|tomorrow|today|please|every|until|before|after|within|that|which|and|of)\b|[.,;:!?\n(]|\s+[$€£\d]|$)`
  return unique(
    [
      ...quotesIn(text),
      ...all(text, new RegExp(String.raw`\b(?:called|named|titled)\s+${noun}${ending}`, 'giu')),
      ...all(
        text,
        new RegExp(
          String.raw`\b(?:recipe|instructions|tickets?)\s+(?:for|to)\s+(?:an?\s|the\s)?${noun}${ending}`,
          'giu',
        ),
      ),
      ...all(
        text,
        new RegExp(String.raw`\b(?:going|invited|come|went|attending)\s+to\s+(?:an?\s|the\s)?${noun}${ending}`, 'giu'),
      ),
      ...all(
        text,
        new RegExp(
          String.raw`\b(?:add|buy|buying|order|ordered|bought|send|ship|deliver|like|schedule|create|plan|make|cook|play|watch|read|find|get|want|need|reviewing)\s+(?:me\s+|us\s+|to\s+)?(?:(?:buy|order|have)\s+)?(?:an?\s|the\s|some\s|my\s|\d+\s(?!(?:ha[sd]|have|is|was|did|does)\b))?(?!\d)${noun}${ending}`,
          'giu',
        ),
      ),
      ...all(
        text,
        new RegExp(
          String.raw`^(?:an?\s|the\s)?(?:\d+\s*(?:x\s+|×\s*)?|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s)?${noun}${ending}`,
          'giu',
        ),
      ),
    ]
      .map(trimmed)
      .filter(
        (each) =>
          each !== '' &&
          !/^(?:it|me|this|that|please|the|a|what|is|in|to|for|extract|give|how|there)$|^(?:give|tell|show|what|extract|how|please|can|could|where|who|i|is|are)\b/iu.test(
            each,
          ),
      ),
  )
}

/** The whole message as material: for queries, texts and bodies. */
const wholeText =
  /^(?:.* )?(?:query|question|prompt|input|text|request|search(?: terms?)?|keywords?|q|problem|instructions?|task description|sentence|source text|term|topic)$/u
const ownWords = /\b(?:body|message|content|note|comment|text|description|reminder|task|todo|reason|details?)\b/u

/**
 * What the text of a source says for a string.
 * @param isRequired whether the whole message may stand in for a query or a text that is not set off
 */
export function textsFor(slot: Slot, source: Source, text: string, isRequired: boolean): Said {
  const named = kinds.filter((kind) => kind.name.test(slot.name) && !kind.but?.test(slot.name))
  const isMaterial = wholeText.test(slot.name) || ownWords.test(slot.name)
  const asked = named.length > 0 || isMaterial ? named : kinds.filter((kind) => kind.about?.test(slot.description))
  for (const kind of asked) {
    const values = kind.find(text, slot)
    if (values.length > 0) return { values, isList: kind.isList ?? false }
    // In a call for a place, any name may be one: "Paris weather?"
    const names = source.isCall && kind.find === placesIn ? unique(namesIn(text).map((each) => each.text)) : []
    if (names.length > 0) return { values: names, isList: true }
  }
  if (wholeText.test(slot.name) || (source.isCall && ownWords.test(slot.name)))
    return { values: materialFor(slot, source, text, isRequired), isList: false }
  const labelled = labelledIn(slot, text)
  return { values: labelled, isList: false }
}

function materialFor(slot: Slot, source: Source, text: string, isRequired: boolean): readonly string[] {
  const said = all(
    text,
    /\b(?:saying|says?|that says|with the (?:text|message|body|content)|reading|telling (?:him|her|them)|text|message|body)\s*:?\s+(?:that\s+)?(?!(?:to|about|from)\b)([^\n]{2,500})/giu,
  ).map(trimmed)
  if (said.length > 0 && ownWords.test(slot.name) && !/^(?:query|question|q)$/u.test(slot.name)) return said
  const quoted = quotesIn(text).filter((each) => !source.used.has(each))
  if (quoted.length > 0) return quoted
  const colon = /:\s+(\S[\s\S]{1,2000})$/u.exec(text)?.[1]
  if (colon !== undefined) return [colon.trim()]
  const remind =
    /\b(?:remind me|todo|task|note)\b(?:[^.]*?)\b(?:to|that|about)\s+([^.\n]+?)(?=\s+(?:tomorrow|today|on|at|next)\b|[.!?\n]|$)/iu.exec(
      text,
    )?.[1]
  if (remind !== undefined) return [remind]
  if (/body|content|message/u.test(slot.name) && source.results.length > 0)
    return [source.results.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')]
  if (/query|search|keyword|^q$|topic|term/u.test(slot.name)) return [searchTerms(text)]
  return isRequired ? [text.trim().slice(0, 2000)] : []
}

/** "Search the web for cheap flights to Rome, please." is a search for "cheap flights to Rome". */
function searchTerms(text: string): string {
  const bare = text
    .trim()
    .replace(/^(?:(?:please|can you|could you|would you|i want you to|i need to)\s+)+/iu, '')
    .replace(
      /^(?:search|look(?:ing)?(?: up)?|find|google|query|check)\b(?:\s+(?:me|up|the (?:web|internet|docs|documentation|database|knowledge base)|online|in [^.]*?))*\s*(?:for|about|on|:)?\s*/iu,
      '',
    )
    .replace(/[,\s]+please[.!?]*$/iu, '')
    .replace(/,?\s*\b(?:top|first|limit(?:ed)? to|at most|max(?:imum)?)\s+\d+(?:\s+\p{L}+)?/giu, '')
  return trimmed(bare).slice(0, 500) || trimmed(text).slice(0, 500) || text
}

/** "Colour: blue", "the colour is blue", "colour blue". */
function labelledIn(slot: Slot, text: string): readonly string[] {
  if (slot.name === '' || slot.name.length > 60) return []
  const name = slot.name
    .replace(/[^\p{L}\p{N} ]/gu, ' ')
    .trim()
    .replace(/\s+/gu, String.raw`[\s_-]+`)
  if (name === '') return []
  return all(
    text,
    new RegExp(String.raw`\b${name}s?\s*(?::|=|\bis\b|\bare\b|\bwas\b)\s*["“']?([^"”'\n.,;!?]{1,120})`, 'giu'),
  )
    .map(trimmed)
    .filter((each) => each !== '' && !/^(?:a|an|the)$/iu.test(each))
}
