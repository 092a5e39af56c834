import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { listExercises } from './grade/exercises.ts'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readersPath, readOptions } from './options.ts'

/** What stays with the teacher, or belongs to this machine alone. */
const kept =
  /^(solutions|node_modules|coverage|\.git|\.workbook|\.env(?!\.example$).*|\.ipynb_checkpoints)$|\.(trace\.jsonl|har|tgz|log)$/

/**
 * `npm run handout ../for-students`: writes the student edition, the workbook without its solutions and without the tests that need them.
 * @throws Oops when the folder has something in it, or an exercise here has been worked in
 */
export async function main(args: string[]): Promise<number> {
  const { words } = readOptions(args, {})
  const [word, ...more] = words
  if (word === undefined || more.length > 0) {
    throw new Oops('Name one folder for the student edition, as in: npm run handout ../for-students')
  }
  const target = readersPath(word)
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0)) {
    throw new Oops(`${target} has something in it already: name a folder that is new or empty.`)
  }
  const worked = listExercises().find(
    ({ file }) => !existsSync(file) || !/new NotStarted\(/.test(readFileSync(file, 'utf8')),
  )
  if (worked) {
    throw new Oops(
      `Exercise ${worked.id} has been worked in here, and students should find it as it was published. Run: npm run reset ${worked.id}`,
    )
  }
  mkdirSync(target, { recursive: true })
  let files = 0
  for (const entry of readdirSync(root)) {
    if (kept.test(entry) || join(root, entry) === target) continue
    cpSync(join(root, entry), join(target, entry), {
      recursive: true,
      filter: (path) => {
        const goes = path !== target && isForStudents(path)
        if (goes && statSync(path).isFile()) files++
        return goes
      },
    })
  }
  console.log(`The student edition is in ${target}: ${files} files, without solutions.`)
  console.log('Students run npm ci in it. When they hand it in, run: npm run grade -- ../submissions/*')
  return 0
}

function isForStudents(path: string): boolean {
  const name = relative(root, path).replaceAll('\\', '/')
  if (name.split('/').some((part) => kept.test(part))) return false
  // Tests of the exercises are for students; those of the workbook itself may need its solutions.
  const isOwnTest = /\.(test|fixture)\.ts$/.test(name) && !name.startsWith('exercises/')
  return !isOwnTest || !/\bsolution/.test(readFileSync(path, 'utf8'))
}
