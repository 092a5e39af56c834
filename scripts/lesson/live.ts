import wrapAnsi from 'wrap-ansi'
import { loadEnvFile } from '../../mocks/env-file.ts'
import { planLive, planTable } from '../../mocks/live-plan.ts'
import type { Chosen, LivePlan } from '../../mocks/live-plan.ts'
import type { Lesson } from '../lessons.ts'
import { estimate, estimateLines } from './estimate.ts'
import { waitForLine } from './keys.ts'
import type { Terminal } from './terminal.ts'

/**
 * Reads .env and decides who is live.
 *
 * @throws SettingProblem when a key or a provider's name is wrong, or there is no key
 */
export function findLive(chosen: Chosen): Promise<LivePlan> {
  loadEnvFile()
  return planLive(chosen, { as: chosen === 'all' ? '--live' : `--live=${chosen.join(',')}` })
}

/**
 * Shows who is live and what the lesson may cost, and where somebody sits there, asks whether to go on.
 *
 * @param budget US dollars
 * @returns how the reader left; undefined to go on
 */
export async function confirmLive(
  lesson: Lesson,
  plan: LivePlan,
  budget: number,
  terminal: Terminal,
): Promise<'quit' | 'interrupted' | undefined> {
  const { palette, columns } = terminal
  const [head = '', ...rows] = planTable(plan, columns())
  terminal.write(`\n${[palette.quiet(head), ...rows].join('\n')}\n\n`)
  const forget = sayMeanwhile('Running it once in the simulator, to estimate what it costs …', terminal)
  const costs = await estimate(lesson, plan)
  forget()
  const lines = costs
    ? estimateLines(costs, budget)
    : ['What this will cost could not be estimated, because the lesson does not run through in the simulator.']
  terminal.write(`${lines.map((line) => wrapAnsi(line, Math.min(columns(), 88))).join('\n')}\n`)
  if (!terminal.interactive || costs?.calls === 0) return undefined
  const given = await waitForLine(terminal.input, '\nSend real requests? (y/N) ', terminal.write, columns)
  if ('end' in given) return given.end === 'interrupted' ? 'interrupted' : 'quit'
  if (/^\s*y(es)?\s*$/i.test(given.line)) return undefined
  terminal.write('Nothing was sent. Without --live the simulated providers answer.\n')
  return 'quit'
}

/** Tells somebody who waits what for, in a line of its own; returns what takes it away again. */
function sayMeanwhile(text: string, { interactive, palette, columns, write }: Terminal): () => void {
  if (!interactive || text.length >= columns()) return () => {}
  write(palette.quiet(text))
  return () => write('\r\x1b[K')
}
