import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listExercises } from './grade/exercises.ts'
import { type Scaffold, scaffold } from './grade/scaffold.ts'
import { listLessons, root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * `npm run new exercise 3.5 stop-sequences`: writes every file of a new exercise as a small one that works, to be changed into the
 * one it shall be. Overwrites nothing.
 * @throws Oops for a number that is taken or has no lesson, or a name that is none
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const [what, id = '', ...name] = words
  const example = 'npm run new exercise 1.5 stop-sequences'
  if (what !== 'exercise') throw new Oops(`What shall be new? To begin an exercise, run: ${example}`)
  const plan = planFor(
    id,
    name
      .join('-')
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, '-'),
    example,
  )
  const readme = join(root, 'exercises', plan.lesson, 'README.md')
  const { files, section } = scaffold(plan)
  const there = Object.keys(files).find((path) => existsSync(join(root, path)))
  if (there) throw new Oops(`${there} is there already and was not touched: choose another number or name.`)
  for (const [path, text] of Object.entries(files)) write(join(root, path), text)
  format(Object.keys(files))
  const before = existsSync(readme)
    ? `${readFileSync(readme, 'utf8').trimEnd()}\n`
    : `# Exercises ${plan.number}: ${plan.topic}\n`
  write(readme, `${before}\n${section}`)
  const lines = Object.keys(files).map((path) => `  ${path}`)
  console.log(
    [`Exercise ${plan.id} is there, and works as it is:`, ...lines, `  exercises/${plan.lesson}/README.md`].join('\n'),
  )
  console.log(
    [
      '',
      'Change it into yours: the task, the grader, the solution, the two wrong and the two',
      'other answers, the three hints. To see that they fit together, run:',
      '  npx vitest run scripts/grade/proof.test.ts',
    ].join('\n'),
  )
  return 0
}

function planFor(id: string, name: string, example: string): Scaffold {
  const [, lessonNumber, exerciseNumber] = /^0*([1-9]\d?)[.-]0*([1-9]\d?)$/.exec(id) ?? []
  if (id === '') throw new Oops(`Which number shall it have, and which name? Write both, as in ${example}`)
  if (!lessonNumber || !exerciseNumber) {
    throw new Oops(`"${id}" is no number of an exercise: write the lesson, a dot and the exercise, as in ${example}`)
  }
  if (!/^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(name)) {
    throw new Oops(`The name has to be words of letters and digits with hyphens between them, as in ${example}`)
  }
  const lesson = listLessons().find(({ number }) => number === Number(lessonNumber))
  if (!lesson) throw new Oops(`There is no lesson ${lessonNumber} to put an exercise into: write the lesson first.`)
  const own = `${lessonNumber}.${exerciseNumber}`
  const taken = listExercises().find((exercise) => exercise.id === own)
  if (taken) {
    const here = listExercises().filter((exercise) => exercise.lesson === taken.lesson)
    const free = 1 + Math.max(...here.map((exercise) => Number(exercise.id.split('.')[1])))
    throw new Oops(`Exercise ${own} is there already, ${taken.title}. The next free number is ${lessonNumber}.${free}.`)
  }
  return {
    id: own,
    number: lesson.number,
    lesson: lesson.folder,
    topic: lesson.name.replaceAll('-', ' '),
    file: `${exerciseNumber}-${name}`,
    name,
  }
}

/** Breaks lines where the length of the name asks for it. */
function format(paths: string[]): void {
  const script = join(root, 'node_modules/oxfmt/bin/oxfmt')
  if (existsSync(script)) spawnSync(process.execPath, [script, ...paths], { cwd: root })
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
