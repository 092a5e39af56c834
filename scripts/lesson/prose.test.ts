import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { paletteFor } from './palette.ts'
import { renderProse, splitQuizzes } from './prose.ts'

const render = (markdown: string, width = 80, colours = false) =>
  renderProse(markdown, { palette: paletteFor(colours), width, highlight: (_, code) => code })

test.each([
  ['# One', 'One\n═══'],
  ['## Two `code`', 'Two `code`\n──────────'],
  ['a *b* **c** `d` ~~e~~', 'a b c `d` ~e~'],
  ['one\ntwo', 'one two'],
  ['one  \ntwo', 'one\ntwo'],
  ['[docs](https://a.example) and [again](https://a.example)', 'docs (https://a.example) and again'],
  ['<https://a.example>', 'https://a.example'],
  ['- a\n- b\n  - c', '• a\n• b\n  • c'],
  ['9. a\n10. b', ' 9. a\n10. b'],
  ['- [x] done\n- [ ] open', '• [x] done\n• [ ] open'],
  ['> a quote', '▌ a quote'],
  ['```ts\nlet x\n  = 1\n```', '│ let x\n│   = 1'],
  ['a &amp; b &#8230; <b>bold</b>', 'a & b … bold'],
  ['| A | B |\n|---|--:|\n| x | 1 |\n| yy | 22 |', 'A    B\n──  ──\nx    1\nyy  22'],
])('renders %j', (markdown, text) => {
  expect(render(markdown)).toBe(text)
})

test('a short command is not broken, a table gives way between words', () => {
  expect(render('Save it, and then run `npm test 1`.', 30)).toBe('Save it, and then run\n`npm test 1`.')
  const table = render('| A | B |\n|---|---|\n| choices[0].message.content | many words that can be broken |', 50)
  expect(table).toContain('\nchoices[0].message.content  many words that can be')
})

const long = `# A heading that is rather long for a narrow terminal

A paragraph with \`code\` and a [link](https://example.com/a/very/long/address/indeed) and 日本語のテキスト in it.

- a list item that wraps, with a nested one
  1. which wraps as well, further in

> and a quote that wraps too

| Name | What it does | State |
|---|---|---|
| \`/v1/chat/completions\` | a list of messages in, a message out | supported |

\`\`\`ts
const answer = await client.chat.completions.create({ model, messages: [] })
\`\`\``

test.each([10, 20, 40, 80, 88])('nothing is wider than %i columns', (width) => {
  for (const line of render(long, width, true).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
})

test('colours are among the sixteen, none of them yellow, white or a background', () => {
  const codes = render(long, 80, true).matchAll(new RegExp(String.raw`\x1b\[([\d;]*)m`, 'g'))
  for (const [, code] of codes)
    expect(['1', '2', '3', '4', '22', '23', '24', '36', '39', '32', '34', '35']).toContain(code)
})

test('splits quizzes from prose, and leaves details in code alone', () => {
  const markdown = 'Before.\n\n<details><summary>Why?</summary>\n\nBecause.\n\n</details>\n\nAfter.'
  expect(splitQuizzes(markdown)).toEqual([
    { markdown: 'Before.\n\n' },
    { question: 'Why?', answer: 'Because.' },
    { markdown: '\n\nAfter.' },
  ])
  expect(splitQuizzes('<details><summary>Why <code>usage</code>?</summary>Because.</details>')).toEqual([
    { question: 'Why `usage`?', answer: 'Because.' },
  ])
})
