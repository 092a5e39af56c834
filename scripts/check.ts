import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './lessons.ts'
import { readOptions } from './options.ts'

interface Outcome {
  passed: number
  failed: number
  /** What the tool printed; shown when something failed. */
  output: string
}

/** Tests with clients that others wrote, which have packages of their own. */
const clients = join(root, 'mocks/clients')

/**
 * `npm run check`: everything that must be true before a change is shared. Prints a line for each part, the output of those that
 * failed, and ends with `N passed, N failed`, where a part without tests of its own counts as one. With `--clients`, the
 * simulated providers are tried with other people's clients too, which are installed first.
 */
export async function main(args: string[]): Promise<number> {
  const { options } = readOptions(args, { clients: 'flag' })
  const sum = { passed: 0, failed: 0 }
  const report = (name: string, outcome: Outcome, seconds: number) => {
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    const verdict = outcome.failed ? `${outcome.failed} failed` : 'ok'
    console.log(`${name.padEnd(12)} ${verdict.padEnd(12)} ${outcome.passed} passed, ${seconds.toFixed(1)} s`)
    if (outcome.failed) console.log(`\n${outcome.output.trim()}\n`)
  }
  const part = async (name: string, run: () => Promise<Outcome>) => {
    const start = performance.now()
    report(name, await run(), (performance.now() - start) / 1000)
  }
  await Promise.all([
    part('format', () => tool('oxfmt/bin/oxfmt', ['--check'])),
    part('lint', () => tool('oxlint/bin/oxlint', ['--deny-warnings'])),
    part('types', () => tool('typescript/bin/tsc', ['--project', '.'])),
    part('secrets', () => node([join(root, 'scripts/start.mjs'), 'secrets'])),
  ])
  await part('tests', () => tests('--project=workbook'))
  if (options.clients) await part('clients', foreignClients)
  await part('notebooks', () => node([join(root, 'scripts/start.mjs'), 'notebooks', '--check']))
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed ? 1 : 0
}

/** The tests of other people's clients, after their types; what they need is installed when it is missing. */
async function foreignClients(): Promise<Outcome> {
  if (!existsSync(join(clients, 'node_modules'))) {
    const installed = await npm(['ci'], clients)
    if (installed.failed) return installed
  }
  const types = await tool('typescript/bin/tsc', ['--project', clients])
  return types.failed ? types : tests(`--root=${clients}`)
}

/** Vitest over some of our tests. */
async function tests(which: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-check-'))
  const file = join(folder, 'report.json')
  const run = await tool('vitest/vitest.mjs', [
    'run',
    which,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const counts = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as {
        numPassedTests: number
        numFailedTests: number
        numPendingTests: number
        numFailedTestSuites: number
      })
    : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 0 }
  rmSync(folder, { recursive: true })
  // A skipped test proves nothing, a suite that could not load has no tests to count, and a run without tests is no run.
  const failed =
    counts.numFailedTests + counts.numPendingTests || counts.numFailedTestSuites || (counts.numPassedTests ? 0 : 1)
  return { passed: counts.numPassedTests, failed: failed || run.failed, output: run.output }
}

/** Runs a package's own script with this Node: no shell, so that a space in a path does no harm. */
function tool(script: string, args: string[]): Promise<Outcome> {
  return node([join(root, 'node_modules', script), ...args])
}

/** npm as it started this run; without it, the one on the path, for which Windows needs a shell. */
function npm(args: string[], folder: string): Promise<Outcome> {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return node([script, ...args], folder)
  return run('npm', args, folder, process.platform === 'win32')
}

function node(args: string[], folder = root): Promise<Outcome> {
  return run(process.execPath, args, folder)
}

function run(command: string, args: string[], cwd: string, shell = false): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment(),
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', ({ message }) => resolve({ passed: 0, failed: 1, output: message }))
    child.on('close', (code) => resolve({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }))
  })
}

/** What npm says about this run (`npm_config_…`) must not reach the commands that the tests start. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_')))
}
