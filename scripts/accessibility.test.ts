import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { parseHTML } from 'linkedom'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { listLessons, root } from './lessons.ts'

const documents = readdirSync(join(root, 'docs'))
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...documents.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ...listLessons().map(({ folder }) => `lessons/${folder}/lesson.ts`),
]
const notebooks = listLessons()
  .map(({ folder }) => `lessons/${folder}/lesson.ipynb`)
  .filter((path) => existsSync(join(root, path)))
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')

test.each(pages)('every picture in %s is described', (page) => {
  const pictures = [...textOf(page).matchAll(/!\[([^\]]*)\]\([^)]+\)/g)]
  expect(pictures.filter(([, words = '']) => words.split(/\s+/).length < 4).map(([picture]) => picture)).toEqual([])
  for (const [diagram] of textOf(page).matchAll(/^```mermaid\n[\s\S]*?^```/gm)) {
    expect(diagram).toMatch(/^\s*accTitle: \S/m)
    expect(diagram).toMatch(/^\s*accDescr: \S/m)
  }
})

test.each(documents.filter((name) => name.endsWith('.svg')))('docs/%s has a name for a screen reader', (name) => {
  expect(textOf(`docs/${name}`)).toMatch(/<svg[^>]* aria-label="[^"]{10,}"|<title>[^<]{10,}<\/title>/)
})

test.each(notebooks)('every picture in %s has a name for a screen reader', (path) => {
  const { cells } = JSON.parse(textOf(path)) as {
    cells: { outputs?: { data?: Record<string, string | string[]> }[] }[]
  }
  const html = cells
    .flatMap(({ outputs = [] }) => outputs)
    .flatMap(({ data = {} }) => ['text/html', 'image/svg+xml'].map((type) => data[type] ?? ''))
    .map((part) => (typeof part === 'string' ? part : part.join('')))
  const unnamed = html.flatMap((part) => {
    const { document } = parseHTML(`<main>${part}</main>`)
    return [...document.querySelectorAll('svg, img')]
      .filter((picture) => !picture.parentElement?.closest('svg, [aria-label], [aria-hidden=true]'))
      .filter((picture) => !(picture.getAttribute('aria-label') ?? picture.getAttribute('alt')))
      .filter((picture) => !picture.querySelector('title')?.textContent?.trim())
      .map((picture) => picture.outerHTML.slice(0, 200))
  })
  expect(unnamed).toEqual([])
})

test.each([['lesson'], ['lesson', '1'], ['progress'], ['catalogue'], ['lesson', '--help'], ['test', '--help']])(
  'npm run %s %s is readable without colour on 80 columns',
  (...args) => {
    const env = { ...process.env, NO_COLOR: '1', COLUMNS: '80', FORCE_COLOR: undefined }
    const start = [join(root, 'scripts/start.mjs'), ...args]
    const { stdout } = spawnSync(process.execPath, start, { cwd: root, env, encoding: 'utf8', input: '' })
    expect(stdout.trim()).not.toBe('')
    expect(stdout).toBe(stripVTControlCharacters(stdout))
    expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  },
)

test('the lessons in the list are numbered, and what stands for their state has a word', () => {
  const start = [join(root, 'scripts/start.mjs'), 'lesson']
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '80' }
  const { stdout } = spawnSync(process.execPath, start, { cwd: root, env, encoding: 'utf8' })
  for (const { number } of listLessons()) expect(stdout).toMatch(new RegExp(`^\\s*${number}\\b`, 'm'))
  const symbols = stdout.split('\n').filter((line) => /[✓✗●○◐▶×]/u.test(line))
  expect(symbols.filter((line) => !/(done|passed|started|seen|of \d|not yet|next)/i.test(line))).toEqual([])
})
