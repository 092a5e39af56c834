import { readFileSync } from 'node:fs'
import { findLesson } from '../lessons.ts'
import type { Figure } from './figure.ts'
import { inTurns } from './turns.ts'
import { timeNode } from './whole-process.ts'

/** The first call of lesson 1, and what prints its answer. */
const call = `
  import OpenAI from 'openai'
  const { choices } = await new OpenAI({ apiKey: 'sk-bench' }).chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'What is an API?' }],
  })
  console.log(choices[0].message.content)`

/** What everybody would write who needs no more than one answer. */
const staticHandler = `
  import { http, HttpResponse } from 'msw'
  import { setupServer } from 'msw/node'
  const answer = { id: '1', object: 'chat.completion', choices: [{ message: { content: 'A way to ask.' } }] }
  setupServer(http.post('https://api.openai.com/v1/chat/completions', () => HttpResponse.json(answer))).listen()`

/**
 * How long lesson 1 takes to its first printed line, and how long a script takes to the end of its first simulated call;
 * against the same imports, and against the same call to one static handler, in a script of nothing else.
 *
 * @param rounds turns of each side
 */
export async function measure({ rounds = 7 } = {}): Promise<Figure[]> {
  const start = await inTurns(
    rounds,
    async () => (await timeNode(['scripts/start.mjs', 'lesson', '1'])).firstLine,
    async () => (await timeNode(script(`${importsOf('1')}\nconsole.log('ready')`))).firstLine,
  )
  const answer = await inTurns(
    rounds,
    async () => (await timeNode(['--import', './mocks/register.ts', ...script(call)])).firstLine,
    async () => (await timeNode(script(staticHandler + call))).firstLine,
  )
  return [
    {
      name: `lesson 1, to its first printed line (${start.ours.toFixed(0)} ms)`,
      value: start.ratio,
      unit: '×',
      floor: { name: 'node with the same imports, ms', value: start.theirs },
      atMost: 1.5,
    },
    {
      name: `a script, to its first simulated answer (${answer.ours.toFixed(0)} ms)`,
      value: answer.ratio,
      unit: '×',
      floor: { name: 'one static MSW handler, ms', value: answer.theirs },
    },
  ]
}

function script(code: string): string[] {
  return ['--input-type=module', '--eval', code]
}

/** The modules that a lesson imports, imported once each. */
function importsOf(lesson: string): string {
  const text = readFileSync(findLesson(lesson).file, 'utf8')
  const modules = [...text.matchAll(/^import (?!type).*? from '([^']+)'/gm)].map(([, module]) => module)
  return [...new Set(modules)].map((module) => `import '${module}'`).join('\n')
}

if (import.meta.main) console.table(await measure())
