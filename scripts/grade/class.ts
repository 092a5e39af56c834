import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../lessons.ts'
import type { Exercise } from './exercises.ts'
import { type HandedIn, readHandedIn } from './handed-in.ts'
import type { Entry } from './ledger.ts'
import type { Job } from './run.ts'
import { type ExerciseResult, resultOf } from './sheet.ts'
import { type Grading, type Verdict, openGrading } from './verdict.ts'

/** Exercises that are graded in one go: enough to keep every processor busy, few enough to lose little when it is stopped. */
const AT_ONCE = 32
/** Exercises after which vitest is started anew, since it remembers every file it has seen. */
const FRESH_AFTER = 640

/**
 * Grades what was handed in, with this workbook's graders, and nothing of a folder but the text of the exercises. A few folders at a
 * time are in memory.
 *
 * @param folders in the order in which they are graded
 * @param graded told of each few folders when they are done
 * @param skip true for a folder whose result is known already
 */
export async function gradeClass(
  folders: readonly string[],
  exercises: readonly Exercise[],
  graded: (entries: Entry[], skipped: number) => void,
  skip: (handedIn: { folder: string; hash: string }) => boolean,
): Promise<void> {
  const home = join(root, '.workbook')
  mkdirSync(home, { recursive: true })
  const scratch = mkdtempSync(join(home, `class-${process.pid}-`))
  // Stopped or not, no copies are left behind.
  const clear = () => rmSync(scratch, { recursive: true, force: true })
  process.once('exit', clear)
  const graders = hashOfGraders(exercises)
  const untouched = new Map<string, Verdict>()
  let grading: Grading | undefined
  let count = 0
  let sinceFresh = 0
  const gradeThem = async (batch: HandedIn[]) => {
    if (batch.length === 0) return
    grading ??= await openGrading()
    const copies = join(scratch, String(count))
    graded(await gradeBatch(batch, exercises, grading, copies, untouched), 0)
    rmSync(copies, { recursive: true, force: true })
    count++
    sinceFresh += batch.length * exercises.length
    if (sinceFresh < FRESH_AFTER) return
    await grading.close()
    grading = undefined
    sinceFresh = 0
  }
  try {
    let batch: HandedIn[] = []
    for (const folder of folders) {
      const handedIn = readHandedIn(folder, exercises)
      handedIn.hash = `${graders}-${handedIn.hash.slice(0, 16)}`
      if (skip(handedIn)) {
        graded([], 1)
        continue
      }
      batch.push(handedIn)
      if (batch.length * exercises.length < AT_ONCE) continue
      await gradeThem(batch)
      batch = []
    }
    await gradeThem(batch)
  } finally {
    await grading?.close()
    process.off('exit', clear)
    clear()
  }
}

async function gradeBatch(
  batch: readonly HandedIn[],
  exercises: readonly Exercise[],
  grading: Grading,
  copies: string,
  untouched: Map<string, Verdict>,
): Promise<Entry[]> {
  const tasks = batch.flatMap((handedIn, i) =>
    handedIn.problem === undefined
      ? exercises.map((exercise) => taskOf(handedIn, exercise, join(copies, String(i))))
      : [],
  )
  const known = (task: Task) => (task.isUntouched ? untouched.get(task.exercise.id) : undefined)
  // The same untouched text gets the same verdict: it is graded once for the whole class.
  const open = tasks.filter(
    (task, i) =>
      !known(task) &&
      !(task.isUntouched && tasks.findIndex((each) => each.isUntouched && each.exercise === task.exercise) < i),
  )
  const verdicts = await grading.grade(open.map(({ job }) => job))
  // A machine that was busy with something else is no fault of the student's: what took too long is tried once more, by itself.
  for (const [i, verdict] of verdicts.entries())
    if (verdict.failures.some(({ sentence }) => tookTooLong.test(sentence)))
      verdicts[i] = (await grading.grade([open[i]!.job]))[0]!
  open.forEach(({ isUntouched, exercise }, i) => {
    if (isUntouched) untouched.set(exercise.id, verdicts[i]!)
  })
  return batch.map(({ student, folder, hash, problem }) => {
    const own = tasks.filter((task) => task.student === folder)
    const results = own.map((task): ExerciseResult => {
      const verdict = known(task) ?? verdicts[open.indexOf(task)]!
      const result = resultOf(task.exercise, verdict)
      // How to get a file back is for students; the teacher wants to know what was wrong.
      for (const check of verdict.state === 'missing' ? result.checks : [])
        check.sentence = check.sentence?.replace(/ To get it back .*/s, '') ?? ''
      return result
    })
    return { student, folder, hash, ...(problem !== undefined && { problem }), exercises: results }
  })
}

/** As verdicts say it. */
const tookTooLong = /(come|came) to an end/

interface Task {
  /** The folder it is from. */
  student: string
  exercise: Exercise
  job: Job
  /** True when the text is still the published one. */
  isUntouched: boolean
}

/** Copies an exercise into this workbook, where it finds the packages. */
function taskOf({ folder, texts }: HandedIn, exercise: Exercise, copy: string): Task {
  const file = join(copy, 'exercises', exercise.lesson, `${exercise.name}.ts`)
  const text = texts.get(exercise.id)
  if (text !== undefined) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return {
    student: folder,
    exercise,
    job: { grader: exercise.grader, file },
    isUntouched: text === readIfThere(exercise.file),
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Changes when the graders do, or the language they are written in. What answers run on, the packages and the simulated providers, is
 * taken to be the same.
 */
function hashOfGraders(exercises: readonly Exercise[]): string {
  const hash = createHash('sha256')
  const language = join(root, 'scripts/grade')
  for (const name of readdirSync(language).sort())
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(readFileSync(join(language, name)))
  for (const { grader } of exercises) hash.update(readFileSync(grader))
  return hash.digest('hex').slice(0, 16)
}
