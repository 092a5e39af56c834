// One side of save-to-verdict.ts: watches an exercise and, asked for the next verdict, tells when there is one.
import { createVitest } from 'vitest/node'
import type { Exercise } from '../grade/exercises.ts'
import { findExercises } from '../grade/exercises.ts'
import { exercisesProject } from '../grade/project.ts'
import { openGrading } from '../grade/verdict.ts'
import { root } from '../lessons.ts'
import { watchSaves } from '../watch/saves.ts'

const [side, id = ''] = process.argv.slice(2)
const [exercise] = findExercises([id])
if (!exercise) throw new Error(`There is no exercise ${id}.`)

const tell = () => void process.send?.('verdict')
if (side === 'ours') await watchAsWeDo(exercise)
else await watchAsVitestDoes(exercise)
// What it is asked needs no answer but the next verdict; listening keeps the process alive.
process.on('message', () => {})
process.send?.('ready')

async function watchAsWeDo(exercise: Exercise): Promise<void> {
  const grading = await openGrading()
  await grading.grade([exercise])
  watchSaves([exercise], async () => {
    await grading.grade([exercise])
    tell()
  })
}

async function watchAsVitestDoes(exercise: Exercise): Promise<void> {
  const { test, plugins } = exercisesProject()
  let isWatching = false
  const onTestRunEnd = () => void (isWatching && tell())
  const vitest = await createVitest(
    { root, config: false, watch: true, reporters: [{ onTestRunEnd }], ...test },
    { plugins: plugins ?? [], server: { watch: {} } },
  )
  await vitest.start([exercise.grader])
  isWatching = true
}
