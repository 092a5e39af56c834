import { styleText } from 'node:util'
import { type Graded, board, place } from './grade/board.ts'
import { card } from './grade/card.ts'
import { type Exercise, findExercises, listExercises } from './grade/exercises.ts'
import { failureInBrief, failureInFull, printedLines } from './grade/failure.ts'
import { readReportKind, writeReport } from './grade/report.ts'
import { resultOf } from './grade/sheet.ts'
import { saveGraded } from './grade/history.ts'
import { grade } from './grade/verdict.ts'
import { Oops } from './oops.ts'
import { readersPath, readOptions } from './options.ts'
import { readProgress } from './progress-file.ts'
import { solutionOf } from './solution.ts'

/**
 * `npm test [exercise …]`: grades what the reader wrote and ends in a scoreboard.
 *
 * @returns 0 when nothing that was attempted fails; with `--strict`, when everything is passed
 * @throws Oops for an exercise or an option there is not
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { strict: 'flag', stack: 'flag', report: 'value', output: 'value' })
  // For a notebook, and named nowhere else: the kit's check() asks for it.
  const wantsCards = options.report === 'card'
  const kind = typeof options.report === 'string' && !wantsCards ? readReportKind(options.report) : undefined
  if (options.output !== undefined && !kind)
    throw new Oops('--output names the file of a report: add --report=json, say.')
  const output = typeof options.output === 'string' ? readersPath(options.output) : undefined
  // A report on standard output must have it to itself.
  const say = wantsCards || (kind && !output) ? console.error : console.log
  const all = listExercises()
  const exercises = findExercises(words, all)
  const done = busy(exercises.length)
  const verdicts = await grade(exercises).finally(done)
  const graded = exercises.map((exercise, i): Graded => ({ exercise, verdict: verdicts[i]! }))
  saveGraded(graded)

  const failing = graded.filter(({ verdict }) => verdict.failures.length > 0 && verdict.state !== 'not started')
  const [first, ...others] = failing
  if (first) say(`${failureInFull(first, options.stack === true)}\n`)
  if (others.length > 0) say(`${others.map(failureInBrief).join('\n')}\n`)
  for (const { exercise, verdict } of graded) {
    if (verdict.state !== 'passed' || verdict.printed === '') continue
    say([`${exercise.id} ${exercise.title}`, ...printedLines(verdict.printed).slice(1), ''].join('\n'))
  }
  say(board(graded))
  const next = whatNext(graded, all)
  say(`\n${next}`)
  if (wantsCards)
    process.stdout.write(`${graded.map((each, i) => card(each, i === graded.length - 1 ? next : '')).join('\n')}\n`)
  const passed = graded.findLast(({ verdict }) => verdict.state === 'passed')?.exercise
  if (passed && solutionOf(passed)) say(`To compare yours with the solution, run: npm run solution ${passed.id}`)
  if (kind)
    writeReport(
      kind,
      [{ student: '', exercises: graded.map(({ exercise, verdict }) => resultOf(exercise, verdict)) }],
      output,
    )
  const unfinished = graded.some(({ verdict }) => verdict.state !== 'passed')
  return failing.length > 0 || (options.strict === true && unfinished) ? 1 : 0
}

/** Says on a terminal what takes so long. */
function busy(count: number): () => void {
  if (!process.stdout.isTTY) return () => {}
  process.stdout.write(styleText('dim', `Grading ${count === 1 ? 'one exercise' : `${count} exercises`} …`))
  return () => process.stdout.write('\r\u001B[K')
}

function whatNext(graded: readonly Graded[], all: readonly Exercise[]): string {
  const failing = graded.find(({ verdict }) => verdict.state !== 'passed' && verdict.state !== 'not started')
  if (failing) {
    const line = failing.verdict.failures[0]?.line ?? failing.verdict.line
    return `Go on with ${failing.exercise.id}:  ${place(failing.exercise, line)}`
  }
  const next = graded.find(({ verdict }) => verdict.state === 'not started')
  const nothingYet = graded.every(({ verdict }) => verdict.state === 'not started')
  if (next && nothingYet) {
    return [
      `Nothing is wrong: ${graded.length === 1 ? 'this exercise waits' : 'these exercises wait'} for you. Open`,
      `  ${place(next.exercise, next.verdict.line)}`,
      `read the task at its top, replace the line that throws, save, and run`,
      `  npm test ${next.exercise.id}`,
    ].join('\n')
  }
  if (next) return `Well done. Next is ${next.exercise.id}:  ${place(next.exercise, next.verdict.line)}`
  const progress = readProgress().exercises
  const open = all.find(({ id }) => progress[id]?.state !== 'passed')
  return open
    ? `Well done. Next is ${open.id}:  ${place(open, 1)}`
    : 'Well done. You have passed every exercise there is.'
}
