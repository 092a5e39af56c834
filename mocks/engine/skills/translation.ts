import { phrases, words } from '../corpus/lexicon.ts'
import { capitalised, listOf, materialOf, sentencesOf, type Skill, type Task } from './skill.ts'

/** The languages of the lexicon, in its order. */
const languages = ['english', 'german', 'french', 'spanish'] as const
export type Language = (typeof languages)[number]

const own: ReadonlyMap<string, Language> = new Map([
  ...languages.map((language) => [language, language] as const),
  ['deutsch', 'german'],
  ['français', 'french'],
  ['francais', 'french'],
  ['español', 'spanish'],
])

/** The lexicon's language of this name, if it has it. */
export function languageNamed(name: string): Language | undefined {
  return own.get(name.toLowerCase())
}

/** "Translate … into French", "How do you say … in Spanish?" */
export const translate: Skill = (task) => {
  const head = task.message.slice(0, 300)
  const target =
    /\btranslat\w*\b[\s\S]*?\b(?:in)?to (?:the )?(\p{L}{4,})(?: language)?(?=[\s.,:;!?"'“”]|$)/iu.exec(head)?.[1] ??
    /\bhow (?:do|would|can|does) (?:you|i|one|we) say\b[\s\S]*?\bin (\p{L}{4,})/iu.exec(head)?.[1] ??
    /\bwhat is ["“'][^"”]+["”'] in (\p{L}{4,})/iu.exec(head)?.[1] ??
    /^(?:please )?say .+ in (english|german|french|spanish|italian|dutch|portuguese|japanese|chinese|russian|polish)[.?!]*$/iu.exec(
      head,
    )?.[1]
  if (!target) {
    if (!/^(?:please )?translate\b/iu.test(head)) return undefined
    return ['Which language shall I translate it into? I know some German, French and Spanish.']
  }
  if (/\b(?:api|code|program|function)\b/iu.test(target)) return undefined
  const text = textToTranslate(task)
  if (text === undefined)
    return ['Please send me the text too, for example in quotation marks. Then I can translate it.']
  return translationOf(text, target, task)
}

function textToTranslate(task: Task): string | undefined {
  const { message } = task
  const marked = /[:"“„«'‘\n]/u.test(message.replace(/\p{L}['’]\p{L}/gu, '')) ? materialOf(task) : undefined
  if (marked !== undefined) return marked
  const bare =
    /\btranslate\s+(?:the (?:sentence|word|phrase|text)\s+)?(.+?)\s+(?:in)?to\s+\p{L}+[.?!]?$/isu.exec(message)?.[1] ??
    /\bsay\s+(.+?)\s+in\s+\p{L}+[.?!]?$/isu.exec(message)?.[1]
  if (bare !== undefined && !/^(?:this|that|it|your (?:last )?answer)$/iu.test(bare)) return bare
  return materialOf(task)
}

/**
 * Translates with the lexicon: whole sentences it knows, else phrases and words one by one.
 * @param target name of the language
 */
export function translationOf(
  text: string,
  target: string,
  { system, message }: Pick<Task, 'system' | 'message'>,
): readonly string[] {
  const language = languageNamed(target)
  if (!language) {
    const name = capitalised(target.toLowerCase())
    return [
      `I cannot translate into ${name}. I only know some German, French and Spanish.`,
      `I have never learned ${name}, so I cannot translate this. I only know some German, French and Spanish.`,
    ]
  }
  const to = languages.indexOf(language)
  const attempts = languages
    .map((_, from) => from)
    .filter((from) => from !== to)
    .map((from) => convert(text, from, to))
  const best = attempts.reduce((first, second) => (second.unknown.length < first.unknown.length ? second : first))
  const bare = /\b(?:only|just|nothing (?:but|else))\b/iu.test(`${system}\n${message.slice(0, 200)}`)
  if (bare || (best.unknown.length === 0 && best.whole)) return [best.text]
  if (best.unknown.length === 0) return [`${best.text}\n\nI went word by word, so the grammar may be wrong.`]
  const missing = [...new Set(best.unknown)].slice(0, 8).map((word) => `"${word}"`)
  if (best.unknown.length >= best.total) {
    return [`I cannot translate this into ${capitalised(language)}, because my small lexicon has none of its words.`]
  }
  return [
    `${best.text}\n\nMy lexicon is small: I do not know ${listOf(missing)}, and I went word by word, so this is only rough.`,
    `${best.text}\n\nThis is only a rough, word by word translation, because my lexicon lacks ${listOf(missing)}.`,
  ]
}

/** The translation of an English sentence that the lexicon has as a whole, or undefined. */
export function wholeSentence(sentence: string, language: Language): string | undefined {
  const converted = convertSentence(sentence, 0, languages.indexOf(language))
  return converted.whole ? converted.text : undefined
}

interface Converted {
  readonly text: string
  readonly unknown: readonly string[]
  readonly total: number
  /** Whether every sentence was in the lexicon as a whole. */
  readonly whole: boolean
}

function convert(text: string, from: number, to: number): Converted {
  const results = sentencesOf(text).map((sentence) => convertSentence(sentence, from, to))
  return {
    text: results.map((result) => result.text).join(' '),
    unknown: results.flatMap((result) => result.unknown),
    total: results.reduce((sum, result) => sum + result.total, 0),
    whole: results.every((result) => result.whole),
  }
}

function convertSentence(sentence: string, from: number, to: number): Converted {
  const entries = lexicon(from)
  const whole = entries.get(plain(sentence)) ?? entries.get(plain(sentence.replace(/[.!?]+$/u, '')))
  const mark = /[.!?…]+$/u.exec(sentence)?.[0] ?? ''
  if (whole) {
    const found = whole[to] ?? ''
    return {
      text: /[.!?]$/u.test(found) ? found : found + (mark === '.' || mark === '!' ? mark : spaced(mark, to)),
      unknown: [],
      total: 1,
      whole: true,
    }
  }
  const parts = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\p{L}\p{N}\s]+/gu) ?? []
  const made: string[] = []
  const unknown: string[] = []
  let total = 0
  for (let at = 0; at < parts.length;) {
    const part = parts[at] ?? ''
    if (!/[\p{L}\p{N}]/u.test(part)) {
      made.push(made.length > 0 && /^[.,;:!?)]/u.test(part) ? `${made.pop() ?? ''}${part}` : part)
      at++
      continue
    }
    total++
    const length = [5, 4, 3, 2, 1].find(
      (size) => at + size <= parts.length && entries.has(plain(parts.slice(at, at + size).join(' '))),
    )
    const entry = length
      ? entries.get(plain(parts.slice(at, at + length).join(' ')))
      : entries.get(plain(part.replace(/s$/u, '')))
    if (entry) made.push(entry[to] ?? part)
    else {
      made.push(part)
      if (!/^\d+$/u.test(part)) unknown.push(part)
    }
    at += length ?? 1
  }
  return { text: capitalised(made.join(' ')), unknown, total, whole: total === 1 && unknown.length === 0 }
}

/** French sets a blank before question and exclamation marks. */
function spaced(mark: string, to: number): string {
  return languages[to] === 'french' && mark !== '' ? ` ${mark}` : mark
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replace(/\s+/gu, ' ').replace(/^[¡¿]/u, '').trim()
}

const lexicons = new Map<number, ReadonlyMap<string, readonly string[]>>()

function lexicon(from: number): ReadonlyMap<string, readonly string[]> {
  const ready = lexicons.get(from)
  if (ready) return ready
  const made = new Map<string, readonly string[]>()
  for (const entry of [...phrases, ...words]) {
    const key = plain(entry[from] ?? '')
    if (!made.has(key)) made.set(key, entry)
  }
  lexicons.set(from, made)
  return made
}
