import { availableParallelism, totalmem } from 'node:os'
import { findLesson, listLessons, type Lesson } from './lessons.ts'
import { importNotebook } from './notebook/import.ts'
import { updateNotebook, type Outcome, type Wish } from './notebook/update.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/** Most milliseconds for one cell. */
const timeout = 60_000

/**
 * `npm run notebooks`: writes every lesson's notebook from its lesson.ts. `--execute` runs the cells and keeps what they show,
 * `--check` runs them and only compares; a lesson's number or name restricts it to that lesson. `--import` goes the other way.
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { execute: 'flag', check: 'flag', import: 'flag' })
  const lessons = words.length > 0 ? words.map(findLesson) : listLessons()
  if (options.import) {
    if (words.length === 0)
      throw new Oops('Say which notebook to bring back into its lesson: npm run notebooks 1 --import.')
    for (const lesson of lessons) console.log(importNotebook(lesson))
    return 0
  }
  const check = options.check === true
  const outcomes = await updateAll(lessons, { execute: check || options.execute === true, check, timeout })
  for (const { ok, message } of outcomes) (ok ? console.log : console.error)(message)
  return outcomes.every(({ ok }) => ok) ? 0 : 1
}

/** Memory a machine should have for each notebook that runs, in bytes: it takes half of that, in two processes, one of them a compiler. */
const memory = 2e9

/** Updates several notebooks at once, as many as processors and memory allow; the outcomes come in the order of the lessons. */
async function updateAll(lessons: readonly Lesson[], wish: Wish): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const queue = [...lessons.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, lesson] = next
      outcomes[index] = await updateNotebook(lesson, wish).catch(tell)
    }
  }
  // A container may have less than the machine; 0 says that it has not.
  const all = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  const room = Math.max(1, Math.floor(all / memory))
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), room) }, worker))
  return outcomes
}

/** A lesson that cannot be read is this lesson's outcome and does not keep the others from theirs. */
function tell(error: unknown): Outcome {
  if (!(error instanceof Oops)) throw error
  return { ok: false, message: error.message }
}
