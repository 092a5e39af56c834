import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dataFolder, findServer } from '../notebook/jupyter.ts'
import { kernelNames } from '../notebook/kernelspecs.ts'
import type { Finding } from './finding.ts'

const run = promisify(execFile)

/** Which Jupyter `npm run notebook` would start. */
export async function jupyterFinding(env = process.env): Promise<Finding> {
  const name = 'Jupyter'
  const server = await findServer(env)
  if (!server) {
    const text = 'not found; the lessons run in the terminal and in VS Code without it'
    return { name, state: 'look', text, mend: 'pip install jupyterlab' }
  }
  const [program, ...args] = server
  const { stdout } = await run(program, [...args, '--version'], { env, timeout: 30_000 })
  const where = process.platform === 'win32' ? 'where' : 'which'
  const path = await run(where, [program], { env, timeout: 10_000 }).catch(() => undefined)
  const place = path?.stdout.split(/\r?\n/)[0]?.trim()
  return { name, state: 'ok', text: `${server.join(' ')} ${stdout.trim()}${place ? `, ${place}` : ''}` }
}

/**
 * Whether our kernels are where VS Code and a Jupyter of the reader's own look, and still lead here.
 * @param folder the reader's Jupyter folder
 */
export function kernelsFinding(folder = process.env.JUPYTER_DATA_DIR ?? dataFolder()): Finding {
  const name = 'Kernels'
  const install = 'npm run kernel install'
  const files = kernelNames.map((kernel) => join(folder, 'kernels', kernel, 'kernel.json'))
  if (!files.some((file) => existsSync(file))) {
    const text = `not installed; VS Code needs them, npm run notebook does not (looked in ${join(folder, 'kernels')})`
    return { name, state: 'look', text, mend: install }
  }
  const broken = files.filter((file) => !leadsSomewhere(file))
  if (broken.length > 0) {
    return {
      name,
      state: 'look',
      text: `installed, but lead to what is not there any more: ${broken[0]}`,
      mend: install,
    }
  }
  return { name, state: 'ok', text: `${kernelNames.join(' and ')}, in ${join(folder, 'kernels')}` }
}

function leadsSomewhere(file: string): boolean {
  try {
    const { argv } = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[] }
    return argv.slice(0, 2).every((path) => existsSync(path))
  } catch {
    return false
  }
}

/**
 * Whether VS Code, or an editor made from it, will look where our kernels are: in the same folder as Jupyter, and in those of JUPYTER_PATH.
 */
export async function editorFinding(env = process.env): Promise<Finding> {
  const name = 'VS Code'
  const found = await Promise.all(
    ['code', 'codium', 'cursor', 'code-insiders'].map((command) =>
      run(command, ['--version'], { env, timeout: 10_000, shell: process.platform === 'win32' }).then(
        ({ stdout }) => `${command} ${stdout.split(/\r?\n/)[0]}`,
        () => undefined,
      ),
    ),
  )
  const editor = found.find((text) => text !== undefined)
  const folder = join(dataFolder(env), 'kernels')
  const moved = env.JUPYTER_DATA_DIR && env.JUPYTER_DATA_DIR !== dataFolder(env)
  if (moved) {
    const text = `looks in ${folder}, but JUPYTER_DATA_DIR sends our kernels elsewhere`
    return { name, state: 'look', text, mend: 'unset JUPYTER_DATA_DIR, then npm run kernel install' }
  }
  return { name, state: 'ok', text: `${editor ?? 'no command of it in PATH, which is fine'}; it looks in ${folder}` }
}
