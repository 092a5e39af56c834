import { readFileSync } from 'node:fs'
import { checksIn, whatIsWrongWith } from './exercises.ts'
import { type Job, type Outcome, openGraders, runGraders } from './run.ts'
import { type TypeError, typeCheck } from './type-check.ts'
import { openTypeService } from './type-service.ts'

export type State = 'not started' | 'in progress' | 'passed' | 'does not compile' | 'missing'

export interface Failure {
  /** The check that failed; absent when it was not a check. */
  check?: string
  sentence: string
  expected?: string
  got?: string
  /** Line of the student's file to look at. */
  line: number
  stack?: string
}

export interface CheckVerdict {
  name: string
  points: number
  passed: boolean
}

export interface Verdict {
  state: State
  /** Checks. */
  passed: number
  of: number
  points: number
  ofPoints: number
  /** Every check of the exercise, in order. */
  checks: CheckVerdict[]
  failures: Failure[]
  /** What the student's code printed. */
  printed: string
  /** The line to begin with, when nothing failed. */
  line: number
}

/**
 * Grades files: runs their graders and checks their types at the same time.
 * @param timeLimit most milliseconds of silence while a file is graded
 * @param confined false for answers of our own, which need be kept neither from the machine nor from each other
 * @returns the verdicts, in the order of the jobs
 */
export function grade(jobs: readonly Job[], timeLimit?: number, confined = true): Promise<Verdict[]> {
  return gradeWith({ run: (able) => runGraders(able, timeLimit, confined), check: typeCheck }, jobs)
}

/** Grades again and again: what has to be started is started once; each exercise gets a new process all the same. */
export interface Grading {
  /** As the function `grade`, with the files as they are now. One call at a time. */
  grade(jobs: readonly Job[]): Promise<Verdict[]>
  close(): Promise<void>
}

/** Starts what grading needs. */
export async function openGrading(): Promise<Grading> {
  const types = openTypeService()
  const graders = await openGraders(undefined, true)
  return {
    grade: (jobs) => gradeWith({ run: graders.run, check: types.check }, jobs),
    async close() {
      types.close()
      await graders.close()
    },
  }
}

interface Means {
  run(jobs: readonly Job[]): Promise<Outcome[]>
  check(files: readonly string[]): Promise<Map<string, TypeError[]>>
}

async function gradeWith({ run, check }: Means, jobs: readonly Job[]): Promise<Verdict[]> {
  const texts = jobs.map(({ file }) => readIfPossible(file))
  const problems = jobs.map(({ file }) => whatIsWrongWith(file))
  const able = jobs.filter((_, i) => problems[i] === undefined)
  const [outcomes, typeErrors] = await Promise.all([
    able.length > 0 ? run(able) : [],
    check([...new Set(able.map(({ file }) => file))]),
  ])
  return jobs.map((job, i) => {
    const problem = problems[i]
    const outcome = outcomes[able.indexOf(job)]
    if (problem !== undefined || !outcome) return missing(job, problem ?? 'The file could not be read.')
    return decide(outcome, typeErrors.get(job.file) ?? [], texts[i] ?? '')
  })
}

function missing({ file, grader }: Job, problem: string): Verdict {
  const sentence = `${problem} To get it back as it was, run: git checkout -- ${relativeName(file)}`
  return {
    state: 'missing',
    passed: 0,
    of: 0,
    points: 0,
    ofPoints: 0,
    checks: checksIn(grader).map((check) => ({ ...check, passed: false })),
    failures: [{ sentence, line: 1 }],
    printed: '',
    line: 1,
  }
}

function relativeName(file: string): string {
  return file.replaceAll('\\', '/').split('/').slice(-3).join('/')
}

function decide(outcome: Outcome, typeErrors: readonly TypeError[], text: string): Verdict {
  const { checks } = outcome
  const verdict: Verdict = {
    state: 'in progress',
    passed: checks.filter(({ passed }) => passed).length,
    of: checks.length,
    points: sum(checks.filter(({ passed }) => passed)),
    ofPoints: sum(checks),
    checks: checks.map(({ name, points, passed }) => ({ name, points, passed })),
    failures: [
      ...typeFailures(typeErrors),
      ...processFailures(outcome, text),
      ...checkFailures(outcome, text, typeErrors.length > 0),
    ],
    printed:
      (checks.find(({ passed, record }) => !passed && record?.printed) ?? checks.find(({ record }) => record?.printed))
        ?.record?.printed ?? '',
    line: lineOf(/new NotStarted\(/, text) ?? 1,
  }
  const untouched = checks.length > 0 && checks.every(({ record }) => record?.notStarted)
  if (typeErrors.length > 0) verdict.state = 'does not compile'
  else if (untouched && outcome.errors.length === 0) verdict.state = 'not started'
  else if (verdict.failures.length === 0 && verdict.of > 0 && verdict.passed === verdict.of) verdict.state = 'passed'
  return verdict
}

function sum(checks: Outcome['checks']): number {
  return checks.reduce((points, check) => points + check.points, 0)
}

function typeFailures(errors: readonly TypeError[]): Failure[] {
  return errors
    .slice(0, 3)
    .map(({ line, message }) => ({ sentence: `TypeScript does not accept line ${line}: ${message}`, line }))
}

/** What befell the process as a whole. */
function processFailures({ checks, killed, errors }: Outcome, text: string): Failure[] {
  if (checks.length === 0) {
    const why = errors[0] ?? 'its process ended before it began. To see why, run npm run doctor'
    return [{ sentence: `The grader of this exercise could not be run: ${why}`, line: 1 }]
  }
  if (killed) {
    const sentence = 'Your code never came to an end and had to be stopped. Is there a loop whose condition stays true?'
    return [{ sentence, line: lineOf(/\b(for|while)\b/, text) ?? 1 }]
  }
  const died = errors.find((message) => message.includes('exited unexpectedly'))
  if (died) {
    const why = /memory|SIGABRT|code 134/i.test(died) ? 'It ran out of memory' : 'It ended the whole program'
    return [{ sentence: `Your code did not let the checks finish. ${why}: leave out what stops the process.`, line: 1 }]
  }
  if (errors.length > 0 && checks.every(({ passed }) => passed)) {
    return [{ sentence: `Something your code started failed, and nobody was waiting for it: ${errors[0]}`, line: 1 }]
  }
  return []
}

function checkFailures({ checks, killed, errors }: Outcome, text: string, broken: boolean): Failure[] {
  return checks
    .filter(({ passed }) => !passed)
    .flatMap(({ name, record, error }): Failure[] => {
      if (record?.notStarted) {
        const line = lineOf(/new NotStarted\(/, text) ?? 1
        return [{ check: name, sentence: 'There is still a hole in your code, a line that throws NotStarted.', line }]
      }
      const mistake = record?.mistake
      // TypeScript has said it, and where.
      if (mistake?.sentence.startsWith('Your file has a syntax error') && broken) return []
      if (!mistake) {
        // The checks after the one that ended the process never ran; that is said once, above.
        if (killed || errors.length > 0) return []
        return [{ check: name, sentence: error ?? 'This check did not come to an end.', line: 1 }]
      }
      const { sentence, expected, got, at, name: exported, stack } = mistake
      const line =
        mistake.line ??
        (at ? lineOf(new RegExp(at.source, at.flags), text) : undefined) ??
        (exported ? lineOf(new RegExp(`\\bexport\\b.*\\b${exported}\\b`), text) : undefined) ??
        lineOf(/\bexport\b/, text) ??
        1
      return [
        {
          check: name,
          sentence,
          line,
          ...(expected !== undefined && { expected }),
          ...(got !== undefined && { got }),
          ...(stack !== undefined && { stack }),
        },
      ]
    })
}

/** An import, a comment, or a line that says only what type something is: a field, a parameter, the end of a signature. */
const idle =
  /^\s*(\/\/|import\b)|^\s*\w+\??: .*\b(string|number|boolean|void|unknown|(?<=\| )undefined)\b[>\])]*[,;]?$|^\): .*\{$/

/** The first line of code that matches and does something. */
function lineOf(pattern: RegExp, text: string): number | undefined {
  const blanked = text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  const index = blanked.split('\n').findIndex((line) => !idle.test(line) && pattern.test(line))
  return index < 0 ? undefined : index + 1
}

function readIfPossible(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
