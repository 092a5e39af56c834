import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { listExercises } from './grade/exercises.ts'
import { findHelp, helpText } from './help.ts'
import { listLessons, root } from './lessons.ts'

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const pages = [
  ...documents,
  '.env.example',
  ...readdirSync(join(root, 'exercises'))
    .map((folder) => `exercises/${folder}/README.md`)
    .filter((page) => existsSync(join(root, page))),
  ...listLessons().map((lesson) => `lessons/${lesson.folder}/lesson.ts`),
]
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const ownCommands = Object.entries(scripts).flatMap(([name, script]) => {
  const module = /^node scripts\/start\.mjs (\S+)$/.exec(script)?.[1]
  return module === undefined ? [] : [{ name, module }]
})

/** Npm's own commands, and words that stand for one. */
const npmOwn = ['ci', 'install', '…']

const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

/** What a command prints, without a terminal, without colours, on 80 columns. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|FORCE_COLOR)/.test(name))
  const env = { ...Object.fromEntries(clean), NO_COLOR: '1', COLUMNS: '80' }
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args], { cwd: root, env })
  child.stdin.end()
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

test.each(pages)('every command that %s names exists', (page) => {
  const commands = [...textOf(page).matchAll(/\bnpm (?:run )?([\w…-]+)/g)].map(([, name]) => name!)
  const missing = commands.filter((name) => !(name in scripts) && !npmOwn.includes(name) && name !== 'run')
  expect(missing).toEqual([])
})

test.each(pages)('every path that %s names exists', (page) => {
  // A path stands between backticks or in a link, begins with one of our folders or is a file of the root.
  const quoted = [...textOf(page).matchAll(/`([^`\n]+)`|\]\(([^)#:]+)\)/g)].map(([, code, link]) => code ?? link!)
  const paths = quoted.filter(
    (word) =>
      /^(\.\/)?(lessons|exercises|solutions|kit|mocks|scripts|docs)\/[\w./-]+$/.test(word) || /^[A-Z]+\.md$/.test(word),
  )
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test.each(pages)('every option that %s gives a command is one that the command has', (page) => {
  // Quoted, or a line of its own in a block.
  const typed = [...textOf(page).matchAll(/`(npm [^`\n]+)`|^(?:\/\/ )?(npm .+)$/gm)].map(
    ([, code, line]) => code ?? line!,
  )
  const wrong = typed.filter((command) => {
    const [, name = ''] = /^npm (?:run )?([\w-]+)/.exec(command) ?? []
    const given = [...command.matchAll(/ --([a-z][\w-]*)/g)].map(([, option]) => option!)
    return name in scripts && given.some((option) => option !== 'help' && !optionsOf(name).includes(option))
  })
  expect(wrong).toEqual([])
})

test.each(pages)('every lesson and exercise that %s asks for exists', (page) => {
  const asked = [
    ...textOf(page).matchAll(/npm (?:run )?(lesson|notebook|test|watch|hint|solution|reset)(?: --)? (\d[\d.]*\b)/g),
  ]
  const known = new Set([...listExercises().map(({ id }) => id), ...listLessons().map(({ number }) => String(number))])
  expect(
    asked.map(([command]) => command).filter((command) => !known.has(/[\d.]+$/.exec(command)![0].replace(/\.$/, ''))),
  ).toEqual([])
})

test.each(documents)('every variable that %s names is read by the code', (page) => {
  const named = new Set(textOf(page).match(/\b(WORKBOOK|LLM)_[A-Z_]+\b/g))
  const code = ['kit/src', 'mocks', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/node_modules/.test(file))
    .map(textOf)
    .join('\n')
  expect([...named].filter((name) => !code.includes(name))).toEqual([])
})

test('every command of package.json has its script', () => {
  expect(ownCommands.length).toBeGreaterThan(15)
  for (const { module } of ownCommands) expect(existsSync(join(root, `scripts/${module}.ts`)), module).toBe(true)
})

test.each(Object.keys(scripts))('a page says what npm run %s does', (name) => {
  expect(findHelp(name).commands).not.toEqual([])
})

// It is told all the options it might have meant, so that they can be compared with those the pages tell of.
test.each(ownCommands)(
  '$name refuses an unknown option in a sentence, and has the options that the pages say',
  async ({ name, module }) => {
    const { code, out, err } = await run(module, '--unheard-of')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^There is no option --unheard-of here\. This command .+\.\n$/)
    const known = [...err.split('. ')[1]!.matchAll(/--([a-z]+)/g)].map(([, option]) => option!)
    expect(optionsOf(name).toSorted()).toEqual(known.toSorted())
  },
)

test('--help prints what the pages say', async () => {
  expect(await run('lesson', '1', '--help')).toEqual({ code: 0, out: `${helpText('lesson')}\n`, err: '' })
  expect(await run('menu', '--help')).toEqual({ code: 0, out: `${helpText('start')}\n`, err: '' })
  expect(helpText('lesson')).toContain('runs one; also 01, api-basics')
  expect(helpText('lesson')).toContain('--speed=4')
})

/** The options that the pages tell of, in the help's tables and in what is said beside them. */
function optionsOf(name: string): string[] {
  const { commands, options } = findHelp(name)
  const told = [...commands, ...options].flatMap(({ typed, does }) => [
    ...typed.matchAll(/(?:^| )--([a-z]+)/g),
    ...does.matchAll(/`--([a-z]+)/g),
  ])
  return [...new Set(told.map(([, option]) => option!))]
}
