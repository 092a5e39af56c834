// For `node --import ./mocks/register.ts`: starts the simulated providers before anything else runs.
import { loadEnvFile } from './env-file.ts'
import { planLive, planTable } from './live-plan.ts'
import { SettingProblem } from './setting-problem.ts'
import { startMocks } from './start.ts'

const seed = numberIn('WORKBOOK_SEED')
const speed = numberIn('WORKBOOK_SPEED')
const budget = numberIn('WORKBOOK_BUDGET')
const isLive = process.env.LLM_MODE === 'live'
const plan = isLive ? await findLive() : undefined

startMocks({
  live: plan?.live ?? [],
  speed: speed ?? (process.stdout.isTTY || isLive ? 1 : 0),
  ...(seed !== undefined && { seed }),
  ...(budget !== undefined && { budget }),
})

async function findLive() {
  try {
    loadEnvFile()
    const plan = await planLive('all', { as: 'LLM_MODE=live', needsOne: false })
    console.error(planTable(plan, process.stderr.columns || 80).join('\n'))
    return plan
  } catch (error) {
    if (error instanceof SettingProblem) stop(error.message)
    throw error
  }
}

function numberIn(name: string): number | undefined {
  const text = process.env[name]
  if (!text) return undefined
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  return stop(`${name}=${text} cannot be: it must be a number of 0 or more. Set it anew or unset it.`)
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
