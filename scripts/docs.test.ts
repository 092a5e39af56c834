import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listLessons, root } from './lessons.ts'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/teaching.md',
  '.env.example',
  ...readdirSync(join(root, 'exercises'))
    .map((folder) => `exercises/${folder}/README.md`)
    .filter((page) => existsSync(join(root, page))),
  ...listLessons().map((lesson) => `lessons/${lesson.folder}/lesson.ts`),
]
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

/** Npm's own commands, and words that stand for one. */
const npmOwn = ['ci', 'install', '…']

test.each(pages)('every command that %s names exists', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const commands = [...text.matchAll(/\bnpm (?:run )?([\w…-]+)/g)].map(([, name]) => name!)
  const missing = commands.filter((name) => !(name in scripts) && !npmOwn.includes(name) && name !== 'run')
  expect(missing).toEqual([])
})

test.each(pages)('every path that %s names exists', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  // A path stands between backticks or in a link, begins with one of our folders or is a file of the root.
  const quoted = [...text.matchAll(/`([^`\n]+)`|\]\(([^)#:]+)\)/g)].map(([, code, link]) => code ?? link!)
  const paths = quoted.filter(
    (word) =>
      /^(\.\/)?(lessons|exercises|solutions|kit|mocks|scripts|docs)\/[\w./-]+$/.test(word) || /^[A-Z]+\.md$/.test(word),
  )
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every command of package.json has its script', () => {
  for (const command of Object.values(scripts)) {
    const name = /^node scripts\/start\.mjs (\S+)$/.exec(command)?.[1]
    if (name) expect(existsSync(join(root, `scripts/${name}.ts`)), command).toBe(true)
  }
})
