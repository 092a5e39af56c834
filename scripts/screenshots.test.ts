import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { root } from './lessons.ts'
import { createCopy, hasTmux, shots, take } from './screenshots/shots.ts'
import { drawTerminal } from './screenshots/terminal-picture.ts'

// The exercises in the pictures are done with answers from solutions/.

const copy = createCopy()
afterAll(() => rmSync(copy, { recursive: true }))

const pictureOf = (file: string) => readFileSync(join(root, 'docs', file), 'utf8')

/** The lines of text in a picture. */
function linesIn(picture: string): string[] {
  const rows = [...picture.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, row = '']) => row.replaceAll(/<[^>]+>/g, ''))
  return rows.map((row) => row.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}

test('every picture of a terminal in docs/ is one that can be made anew', () => {
  const drawn = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.svg'))
  expect(drawn.toSorted()).toEqual(shots.map(({ file }) => file).toSorted())
})

// When one of these fails, the picture is old: npm run screenshots makes it anew.
test.each(shots.filter(({ waits }) => !waits || hasTmux()))('docs/$file is what $command prints', (shot) => {
  const lines = take(shot, copy)
  expect(linesIn(pictureOf(shot.file))).toEqual(lines.map(stripVTControlCharacters))
  expect(pictureOf(shot.file)).toBe(drawTerminal(lines, shot.title))
})
