/** Spellings and near synonyms that count as one word. */
const sameWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    colour: 'color',
    favourite: 'favorite',
    email: 'mail',
    'e-mail': 'mail',
    kilometre: 'kilometer',
    summarise: 'summarize',
    capitalise: 'capitalize',
    picture: 'image',
    benefit: 'advantage',
    anymore: 'again',
    fall: 'autumn',
    ocean: 'sea',
    café: 'cafe',
    programming: 'program',
    programmer: 'program',
    '1': 'one',
    '2': 'two',
    '3': 'three',
    '4': 'four',
    '5': 'five',
    '6': 'six',
    '7': 'seven',
    '8': 'eight',
    '9': 'nine',
    '10': 'ten',
  }),
)

/** Words that say nothing about the subject of a question: grammar, politeness, and how the answer should be told. */
export const empty: ReadonlySet<string> = new Set(
  `a an the this that these those some any each every all both either neither such same own other another
  i me my mine myself you your yours yourself he him his she her hers it its itself we us our ours they them their theirs one ones
  is are was were be been being am do does did done doing have has had having can could will would shall should may might must
  ought need and or but nor so yet if then else than as of at by for with about against between into through during before after
  above below to from up down in out on off over under again further once here there when where why how what which who whom whose
  not no yes only just very too also even still really quite rather pretty much many more most less least few lot lots bit
  i'm i'd i'll i've you're it's that's what's who's there's let's don't doesn't didn't isn't aren't can't cannot won't
  please kindly thank thanks hello hi hey dear ok okay well actually basically simply maybe perhaps
  tell explain describe define say give show let know ask answer question wonder wondering understand understanding mean meaning means
  meant want wants wanted like help helps learn teach talk talking speak hear heard read think thinking call called named use
  using used uses work works working make makes made making get gets got getting go goes going come take takes see look looks find
  happen happens happening exactly precisely simple simpler plain easy short shorter brief briefly quick quickly quickly word words sentence sentences
  term terms detail details detailed example examples thing things something anything stuff way ways kind kinds sort sorts
  idea point concept basics basic beginner beginners beginner's introduction intro summary overview definition
  good best great nice right able possible far away
  tutor friend boss colleague grandmother grandma child kid kids five-year-old year old someone somebody person people anyone everybody
  everyone today now currently currently these days first new newbie topic subject regarding concerning difference different vs versus compare
  purpose reason matter matters matter important generally usually normally often always never ever
  set exist exists called stand stands actually whats im trying try bring keep keeps kept start started
  anyway one-sentence two-sentence three-sentence one-word single-sentence eli5 overall general
  long paragraph write wrote written generate create compose produce provide suggest list name me`
    .split(/\s+/u)
    .map(stem),
)

/** Brings a word to the form that its plural, -ing and -ed forms share. Light on purpose: "string" stays "string". */
export function stem(word: string): string {
  let root = sameWords.get(word) ?? word
  if (root.endsWith("'s") || root.endsWith('’s')) root = root.slice(0, -2)
  // Patterns are only tried where they can fit, because every word of the corpus comes by here.
  if (root.endsWith('s')) root = withoutPlural(root)
  if (root.length > 7 && root.endsWith('ation')) root = root.slice(0, -3)
  if (root.length > 6 && root.endsWith('ing')) root = root.slice(0, -3)
  else if (root.length > 5 && root.endsWith('ed')) root = root.slice(0, -2)
  // "caching" and "cached" meet "cache", "stopping" meets "stop".
  if (root.length > 4 && root.endsWith('e')) root = root.slice(0, -1)
  if (root.at(-1) === root.at(-2) && /[bdgmnprt]$/u.test(root)) root = root.slice(0, -1)
  const same = sameWords.get(root)
  return same === undefined || same === word ? root : stem(same)
}

/** A word that ends with s, without it where that makes it a plural. */
function withoutPlural(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|sh|ch|x)es$/u.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^s]s$/u.test(word) && !/us$|..is$/u.test(word.slice(1)) ? word.slice(0, -1) : word
}

/** A word without the marks at its end, but for those of C++ and C#. */
function withoutMarks(word: string): string {
  return word.replace(/['’.+#-]+$/u, (end) => (/^(?:\+\+|#)$/u.test(end) ? end : ''))
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_.+#-]*/gu

/** More of a message than this is not read when its subject is looked for, in characters. */
const READ_AT_MOST = 20_000

/** The words of a text in lower case, without the marks around them. */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, READ_AT_MOST)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\bfine tun/gu, 'fine-tun')
  const found = plain.match(word) ?? []
  return found.map((each) => ("'’.+#-".includes(each.at(-1) ?? '') ? withoutMarks(each) : each))
}

/** The stems of the words that carry the subject of a text, each once. */
export function subjectsOf(text: string): string[] {
  const stems = wordsOf(text).map(stem)
  return [...new Set(stems.filter((each) => !empty.has(each)))]
}
