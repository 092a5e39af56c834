import type { Figure } from './figure.ts'
import { inTurns } from './turns.ts'
import { timeProcess } from './whole-process.ts'

/**
 * How long `npm test 3` takes, its type check, scoreboard and locked processes included, against vitest alone with the same
 * graders, both as one types them.
 *
 * @param rounds turns of each side
 */
export async function measure({ rounds = 3 } = {}): Promise<Figure[]> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project=exercises', 'exercises/03-parameters/']
  const { ours, theirs, ratio } = await inTurns(
    rounds,
    // What the reader has not done yet fails in vitest; that is a run all the same.
    async () => (await timeProcess(process.execPath, ['scripts/start.mjs', 'test', '3'], { codes: [0, 1] })).end,
    async () => (await timeProcess(process.execPath, vitest, { codes: [0, 1] })).end,
  )
  return [
    {
      name: `npm test 3 (${(ours / 1000).toFixed(1)} s)`,
      value: ratio,
      unit: '×',
      floor: { name: 'vitest run on the same graders, ms', value: theirs },
      atMost: 1.5,
    },
  ]
}

if (import.meta.main) console.table(await measure())
