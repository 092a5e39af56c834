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

/**
 * `npm run check`: everything that must be true before a change is shared. Prints a line for each part, the output of those that
 * failed, and ends with `N passed, N failed`, where a part without tests of its own counts as one.
 */
export async function main(args: string[]): Promise<number> {
  readOptions(args, {})
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
  ])
  await part('tests', tests)
  await part('notebooks', () => node([join(root, 'scripts/start.mjs'), 'notebooks', '--check']))
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed ? 1 : 0
}

/** Vitest over our own tests, the proof of the exercises among them. */
async function tests(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-check-'))
  const file = join(folder, 'report.json')
  const run = await tool('vitest/vitest.mjs', [
    'run',
    '--project=workbook',
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

function node(args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment(),
    })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('close', (code) => resolve({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }))
  })
}

/** What npm says about this run (`npm_config_…`) must not reach the commands that the tests start. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_')))
}
