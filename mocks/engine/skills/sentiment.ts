import { negations, negative, positive } from '../corpus/lexicon.ts'
import { listOf, materialOf, type Skill, type Task } from './skill.ts'

const praise = new Set(positive.map((word) => word.toLowerCase()))
const complaint = new Set(negative.map((word) => word.toLowerCase()))
const turning = new Set(negations.map((word) => word.toLowerCase()))

const command =
  /\bsentiment\b|\bpositive,? (?:or|and|\/) ?(?:a )?negative\b|\bpositive, negative\b|\bclassify\b.*\b(?:review|comment|feedback|tweet)\b|\bis (?:this|the) (?:review|comment|feedback|message|tweet)\b.*\b(?:positive|negative|good|bad|happy)\b/isu

/** "Classify the sentiment: …": positive, negative, mixed or neutral. */
export const judge: Skill = (task) => {
  const head = task.message.slice(0, 300)
  if (!command.test(head)) return undefined
  const text = materialOf(task)
  if (text === undefined) {
    if (!/\b(?:classify|judge|rate|determine)\b|\bis (?:this|the)\b/iu.test(head)) return undefined
    return ['Please send me the text too, for example after a colon. Then I can judge its sentiment.']
  }
  return sentimentOf(text, task)
}

/** Judges a text; the form of the answer is read from the message and the system prompt. */
export function sentimentOf(text: string, { message, system }: Task): readonly string[] {
  const instructions = `${system}\n${text === message ? '' : message.replace(text, '')}`
  const { good, bad } = weigh(text)
  const label = labelFor(good, bad, instructions)
  if (
    /\b(?:one|single|1)[ -]word\b|\bonly (?:with )?(?:the |one )?(?:label|word|sentiment)|\b(?:only|just|nothing but|exactly one of)\b[^.\n]*\b(?:positive|negative)\b/iu.test(
      instructions,
    )
  ) {
    return [likeAsked(label, instructions)]
  }
  const names = { positive: good, negative: bad, mixed: [...good, ...bad], neutral: [] }[label]
  const words = [...new Set(names)].slice(0, 4).map((word) => `"${word}"`)
  if (words.length === 0) {
    return [
      `The sentiment is ${label}. I found no word of praise or complaint in it.`,
      `This text sounds ${label} to me.`,
    ]
  }
  const verb = words.length === 1 ? 'speaks' : 'speak'
  return [
    `The sentiment is ${label}. ${words.length === 1 ? 'The word' : 'The words'} ${listOf(words)} ${verb} for it.`,
    `This text sounds ${label} to me, because of ${words.length === 1 ? 'the word' : 'the words'} ${listOf(words)}.`,
  ]
}

type Label = 'positive' | 'negative' | 'mixed' | 'neutral'

function weigh(text: string): { good: string[]; bad: string[] } {
  const good: string[] = []
  const bad: string[] = []
  let turned = 0
  for (const part of text
    .slice(0, 20_000)
    .replaceAll('’', "'")
    .match(/[\p{L}'-]+|[.,;:!?]/gu) ?? []) {
    const word = part.toLowerCase()
    if (/^(?:[.,;:!?]|but|although|however)$/u.test(word)) turned = 0
    else if (turning.has(word)) turned = 4
    else {
      const said = turned > 0 ? `not ${word}` : word
      if (praise.has(word)) (turned > 0 ? bad : good).push(said)
      else if (complaint.has(word)) (turned > 0 ? good : bad).push(said)
      turned = Math.max(0, turned - 1)
    }
  }
  const stars =
    Number(/([0-5](?:\.\d)?)\s*(?:\/\s*5|out of (?:5|five)|stars?)/iu.exec(text)?.[1] ?? Number.NaN) ||
    (/★/u.test(text) ? (text.match(/★/gu)?.length ?? 0) : Number.NaN)
  if (stars >= 4) good.push(`${stars} stars`, `${stars} stars`)
  if (stars <= 2) bad.push(`${stars} stars`, `${stars} stars`)
  return { good, bad }
}

function labelFor(good: readonly string[], bad: readonly string[], instructions: string): Label {
  const offered = (label: Label): boolean => new RegExp(`\\b${label}\\b`, 'iu').test(instructions)
  const closed = offered('positive') && offered('negative')
  const larger: Label = good.length > bad.length ? 'positive' : 'negative'
  if (good.length === 0 && bad.length === 0)
    return closed && !offered('neutral') && !offered('mixed') ? 'positive' : 'neutral'
  if (Math.min(good.length, bad.length) / Math.max(good.length, bad.length) < 0.5) return larger
  if (!closed || offered('mixed')) return 'mixed'
  return good.length === bad.length && offered('neutral') ? 'neutral' : larger
}

/** The label in the spelling of the instructions: "Positive", "positive" or "POSITIVE". */
function likeAsked(label: Label, instructions: string): string {
  const written = new RegExp(`\\b${label}\\b`, 'iu').exec(instructions)?.[0]
  return written ?? label.replace(/^./u, (first) => first.toUpperCase())
}
