import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { listLessons, root } from '../lessons.ts'
import { Oops } from '../oops.ts'

export interface Exercise {
  /** '1.2' */
  id: string
  /** '01-api-basics' */
  lesson: string
  /** '2-conversation-memory' */
  name: string
  /** 'Conversation memory' */
  title: string
  /** Absolute path of what the student edits. */
  file: string
  /** Absolute path of its grader. */
  grader: string
}

/** Every exercise, in order. */
export function listExercises(): Exercise[] {
  const folder = join(root, 'exercises')
  return readdirSync(folder)
    .filter((lesson) => /^\d\d-/.test(lesson))
    .sort()
    .flatMap((lesson) =>
      readdirSync(join(folder, lesson))
        .filter((file) => /^\d+-.+\.test\.ts$/.test(file))
        .sort((a, b) => Number.parseInt(a) - Number.parseInt(b))
        .map((file) => {
          const name = file.replace(/\.test\.ts$/, '')
          const id = `${Number(lesson.slice(0, 2))}.${Number.parseInt(name)}`
          return {
            id,
            lesson,
            name,
            title: titlesIn(join(folder, lesson)).get(id) ?? name,
            file: join(folder, lesson, `${name}.ts`),
            grader: join(folder, lesson, file),
          }
        }),
    )
}

/** Exercise number → title, from the headings of a lesson's README. */
function titlesIn(folder: string): Map<string, string> {
  const readme = join(folder, 'README.md')
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : ''
  return new Map([...text.matchAll(/^## (\d+\.\d+) (.+)$/gm)].map(([, id = '', title = '']) => [id, title.trim()]))
}

/**
 * The exercises a reader means: `1` and `01` are a lesson, `1.2`, `1-2`, `01.2` and a path are an exercise; nothing is all of them.
 * @throws Oops for a word that names none
 */
export function findExercises(words: readonly string[], all = listExercises()): Exercise[] {
  if (words.length === 0) return all
  const wanted = new Set(words.flatMap((word) => matching(word, all)))
  return all.filter((exercise) => wanted.has(exercise))
}

function matching(word: string, all: readonly Exercise[]): Exercise[] {
  const found = byNumber(word, all) ?? byPath(word, all)
  if (found.length > 0) return found
  const lesson = /^0*(\d+)(?:[.-]|$)/.exec(word)?.[1]
  const here = all.filter(({ id }) => id.startsWith(`${lesson}.`))
  if (here.length > 0) {
    throw new Oops(`There is no exercise ${word}. Lesson ${lesson} has ${here[0]?.id} to ${here.at(-1)?.id}.`)
  }
  const known = listLessons().find(({ number }) => number === Number(lesson))
  if (known) throw new Oops(`Lesson ${lesson} has no exercises. To grade those there are, run: npm test`)
  throw new Oops(
    `There is no exercise "${word}". They go from ${all[0]?.id} to ${all.at(-1)?.id}: write such a number, or the lesson's alone.`,
  )
}

function byNumber(word: string, all: readonly Exercise[]): Exercise[] | undefined {
  const [, lesson, number] = /^0*(\d+)(?:[.-]0*(\d+))?$/.exec(word) ?? []
  if (lesson === undefined) return undefined
  return all.filter(({ id }) => (number ? id === `${lesson}.${number}` : id.startsWith(`${lesson}.`)))
}

function byPath(word: string, all: readonly Exercise[]): Exercise[] {
  const path = word
    .replaceAll('\\', '/')
    .replace(/(:\d+)+$/, '')
    .replace(/(\.test)?\.ts$/, '')
    .replace(/\/+$/, '')
  const [name = '', lesson] = path.split('/').reverse()
  if (name === '') return []
  const inLesson = all.filter((exercise) =>
    [exercise.lesson, exercise.lesson.replace(/^0*(\d+-)?/, ''), exercise.lesson.replace(/^0+/, '')].includes(name),
  )
  if (inLesson.length > 0) return inLesson
  return all.filter(
    (exercise) =>
      exercise.name === name && (lesson === undefined || exercise.lesson === lesson || !/^\d\d-/.test(lesson)),
  )
}

/** Why an exercise cannot even be read, in a sentence; undefined when it can. */
export function whatIsWrongWith(file: string): string | undefined {
  if (!existsSync(file)) return 'The file is not there.'
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return 'This is not a file that can be read.'
  }
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim()
  return code === '' || code === '\uFEFF' ? 'The file has no code in it.' : undefined
}

/** The checks that stand in a grader, for when it cannot be run. */
export function checksIn(grader: string): { name: string; points: number }[] {
  const text = readFileSync(grader, 'utf8')
  const checks = text.matchAll(/^check\(\s*(['"`])((?:\\.|(?!\1).)*)\1,\s*\{(?:[^{}]*?\bpoints:\s*(\d+))?/gm)
  return [...checks].map(([, , name = '', points = '1']) => ({
    name: name.replaceAll(/\\(.)/g, '$1'),
    points: Number(points),
  }))
}
