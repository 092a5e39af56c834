// What Jupyter starts: node kernel.ts <connection file>. The simulated providers come first, so that they stand in the way of everything
// a cell may load; tslab and its repairs follow.
import { defaultBudget } from '../../mocks/budget.ts'
import { loadEnvFile } from '../../mocks/env-file.ts'
import { hideKeys } from '../../mocks/key-veil.ts'
import { planLive, planTable, type LivePlan } from '../../mocks/live-plan.ts'
import { SettingProblem } from '../../mocks/setting-problem.ts'
import { startMocks } from '../../mocks/start.ts'
import { readTypesLate } from './late-types.ts'
import { loadTslab, type Tslab } from './tslab.ts'
import { repairTslab } from './tslab-repairs.ts'
import { showWireAfterCells } from './wire-card.ts'

const isLive = process.env.LLM_MODE === 'live'
// What is no amount buys nothing.
const budget = numberIn('WORKBOOK_BUDGET', defaultBudget, 0)
const plan = isLive ? await findLive() : undefined

startMocks({
  live: plan && 'live' in plan ? plan.live : [],
  budget,
  // A notebook is watched, so answers take the time they take; and it gives the same ones each time it is run from the top.
  speed: numberIn('WORKBOOK_SPEED', 1),
  seed: numberIn('WORKBOOK_SEED', 1),
})

const tslab = loadTslab()
if (repairTslab(tslab)) readTypesLate(tslab)
veilKeys(tslab)
if (process.env.WORKBOOK_TRACE === '1') showWireAfterCells(tslab)
if (plan) sayAtFirstCell(tslab, 'problem' in plan ? `${plan.problem}\n` : announcement(plan))
tslab.startKernel({ configPath: process.argv[2] ?? '', enableFindLocal: false })

/**
 * A number from the environment, in which an empty variable is as good as none.
 * @param usual what it is when nobody says otherwise
 * @param wrong what it is when the variable holds no number of 0 or more, which a kernel has no place to complain of
 */
function numberIn(name: string, usual: number, wrong = usual): number {
  const value = Number(process.env[name] || usual)
  return value >= 0 && value < Infinity ? value : wrong
}

/** Who is live; a mistake in the settings is for the reader to see, and until it is mended nobody is. */
async function findLive(): Promise<LivePlan | { problem: string }> {
  try {
    loadEnvFile()
    return await planLive('all', { as: 'The live kernel', needsOne: false })
  } catch (error) {
    if (error instanceof SettingProblem) return { problem: `Everything is simulated: ${error.message}` }
    throw error
  }
}

function announcement(plan: LivePlan): string {
  const rule = plan.live.length
    ? `Live requests cost money; they may cost $${budget} until the kernel is restarted (WORKBOOK_BUDGET).`
    : 'No key is set, so everything is simulated. Write one into .env (see .env.example) and restart the kernel.'
  return `${planTable(plan, 100).join('\n')}\n${rule}\n`
}

/** Masks every key of the environment in what cells print and show: notebooks are kept and sent to others. */
function veilKeys({ jupyter }: Tslab): void {
  const prototype = jupyter.JupyterHandlerImpl.prototype
  const { handleExecuteImpl } = prototype
  prototype.handleExecuteImpl = function (request, writeStream, writeDisplayData) {
    return handleExecuteImpl.call(
      this,
      request,
      (name, text) => writeStream(name, hideKeys(text)),
      (shown, update) => {
        const data = Object.entries(shown.data).map(([type, value]) => [
          type,
          typeof value === 'string' ? hideKeys(value) : value,
        ])
        writeDisplayData({ ...shown, data: Object.fromEntries(data) as Record<string, unknown> }, update)
      },
    )
  }
}

/** A kernel has no place of its own to say something; only cells are seen. */
function sayAtFirstCell({ jupyter }: Tslab, text: string): void {
  const prototype = jupyter.JupyterHandlerImpl.prototype
  const { handleExecuteImpl } = prototype
  prototype.handleExecuteImpl = function (request, writeStream, writeDisplayData) {
    prototype.handleExecuteImpl = handleExecuteImpl
    writeStream('stderr', text)
    return handleExecuteImpl.call(this, request, writeStream, writeDisplayData)
  }
}
