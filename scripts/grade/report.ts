import { appendFileSync, writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { Oops } from '../oops.ts'
import { type CheckResult, type ExerciseResult, type Sheet, pointsOf } from './sheet.ts'

/** The forms in which machines are told what was graded. */
const reportKinds = ['json', 'junit', 'csv', 'github', 'classroom50'] as const
export type ReportKind = (typeof reportKinds)[number]

/** @throws Oops for a kind of report there is not */
export function readReportKind(word: string): ReportKind {
  const kind = reportKinds.find((each) => each === word)
  if (kind) return kind
  throw new Oops(`There is no report "${word}". The reports are ${reportKinds.join(', ')}; write --report=json, say.`)
}

/**
 * Writes a report, a sheet at a time, so that a class of any size fits.
 * @param sheets the reader's own work, or that of each student
 * @param output a file; without one it goes to standard output, except for Classroom 50, which looks for result.json
 * @throws Oops when the file cannot be written
 */
export function writeReport(kind: ReportKind, sheets: Iterable<Sheet>, output?: string): void {
  const file = output ?? (kind === 'classroom50' ? 'result.json' : undefined)
  if (file === undefined) {
    for (const text of report(kind, sheets)) process.stdout.write(text)
    return
  }
  try {
    writeFileSync(file, '')
    for (const text of report(kind, sheets)) appendFileSync(file, text)
  } catch (error) {
    throw new Oops(`The report could not be written to ${file}: ${(error as Error).message}. Choose another --output.`)
  }
}

/** A report, piece by piece. */
export function report(kind: ReportKind, sheets: Iterable<Sheet>): Iterable<string> {
  return { json, junit, csv, github, classroom50 }[kind](sheets)
}

function* json(sheets: Iterable<Sheet>): Iterable<string> {
  let first = true
  yield '{\n  "version": 1,\n  "students": ['
  for (const sheet of sheets) {
    yield `${first ? '' : ','}\n    ${JSON.stringify({ ...sheet, ...pointsOf(sheet) })}`
    first = false
  }
  yield '\n  ]\n}\n'
}

function* junit(sheets: Iterable<Sheet>): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="exercises">\n'
  for (const { student, problem, exercises } of sheets) {
    const prefix = student ? `${student}: ` : ''
    if (problem !== undefined) {
      yield `  <testsuite name="${xml(student)}" tests="1" failures="0" errors="1" skipped="0">\n    <testcase name="submission" classname="${xml(student)}">\n      <error message="${xml(problem)}"/>\n    </testcase>\n  </testsuite>\n`
    }
    for (const exercise of exercises) {
      const cases = exercise.checks.map((check) => testcase(exercise, check, prefix))
      const skipped = exercise.state === 'not started' ? cases.length : 0
      const failed = failedIn(exercise).length
      yield `  <testsuite name="${xml(`${prefix}${exercise.id} ${exercise.title}`)}" file="${xml(exercise.file)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}">\n${cases.join('')}  </testsuite>\n`
    }
  }
  yield '</testsuites>\n'
}

function testcase(exercise: ExerciseResult, check: CheckResult, prefix: string): string {
  const start = `    <testcase name="${xml(check.name)}" classname="${xml(`${prefix}${exercise.id}`)}" file="${xml(exercise.file)}" line="${exercise.line}"`
  if (exercise.state === 'not started') return `${start}>\n      <skipped message="not started"/>\n    </testcase>\n`
  const [failure] = failedIn(exercise).filter(({ name }) => name === check.name)
  return failure ? `${start}>\n      <failure message="${xml(failure.sentence)}"/>\n    </testcase>\n` : `${start}/>\n`
}

function* csv(sheets: Iterable<Sheet>): Iterable<string> {
  yield 'student,exercise,title,state,check,passed,points,of,sentence\n'
  for (const { student, problem, exercises } of sheets) {
    if (problem !== undefined) yield row([student, '', '', 'no submission', '', 'no', 0, 0, problem])
    for (const { id, title, state, checks } of exercises)
      for (const { name, passed, points, sentence } of checks)
        yield row([student, id, title, state, name, passed ? 'yes' : 'no', passed ? points : 0, points, sentence ?? ''])
  }
}

/** GitHub's annotations, which it shows beside the lines of a change, and a table for the summary of a run. */
function* github(sheets: Iterable<Sheet>): Iterable<string> {
  let table = '| Student | Exercise | State | Points |\n|---|---|---|---|\n'
  for (const { student, problem, exercises } of sheets) {
    if (problem !== undefined) {
      yield `::error title=${property(student)}::${data(problem)}\n`
      table += `| ${cell(student)} | | ${cell(problem)} | 0 |\n`
    }
    for (const exercise of exercises) {
      const { id, title, file, line, state, points, ofPoints } = exercise
      const [failure] = failedIn(exercise)
      const where = student ? '' : `file=${property(file)},line=${line},`
      const who = student ? `${student}, ` : ''
      if (failure) yield `::error ${where}title=${property(`${who}${id} ${title}`)}::${data(failure.sentence)}\n`
      table += `| ${cell(student)} | ${id} ${cell(title)} | ${state} | ${points}/${ofPoints} |\n`
    }
  }
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (summary) appendFileSync(summary, table)
  else yield `\n${table}`
}

/** One student's result, as the autograder of Classroom 50 reads it. */
function* classroom50(sheets: Iterable<Sheet>): Iterable<string> {
  const [sheet, ...others] = sheets
  if (!sheet || others.length > 0 || sheet.student) {
    throw new Oops(
      'Classroom 50 wants the result of one student: in their folder, run npm test -- --report=classroom50',
    )
  }
  const tests = sheet.exercises.flatMap((exercise) => {
    const failed = failedIn(exercise)
    return exercise.checks.map(({ name, points }) => {
      const passed = exercise.state !== 'not started' && !failed.some((each) => each.name === name)
      return { 'test-name': `${exercise.id} ${name}`, passed, score: passed ? points : 0, 'max-score': points }
    })
  })
  const env = (name: string) => process.env[name] ?? ''
  const now = `${new Date().toISOString().slice(0, 19)}Z`
  // Who it is about, the runner tells in the environment.
  const identity = {
    classroom: env('CLASSROOM'),
    assignment: env('ASSIGNMENT'),
    submission: env('SUBMISSION_TAG'),
    commit: env('COMMIT_URL'),
    release: env('RELEASE_URL'),
    review: env('REVIEW_URL') || env('COMMIT_URL'),
    datetime: now,
    graded_at: now,
  }
  const sum = (key: 'score' | 'max-score') => tests.reduce((total, test) => total + test[key], 0)
  const result = {
    schema: 'classroom50/result/v1',
    ...identity,
    score: sum('score'),
    'max-score': sum('max-score'),
    tests,
  }
  yield `${JSON.stringify(result, null, 2)}\n`
}

/** The checks that failed; what is not started has failed none. */
function failedIn({ state, checks }: ExerciseResult): { name: string; sentence: string }[] {
  if (state === 'not started') return []
  return checks
    .filter(({ passed }) => !passed)
    .map(({ name, sentence }) => ({ name, sentence: sentence ?? 'This check failed.' }))
}

function xml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return (
    stripVTControlCharacters(text)
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
      .replaceAll('\n', '&#10;')
  )
}

/** A line of CSV. A cell that a spreadsheet would take for a formula is made plain text. */
function row(cells: readonly (string | number)[]): string {
  const quoted = cells.map((value) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\n`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function cell(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[|<&\\`]/g, (sign) => `\\${sign}`)
}
