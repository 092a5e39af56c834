import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { root } from './lessons.ts'

const run = promisify(execFile)
const home = mkdtempSync(join(tmpdir(), 'note book '))
afterAll(() => rmSync(home, { recursive: true }))

/** A machine with nothing on it but what is in `bin`, and an empty home. */
function machine(bin: string): NodeJS.ProcessEnv {
  mkdirSync(join(home, bin, 'home'), { recursive: true })
  return { PATH: join(home, bin), HOME: join(home, bin, 'home'), WORKBOOK_HOME: join(home, bin, '.workbook') }
}

function start(command: string, args: string[], env: NodeJS.ProcessEnv) {
  return run(process.execPath, [join(root, 'scripts', 'start.mjs'), command, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

test('without Jupyter, two lines say how to get it or to do without', async () => {
  const { code, stderr } = await start('notebook', ['3'], machine('bare'))
  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('pip install jupyterlab'),
    expect.stringMatching(/npm run kernel install .* lessons\/03-parameters\/lesson\.ipynb,/),
  ])
})

test('Jupyter is started with our kernels, on the lesson, writes into the project only, and ends with Ctrl-C', async () => {
  const env = machine('full')
  // Stands for Jupyter: knows `notebook` only, says what it was given, and runs until it is told to stop.
  const stand = join(home, 'full', 'jupyter.mjs')
  writeFileSync(
    stand,
    `const [name, first, ...rest] = process.argv.slice(2)
if (name !== 'notebook') process.exit(1)
if (first === '--version') process.exit(0)
console.log(JSON.stringify({ args: [first, ...rest], env: process.env }))
process.on('SIGTERM', () => { console.log('stopped'); process.exit(0) })
setInterval(() => {}, 1000)
`,
  )
  const program = join(home, 'full', 'jupyter')
  // Through a shell, since a first line that names an interpreter cannot hold a blank.
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${stand}" "$@"\n`)
  chmodSync(program, 0o755)
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), 'notebook', '1'], { env })
  let output = ''
  for await (const text of child.stdout.setEncoding('utf8')) {
    output += text
    if (output.includes('}\n')) break
  }
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])

  const [said = '', given = '{}'] = output.split('\n')
  expect(said).toBe('Starting jupyter notebook with lesson 1. Ctrl-C ends it.')
  const { args, env: seen } = JSON.parse(given) as { args: string[]; env: Record<string, string> }
  expect(args[0]).toBe(join(root, 'lessons', '01-api-basics', 'lesson.ipynb'))
  // Above the reader's own settings, which may open the server to the network.
  expect(args).toContain('--ip=127.0.0.1')
  const folder = join(home, 'full', '.workbook', 'jupyter')
  const kernel = join(seen.JUPYTER_PATH?.split(':')[0] ?? '', 'kernels', 'workbook-mock', 'kernel.json')
  expect(JSON.parse(readFileSync(kernel, 'utf8'))).toMatchObject({
    argv: [process.execPath, join(root, 'scripts', 'notebook', 'kernel.ts'), '{connection_file}'],
    env: { LLM_MODE: 'mock' },
  })
  for (const name of ['JUPYTER_DATA_DIR', 'JUPYTER_CONFIG_DIR', 'JUPYTER_RUNTIME_DIR', 'IPYTHONDIR']) {
    expect(seen[name]).toContain(folder)
  }
  expect(readdirSync(join(home, 'full', 'home'))).toEqual([])
})

test('the kernels can be installed for VS Code and removed again', async () => {
  const env = { ...machine('code'), JUPYTER_DATA_DIR: join(home, 'code', 'data') }
  const kernels = join(home, 'code', 'data', 'kernels')
  mkdirSync(join(kernels, 'python3'), { recursive: true })
  expect(await start('kernel', ['install'], env)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Reload the window'),
  })
  expect(readdirSync(kernels).toSorted()).toEqual(['python3', 'workbook-live', 'workbook-mock'])
  expect((await start('kernel', ['remove'], env)).code).toBe(0)
  expect(readdirSync(kernels)).toEqual(['python3'])
  expect(await start('kernel', ['remove'], env)).toMatchObject({
    code: 0,
    stdout: `There are no kernels of the workbook in ${kernels}.\n`,
  })
})

test('what cannot be meant is one sentence', async () => {
  const env = machine('bare')
  for (const [command, ...args] of [
    ['notebook', '99'],
    ['notebook', '1', '2'],
    ['notebook', '--sped=0'],
    ['kernel'],
    ['kernel', 'instal'],
    ['notebooks', '99'],
    ['notebooks', '--chek'],
  ] as const) {
    const { code, stdout, stderr } = await start(command, args, env)
    expect({ command, args, code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      command,
      args,
      code: 1,
      stdout: '',
      lines: 1,
    })
    expect(stderr).not.toMatch(/^ +at /m)
  }
  expect(existsSync(join(home, 'bare', '.workbook', 'jupyter'))).toBe(false)
})
