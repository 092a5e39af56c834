import stringWidth from 'string-width'
import { parseHTML } from 'linkedom'
import { describe, expect, test, vi } from 'vitest'
import { showTokens } from './kit.ts'
import { inNotebook, inTerminal } from './surfaces.fixture.ts'

const textOf = (tokens: string[], title?: string) =>
  inTerminal(() => (title === undefined ? showTokens(tokens) : showTokens(tokens, { title })))

describe('in a terminal', () => {
  test('borders are seen without colours', () => {
    expect(textOf(['Hello', ' world', '!'], 'A greeting')).toBe('A greeting\n  Hello│·world│!\n  3 tokens')
  })

  test('nothing of a token is unseen', () => {
    expect(textOf(['a', '\n', '  b\tc', '\uFFFD', '\u0007'])).toBe('  a│↵│\n  ··b→c│\uFFFD│<7>\n  5 tokens')
  })

  test('many tokens, and one longer than a line, are wrapped and complete', () => {
    const tokens = Array.from({ length: 40 }, (_, i) => ` token${i}`).toSpliced(
      20,
      0,
      'x'.repeat(200),
      '日本語'.repeat(40),
    )
    const lines = textOf(tokens).split('\n')
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(78)
    const seen = lines.slice(0, -1).join('').replaceAll('  ', '').replaceAll('│', '')
    expect(seen).toBe(tokens.join('').replaceAll(' ', '·'))
    expect(lines.at(-1)).toBe('  42 tokens')
  })

  test.each([
    [[], '\n  0 tokens'],
    [[''], '\n  1 token'],
    [['a', '', 'b'], '  a││b\n  3 tokens'],
  ])('%j', (tokens, text) => {
    expect(textOf(tokens)).toBe(text)
  })

  test('colours take the place of borders', () => {
    vi.stubEnv('NO_COLOR', undefined)
    vi.stubEnv('FORCE_COLOR', '1')
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    showTokens(['a', 'b', 'c'])
    const [text = ''] = log.mock.calls[0] as string[]
    expect(text).not.toContain('│')
    expect(text).toMatch(/\[43ma.*\[46mb.*\[43mc/)
    log.mockRestore()
    vi.unstubAllEnvs()
  })
})

test('in a notebook each token has a box, and the count is below', async () => {
  const show = () => showTokens(['<b>', ' "a"', '\n', 'x'], { title: 'Marked <up>' })
  const shown = await inNotebook(show)
  expect(shown).toHaveLength(1)
  expect(shown[0]?.type).toBe('text/html')
  const { document } = parseHTML(`<html><body>${shown[0]?.content}</body></html>`)
  const boxes = [...document.querySelectorAll('span')].filter((each) => each.getAttribute('style')?.includes('border'))
  expect(boxes.map((each) => each.textContent)).toEqual(['<b>', '·"a"', '↵', 'x'])
  expect(document.body.textContent).toMatch(/^Marked <up>.*4 tokens$/)
  expect(await inNotebook(show)).toEqual(shown)
})
