import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { root } from '../lessons.ts'
import { runCells } from './run.ts'

const folder = join(import.meta.dirname, 'fixtures', '01-small')

const run = (sources: string[], timeout = 60_000) =>
  runCells(
    folder,
    sources.map((source) => ({ source, mayFail: false })),
    { timeout },
  )

/** Runs cells that may all fail and gives the error of each. */
async function errorsOf(sources: string[]) {
  const { cells } = await runCells(
    folder,
    sources.map((source) => ({ source, mayFail: true })),
    { timeout: 60_000 },
  )
  return cells?.map(({ outputs }) => {
    const error = outputs.find((output) => output.output_type === 'error')
    return error && { ename: error.ename, evalue: error.evalue, traceback: error.traceback }
  })
}

describe.concurrent('running cells', { timeout: 120_000 }, () => {
  test('what cells show is kept as a notebook keeps it', async () => {
    const { cells } = await run([
      `import { display, newDisplay } from 'tslab'
      process.stdout.write('a'); process.stdout.write('b\\n'); console.error('c'); console.log({ d: 1 })`,
      `const place = newDisplay(); place.text('before'); display.svg('<svg/>')`,
      `place.text('after'); 6 * 7`,
    ])
    expect(cells).toEqual([
      {
        executionCount: 1,
        outputs: [
          { output_type: 'stream', name: 'stdout', text: 'ab\n' },
          { output_type: 'stream', name: 'stderr', text: 'c\n' },
          { output_type: 'stream', name: 'stdout', text: '{ d: 1 }\n' },
        ],
      },
      {
        executionCount: 2,
        outputs: [
          { output_type: 'display_data', metadata: {}, data: { 'text/plain': 'after' } },
          { output_type: 'display_data', metadata: {}, data: { 'image/svg+xml': '<svg/>' } },
        ],
      },
      { executionCount: 3, outputs: [{ output_type: 'stream', name: 'stdout', text: '42\n' }] },
    ])
  })

  test('a call through the SDK is answered by the simulated provider, streamed, and takes no real time', async () => {
    const { cells } = await run([
      `import OpenAI from 'openai'
      const client = new OpenAI()
      const begin = performance.now()
      const request = { model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'What is an API?' }] }
      const stream = await client.chat.completions.create({ ...request, stream: true })`,
      `let chunks = 0
      for await (const chunk of stream) chunks++
      console.log(chunks > 5, performance.now() - begin > 100)`,
    ])
    expect(cells?.[1]?.outputs).toEqual([{ output_type: 'stream', name: 'stdout', text: 'true true\n' }])
  })

  test('a cell may be a module that others import', async () => {
    const { cells } = await run([
      'const before = 1',
      '/** @module counting */\nexport const count = (text: string) => text.length',
      "import { count } from './counting'\ncount('four') + before",
    ])
    expect(cells?.map(({ outputs }) => outputs)).toEqual([
      [],
      [],
      [{ output_type: 'stream', name: 'stdout', text: '5\n' }],
    ])
  })

  test('two runs show the same, keys or not', async () => {
    const source = `import OpenAI from 'openai'
      const { id, created, choices } = await new OpenAI().chat.completions.create({
        model: 'gpt-6-luna', messages: [{ role: 'user', content: 'What is an API?' }]
      })
      console.log(id, created, choices, performance.now(), process.env.OPENAI_API_KEY)`
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-this-machine')
    const runs = await Promise.all([run([source]), run([source])])
    expect(runs[0]).toEqual(runs[1])
    expect(JSON.stringify(runs[0])).toContain('sk-mock-openai')
  })

  test('the first cell that fails ends the run', async () => {
    const { cells, failed } = await run(['void 0', 'const x = 1\nnull!.toString()', 'console.log("not reached")'])
    expect(cells).toBeUndefined()
    expect(failed).toMatchObject({ index: 1, error: { ename: 'TypeScriptError', line: 2 } })
  })

  test('an error has its class, its causes, and the way to the line', async () => {
    const errors = await errorsOf([
      `class SlowError extends Error {}
function check(n: number): void {
  // Nothing is too slow.

  if (n > 2) throw new SlowError('no', { cause: new Error('because') })
}
async function checkLater(n: number): Promise<void> {
  await null
  check(n)
}`,
      `interface Erased {
  kind: string
}

await checkLater(3)`,
      `const n = 5
check(n)`,
      `throw 'text'`,
    ])
    expect(errors).toEqual([
      undefined,
      {
        ename: 'SlowError',
        evalue: 'no',
        traceback: [
          'SlowError: no',
          'Caused by Error: because',
          '    at check, line 5 of cell [1]',
          '    at checkLater, line 9 of cell [1]',
          '    at line 5',
          '     5 │ await checkLater(3)',
        ],
      },
      {
        ename: 'SlowError',
        evalue: 'no',
        traceback: [
          'SlowError: no',
          'Caused by Error: because',
          '    at check, line 5 of cell [1]',
          '    at line 2',
          '     2 │ check(n)',
        ],
      },
      { ename: 'Thrown', evalue: "'text'", traceback: ["Thrown: 'text'"] },
    ])
  })

  test('an error from inside an SDK ends at the line that called it', async () => {
    const [error] =
      (await errorsOf([
        `import OpenAI from 'openai'

await new OpenAI({ apiKey: 'sk-test-invalid' }).chat.completions.create({ model: 'gpt-6-luna', messages: [] })`,
      ])) ?? []
    expect(error?.ename).toBe('AuthenticationError')
    expect(error?.traceback.at(-1)).toMatch(/^ {5}3 │ await new OpenAI/)
    expect(error?.traceback.join('\n')).not.toContain('node_modules')
  })

  test('a promise that nobody awaits does not fail unseen', async () => {
    const { failed } = await run([
      `void (async () => {\n  await null\n  throw new RangeError('unseen')\n})()`,
      'void 0',
    ])
    expect(failed).toMatchObject({ index: 0, error: { ename: 'RangeError', evalue: 'unseen', line: 3 } })
  })

  test('a cell that never lets go of the processor is stopped', async () => {
    const { failed } = await run(['for (;;) {}'], 3000)
    expect(failed).toMatchObject({ index: 0, error: { ename: 'Timeout', evalue: expect.stringContaining('3 s') } })
  })

  test('a cell that waits for ever is stopped', async () => {
    const { failed } = await run(['await new Promise(() => {})'], 3000)
    expect(failed).toMatchObject({ index: 0, error: { ename: 'Timeout' } })
  })

  test('a cell that ends the process says so', async () => {
    const { failed } = await run(['process.exit(3)'])
    expect(failed).toMatchObject({ index: 0, error: { evalue: expect.stringContaining('exit code 3') } })
  })
})

test('notebooks that are compiled by one process, one after the other, know nothing of each other', async () => {
  const home = mkdtempSync(join(tmpdir(), 'note books '))
  onTestFinished(() => rmSync(home, { recursive: true }))
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction')
  for (const name of ['one', 'two']) {
    mkdirSync(join(home, name))
    writeFileSync(join(home, name, 'own.ts'), `export const own = '${name}' as const\n`)
  }
  const source =
    "import chalk from 'chalk'\nimport { own } from './own'\nconst mine = own\nconsole.log(mine, typeof chalk)"
  const shown = async (name: string, sources: string[]) => {
    const code = sources.map((each) => ({ source: each, mayFail: true }))
    const { cells } = await runCells(join(home, name), code, { timeout: 60_000 })
    return cells?.flatMap(({ outputs }) =>
      outputs.map((output) => ('text' in output ? output.text : 'evalue' in output && output.evalue)),
    )
  }
  expect(await shown('one', [source, "const other: 'two' = mine"])).toEqual([
    'one function\n',
    `Type '"one"' is not assignable to type '"two"'.`,
  ])
  expect(await shown('two', ['mine', source, "const other: 'two' = mine"])).toEqual([
    "Cannot find name 'mine'.",
    'two function\n',
  ])
})
