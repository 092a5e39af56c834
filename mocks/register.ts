// For `node --import ./mocks/register.ts`: starts the simulated providers before anything else runs.
import { startMocks } from './start.ts'

const seed = numberIn('WORKBOOK_SEED')

startMocks({
  live: process.env.LLM_MODE === 'live' ? 'all' : [],
  speed: numberIn('WORKBOOK_SPEED') ?? (process.stdout.isTTY ? 1 : 0),
  ...(seed !== undefined && { seed }),
})

function numberIn(name: string): number | undefined {
  const text = process.env[name]
  if (!text) return undefined
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  console.error(`${name}=${text} cannot be: it must be a number of 0 or more. Set it anew or unset it.`)
  process.exit(1)
}
