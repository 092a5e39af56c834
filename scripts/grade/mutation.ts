import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { root } from '../lessons.ts'
import { type Exercise, findExercises } from './exercises.ts'
import { openGrading } from './verdict.ts'

/** A solution with one small thing wrong. */
export interface Mutant {
  exercise: Exercise
  line: number
  /** What was done to it, as `dropped: messages.push(…)`. */
  change: string
  text: string
}

/** Mutants that pass, and why that may be: most are right answers too. */
const explained: { id: string; change: RegExp; why: string }[] = [
  { id: '2.3', change: /^0 → 1$/, why: 'asks the second local model, and any of them will do' },
  { id: '2.2', change: /^1000 → 0$/, why: 'the answer is empty, but the exercise is about where the rule goes' },
  { id: '2.4', change: /^1000 → 0$/, why: 'the answer is empty, but the exercise is about whose key is used' },
  { id: '5.2', change: /^300 → 301$/, why: 'an answer may be one token longer, and no error depends on that' },
  { id: '6.1', change: /^400 → 401$/, why: 'the manual is a little longer, and what it uses is counted as before' },
  { id: '6.1', change: /^2000 → 0$/, why: 'the answer is empty, but the exercise is about what its usage says' },
]

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

const opposites: Record<string, string> = { '===': '!==', '!==': '===', '<': '>=', '>': '<=', '<=': '>', '>=': '<' }

/** Every mutant of a solution: a statement dropped, a number changed, a condition turned round. */
export function mutantsOf(exercise: Exercise): Mutant[] {
  const file = exercise.file.replace(join(root, 'exercises'), join(root, 'solutions'))
  const text = readFileSync(file, 'utf8')
  const mutants: Mutant[] = []
  const replace = ({ start, end }: Node, by: string, change: string) => {
    const line = text.slice(0, start).split('\n').length
    mutants.push({
      exercise,
      line,
      change: change.replaceAll(/\s+/g, ' '),
      text: text.slice(0, start) + by + text.slice(end),
    })
  }
  const source = (node: Node) => text.slice(node.start, node.end)
  const fallbacks = new Set<Node>()
  for (const node of nodesIn(parseAst(text, { lang: 'ts' }))) {
    if (node.type === 'BlockStatement') {
      // A declaration whose name is used does not compile without it, which proves nothing about the checks.
      for (const statement of node.body as Node[])
        if (!statement.type.endsWith('Declaration')) replace(statement, '', `dropped: ${source(statement)}`)
    }
    // What stands behind `??` is for answers that no provider gives, so no check can tell what it is.
    if (node.type === 'LogicalExpression' && node.operator === '??') fallbacks.add(node.right as Node)
    if (node.type === 'Literal' && typeof node.value === 'number' && !fallbacks.has(node)) {
      // One more is no mistake in a limit of thousands; nothing at all is.
      const wrong = node.value >= 1000 ? 0 : node.value + 1
      replace(node, String(wrong), `${node.value} → ${wrong}`)
    }
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'WhileStatement') {
      const condition = node.test as Node
      replace(condition, `!(${source(condition)})`, `turned round: ${source(condition)}`)
    }
    const opposite = node.type === 'BinaryExpression' ? opposites[String(node.operator)] : undefined
    if (opposite) {
      const [left, right] = [source(node.left as Node), source(node.right as Node)]
      replace(node, `${left} ${opposite} ${right}`, `${source(node)} → ${opposite}`)
    }
  }
  return mutants
}

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (typeof value !== 'object' || value === null) return []
  return [...('type' in value ? [value as Node] : []), ...Object.values(value).flatMap(nodesIn)]
}

/** Grades mutants. @returns those that pass, with the reason where they may */
export async function survivorsOf(mutants: readonly Mutant[]): Promise<{ mutant: Mutant; why: string | undefined }[]> {
  const home = join(root, '.workbook')
  mkdirSync(home, { recursive: true })
  const scratch = mkdtempSync(join(home, 'mutants-'))
  const grading = await openGrading()
  try {
    const jobs = mutants.map(({ exercise, text }, i) => {
      const file = join(scratch, `${i}.ts`)
      writeFileSync(file, text)
      return { grader: exercise.grader, file }
    })
    const verdicts = await grading.grade(jobs)
    return mutants
      .filter((_, i) => verdicts[i]?.state === 'passed')
      .map((mutant) => ({
        mutant,
        why: explained.find(({ id, change }) => id === mutant.exercise.id && change.test(mutant.change))?.why,
      }))
  } finally {
    await grading.close()
    rmSync(scratch, { recursive: true })
  }
}

/** `node scripts/start.mjs grade/mutation [exercise …]`: how many mutants of the solutions the checks let pass. */
export async function main(args: string[]): Promise<number> {
  const mutants = findExercises(args).flatMap(mutantsOf)
  const survivors = await survivorsOf(mutants)
  for (const { mutant, why } of survivors)
    console.log(`passes  ${mutant.exercise.id}:${mutant.line}  ${mutant.change}${why ? `  (${why})` : ''}`)
  console.log(`${survivors.length} of ${mutants.length} mutants pass.`)
  return survivors.every(({ why }) => why) ? 0 : 1
}
