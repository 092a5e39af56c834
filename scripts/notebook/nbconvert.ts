// Runs notebooks the way the rest of the world does: `jupyter nbconvert --execute`, through our kernel, over the real protocol.
// Usage: node scripts/notebook/nbconvert.ts [lesson …] [--keys=absent|set|wrong], lesson 1 without keys if nothing is said. A line for each
// notebook, and exit code 0 only if all outputs are the committed ones.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../lessons.ts'
import { Oops } from '../oops.ts'
import { readOptions } from '../options.ts'
import { codeCells } from './conversion.ts'
import { describeDrift } from './drift.ts'
import { reproducibleEnvironment } from './environment.ts'
import { findNbconvert, jupyterEnvironment, type Command } from './jupyter.ts'
import { keysThatAre } from './key-states.ts'
import { formatNotebook, parseNotebook, type Notebook } from './nbformat.ts'
import { runOneByOne } from './one-by-one.ts'

const run = promisify(execFile)

/**
 * @param file the notebook
 * @param nbconvert how to start it
 * @param env what it and the kernel find in their environment
 * @returns the line that says that all is well
 * @throws Oops with the line that says what is not
 */
async function runWithNbconvert(file: string, [program, ...args]: Command, env: NodeJS.ProcessEnv): Promise<string> {
  const name = relative(root, file)
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  try {
    const start = performance.now()
    const execute = ['--to', 'notebook', '--execute', '--ExecutePreprocessor.timeout=60', '--output-dir', folder, file]
    await run(program, [...args, ...execute], { env, timeout: 300_000 }).catch(
      (error: { stderr?: string; message: string }) => {
        // Its own stack is of no use to anybody here; what follows it is the cell and its error.
        const reason = (error.stderr || error.message).replace(/^[\s\S]*CellExecutionError: /, '')
        throw new Oops(`nbconvert: ${name} failed.\n${reason.trim()}`)
      },
    )
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const result = join(folder, 'lesson.ipynb')
    const validated = await validate(result, env)
    const committed = parseNotebook(readFileSync(file, 'utf8'))
    const found = withoutTimes(parseNotebook(readFileSync(result, 'utf8')))
    const drift = describeDrift(committed, found, formatNotebook(found))
    if (drift)
      throw new Oops(
        `nbconvert: the notebook it ran ${drift.replace('the lesson', name).replace('a run gives', name)}.`,
      )
    return `nbconvert: ${name}, ${codeCells(found).length} code cells in ${seconds} s, same outputs${validated ? ', valid' : ''}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** When each cell ran is written by nbconvert into its metadata. */
function withoutTimes(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    const { execution: _, ...metadata } = cell.metadata as Record<string, unknown>
    return { ...cell, metadata }
  })
  return { ...notebook, cells }
}

/** Whether nbformat's own check passed; false where no Python knows nbformat. */
async function validate(file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const script = 'import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))'
  for (const python of ['python3', '/usr/bin/python3', 'py']) {
    const has = await run(python, ['-c', 'import nbformat'], { env }).then(
      () => true,
      () => false,
    )
    if (!has) continue
    await run(python, ['-c', script, file], { env }).catch((error: { stderr?: string; message: string }) => {
      throw new Oops(`nbconvert: the notebook it ran is not valid.\n${error.stderr || error.message}`)
    })
    return true
  }
  return false
}

try {
  const { words, options } = readOptions(process.argv.slice(2), { keys: 'value' })
  const keys = keysThatAre(String(options.keys ?? 'absent'))
  const env = jupyterEnvironment({ ...reproducibleEnvironment(), ...keys })
  const nbconvert = await findNbconvert(env)
  if (!nbconvert)
    throw new Oops(
      'nbconvert: not found; install it with  apt-get install jupyter-nbconvert  or  pip install nbconvert.',
    )
  await runOneByOne(words, (file) => runWithNbconvert(file, nbconvert, env))
} catch (error) {
  console.error(error instanceof Oops ? error.message : error)
  process.exitCode = 1
}
