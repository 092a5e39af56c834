import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { runCells } from './run.ts'
import { expandShorthand } from './shorthand.ts'
import { loadTslab, type Tslab } from './tslab.ts'
import { skipDocumentation } from './tslab-compiling.ts'
import { repairTslab } from './tslab-repairs.ts'

/** What is mended → cells, each with what it prints or the message it fails with. */
const mended: Record<string, readonly (readonly [cell: string, shows: unknown])[]> = {
  'cells are as strict as the lesson': [
    ['const list = [1]\nlist[0].toFixed()', "Object is possibly 'undefined'."],
    ['function loose(x) {}', "Parameter 'x' implicitly has an 'any' type."],
    ['let nothing: string = null', "Type 'null' is not assignable to type 'string'."],
  ],
  'packages that only declare `exports` are found, with types': [
    [
      "import chalk from 'chalk'\nconst red: number = chalk.red('x')",
      "Type 'string' is not assignable to type 'number'.",
    ],
    ["import { http } from 'msw'\nhttp.nothing", expect.stringContaining("Property 'nothing' does not exist on type")],
  ],
  'methods of 2023 are known': [['console.log([1, 2].findLast((n) => n > 0))', '2\n']],
  'a `for await` loop may be the only thing that waits': [
    ['async function* count() { yield 1; yield 2 }', ''],
    ['for await (const n of count()) console.log(n)', '1\n2\n'],
    ['async function inside() { for await (const n of count()) console.log(n) }\nconst sync = 1', ''],
    ['await inside()', '1\n2\n'],
  ],
  'shorthand properties may name things of earlier cells': [
    ['const model = "m"\nlet size = 1\nclass Kind {}', ''],
    ['console.log({ model, size })', "{ model: 'm', size: 1 }\n"],
    ['({ size } = { size: 2 });\nconst make = () => ({ Kind, size })', ''],
    ['console.log(make())', '{ Kind: [class Kind], size: 2 }\n'],
  ],
  'a complaint behind a shorthand property points to the column that was written': [
    [
      'const a = 1\nconst o = { a, nobody, b: wrong }',
      [
        "line 2: Cannot find name 'nobody'.",
        '     2 │ const o = { a, nobody, b: wrong }',
        '                        ^',
        "line 2: Cannot find name 'wrong'.",
        '     2 │ const o = { a, nobody, b: wrong }',
        '                                   ^',
      ],
    ],
  ],
}

describe('what is mended in tslab', () => {
  const shown = new Map<string, { text: string; traceback: string[] }>()

  beforeAll(async () => {
    const sources = Object.values(mended).flatMap((cells) => cells.map(([source]) => source))
    const { cells } = await runCells(
      join(import.meta.dirname, 'fixtures', '01-small'),
      sources.map((source) => ({ source, mayFail: true })),
      { timeout: 60_000 },
    )
    for (const [index, { outputs }] of cells?.entries() ?? []) {
      const text = outputs.map((output) => ('text' in output ? output.text : 'evalue' in output ? output.evalue : ''))
      const traceback = outputs.flatMap((output) => ('traceback' in output ? output.traceback : []))
      shown.set(sources[index] ?? '', { text: text.join(''), traceback })
    }
  })

  test.for(Object.entries(mended))('%s', ([, cells]) => {
    for (const [source, shows] of cells) {
      const { text, traceback } = shown.get(source) ?? {}
      expect(Array.isArray(shows) ? traceback : text).toEqual(shows)
    }
  })

  test('with another version tslab is left alone, and a sentence says so', () => {
    const createExecutor = () => ({ execute: () => Promise.resolve(true) })
    const other = { version: '2.0.0', executor: { createExecutor } } as unknown as Tslab
    const said: string[] = []
    expect(repairTslab(other, (sentence) => said.push(sentence))).toBe(false)
    expect(said.join()).toMatch(/^tslab is 2\.0\.0 .* npm ci/)
    expect(other.executor.createExecutor).toBe(createExecutor)
  })
})

test("the reader's own files are watched, those of packages and kit are not", () => {
  const tslab = loadTslab()
  const watched: string[] = []
  tslab.typescript.sys.watchFile = (path) => {
    watched.push(path)
    return { close: () => undefined }
  }
  repairTslab(tslab)
  const own = join(root, 'lessons/08-production/helpdesk.ts')
  for (const path of [own, join(root, 'node_modules/openai/index.d.ts'), join(root, 'kit/src/kit.ts')]) {
    tslab.typescript.sys.watchFile(path).close()
  }
  expect(watched).toEqual([own])
})

test('declarations are read without their documentation, line for line', () => {
  const tslab = loadTslab()
  const source = 'declare const a: 1\n  /** Says\n   * more. */\n  const b: "/**" // */\n'
  const system = { ...tslab.typescript.sys, readFile: () => source }
  const read: (string | undefined)[] = []
  const { createWatchCompilerHost } = tslab.typescript
  tslab.typescript.createWatchCompilerHost = (files, options, given, ...rest) => {
    read.push(...files.map((file) => given.readFile(file)))
    return createWatchCompilerHost(files, options, given, ...rest)
  }
  skipDocumentation(tslab)
  tslab.typescript.createWatchCompilerHost(['a.d.ts', 'a.ts'], {}, system, null)
  expect(read).toEqual(['declare const a: 1\n\n\n  const b: "/**" // */\n', source])
})

test('writing shorthand out leaves everything else as it is', () => {
  const { typescript } = loadTslab()
  const expand = (source: string) => expandShorthand(typescript, source).source
  expect(expand('f({ a, b: c, ...d })')).toBe('f({ a: a, b: c, ...d })')
  expect(expand('const { a, b = 1 } = c')).toBe('const { a, b = 1 } = c')
  expect(expand('({ a = 1 } = c)')).toBe('({ a: a = 1 } = c)')
  expect(expand('import { a } from "b"\nexport { a }\n// { a }')).toBe('import { a } from "b"\nexport { a }\n// { a }')
  expect(expand('const x = `${{ a }}`')).toBe('const x = `${{ a: a }}`')
})
