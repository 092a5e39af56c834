import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LivePlan } from '../../mocks/live-plan.ts'
import { worstCaseOf } from '../../mocks/worst-case.ts'
import { root } from '../lessons.ts'
import type { Lesson } from '../lessons.ts'
import { dollars } from './closing.ts'
import { readExchanges } from './exchange-file.ts'
import type { Exchange } from '../../mocks/tape.ts'

/** What a lesson is going to cost. */
export interface Estimate {
  /** Calls to live providers. */
  calls: number
  /** As the simulated answers have it; US dollars. */
  likely: number
  /** With every answer as long as its limit allows. */
  most: number
  /** The least budget with which no call is refused, if each is as long on its way as in the simulator. */
  needed: number
  /** Calls whose price nobody knows, which will not be sent. */
  unpriced: number
}

/**
 * Estimates what a lesson costs by running it once in the simulator, in a process of its own and in virtual time.
 *
 * @returns undefined when it does not run through
 */
export async function estimate(lesson: Lesson, { live }: LivePlan): Promise<Estimate | undefined> {
  const exchanges = await rehearse(lesson)
  return exchanges && addUp(exchanges, new Set(live.map(({ provider }) => provider)))
}

/** What these calls cost where their providers are live. */
export async function addUp(exchanges: readonly Exchange[], live: ReadonlySet<string>): Promise<Estimate> {
  const sum: Estimate = { calls: 0, likely: 0, most: 0, needed: 0, unpriced: 0 }
  const sent: { likely: number; most: number; endedAt: number }[] = []
  for (const { provider, testKey, request, response, startedAt, cost = 0 } of exchanges) {
    // A request with a test key is simulated, live or not.
    if (!live.has(provider) || testKey !== undefined) continue
    sum.calls++
    const worst = await worstCaseOf({ provider, ...request }, () => 0)
    if ('problem' in worst) {
      sum.unpriced++
      continue
    }
    // While a call is on its way, the most it can cost is set aside.
    const before = sent.reduce((total, { likely, most, endedAt }) => total + (endedAt > startedAt ? most : likely), 0)
    sum.needed = Math.max(sum.needed, before + worst.most)
    sum.likely += cost
    sum.most += worst.most
    sent.push({ likely: cost, most: worst.most, endedAt: response?.finishedAt ?? startedAt })
  }
  return sum
}

/** The estimate in sentences. */
export function estimateLines({ calls, likely, most, needed, unpriced }: Estimate, budget: number): string[] {
  if (calls === 0) return ['No request of this lesson goes to a live provider.']
  const count = `${calls} live call${calls === 1 ? '' : 's'}`
  return [
    `Estimate: ${count}, about ${dollars(likely)}; at most ${dollars(most)}, if every answer is as long as its limit. Budget: ${dollars(budget)}, which is never passed.`,
    ...(needed > budget
      ? [
          `The budget is too small for calls whose answers have a high limit, or none; they will not be sent. --budget=${(Math.ceil(needed * 110) / 100).toFixed(2)} would do.`,
        ]
      : []),
    ...(unpriced
      ? [`Nobody knows the price of ${unpriced} of them; ${unpriced === 1 ? 'it' : 'they'} will not be sent.`]
      : []),
  ]
}

async function rehearse(lesson: Lesson): Promise<Exchange[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-estimate-'))
  const file = join(folder, 'wire.jsonl')
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_config_|WORKBOOK_BUDGET)/.test(name))
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/start.mjs'), 'lesson', lesson.folder, '--speed=0', '--seed=1', `--trace=${file}`],
    {
      // In a place of its own, so that it is not taken for the reader's progress.
      env: { ...Object.fromEntries(kept), LLM_MODE: 'mock', WORKBOOK_HOME: folder, WORKBOOK_MENU: '' },
      stdio: 'ignore',
      timeout: 60_000,
    },
  )
  const code = await new Promise((resolve) => {
    child.once('error', resolve)
    child.once('close', resolve)
  })
  try {
    return code === 0 ? readExchanges(file) : undefined
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
