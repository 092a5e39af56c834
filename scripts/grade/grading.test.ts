import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { listExercises } from './exercises.ts'
import { openGrading } from './verdict.ts'

// What watch keeps running must tell the same, however often and in whatever order files change.

mkdirSync(join(root, '.workbook'), { recursive: true })
const scratch = mkdtempSync(join(root, '.workbook/grading-'))
const grading = await openGrading()
afterAll(async () => {
  await grading.close()
  rmSync(scratch, { recursive: true })
})

const grader = listExercises()[0]!.grader
const right = readFileSync(join(root, 'solutions/01-api-basics/1-first-call.ts'), 'utf8')

test('each save is graded as if it were the first', async () => {
  const file = join(scratch, '1-first-call.ts')
  const seen: (string | undefined)[][] = []
  for (const text of [right, `${right}const = 3\n`, `${right}export const n: number = 'x'\n`, '// nothing\n', right]) {
    writeFileSync(file, text)
    const [verdict] = await grading.grade([{ grader, file }])
    seen.push([verdict?.state, verdict?.failures[0]?.sentence])
  }
  expect(seen).toEqual([
    ['passed', undefined],
    ['does not compile', 'TypeScript does not accept line 14: Variable declaration expected.'],
    ['does not compile', "TypeScript does not accept line 14: Type 'string' is not assignable to type 'number'."],
    ['missing', expect.stringContaining('has no code in it')],
    ['passed', undefined],
  ])
})

test(
  'closing ends at once what is being graded, and what was cut short is no verdict',
  { timeout: 15_000 },
  async () => {
    const file = join(scratch, '1-first-call.ts')
    writeFileSync(file, 'for (;;) {}\n')
    const other = await openGrading()
    const cut = expect(other.grade([{ grader, file }])).rejects.toThrow('The grading was ended.')
    await other.close()
    await cut
  },
)

test('a mistake points at a line that does something, not at one that says a type', async () => {
  const file = join(scratch, '1-first-call.ts')
  const text = `interface Said {\n  content: string\n}\n${right.replace('content: question', "content: 'Hello!' as Said['content']")}`
  writeFileSync(file, text)
  const [verdict] = await grading.grade([{ grader, file }])
  expect(text.split('\n')[verdict!.failures[0]!.line - 1]).toContain('Hello!')
})
