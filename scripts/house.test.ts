import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entries, namedOutside, readSources } from './house/sources.ts'
import type { Source } from './house/sources.ts'
import { root } from './lessons.ts'

const sources = readSources()
const room = (path: string) => path.split('/')[0] ?? ''
const isTest = (path: string) => /\.test\.ts$|\.fixture\.ts$|\/fixtures\//.test(path)
const isStudents = (path: string) => /^(lessons|exercises|solutions)\//.test(path)

/** Which rooms a room's files may import from, besides its own. */
const allowed: Record<string, readonly string[]> = {
  kit: [],
  mocks: ['kit'],
  scripts: ['mocks', 'kit'],
}

/** What a lesson, an exercise or a solution may import: what its reader would install. */
const forReaders =
  /^(openai|@anthropic-ai\/sdk|@google\/genai|groq-sdk|@workbook\/kit|js-tiktoken|gpt-tokenizer|zod|p-queue|p-retry|pino|chalk|msw|@pydantic\/genai-prices|node:[\w/]+)(\/|$)/

test('there are sources, and their imports are found', () => {
  expect(sources.length).toBeGreaterThan(400)
  const lesson = sources.find(({ path }) => path === 'scripts/lesson.ts')
  expect(lesson?.imports).toEqual(expect.arrayContaining(['scripts/options.ts', 'scripts/lesson/session.ts']))
  expect(lesson?.takes.get('scripts/options.ts')).toEqual(['readOptions'])
  expect(lesson?.exports.map(({ name }) => name)).toContain('main')
})

test('nothing imports from a room that it may not know', () => {
  const forbidden = sources
    .filter(({ path }) => !isStudents(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((other) => room(other) !== room(path) && !allowed[room(path)]?.includes(room(other)))
        .map((other) => `${path} → ${other}`),
    )
  expect(forbidden).toEqual([])
})

test('the kit is imported by its name, and by files beside it only for tests', () => {
  const direct = sources
    .filter(({ path }) => room(path) !== 'kit' && !isTest(path))
    .flatMap(({ path, imports }) => imports.filter((other) => room(other) === 'kit').map((o) => `${path} → ${o}`))
  expect(direct).toEqual([])
})

test('lessons, exercises and solutions import what a reader would install', () => {
  const isFine = (path: string, module: string) =>
    forReaders.test(module) ||
    (isTest(path) && (module === 'vitest' || module === '#grade' || /^\.\/[\w.-]+\.ts$/.test(module)))
  const foreign = sources
    .filter(({ path }) => isStudents(path))
    .flatMap(({ path, modules }) => modules.filter((module) => !isFine(path, module)).map((m) => `${path} → ${m}`))
  expect(foreign).toEqual([])
})

test('the rooms of the providers and the engine use nothing of Node', () => {
  const foreign = sources
    .filter(({ path }) => /^mocks\/(providers|engine)\//.test(path) && !isTest(path))
    .filter(({ modules }) => modules.some((module) => module.startsWith('node:')))
  expect(foreign.map(({ path }) => path)).toEqual([])
})

test('the engine knows no provider', () => {
  const foreign = sources
    .filter(({ path }) => path.startsWith('mocks/engine/') && !isTest(path))
    .flatMap(({ path, imports }) =>
      imports.filter((other) => other.startsWith('mocks/providers/')).map((other) => `${path} → ${other}`),
    )
  expect(foreign).toEqual([])
})

test('every file is reached from a command or a page, and every fixture from a test', () => {
  const outside = namedOutside(sources)
  const roots = [...entries(), ...outside]
  const shipped = reachable([...roots, 'scripts/start.mjs'])
  const tested = reachable(sources.map(({ path }) => path).filter((path) => path.endsWith('.test.ts')))
  const lost = sources
    .map(({ path }) => path)
    .filter((path) => !isStudents(path) && !path.endsWith('.test.ts') && !/\/fixtures\/\d\d-/.test(path))
    .filter((path) => !(isTest(path) || isForTests(path) ? tested : shipped).has(path))
  expect(lost).toEqual([])
})

test('everything exported is used by another file', () => {
  const taken = new Map<string, Set<string>>()
  for (const { takes } of sources)
    for (const [file, names] of takes) taken.set(file, new Set([...(taken.get(file) ?? []), ...names]))
  const open = new Set(entries())
  const unused = sources
    .filter(({ path }) => !isStudents(path) && !isTest(path) && !open.has(path))
    .flatMap(({ path, exports }) => {
      const names = taken.get(path)
      if (names?.has('*')) return []
      // A type that stands in what a function takes or returns is exported for the one who calls it.
      return (
        exports
          .filter(({ name, isType, isUsedInside }) => !names?.has(name) && !(isType && isUsedInside))
          // start.mjs starts a module by its name.
          .filter(({ name }) => !(name === 'main' && room(path) === 'scripts'))
          .map(({ name }) => `${path}: ${name}`)
      )
    })
  expect(unused).toEqual([])
})

/** The parts that the diagram in CONTRIBUTING shows; a file belongs to the first whose folder it is in. */
const parts = [
  'mocks/engine',
  'mocks/providers',
  'scripts/grade',
  'mocks',
  'scripts',
  'kit',
  'lessons',
  'exercises',
  'solutions',
]
const partOf = (path: string) => parts.find((part) => path.startsWith(`${part}/`)) ?? path

test('the diagram of CONTRIBUTING shows who imports whom, and nothing else', () => {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  const diagram = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const names = new Map([...diagram.matchAll(/(\w+)\["?`?([\w/]+)/g)].map(([, id = '', part = '']) => [id, part]))
  const drawn = [...diagram.matchAll(/^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)/gm)].map(
    ([, from = '', to = '']) => `${names.get(from)} → ${names.get(to)}`,
  )
  const found = sources
    .filter(({ path }) => !/\.fixture\.ts$|\/fixtures\//.test(path))
    // A grader is part of its exercise; other tests may know more than what they test.
    .filter(({ path }) => isStudents(path) || !path.endsWith('.test.ts'))
    .flatMap(({ path, modules, imports }) => [
      ...imports.map((other) => [partOf(path), partOf(other)]),
      ...modules.filter((module) => module === '@workbook/kit').map(() => [partOf(path), 'kit']),
      ...modules.filter((module) => module === '#grade').map(() => [partOf(path), 'scripts/grade']),
    ])
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => `${from} → ${to}`)
  expect(drawn.toSorted()).toEqual([...new Set(found)].toSorted())
})

test('no file is a drawer: none is called utils, helpers, common, misc or index', () => {
  const drawers = sources.filter(({ path }) => !isStudents(path) && /\/(utils?|helpers?|misc|index)\.ts$/.test(path))
  expect(drawers.map(({ path }) => path)).toEqual([])
})

/** What a test alone needs, by its place. */
function isForTests(path: string): boolean {
  return /^scripts\/(house\/|notebook\/protocol\.ts)/.test(path)
}

function reachable(from: readonly string[]): Set<string> {
  const byPath = new Map(sources.map((source): [string, Source] => [source.path, source]))
  const seen = new Set<string>()
  const open = [...from]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    open.push(...(byPath.get(path)?.takes.keys() ?? []))
  }
  return seen
}
