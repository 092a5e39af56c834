import { sentimentOf } from '../skills/sentiment.ts'
import { stem, wordsOf } from '../words.ts'
import { hints } from './names.ts'
import type { Made, Place } from './place.ts'
import { type Schema, validates } from './schema.ts'
import { type Slot, type Source, spokenName } from './slot.ts'

/** Of a few values the one that the text names, or means. */
export function ofEnum(schema: Schema, place: Place): Made {
  const choices = schema.enum?.filter((each) => validates(each, schema, place.root)) ?? []
  const { source, slot } = place
  for (const text of [source.text, source.wider]) {
    const said = choices.find((each) => each !== null && isNamed(String(each), text, slot))
    if (said !== undefined) return { value: said, isSaid: true }
  }
  const mood = moodOf(choices, source)
  if (mood !== undefined) return { value: mood, isSaid: true }
  for (const each of choices) {
    const hint = typeof each === 'string' ? hints.get(each.toLowerCase()) : undefined
    if (hint?.test(source.text)) return { value: each, isSaid: true }
  }
  if (schema.default !== undefined && choices.includes(schema.default)) return { value: schema.default, isSaid: false }
  const open = choices.find(
    (each) =>
      each === null || /^(?:other|unknown|none|neutral|general|medium|normal|n\/a|unspecified)$/iu.test(String(each)),
  )
  return { value: open === undefined ? (choices[0] ?? schema.enum?.[0] ?? null) : open, isSaid: false }
}

/** Whether a text names one of the choices: in whole words, each in its stem. */
export function isNamed(choice: string, text: string, slot: Slot): boolean {
  if (choice.length < 2 || /^\d+$/u.test(choice)) {
    return (
      new RegExp(String.raw`(?<![\p{L}\d])${choice.replace(/[^\p{L}\d]/gu, String.raw`\$&`)}(?![\p{L}\d])`, 'u').test(
        text,
      ) && slot.name !== ''
    )
  }
  const wanted = wordsOf(spokenName(choice)).map(stem)
  const said = wordsOf(text).map(stem)
  return wanted.length > 0 && said.some((_, at) => wanted.every((each, offset) => said[at + offset] === each))
}

/** Positive, negative, neutral: judged, not looked up. */
function moodOf(choices: readonly unknown[], { text, wider }: Source): unknown {
  const find = (name: string): unknown => choices.find((each) => String(each).toLowerCase() === name)
  if (find('positive') === undefined || find('negative') === undefined) return undefined
  const material = /[:"“\n]\s*(\S[\s\S]{5,})$/u.exec(text)?.[1] ?? text
  const [answer = ''] = sentimentOf(material || wider, {
    message: '',
    system: 'Answer with one word.',
    earlier: [],
    lastAnswer: '',
  })
  return find(answer.toLowerCase().replace(/[^a-z]/gu, '')) ?? find('neutral')
}

/** Whether what is asked after is said, and not denied. */
export function ofBoolean(schema: Schema, { slot, source }: Place): Made {
  const about = [...slot.words].filter(
    (each) => !/^(?:is|has|have|can|should|ha|wa|include|enable|need|want|requir|send|with|available)/u.test(each),
  )
  for (const text of [source.text, source.wider]) {
    const said = wordsOf(text)
    const at = said.findIndex((each) => about.includes(stem(each)))
    if (at === -1) continue
    const negated =
      said
        .slice(Math.max(0, at - 3), at)
        .some((each) => /^(?:no|not|without|never|don['’]t|isn['’]t|doesn['’]t|neither|exclude|except)$/u.test(each)) ||
      said[at + 1] === 'free'
    return { value: !negated, isSaid: true }
  }
  if (/positive|recommend|satisf|happy/u.test(slot.name))
    return { value: moodOf(['positive', 'negative'], source) === 'positive', isSaid: true }
  return { value: typeof schema.default === 'boolean' ? schema.default : false, isSaid: false }
}
