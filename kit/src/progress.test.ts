import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { showProgress } from './kit.ts'
import { inNotebook, inTerminal } from './surfaces.fixture.ts'

describe('in a pipe', () => {
  test('only the full bar is printed', () => {
    expect(inTerminal(() => showProgress('Asking', 3).advance(2))).toBe('')
    const text = inTerminal(() => {
      const progress = showProgress('Asking', 3)
      for (let i = 0; i < 5; i++) progress.advance()
    })
    expect(text).toBe(`Asking  ${'█'.repeat(30)}  3 of 3`)
    expect(inTerminal(() => showProgress('質問する', 1).advance())).toMatch(/^質問する {2}█/)
  })
})

describe('on a terminal', () => {
  let written = ''
  beforeEach(() => {
    written = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
    vi.stubGlobal(
      'process',
      Object.create(process, { stdout: { value: { isTTY: true, columns: 80, write: process.stdout.write } } }),
    )
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  test('the bar grows in place, on one line, which ends when all is done', () => {
    const progress = showProgress(`A title ${'that is long '.repeat(9)}`, 4)
    progress.advance()
    progress.advance(3)
    progress.advance()
    const states = written.split('\r').slice(1)
    expect(states.map((state) => state.replaceAll(/[^█]/g, '').length)).toEqual([0, 7, 30])
    expect(Math.max(...states.map((state) => state.length))).toBeLessThanOrEqual(79)
    expect(written.indexOf('\n')).toBe(written.length - 1)
  })
})

test('in a notebook one place is updated, and its last state stays', async () => {
  const shown = await inNotebook(() => {
    const progress = showProgress('Asking <five>', 5)
    for (let i = 0; i < 5; i++) progress.advance()
  })
  expect(shown).toEqual([
    {
      type: 'text/html',
      content:
        '<label>Asking &lt;five&gt; <progress value="5" max="5" style="width:240px;vertical-align:middle"></progress> 5 of 5</label>',
    },
  ])
})

test.each([0, -1, NaN, Infinity])('a total of %s is refused in a sentence', (total) => {
  expect(() => showProgress('Asking', total)).toThrow(
    new RangeError(`showProgress needs the number of steps, above 0; it was given ${total}.`),
  )
})
