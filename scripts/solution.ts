import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { styleText } from 'node:util'
import { type DiffLine, diffLines } from './grade/diff.ts'
import type { Exercise } from './grade/exercises.ts'
import { oneExercise } from './grade/one-exercise.ts'
import { wrapped } from './grade/text.ts'
import { root } from './lessons.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'
import { readProgress } from './progress-file.ts'

/** Equal lines shown around a difference. */
const CONTEXT = 2

/**
 * `npm run solution 1.1`: what the reader wrote beside the solution, once it has passed or with `--show`.
 * @throws Oops when there is no such exercise, it has not passed yet, or this copy of the workbook has no solutions
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { show: 'flag' })
  const exercise = oneExercise(words, 'npm run solution')
  const { id } = exercise
  if (!options.show && readProgress().exercises[id]?.state !== 'passed') {
    throw new Oops(
      `You have not passed ${id} yet. For a hint, run: npm run hint ${id}. To see the solution all the same, run: npm run solution ${id} --show`,
    )
  }
  console.log(comparison(exercise))
  return 0
}

/**
 * The reader's file beside the solution, and where the other right answers are.
 * @throws Oops when this copy of the workbook has no solutions
 */
export function comparison(exercise: Exercise): string {
  const file = solutionOf(exercise)
  if (!file) {
    throw new Oops('This edition of the workbook comes without solutions: ask whoever gave it to you.')
  }
  const solution = readFileSync(file, 'utf8')
  const own = readable(exercise.file)
  const lines = diffLines(withoutTask(own), withoutTask(solution))
  const heading = styleText('bold', `${exercise.id} ${exercise.title} · your file and the solution`)
  const same = lines.every(({ sign }) => sign === ' ')
  const body = same
    ? ['  Your file and the solution are the same.']
    : [
        `  ${styleText('red', '- only in yours')}   ${styleText('green', '+ only in the solution')}`,
        '',
        ...excerpt(lines).map(draw),
      ]
  return [heading, '', ...body, '', ...others(exercise, file)].join('\n')
}

/** Absolute path of an exercise's solution; undefined where the workbook comes without. */
export function solutionOf({ lesson, name }: Exercise): string | undefined {
  const file = join(root, 'solutions', lesson, `${name}.ts`)
  return existsSync(file) ? file : undefined
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The task stands above the reader's code and not above the solution, which is no difference worth showing. */
function withoutTask(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/^\s*\/\*\*[\s\S]*?\*\/\r?\n/, '')
}

/** Differences with a little of what stands around them; a longer stretch of equal lines becomes undefined. */
function excerpt(lines: readonly DiffLine[]): (DiffLine | undefined)[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  )
  return lines.flatMap((line, i) => {
    if (near[i]) return [line]
    return i === 0 || near[i - 1] ? [undefined] : []
  })
}

function draw(line: DiffLine | undefined): string {
  if (!line) return styleText('dim', '  …')
  const text = `  ${line.sign} ${line.text}`.trimEnd()
  if (line.sign === ' ') return text
  return styleText(line.sign === '-' ? 'red' : 'green', text)
}

function others({ id }: Exercise, solution: string): string[] {
  const folder = solution.replace(/\.ts$/, '.also')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const path = (file: string) => relative(root, file).replaceAll('\\', '/')
  return [
    ...wrapped(`The solution: ${path(solution)}`, '  '),
    ...(names.length > 0 ? ['  Other right answers:', ...names.map((name) => `    ${path(join(folder, name))}`)] : []),
    '',
    ...wrapped(styleText('dim', `Yours is as good when it passes. To grade it, run: npm test ${id}`), '  '),
  ]
}
