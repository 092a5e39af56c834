import { sentencesOf } from './skill.ts'

/** What a user said about themselves: what it is about → what they said. */
export interface Facts {
  /** "favorite color" → { key as written, verb, value }, the last one said. */
  readonly told: ReadonlyMap<string, Fact>
  readonly likes: readonly string[]
  readonly dislikes: readonly string[]
  /** What they asked to remember, in their words. */
  readonly remember: readonly string[]
}

export interface Fact {
  /** As it continues "your …" or "the …": "favourite colour". */
  readonly about: string
  readonly owner: 'your' | 'the'
  readonly verb: string
  readonly value: string
}

/** One finding in one sentence. */
type Found =
  | { readonly kind: 'told'; readonly fact: Fact }
  | { readonly kind: 'likes' | 'dislikes' | 'remember'; readonly value: string }

/** Collects what the messages of a user tell. Later messages win. */
export function factsIn(messages: readonly string[]): Facts {
  const told = new Map<string, Fact>()
  const likes = new Set<string>()
  const dislikes = new Set<string>()
  const remember = new Set<string>()
  for (const message of messages) {
    for (const found of readFacts(message)) {
      if (found.kind === 'told') told.set(keyOf(found.fact.about), found.fact)
      else if (found.kind === 'likes') likes.add(found.value)
      else if (found.kind === 'dislikes') dislikes.add(found.value)
      else remember.add(found.value)
    }
  }
  return { told, likes: [...likes], dislikes: [...dislikes], remember: [...remember] }
}

/** The form under which a fact is kept and looked for: "My Favourite  Colour" and "favorite color" are the same. */
export function keyOf(about: string): string {
  return about
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ')
    .replaceAll('favourite', 'favorite')
    .replaceAll('colour', 'color')
    .trim()
}

const hint = /\b(?:my|i|i'm|i’m|me|remember|forget|mind|note|the|our)\b/iu

/** What one message tells. */
export function readFacts(message: string): readonly Found[] {
  if (!hint.test(message.slice(0, 4000))) return []
  return sentencesOf(message.slice(0, 4000)).flatMap((sentence) => {
    if (sentence.endsWith('?')) return []
    const wished = remembered(sentence)
    const clauses = clausesOf(wished ?? sentence)
    const inside = clauses.flatMap((clause) => readClause(clause, wished !== undefined))
    return wished === undefined ? inside : [...inside, { kind: 'remember' as const, value: wished }]
  })
}

function remembered(sentence: string): string | undefined {
  const found =
    /^(?:(?:please|now|and|also|so|ok|okay|hi|hello|hey|can you|could you|i want you to|i'd like you to|try to|always)[,!]?\s+)*(?:remember|don['’]?t forget|do not forget|keep in mind|memori[sz]e|make a note|take note|note)(?:\s+(?:this|for me|for later))?(?:\s*:\s*|,?\s+)(?:that\s+)?(.+)$/iu.exec(
      sentence,
    )
  const wish = ending(found?.[1] ?? '')
  return wish === '' ||
    /^(?:me|it|this|that|when|what|how|who|the time)$/iu.test(wish) ||
    /^(?:what|how|who|when)\b/iu.test(wish)
    ? undefined
    : wish
}

function clausesOf(sentence: string): string[] {
  return sentence.split(
    /(?:,\s*(?:and\s+|but\s+)?|\s+and\s+|\s+but\s+|;\s*)(?=(?:my|i|i['’]m|call me|the \p{L}+ is)\b)/iu,
  )
}

/** Notes are often a list. */
const listMark = /^(?:[-*•]|\d+[.)])\s+/u

const opening =
  /^(?:(?:in short|in summary|hi|hello|hey|hey there|hi there|well|so|actually|also|and|by the way|oh|please|ok|okay|yes|no|sorry|good morning|i think|for the record|fyi)\b[,!.:]?\s+)+/iu

function readClause(clause: string, wished: boolean): readonly Found[] {
  const text = ending(clause.trim().replace(listMark, '').replace(opening, ''))
  const told = (about: string, verb: string, value: string, owner: Fact['owner'] = 'your'): readonly Found[] =>
    value === '' ? [] : [{ kind: 'told', fact: { about, verb, value: ending(value), owner } }]

  const possession =
    /^(?:my|our)\s+(.{1,60}?)\s+(is called|are called|is named|are named|is|are|was|were|will be|=)\s+(.+)$/iu.exec(
      text,
    )
  if (possession) {
    const [, about = '', verb = 'is', value = ''] = possession
    if (/^(?:what|who|how|why|not)\b/iu.test(value)) return []
    return told(about, verb === '=' ? 'is' : verb.toLowerCase(), value)
  }
  const called =
    /^(?:i am|i['’]m|people|everyone|they|you can|you may|please)?\s*(?:called|call me|named)\s+(.+)$/iu.exec(text)
  if (called) return told('name', 'is', called[1] ?? '')
  const age = /^i(?: a|['’])m (\d{1,3}|[a-z-]+)(?: years?(?:[- ]old| of age)?)$/iu.exec(text)
  if (age) return told('age', 'is', age[1] ?? '')
  const home = /^i (?:live|am living|stay) in (.+)$/iu.exec(text) ?? /^i['’]m living in (.+)$/iu.exec(text)
  if (home) return told('home', 'is in', home[1] ?? '')
  const origin = /^i(?: a|['’])m from (.+)$/iu.exec(text) ?? /^i come from (.+)$/iu.exec(text)
  if (origin) return told('origin', 'is', origin[1] ?? '')
  const job = /^i work (as an?|at|for|in|with) (.+)$/iu.exec(text)
  if (job) return told('work', job[1]?.toLowerCase() ?? 'as a', job[2] ?? '')
  const likes =
    /^i (?:really |also |absolutely |just |do )*(like|love|enjoy|adore|prefer|hate|dislike|(?:do not|don['’]t) like) (.+)$/iu.exec(
      text,
    )
  if (likes) {
    const bad = /hate|dislike|not|n['’]t/iu.test(likes[1] ?? '')
    if (/^(?:you|it|this|that|to know)\b/iu.test(likes[2] ?? '')) return []
    return [{ kind: bad ? 'dislikes' : 'likes', value: likes[2] ?? '' }]
  }
  const owned = /^i (?:have|own|have got|['’]ve got) (?:an? )(.+?) (?:called|named) (.+)$/iu.exec(text)
  if (owned) return told(owned[1] ?? '', 'is called', owned[2] ?? '')
  const self =
    /^(?:[Ii] am|[Ii]['’]m|[Tt]his is) (?!(?:German|French|English|Spanish|Italian|American|British|Dutch|Indian|Chinese|Japanese|Polish|Swiss|Austrian)\b)(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){0,2})$/u.exec(
      text,
    )
  if (self) return told('name', 'is', self[1] ?? '')
  const thing = /^(?:the|our) (.{1,40}?) (is|are) (.+)$/iu.exec(text)
  if (
    thing &&
    (wished ||
      /\b(?:secret|code|password|word|number|key|magic|project|name|deadline|budget|meeting|passphrase|answer)\b/iu.test(
        thing[1] ?? '',
      ))
  ) {
    return told(thing[1] ?? '', thing[2]?.toLowerCase() ?? 'is', thing[3] ?? '', 'the')
  }
  return []
}

function ending(text: string): string {
  return text
    .trim()
    .replace(/[\s.!;,]+$/u, '')
    .replace(/^["“'](.*)["”']$/u, '$1')
}
