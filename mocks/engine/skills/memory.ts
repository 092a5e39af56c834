import { type Fact, type Facts, factsIn, keyOf, readFacts } from './facts.ts'
import { listOf, type Skill, type Task } from './skill.ts'

/** "What is my name?", "what do I like?", "what did I just say?": repeats what the user said, or says that it cannot. */
export const recall: Skill = (task) => {
  const question = task.message.slice(0, 300).trim()
  return recallMessage(question, task) ?? recallFact(question, task)
}

function recallMessage(question: string, { earlier }: Task): readonly string[] | undefined {
  const first =
    /\b(?:what|which|repeat|quote)\b.*\bmy (?:very )?first (?:message|question|sentence)\b|\bwhat (?:did i|was the first thing i) (?:say|ask|said|asked)(?: you)? first\b|\bfirst thing i (?:said|asked)\b/iu.test(
      question,
    )
  const last =
    /^(?:(?:and|so|ok|now|tell me|repeat|do you (?:still )?(?:know|remember))[,\s]+)*what (?:did i|have i|was i|i) (?:just |only )?(?:say|said|ask|asked|asking|tell you|told you|write|wrote|saying)(?: you)?(?: just now| before| earlier| last| a moment ago)?\s*\??$/iu.test(
      question,
    ) || /\bmy (?:last|previous) (?:message|question|sentence)\b/iu.test(question)
  if (!first && !last) return undefined
  const said = first ? earlier[0] : earlier.at(-1)
  if (said === undefined || said === '') return nothing('what you said before')
  const quote = said.length > 600 ? `${said.slice(0, 600).replace(/[\uD800-\uDBFF]$/u, '')}…` : said
  const verb = quote.endsWith('?') ? 'asked' : 'said'
  return first
    ? [`Your first message was: "${quote}"`, `First you ${verb}: "${quote}"`]
    : [`You ${verb}: "${quote}"`, `You just ${verb} "${quote}"`]
}

function recallFact(question: string, { earlier, message, system }: Task): readonly string[] | undefined {
  const asked = question.replace(/^(?:(?:and|so|now|ok|okay|please|hey|hi|hello|well|then)\b[,!]?\s+)+/iu, '')
  const facts = (): Facts => factsIn([saidByUser(system), ...earlier, message])
  if (
    /\bwhat (?:did|have) i (?:just )?(?:ask(?:ed)?|tell|told|want(?:ed)?)\b.*\bto (?:remember|keep in mind|memori[sz]e)\b|\bwhat (?:should|do|must) you (?:have to )?(?:remember|keep in mind)\b|\bwhat (?:was|were) you (?:asked |supposed |told )?to remember\b/iu.test(
      asked,
    )
  ) {
    const { remember } = facts()
    if (remember.length === 0) return nothing('anything to remember')
    return [`You asked me to remember this: ${listOf(remember)}.`, `I was to remember: ${listOf(remember)}.`]
  }
  if (
    /\bwhat (?:do|can) you (?:know|remember|tell me)(?: so far)? (?:about|of) me\b|\bwhat have i told you\b|\bwhat did i tell you about (?:me|myself)\b/iu.test(
      asked,
    )
  )
    return recallAll(facts())
  const taste =
    /\bwhat (?:do|did) i (?:say (?:that )?i )?(?:really )?(like|love|enjoy|prefer|hate|dislike)\b|\bwhat (?:things )?(?:don['’]t|do) i (?:not )?(like)\b/iu.exec(
      asked,
    )
  if (taste) {
    const bad = /hate|dislike/iu.test(taste[1] ?? '') || /don|not/iu.test(taste[2] ? taste[0] : '')
    const values = bad ? facts().dislikes : facts().likes
    if (values.length === 0) return nothing(`what you ${bad ? 'dislike' : 'like'}`)
    const verb = bad ? 'do not like' : 'like'
    return [`You ${verb} ${listOf(values)}.`, `You told me that you ${verb} ${listOf(values)}.`]
  }
  const about = aboutIn(asked)
  if (about === undefined) return undefined
  const { told } = facts()
  const fact = lookUp(told, about.key)
  if (fact) return [`${start(fact)}.`, `You told me that ${middle(fact)}.`, `As you said, ${middle(fact)}.`]
  return about.sure ? nothing(wanted(about.key, /\b(?:called|named)\b/iu.test(asked))) : undefined
}

/** What a system prompt says of the user, as the user would say it. */
function saidByUser(system: string): string {
  return system
    .replace(/\bthe user['’]s\b/giu, 'My')
    .replace(/\bthe user (?=is\b)/giu, 'I ')
    .replace(/\bthe user (likes|loves|hates|lives|works)\b/giu, (_, verb: string) => `I ${verb.slice(0, -1)}`)
    .replace(/\bI is\b/gu, 'I am')
}

const phrasings = new Map([
  ['name', 'your name'],
  ['home', 'where you live'],
  ['origin', 'where you are from'],
  ['work', 'what you do'],
  ['age', 'how old you are'],
])

function wanted(key: string, called: boolean): string {
  return phrasings.get(key) ?? `what your ${key} is${called ? ' called' : ''}`
}

/** What a question asks about, and whether only the user can know it. */
function aboutIn(asked: string): { key: string; sure: boolean } | undefined {
  const of = (key: string): { key: string; sure: boolean } => ({
    key: keyOf(key.replace(/["“”?!.]+$/u, '')),
    sure: true,
  })
  if (
    /^(?:who am i|what am i called|what is it that i am called|do you (?:still )?(?:know|remember) (?:who i am|me)|how am i called)\b/iu.test(
      asked,
    )
  )
    return of('name')
  if (/^(?:do you (?:still )?(?:know|remember) )?how old (?:am i|i am)\b/iu.test(asked)) return of('age')
  if (/\bwhere (?:do )?i live\b|\b(?:which|what) (?:city|town|country|place) do i live\b/iu.test(asked))
    return of('home')
  if (/\bwhere (?:am i|i am|do i come) from\b/iu.test(asked)) return of('origin')
  if (/\bwhere do i work\b|\bwhat do i do (?:for a living|for work)\b|\bwhat do i work\b/iu.test(asked))
    return of('work')
  const namedOf =
    /\b(?:what(?:['’]s| is| was)|tell me|remember|know|recall)\s+the (name|colou?r|age|title|number)s? of my (.+?)\s*\??$/iu.exec(
      asked,
    )
  if (namedOf) return of(`${namedOf[2] ?? ''}'s ${namedOf[1] ?? ''}`)
  const mine =
    /\b(?:what|who|which|when|where|how old)(?:['’]s|s| is| are| was| were| did i say(?: that)?)\s+my\s+(.+?)(?:\s+(?:again|called|named|please|is|was|are|now))*\s*\?*$/iu.exec(
      asked,
    ) ??
    /\b(?:do|can|could|would) you (?:please )?(?:still )?(?:remember|know|recall|tell me|repeat|say|remind me of|name)(?: what)?\s+my\s+(.+?)(?:\s+(?:again|is called|is|was|are|please))*\s*\?*$/iu.exec(
      asked,
    ) ??
    /^(?:tell me|remind me(?: of| what)?|say|repeat|give me|state|name|recall)(?: what)?\s+my\s+(.+?)(?:\s+(?:again|is|was|are|please))*\s*[?.!]*$/iu.exec(
      asked,
    ) ??
    /^(?:what about |how about )?my\s+((?:[^\s?]+\s+){0,4}[^\s?]+)\s*\?+$/iu.exec(asked) ??
    /\b(?:which|what)\s+((?:\S+\s+){1,3}?)(?:is|are|was) mine\b/iu.exec(asked)
  if (mine) return advice.test(mine[1] ?? '') ? undefined : of(mine[1] ?? '')
  const thing =
    /^(?:what|who|when|where)(?:['’]s| is| are| was| were)\s+(?:the|our)\s+(.+?)(?:\s+(?:again|called|please))*\s*\?*$/iu.exec(
      asked,
    ) ?? /\byou (?:still )?(?:remember|know|recall|tell me) the\s+(.+?)\s*\?*$/iu.exec(asked)
  return thing ? { ...of(thing[1] ?? ''), sure: false } : undefined
}

/** "What is my next step?" asks for advice, not for a memory. */
const advice = /^(?:next (?:step|topic|lesson)|problem|mistake|best (?:option|choice)|options?)\b/iu

function lookUp(told: ReadonlyMap<string, Fact>, key: string): Fact | undefined {
  const owner = key.replace(/(?:'s|s')? (?:name|title)s?$/u, '')
  const plainly = told.get(key) ?? told.get(`${key}'s name`) ?? told.get(`${key} name`) ?? told.get(owner)
  if (plainly) return plainly
  // "my lucky number for today" answers "my lucky number".
  const words = key.split(' ')
  for (const [known, fact] of told) {
    const have = known.split(' ')
    if (words.every((word) => have.includes(word))) return fact
  }
  return undefined
}

function middle({ about, owner, verb, value }: Fact): string {
  if (owner === 'the') return `the ${about} ${verb} ${value}`
  const key = keyOf(about)
  if (key === 'home') return `you live in ${value}`
  if (key === 'origin') return `you are from ${value}`
  if (key === 'age') return `you are ${value} years old`
  if (key === 'work') return `you work ${verb} ${value}`
  return `your ${about} ${verb} ${yours(value)}`
}

function start(fact: Fact): string {
  return middle(fact).replace(/^./u, (first) => first.toUpperCase())
}

/** What the user says of themselves, said by somebody else. */
function yours(text: string): string {
  return text
    .replace(/\bmy\b/giu, 'your')
    .replace(/\bI am\b/gu, 'you are')
    .replace(/\bI\b/gu, 'you')
}

function recallAll({ told, likes, dislikes, remember }: Facts): readonly string[] {
  const parts = [
    ...[...told.values()].map(middle),
    ...(likes.length > 0 ? [`you like ${listOf(likes)}`] : []),
    ...(dislikes.length > 0 ? [`you do not like ${listOf(dislikes)}`] : []),
    ...(told.size === 0 && remember.length > 0 ? [`I am to remember this: ${listOf(remember)}`] : []),
  ]
  if (parts.length === 0) return nothing('anything about you')
  return [`You told me that ${listOf(parts)}.`, `I know that ${listOf(parts)}.`]
}

function nothing(what: string): readonly string[] {
  return [
    `I do not know, because nothing in the messages I received tells me ${what}. The API keeps nothing between calls, so send the earlier messages along.`,
    `Nothing in the messages I received tells me ${what}. I only know what is sent with the request, so the earlier messages must be sent again.`,
  ]
}

/** "My name is Ada." → "Nice to meet you, Ada. …" */
export const acknowledge: Skill = ({ message }) => {
  const found = readFacts(message)
  if (found.length === 0) return undefined
  const name = found.find((each) => each.kind === 'told' && keyOf(each.fact.about) === 'name')
  if (name?.kind === 'told') {
    const { value } = name.fact
    return [
      `Nice to meet you, ${value}. What would you like to know?`,
      `Hello ${value}, it is good to meet you. What would you like to talk about?`,
    ]
  }
  const wish = found.find((each) => each.kind === 'remember')
  if (wish?.kind === 'remember') {
    return [
      `I will remember it: ${wish.value}. That works for as long as this message is sent along.`,
      `Noted: ${wish.value}. I can repeat it for as long as this message is sent along.`,
    ]
  }
  const told = found.flatMap((each) => (each.kind === 'told' ? [middle(each.fact)] : []))
  const tastes = found.flatMap((each) =>
    each.kind === 'likes'
      ? [`you like ${each.value}`]
      : each.kind === 'dislikes'
        ? [`you do not like ${each.value}`]
        : [],
  )
  const known = listOf([...told, ...tastes])
  return [
    `Thank you for telling me that ${known}. I can use it for as long as that message is sent along.`,
    `Good to know that ${known}. Ask me about it whenever you like.`,
  ]
}
