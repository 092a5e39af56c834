import { empty, stem, wordsOf } from '../words.ts'
import { materialOf, sentencesOf, type Skill, type Task } from './skill.ts'

const command = /\b(?:summari[sz]e|summary of|sum up|tl;?dr|shorten|condense)\b/iu

/** "Summarise …": picks the user's own sentences that say most. */
export const summarise: Skill = (task) => {
  if (!command.test(task.message.slice(0, 200))) return undefined
  const material = materialOf(task)
  if (material === undefined && !/^(?:please )?(?:summari[sz]e|sum up|tl;?dr)/iu.test(task.message)) return undefined
  if (material === undefined)
    return ['Please send me the text too, for example after a colon. Then I can summarise it.']
  return summaryOf(material, task)
}

/** The summary of a text; how long it may be is read from the message and the system prompt. */
export function summaryOf(text: string, { message, system }: Task): readonly string[] {
  const sentences = sentencesOf(text)
  if (sentences.length === 0) return ['There is no text to summarise.']
  const asked = sentencesAsked(`${system}\n${message.slice(0, 200)}`)
  const wanted = Math.min(asked ?? (sentences.length > 4 ? 2 : 1), sentences.length)
  const best = strongest(sentences, wanted)
  if (/\bbullet/iu.test(`${system}\n${message.slice(0, 200)}`))
    return [best.map((sentence) => `- ${sentence}`).join('\n')]
  const summary = best.join(' ')
  return [summary, `In short: ${summary}`]
}

const amounts = ['', 'one', 'two', 'three', 'four', 'five']

function sentencesAsked(text: string): number | undefined {
  const asked =
    /\b(one|two|three|four|five|a single|[1-9])[ -](?:short |simple |brief )?(?:sentences?|bullet points?|bullets?|points|lines?)\b/iu.exec(
      text,
    )?.[1]
  if (!asked) return undefined
  if (/^a single$/iu.test(asked)) return 1
  return Number(asked) || Math.max(1, amounts.indexOf(asked.toLowerCase()))
}

/** The sentences with the words that the text uses most; earlier ones are preferred, their order is kept. */
function strongest(sentences: readonly string[], wanted: number): string[] {
  const stems = sentences.map((sentence) =>
    wordsOf(sentence)
      .map(stem)
      .filter((each) => !empty.has(each)),
  )
  const counts = new Map<string, number>()
  for (const each of stems.flat()) counts.set(each, (counts.get(each) ?? 0) + 1)
  const scored = sentences.map((sentence, place) => {
    const words = stems[place] ?? []
    const sum = [...new Set(words)].reduce((total, each) => total + (counts.get(each) ?? 0), 0)
    return { sentence, place, score: (sum / Math.sqrt(words.length + 4)) * (place === 0 ? 1.4 : 1) }
  })
  return scored
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, wanted)
    .toSorted((a, b) => a.place - b.place)
    .map(({ sentence }) => sentence)
}
