import { statSync } from 'node:fs'
import { join } from 'node:path'
import { classTable } from './grade/class-table.ts'
import { gradeClass } from './grade/class.ts'
import { findExercises, listExercises } from './grade/exercises.ts'
import { addEntries, hashesIn, newestIn } from './grade/ledger.ts'
import { readReportKind, writeReport } from './grade/report.ts'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readersPath, readOptions } from './options.ts'

/**
 * `npm run grade -- ../submissions/*`: grades what a class handed in, a folder for each student, and ends in a table. What is graded
 * is kept in a results file, so that a run that was stopped goes on where it was.
 *
 * @returns 0 when everything could be graded, whatever the points; 1 when a folder is no submission
 * @throws Oops for folders or options there are not
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, {
    report: 'value',
    output: 'value',
    results: 'value',
    exercises: 'value',
    shard: 'value',
    merge: 'flag',
    again: 'flag',
  })
  const kind = typeof options.report === 'string' ? readReportKind(options.report) : undefined
  const output = typeof options.output === 'string' ? readersPath(options.output) : undefined
  if (kind === 'classroom50')
    throw new Oops(
      'A report for Classroom 50 is about one student: run npm test -- --report=classroom50 in their folder.',
    )
  if (output !== undefined && !kind) throw new Oops('--output names the file of a report: add --report=csv, say.')
  if (words.length === 0) {
    throw new Oops(
      options.merge
        ? 'Name the results files to merge: npm run grade -- --merge results-*.jsonl'
        : 'Name the folders that were handed in: npm run grade -- ../submissions/*',
    )
  }
  const say = kind && output === undefined ? console.error : console.log

  let files = words.map((word) => readersPath(word))
  let wanted: Set<string> | undefined
  if (options.merge) {
    const lost = files.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile())
    if (lost) throw new Oops(`There is no results file ${lost}. Name those that npm run grade wrote.`)
    const strange = files.find((file) => newestIn([file]).next().done)
    if (strange) throw new Oops(`There are no results in ${strange}. Name files that npm run grade wrote.`)
  } else {
    const exercises = findExercises(
      typeof options.exercises === 'string' ? options.exercises.split(/[,\s]+/) : [],
      listExercises(),
    )
    const folders = sharded([...new Set(files)].sort(), options.shard)
    const results =
      typeof options.results === 'string' ? readersPath(options.results) : join(root, '.workbook/class.jsonl')
    if (statSync(results, { throwIfNoEntry: false })?.isDirectory())
      throw new Oops(`--results=${results} is a folder; name a file, as in --results=week-1.jsonl.`)
    await gradeAll(folders, exercises, results, options.again === true, say)
    files = [results]
    wanted = new Set(folders)
  }

  for (const line of classTable(newestIn(files, wanted))) say(line)
  if (kind) writeReport(kind, newestIn(files, wanted), output)
  for (const { problem } of newestIn(files, wanted)) if (problem !== undefined) return 1
  return 0
}

async function gradeAll(
  folders: readonly string[],
  exercises: ReturnType<typeof listExercises>,
  results: string,
  again: boolean,
  say: (text: string) => void,
): Promise<void> {
  const known = again ? new Map<string, string>() : hashesIn(results)
  let done = 0
  let skipped = 0
  const stop = () => {
    console.error(`\nStopped. ${done} of ${folders.length} are graded and kept; run the same command again to go on.`)
    process.exit(130)
  }
  // Also where its window is closed.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, stop)
  await gradeClass(
    folders,
    exercises,
    (entries, passedOver) => {
      if (entries.length > 0) addEntries(results, entries)
      done += entries.length + passedOver
      skipped += passedOver
      if (process.stderr.isTTY) process.stderr.write(`\r\u001B[KGraded ${done} of ${folders.length} …`)
    },
    ({ folder, hash }) => known.get(folder) === hash,
  )
  for (const signal of signals) process.off(signal, stop)
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  if (skipped > 0)
    say(`${skipped} of ${folders.length} had not changed since they were graded; --again grades them anew.\n`)
}

/** The part of the folders that one machine of several grades, as `2/4`. */
function sharded(folders: string[], shard: string | true | undefined): string[] {
  if (typeof shard !== 'string') return folders
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).map(Number)
  if (part < 1 || part > of)
    throw new Oops(`--shard=${shard} is not a part of a whole: write --shard=1/4 for the first of four.`)
  return folders.filter((_, i) => i % of === part - 1)
}
