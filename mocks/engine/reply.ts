import type { Turn } from './engine.ts'
import { type Instructions, readInstructions } from './instructions.ts'
import { findText, unknownWords } from './retrieval.ts'
import { calculate } from './skills/arithmetic.ts'
import { edit } from './skills/editing.ts'
import { extract } from './skills/extraction.ts'
import { readFacts } from './skills/facts.ts'
import { acknowledge, recall } from './skills/memory.ts'
import { repeat } from './skills/repetition.ts'
import { judge, sentimentOf } from './skills/sentiment.ts'
import { listOf, readTask, sentencesOf, type Skill, type Task } from './skills/skill.ts'
import { summarise, summaryOf } from './skills/summary.ts'
import { translate, translationOf } from './skills/translation.ts'
import { inStyle } from './style.ts'
import { subjectsOf, wordsOf } from './words.ts'

/**
 * Decides what the model talks about: a skill on the user's own words, a text of the corpus, or an honest "I do not know".
 * @param turns the conversation
 * @returns the texts it starts from, the preferred one first; never empty
 */
export function reply(turns: readonly Turn[]): readonly string[] {
  if (turns.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_KEPT) return decide(turns)
  const name = JSON.stringify(turns)
  const known = kept.get(name)
  if (known) return known
  const texts = decide(turns)
  kept.set(name, texts)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  return texts
}

/** What short conversations call for, which takes a while to find. How it is put is decided anew each time. */
const kept = new Map<string, readonly string[]>()
const MOST_KEPT = 300
const LONGEST_KEPT = 2_000

function decide(turns: readonly Turn[]): readonly string[] {
  const task = readTask(turns)
  const instructions = readInstructions(task.system, task.message)
  if (task.message === '') return inStyle(silence, instructions)
  const work = byRole(task, instructions)
  if (work) return inStyle(work, { pirate: false, ...pick(instructions, 'letters', 'opening', 'closing') })
  for (const skill of ownText) {
    const texts = skill(task)
    if (texts)
      return skill === repeat
        ? texts
        : inStyle(texts, { ...instructions, words: undefined, sentences: undefined, language: undefined })
  }
  return goOn(task) ?? inStyle(talk(task, instructions), instructions, task.message)
}

/** "Continue exactly where you stopped": the rest of an answer that was cut off, which fits to what was said. */
function goOn({ message, earlier, lastAnswer }: Task): readonly string[] | undefined {
  const asksForMore =
    /^(?:(?:please|now|yes)[,\s]+)*(?:continue|go on|carry on|keep going)\b|\bwhere you (?:stopped|left off|broke off)\b/iu
  if (lastAnswer === '' || !asksForMore.test(message)) return undefined
  const end = lastAnswer.slice(-24)
  for (const question of earlier.toReversed()) {
    for (const answer of findText(question)?.text.answers ?? []) {
      const at = answer.startsWith(lastAnswer) ? lastAnswer.length - end.length : answer.indexOf(end)
      const rest = at === -1 ? '' : answer.slice(at + end.length)
      if (rest !== '') return [rest]
    }
  }
  return undefined
}

const silence = [
  'Your message is empty. What would you like to know?',
  'I received a message without any text. Ask me something, and I will do my best.',
]

/** Skills that work on what the user sent along. */
const ownText: readonly Skill[] = [repeat, translate, judge, summarise, extract, edit]

function pick<K extends keyof Instructions>(
  instructions: Instructions,
  ...keys: readonly K[]
): Partial<Pick<Instructions, K>> {
  const picked: Partial<Pick<Instructions, K>> = {}
  for (const key of keys) if (instructions[key] !== undefined) picked[key] = instructions[key]
  return picked
}

/** What the system prompt makes of every message: a translation, a judgement, a summary. */
function byRole(task: Task, { role }: Instructions): readonly string[] | undefined {
  if (!role) return undefined
  if (role.kind === 'translate') return translationOf(task.message, role.language, task)
  return role.kind === 'judge' ? sentimentOf(task.message, task) : summaryOf(task.message, task)
}

function talk(task: Task, { name }: Instructions): readonly string[] {
  const { message } = task
  if (name !== undefined && /\b(?:your name|who are you|what are you called|introduce yourself)\b/iu.test(message)) {
    return [`My name is ${name}. What can I do for you?`, `I am ${name}, and I am happy to help you.`]
  }
  const computed =
    /^\D*2\s*\+\s*2\D*$/u.test(message) || /\btwo plus two\b/iu.test(message) ? undefined : calculate(task)
  const known = computed ?? recall(task)
  if (known) return known
  return topic(task) ?? acknowledge(task) ?? unknown(message)
}

/** A text of the corpus, for the message alone or for what it follows up. */
function topic(task: Task): readonly string[] | undefined {
  const { message, earlier } = task
  const facts = readFacts(message)
  if (facts.length > 0) {
    // "My name is Ada. What is an API?" asks only with its other sentences.
    const asked = sentencesOf(message).filter((sentence) => readFacts(sentence).length === 0 && sentence.endsWith('?'))
    const match = asked.length > 0 ? findText(asked.join(' ')) : undefined
    if (!match) return undefined
    const [greeting = ''] = sentencesOf(acknowledge(task)?.[0] ?? '')
    return match.text.answers.map((answer) => `${greeting} ${answer}`.trim())
  }
  const question = message.replace(politeness, '').replace(measure, ' ').replace(manner, ' ').trim() || message
  const match = findText(question)
  if (match && !(earlier.length > 0 && isFollowUp(question))) return match.text.answers
  return followUp(question, earlier) ?? match?.text.answers ?? ofSentences(question)
}

const politeness =
  /^(?:(?:hello|hi|hey|good (?:morning|evening|afternoon)|please|thanks|thank you|ok|okay|so|well|now|great)(?: there| again)?[,!.;:]+\s+)+/iu

/** How long or how simple the answer should be says nothing about its subject. */
const measure =
  /[,(]?\s*\b(?:in|with|using|within|as if|like)\s+(?:(?:at most|about|around|exactly|only|just|no more than|less than)\s+)?(?:(?:\d+|one|two|three|four|five|ten|twenty|thirty|fifty|a single|a few|a couple of)\s+(?:\w+\s+)?(?:sentences?|words?|paragraphs?|bullet points?|bullets)|i(?: a|['’])?m (?:five|5|ten|a child|a kid)(?: years old)?)\b\)?/giu

const manner =
  /\b(?:(?:please )?(?:answer|reply|respond|explain it|say it|write|speak|talk)\s+)?(?:like|as) a pirate\b|\b(?:(?:please )?(?:answer|reply|respond)[^.?!\n]{0,30}\s)?in (?:german|french|spanish|capitals|capital letters|upper ?case|lower ?case)[.!?\s]*$/giu

/** A long message may ask its question in one sentence, at its start or its end. */
function ofSentences(message: string): readonly string[] | undefined {
  const sentences = sentencesOf(message).slice(0, 40)
  if (sentences.length < 2) return undefined
  const questions = sentences.filter((sentence) => sentence.endsWith('?'))
  for (const sentence of questions.length > 0 ? questions : [sentences[0] ?? '']) {
    const match = findText(sentence)
    if (match) return match.text.answers
  }
  return undefined
}

function isFollowUp(message: string): boolean {
  return (
    subjectsOf(message).length === 0 &&
    /\b(?:that|it|this|more|again|shorter|longer|simpler|why|example|another|sentence|words?)\b/iu.test(message)
  )
}

/** "And in one sentence?", "tell me more", "what about Spain?": goes on about what was asked before. */
function followUp(message: string, earlier: readonly string[]): readonly string[] | undefined {
  const before = earlier.slice(-6).toReversed()
  const words = wordsOf(message)
  if (words.length > 14) return undefined
  if (subjectsOf(message).length === 0) {
    const last = before.find((each) => findText(each) !== undefined && subjectsOf(each).length > 0)
    if (last === undefined || before.indexOf(last) > 2) return undefined
    const answers = findText(last)?.text.answers ?? []
    const again = /\b(?:more|again|another|else|elaborate|differently|other|rephrase|continue|go on|longer)\b/iu.test(
      message,
    )
    // Asked again, it prefers to put it in other words.
    return again ? [...answers.slice(1), ...answers.slice(0, 1)] : answers
  }
  if (!/^(?:and|or|what about|how about|what of|same for|now)\b/iu.test(message)) return undefined
  for (const each of before) {
    const match = findText(message, each)
    if (match) return match.text.answers
  }
  return undefined
}

/** The honest answer to what the corpus knows nothing about. */
function unknown(message: string): readonly string[] {
  const strange = unknownWords(message).slice(0, 3)
  if (strange.length === 0 || strange.some((word) => word.length > 40)) {
    return [
      'I do not know how to answer that. I am a small simulated model that has read only a few hundred texts, and none of them is about this.',
      'That is beyond me. I am a small simulated model, and none of the few hundred texts I have read is about this.',
    ]
  }
  const words = listOf(strange.map((word) => `"${word}"`))
  return [
    `I do not know anything about ${words}. I am a small simulated model that has read only a few hundred texts.`,
    `None of the few hundred texts I have read is about ${words}. As a small simulated model, I would rather say so than invent an answer.`,
  ]
}
