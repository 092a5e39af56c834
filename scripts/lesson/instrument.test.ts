import { expect, test } from 'vitest'
import { instrument } from './instrument.ts'

test('each marker becomes a call on its own line, and nothing else changes', () => {
  const source = '// %% [markdown] id="a"\n// prose\n\n// %% id="b"\nconst x = 1\nconst s = " // %% "\n'
  const lines = instrument(source).split('\n')
  expect(lines[0]).toBe(';await globalThis.__cell(0);')
  expect(lines[3]).toBe(';await globalThis.__cell(1);')
  expect(lines.filter((_, i) => i !== 0 && i !== 3)).toEqual(source.split('\n').filter((_, i) => i !== 0 && i !== 3))
})

test('Windows line ends stay', () => {
  expect(instrument('// %% id="a"\r\nlet x\r\n')).toBe(';await globalThis.__cell(0);\r\nlet x\r\n')
})
