import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { defaultBudget } from '../mocks/budget.ts'
import { planLive } from '../mocks/live-plan.ts'
import { parseCells } from './cells.ts'
import { diskSpace } from './doctor/installation.ts'
import { listExercises } from './grade/exercises.ts'
import { findHelp, helpText } from './help.ts'
import { fakeTerminal } from './lesson/fixtures/screen.ts'
import { confirmLive } from './lesson/live.ts'
import { findLesson, listLessons, root } from './lessons.ts'
import { writeKernelspecs } from './notebook/kernelspecs.ts'

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const hintPages = readdirSync(join(root, 'exercises'))
  .map((folder) => `exercises/${folder}/README.md`)
  .filter((page) => existsSync(join(root, page)))
const pages = [
  ...documents,
  '.env.example',
  ...hintPages,
  ...listLessons().map((lesson) => `lessons/${lesson.folder}/lesson.ts`),
]
/** What starts our commands on other machines. */
const machinery = [
  ...readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`),
  '.ci/run',
  'binder/postBuild',
  '.devcontainer/devcontainer.json',
]
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const ownCommands = Object.entries(scripts).flatMap(([name, script]) => {
  const module = /^node scripts\/start\.mjs (\S+)$/.exec(script)?.[1]
  return module === undefined ? [] : [{ name, module }]
})

/** Npm's own commands, and words that stand for one. */
const npmOwn = ['ci', 'install', '…']

// What npm itself is told to print changes nothing about our command.
const textOf = (page: string) => readFileSync(join(root, page), 'utf8').replaceAll('npm run --silent ', 'npm run ')

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

test.each([...pages, ...machinery])('every command that %s names exists', (page) => {
  const commands = [...textOf(page).matchAll(/\bnpm (?:run )?([\w…-]+)/g)].map(([, name]) => name!)
  const missing = commands.filter((name) => !(name in scripts) && !npmOwn.includes(name) && name !== 'run')
  expect(missing).toEqual([])
})

test.each(pages)('every path that %s names exists', (page) => {
  // A path stands between backticks, in a block of code or in a link, begins with one of our folders or is a file of the root.
  const quoted = [...textOf(page).matchAll(/^```[\s\S]*?^```|`([^`\n]+)`|\]\(([^)#:]+)\)/gm)]
  const paths = quoted
    .flatMap(([block, code, link]) => (code ?? link ?? block).split(/\s+/))
    .filter((word) => ourPath.test(word) || /^[A-Z]+\.md$/.test(word))
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

/** One of ours, by its first folder. */
const ourPath = /^(\.\/)?(lessons|exercises|solutions|kit|mocks|scripts|docs|binder|\.github|\.ci)\/[\w./-]+$/

test.each(machinery)('every file of ours that %s names exists', (page) => {
  const paths = textOf(page)
    .split(/[\s"'`,]+/)
    .filter((word) => ourPath.test(word))
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test.each(hintPages)('every cell of the lesson that %s sends its reader to exists', (page) => {
  const lesson = findLesson(page.split('/')[1]!)
  const known = parseCells(readFileSync(lesson.file, 'utf8'), lesson.folder)
  const prose = textOf(page).replaceAll(/^```[\s\S]*?^```/gm, '')
  const sentTo = [...prose.matchAll(/\bcells?\s+"([^"]+)"|"([a-z]+(?:-[a-z]+)*)"/g)].map(
    ([, cell, word]) => cell ?? word!,
  )
  expect(sentTo.filter((id) => !known.some((cell) => cell.id === id))).toEqual([])
  const code = known.filter(({ kind }) => kind === 'code').map(({ source }) => source)
  const names = [...textOf(page).matchAll(/\blesson's `(\w+)`/g)].map(([, name]) => name!)
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code.join('\n')))).toEqual([])
})

test.each([...pages, ...machinery])('every option that %s gives a command is one that the command has', (page) => {
  // Quoted, or a line of its own in a block.
  const typed = [...textOf(page).matchAll(/`(npm [^`\n]+)`|^(?:\/\/ | *(?:- )?(?:run: )?)(npm .+)$/gm)].map(
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

test('what CONTRIBUTING says a cell begins with is what begins one', () => {
  const markers = [...textOf('CONTRIBUTING.md').matchAll(/`(\/\/ %%[^`]+)`/g)].map(([, marker]) => marker!)
  expect(markers.map((marker) => parseCells(marker, marker)[0]?.kind)).toEqual(['markdown', 'code'])
})

test('the README lists the lessons, by their names', () => {
  const listed = [...textOf('README.md').matchAll(/^\| (\d \w[\w ]*) \|/gm)].map(([, name]) => name!)
  const titles = listLessons().map(
    ({ file }) => /^\/\/ # Lesson (\d: .+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '',
  )
  expect(titles.map((title, i) => title.replace(':', '').startsWith(listed[i]!))).toEqual(listed.map(() => true))
  expect(titles).toHaveLength(listed.length)
})

test('the README requires what package.json and the doctor do', () => {
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } }
  const requirements = textOf('README.md').split('## Requirements')[1]
  expect(requirements).toContain(`Node ${engines.node.replace('>=', '')} or newer`)
  expect(requirements).toContain(`about ${diskSpace} MB of disk`)
})

test('the kernels that the pages speak of have these names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-docs-'))
  const names = writeKernelspecs(folder).map((kernel) => {
    const { display_name } = JSON.parse(readFileSync(join(kernel, 'kernel.json'), 'utf8')) as { display_name: string }
    return display_name
  })
  rmSync(folder, { recursive: true })
  const spokenOf = documents.flatMap((page) => textOf(page).match(/TypeScript \([^)]+\)/g) ?? [])
  expect(new Set(spokenOf)).toEqual(new Set(names))
})

test('the README shows what a live run asks first', async () => {
  const shown = /^```\n(Provider [\s\S]*?)^```$/m.exec(textOf('README.md'))?.[1]
  const env = { OPENAI_API_KEY: `sk-proj-${'0123456789'.repeat(4)}`, GROQ_API_KEY: 'sk-test-invalid' }
  const probe = async (server: string) => (server === 'ollama' ? ('itself' as const) : ('nothing' as const))
  const { terminal, screen, press } = fakeTerminal({ columns: 80 })
  await press('n\r')
  await confirmLive(findLesson('1'), await planLive('all', { env, probe }), defaultBudget, terminal)
  expect(screen.text().trim().split(' n\nNothing was sent.')[0]).toBe(shown?.trim())
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
