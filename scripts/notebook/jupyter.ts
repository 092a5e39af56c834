import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { ownFolder } from './environment.ts'
import { writeKernelspecs } from './kernelspecs.ts'

const run = promisify(execFile)

/** A way to start a program: the command and its first arguments. */
export type Command = readonly [string, ...string[]]

/** The ways to start a notebook server, best first. */
const servers: readonly Command[] = [
  ['jupyter', 'lab'],
  ['jupyter', 'notebook'],
  ['python3', '-m', 'jupyterlab'],
  ['python3', '-m', 'notebook'],
  ['py', '-m', 'jupyterlab'],
  ['py', '-m', 'notebook'],
]

/** The first notebook server that this machine has; undefined if it has none. */
export function findServer(env = process.env): Promise<Command | undefined> {
  return firstThatAnswers(servers, env)
}

/** The first way to run `jupyter nbconvert`; undefined if there is none. */
export function findNbconvert(env = process.env): Promise<Command | undefined> {
  return firstThatAnswers(
    [
      ['jupyter', 'nbconvert'],
      ['python3', '-m', 'nbconvert'],
      ['py', '-m', 'nbconvert'],
    ],
    env,
  )
}

/** Asks all of them for their version at once, because Python takes its time. */
async function firstThatAnswers(commands: readonly Command[], env: NodeJS.ProcessEnv): Promise<Command | undefined> {
  const answers = await Promise.all(
    commands.map(([program, ...args]) =>
      run(program, [...args, '--version'], { env, timeout: 30_000 }).then(
        () => true,
        () => false,
      ),
    ),
  )
  return commands.find((_, index) => answers[index])
}

/**
 * The environment in which Jupyter finds the workbook's kernels (which this writes) and keeps what it writes itself inside the project.
 * The reader's own kernels and settings stay visible.
 *
 * @param env the environment to add to
 */
export function jupyterEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const folder = ownFolder('jupyter')
  writeKernelspecs(join(folder, 'kernels'))
  const paths = (...all: (string | undefined)[]) => all.filter(Boolean).join(delimiter)
  return {
    ...env,
    JUPYTER_PATH: paths(folder, env.JUPYTER_PATH, ifThere(env.JUPYTER_DATA_DIR ?? dataFolder(env))),
    JUPYTER_CONFIG_PATH: paths(env.JUPYTER_CONFIG_PATH, ifThere(env.JUPYTER_CONFIG_DIR ?? join(homedir(), '.jupyter'))),
    JUPYTER_DATA_DIR: join(folder, 'data'),
    JUPYTER_CONFIG_DIR: join(folder, 'config'),
    JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
    IPYTHONDIR: join(folder, 'ipython'),
  }
}

const ifThere = (folder: string) => (existsSync(folder) ? folder : undefined)

/** Where Jupyter, and VS Code after it, keep what belongs to one person; the same places that Jupyter's documentation names. */
export function dataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'jupyter')
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter')
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'jupyter')
}
