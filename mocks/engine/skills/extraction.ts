import { words } from '../corpus/lexicon.ts'
import { listOf, materialOf, type Skill } from './skill.ts'

const kinds: readonly (readonly [asked: RegExp, thing: string, pattern: RegExp])[] = [
  [
    /\be-?mails?(?: address(?:es)?)?\b/iu,
    'e-mail address',
    /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  ],
  [/\b(?:urls?|links?|web addresses)\b/iu, 'link', /https?:\/\/[^\s"'<>)]+[^\s"'<>).,;:!?]/gu],
  [/\b(?:phone|telephone) ?numbers?\b/iu, 'phone number', /\+?\d[\d\s()/-]{5,}\d/gu],
  [
    /\b(?:dates?)\b/iu,
    'date',
    /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:\d{1,2}\.? )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?(?:,? \d{4})?/gu,
  ],
  [
    /\b(?:prices?|amounts?)\b/iu,
    'price',
    /[$€£]\s?\d[\d.,]*\d|[$€£]\s?\d|\d[\d.,]*\s?(?:[$€£]|dollars?|euros?|EUR|USD)/gu,
  ],
  [/\b(?:numbers?|figures)\b/iu, 'number', /-?\d+(?:[.,]\d+)*/gu],
  [/\b(?:hashtags?)\b/iu, 'hashtag', /#[\p{L}\p{N}_]+/gu],
  [
    /\b(?:names?|people|persons)\b/iu,
    'name',
    /(?<![.!?]\s|^)\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{Ll}'’-]+)*|^\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{Ll}'’-]+)+|^\p{Lu}\p{Ll}+(?= (?:and|is|was|said|has|met|works|lives)\b)/gu,
  ],
]

/** "Extract the e-mail addresses from …": lists what is there, in the user's own writing. */
export const extract: Skill = (task) => {
  const head = task.message.slice(0, 200)
  const command = /\b(?:extract|pull out|find all|list all|get all|which)\b([^:\n"“]*)/iu.exec(head)
  if (!command || !/[:\n"“]/u.test(head)) return undefined
  const kind = kinds.find(([asked]) => asked.test(command[1] ?? ''))
  const text = materialOf(task)
  if (!kind || text === undefined) return undefined
  const [, thing, pattern] = kind
  const matches = text.match(pattern)?.map((each) => (thing === 'name' ? withoutOpening(each) : each.trim())) ?? []
  const found = [...new Set(matches.filter((each) => each !== ''))]
  if (found.length === 0) return [`I found no ${thing} in your text.`, `There is no ${thing} in your text.`]
  const things = found.length === 1 ? thing : thing.endsWith('s') ? `${thing}es` : `${thing}s`
  return [found.join('\n'), `I found ${found.length} ${things}: ${listOf(found)}.`]
}

const everydayWords = new Set(words.map(([english]) => english.toLowerCase()))

/** A sentence may start with a capital that belongs to no name: "Yesterday Ada". */
function withoutOpening(name: string): string {
  const [first = '', ...others] = name.trim().split(' ')
  return everydayWords.has(first.toLowerCase()) ? others.join(' ') : name.trim()
}
