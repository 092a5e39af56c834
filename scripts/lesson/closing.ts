import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listLessons, root } from '../lessons.ts'
import type { Lesson } from '../lessons.ts'

/** What the tape adds up. */
interface Total {
  calls: number
  inputTokens: number
  outputTokens: number
  cost: number
}

/** `7 calls · 412 tokens in · 268 out · would have cost $0.00020`. */
export function totalLine({ calls, inputTokens, outputTokens, cost }: Total, live: boolean): string {
  if (calls === 0) return 'no calls'
  const count = (n: number) => n.toLocaleString('en')
  return [
    `${count(calls)} call${calls === 1 ? '' : 's'}`,
    `${count(inputTokens)} tokens in`,
    `${count(outputTokens)} out`,
    `${live ? 'cost' : 'would have cost'} ${dollars(cost)}`,
  ].join(' · ')
}

/** US dollars; amounts under a cent with two digits that count. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0'
  if (amount >= 0.995) return `$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  const digits = Math.min(Math.max(1 - Math.floor(Math.log10(amount)), 2), 12)
  return `$${amount.toFixed(digits)}`
}

/** What the reader may do after a lesson: one line for each. */
export function nextSteps(lesson: Lesson): string[] {
  const lessons = listLessons()
  const next = lessons[lessons.findIndex(({ number }) => number === lesson.number) + 1]
  const exercises = existsSync(join(root, 'exercises', lesson.folder))
  return [
    ...(exercises ? [`npm test ${lesson.number}          grades the exercises in exercises/${lesson.folder}`] : []),
    ...(next ? [`npm run lesson ${next.number}    goes on`] : []),
    ...(exercises || next ? [] : ['npm start         shows the menu']),
  ]
}
