import { beforeAll, expect, test } from 'vitest'
import { parseCells } from '../cells.ts'
import { captureOutput } from './capture.ts'
import { fakeTerminal, settled } from './fixtures/screen.ts'
import { loadHighlighter } from './highlight.ts'
import { paletteFor } from './palette.ts'
import { createStage } from './stage.ts'

// Loading reads files, which takes as long as it takes; afterwards everything happens in its turn.
beforeAll(async () => {
  await loadHighlighter(paletteFor(true))
})

const lesson = `// %% [markdown] id="title"
// # Title
//
// Some prose.

// %% [markdown] id="more"
// More prose:

// %% id="code"
const answer = 42

// %% [markdown] id="quiz"
// <details><summary>Why?</summary>
// Because.
// </details>

// %% [markdown] id="end"
// The end.
`

/** A stage on a fake terminal, and the lesson walking over it as its module would. */
function perform(options: Parameters<typeof fakeTerminal>[0] = {}) {
  const fake = fakeTerminal(options)
  const cells = parseCells(lesson, 'lesson.ts')
  const capture = captureOutput(fake.terminal, fake.output, fake.output)
  const stage = createStage({ cells, terminal: fake.terminal, capture, afterCell: async () => [] })
  const walk = async () => {
    for (const [n, cell] of cells.entries()) {
      await stage.cell(n)
      if (cell.kind === 'code') fake.output.write('the output\n')
    }
    await stage.finish()
    return 'walked'
  }
  const end = Promise.race([walk(), stage.left])
  return { ...fake, stage, end }
}

test('steps through at the reader’s pace: prose, then code with the prose before it, then its output', async () => {
  const { screen, press, stage, end, isRaw } = perform()
  await settled()
  expect(screen.text()).toContain('Some prose.')
  expect(screen.text()).not.toContain('More prose')
  expect(screen.lines().at(-1)).toBe('Enter next · a run all · m menu · q quit')
  expect(isRaw()).toBe(true)

  await press('\r')
  expect(screen.text()).toContain('More prose:\n\n│ const answer = 42\n\nEnter run · a run all · m menu · q quit')
  expect(screen.text()).not.toContain('the output')

  await press('\r')
  expect(screen.text()).toContain('│ const answer = 42\n\n› the output\n\n? Why?\n\n  your answer, or just Enter:')
  expect(screen.text()).not.toContain('Because.')

  await press('no idea\r')
  expect(screen.text()).toContain('  Because.')
  await press('\r')
  expect(await end).toBe('walked')
  expect(screen.text()).toContain('The end.')
  expect(screen.text()).not.toContain('q quit')
  expect(stage.seen).toBe(5)
  expect(isRaw()).toBe(false)
})

test('"a" runs the rest without waiting, quizzes too', async () => {
  const { screen, press, end } = perform()
  await press('a')
  expect(await end).toBe('walked')
  expect(screen.text()).toContain('? Why?\n\n  Because.')
})

test.each([
  ['q', 'quit'],
  ['m', 'menu'],
  ['\x03', 'interrupted'],
  ['\x04', 'quit'],
])('key %j leaves', async (key, how) => {
  const { press, end, screen, isRaw, stage } = perform()
  await press(key)
  expect(await end).toBe(how)
  expect(isRaw()).toBe(false)
  expect(screen.lines().join('')).not.toContain('q quit')
  expect(stage.seen).toBe(1)
})

test('other keys, arrows among them, do nothing', async () => {
  const { press, screen } = perform()
  await press('\x1b[Axyz\x1bOB 1')
  expect(screen.text()).not.toContain('More prose')
})

test('keys typed ahead are not lost', async () => {
  const { press, end, screen } = perform()
  await press('\r\r')
  await press('\r')
  await press('\r')
  expect(await end).toBe('walked')
  expect(screen.text()).toContain('The end.')
})

test.each([
  ['\x03', 'interrupted'],
  ['\x04', 'quit'],
])('a quiz can be left with %j', async (key, how) => {
  const { press, end } = perform()
  await press('\r')
  await press('\r')
  await press(key)
  expect(await end).toBe(how)
})

test('the end of the input leaves', async () => {
  const { hangUp, end } = perform()
  await settled()
  await hangUp()
  expect(await end).toBe('quit')
})

test('code that would push its prose off a small screen waits', async () => {
  const { press, screen } = perform({ rows: 5 })
  await press('\r')
  expect(screen.text()).toContain('More prose:')
  expect(screen.text()).not.toContain('const answer')
})

test('without a terminal it runs straight through, and prints question and answer', async () => {
  const { end, screen } = perform({ isTTY: false })
  expect(await end).toBe('walked')
  expect(screen.text()).toContain('› the output')
  expect(screen.text()).toContain('? Why?\n\n  Because.')
  expect(screen.text()).not.toContain('Enter')
})

test('twenty columns are enough, and so is one', async () => {
  for (const columns of [20, 1]) {
    const { press, end } = perform({ columns })
    await press('a')
    expect(await end).toBe('walked')
  }
})

test('what a lesson prints late, while the reader is asked, waits until the answer', async () => {
  const { output, press, screen } = perform()
  await settled()
  output.write('late\n')
  expect(screen.text()).not.toContain('late')
  await press('\r')
  await press('\r')
  expect(screen.text()).toContain('late')
})

test('the lesson sees a narrower terminal, and a resize', () => {
  const { output, terminal } = perform({ columns: 80 })
  expect(output.columns).toBe(78)
  output.columns = 100
  expect(output.columns).toBe(98)
  expect(terminal.columns()).toBe(100)
})
