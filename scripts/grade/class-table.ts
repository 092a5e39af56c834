import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { type Sheet, pointsOf } from './sheet.ts'

/** Checks that are named as the hardest. */
const MOST_FAILED = 5
const WIDEST_NAME = 28

/** The class as a table: a line for each student, then the checks that most of them failed. One sheet at a time is in memory. */
export function* classTable(sheets: Iterable<Sheet>): Generator<string> {
  const failed = new Map<string, { students: number; attempted: number }>()
  let students = 0
  let none = 0
  let earned = 0
  let most = 0
  yield styleText('bold', `    ${'Student'.padEnd(WIDEST_NAME)}  ${'Passed'.padStart(8)}  ${'Points'.padStart(9)}`)
  for (const sheet of sheets) {
    students++
    const name = fitted(sheet.student || '(no name)')
    if (sheet.problem !== undefined) {
      none++
      yield `  ${styleText('red', '✗')} ${name}  ${sheet.problem}`
      continue
    }
    const { points, ofPoints, passed } = pointsOf(sheet)
    earned += points
    most += ofPoints
    const all = passed === sheet.exercises.length
    const sign = all ? styleText('green', '✓') : points > 0 ? '·' : styleText('red', '✗')
    yield `  ${sign} ${name}  ${`${passed}/${sheet.exercises.length}`.padStart(8)}  ${`${points}/${ofPoints}`.padStart(9)}`
    for (const { id, checks, state } of sheet.exercises) {
      for (const { name: check, passed: isPassed } of state === 'not started' || state === 'missing' ? [] : checks) {
        const key = `${id} ${check}`
        const count = failed.get(key) ?? { students: 0, attempted: 0 }
        failed.set(key, { students: count.students + (isPassed ? 0 : 1), attempted: count.attempted + 1 })
      }
    }
  }
  const hardest = [...failed]
    .filter(([, count]) => count.students > 0)
    .sort(([, a], [, b]) => b.students - a.students)
    .slice(0, MOST_FAILED)
  if (hardest.length > 0) {
    yield `\n${styleText('bold', 'Most failed, of those who tried')}`
    for (const [check, count] of hardest) yield `  ${`${count.students} of ${count.attempted}`.padStart(9)}  ${check}`
  }
  const average = students - none > 0 ? ` · ${(earned / (students - none)).toFixed(1)} points on average` : ''
  const without = none > 0 ? ` · ${none} without a submission` : ''
  yield `\n  ${students} ${students === 1 ? 'student' : 'students'}${without}${average}${most > 0 ? ` · ${Math.round((100 * earned) / most)} %` : ''}`
}

function fitted(name: string): string {
  let text = name
  while (stringWidth(text) > WIDEST_NAME) text = `${text.slice(0, -2)}…`
  return text + ' '.repeat(WIDEST_NAME - stringWidth(text))
}
