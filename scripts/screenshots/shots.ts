import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lessons.ts'
import { Oops } from '../oops.ts'

/** A picture of a command that was run. */
export interface Shot {
  /** The picture's file in docs/. */
  readonly file: string
  /** What the reader types. */
  readonly command: string
  /** What the picture shows of it. */
  readonly title: string
  /** How many lines to keep. */
  readonly lines: number
  /** Exercise → the file of solutions/ that stands in for it. */
  readonly answers: Readonly<Record<string, string>>
  /** Needs a terminal, since it waits for keys. */
  readonly waits?: boolean
}

const first = '01-api-basics/1-first-call'
const memory = { '01-api-basics/2-conversation-memory': '01-api-basics/2-conversation-memory.ts' }
const failing = { ...memory, [first]: `${first}.wrong/question-as-rule.ts` }
const passing = { ...memory, [first]: `${first}.ts` }

/** Every picture of a terminal in docs/. */
export const shots: readonly Shot[] = [
  { file: 'lesson.svg', command: 'npm run lesson 1', title: 'The first lesson', lines: 46, answers: {} },
  { file: 'failing.svg', command: 'npm test 1', title: 'A failing exercise', lines: 40, answers: failing },
  { file: 'passing.svg', command: 'npm test 1.1', title: 'A passing exercise', lines: 30, answers: passing },
  {
    file: 'watch.svg',
    command: 'npm run watch 1.1',
    title: 'Watching an exercise',
    lines: 24,
    answers: failing,
    waits: true,
  },
]

/** Makes a folder, to be removed later, that becomes a workbook of its own; its packages are ours. */
export function createCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'workbook picture '))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

/**
 * Runs a shot's command for real and returns what it printed, below the command itself, with its colours.
 *
 * @param copy a folder made by `createCopy`; it becomes a workbook in which the shot's exercises are done and nothing is known of earlier runs
 * @throws Oops when the command waits for keys and there is no tmux, or it never gets there
 */
export function take({ command, answers, lines, waits }: Shot, copy: string): string[] {
  fillCopy(copy, answers)
  const printed = waits ? runInTmux(command, copy) : run(command, copy)
  return [`$ ${command}`, '', ...printed.replaceAll('\r', '').trimEnd().split('\n').slice(0, lines)]
}

function fillCopy(copy: string, answers: Shot['answers']): void {
  rmSync(join(copy, '.workbook'), { recursive: true, force: true })
  const left = new Set(['node_modules', '.git', '.workbook', '.env'])
  for (const entry of readdirSync(root)) {
    if (!left.has(entry)) cpSync(join(root, entry), join(copy, entry), { recursive: true })
  }
  for (const [exercise, answer] of Object.entries(answers)) {
    copyFileSync(join(root, 'solutions', answer), join(copy, 'exercises', `${exercise}.ts`))
  }
}

/** A seed and an editor of its own, so that two runs draw the same picture, and nothing of what npm said of the run that draws it. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_OPTIONS$|NO_COLOR$|VISUAL$|WORKBOOK_)/.test(name),
  )
  const own = { FORCE_COLOR: '1', COLUMNS: '80', WORKBOOK_SEED: '1', EDITOR: 'vi' }
  return { ...Object.fromEntries(inherited), ...own }
}

function run(command: string, cwd: string): string {
  const [, name = '', ...words] = command.replace('npm run', 'npm').split(' ')
  const script = join(cwd, 'scripts/start.mjs')
  return spawnSync(process.execPath, [script, name, ...words], { cwd, env: environment(), encoding: 'utf8' }).stdout
}

/** Whether pictures of commands that wait for keys can be made here. */
export function hasTmux(): boolean {
  return spawnSync('tmux', ['-V']).status === 0
}

function runInTmux(command: string, cwd: string): string {
  if (!hasTmux()) {
    throw new Oops('A picture of a waiting command needs tmux: install it, then run npm run screenshots again.')
  }
  // A server of its own: one that runs already has another environment.
  const server = `workbook-${process.pid}`
  const tmux = (...words: string[]) =>
    execFileSync('tmux', ['-L', server, ...words], { encoding: 'utf8', env: environment() })
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', '-c', cwd, command)
  try {
    const seconds = 40
    for (let i = 0; i < seconds * 4; i++) {
      const screen = tmux('capture-pane', '-p', '-e')
      // The footer offers a hint once there is something to hint at.
      if (screen.includes('hint')) return screen
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    }
    throw new Oops(`${command} showed no footer within ${seconds} s, so there is nothing to draw.`)
  } finally {
    tmux('kill-server')
  }
}
