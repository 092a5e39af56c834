import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { listLessons } from '../lessons.ts'
import { reproducibleEnvironment } from '../notebook/environment.ts'
import { findNbconvert, jupyterEnvironment } from '../notebook/jupyter.ts'
import { missing } from './figure.ts'
import type { Figure } from './figure.ts'
import { inTurns } from './turns.ts'
import { timeNode, timeProcess } from './whole-process.ts'

/**
 * How long the notebooks take to run, with ours in this process's way and with nbconvert over Jupyter's protocol, through the same
 * kernel.
 *
 * @param all every lesson's notebook; otherwise the first lesson's
 * @param rounds turns of each side
 */
export async function measure({ all = false, rounds = 1 } = {}): Promise<Figure[]> {
  const notebooks = listLessons()
    .map(({ folder, file }) => ({ folder, file: join(dirname(file), 'lesson.ipynb') }))
    .filter(({ file }) => existsSync(file))
    .slice(0, all ? undefined : 1)
  const name = `npm run notebooks --check, ${notebooks.length === 1 ? 'one notebook' : `${notebooks.length} notebooks`}`
  const env = jupyterEnvironment(reproducibleEnvironment())
  const nbconvert = await findNbconvert(env)
  const words = notebooks.map(({ folder }) => folder)
  // A notebook that is not up to date is run all the same.
  const ours = async () =>
    (await timeNode(['scripts/start.mjs', 'notebooks', ...words, '--check'], { codes: [0, 1] })).end
  if (!nbconvert) return [missing(name, 'nbconvert is not installed')]
  const folder = mkdtempSync(join(tmpdir(), 'workbook-bench-'))
  const [program, ...first] = nbconvert
  const files = notebooks.map(({ file }) => file)
  const args = [...first, '--to', 'notebook', '--execute', '--output-dir', folder, ...files]
  try {
    const found = await inTurns(rounds, ours, async () => (await timeProcess(program, args, { env })).end, false)
    return [
      {
        name: `${name} (${(found.ours / 1000).toFixed(1)} s)`,
        value: found.ratio,
        unit: '×',
        floor: { name: 'jupyter nbconvert --execute, ms', value: found.theirs },
        atMost: 0.6,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.table(await measure())
