import { getEncoding } from 'js-tiktoken'
import { describe, expect, test } from 'vitest'
import { encoder } from './encoder.ts'

const real = getEncoding('o200k_base')
const texts = [
  '',
  'What is a token?\n\n  Two  blanks,\ttabs\r\n',
  'Donaudampfschifffahrt 日本語 नमस्ते ꙮ𓀀',
  '🧑‍🚀👩🏽‍💻🏳️‍🌈é🇩🇪 �',
  'An end: <|endoftext|>, and <|endofprompt|>.',
]

describe('the encoder that graders hand out', () => {
  test.each(texts)('encodes as js-tiktoken does: %j', (text) => {
    expect(encoder.encode(text, [], [])).toEqual(real.encode(text, [], []))
    expect(encoder.encode(text, 'all')).toEqual(real.encode(text, 'all'))
    expect(encoder.decode(encoder.encode(text, [], []))).toBe(text)
  })

  test('throws as js-tiktoken does', () => {
    const text = 'An end: <|endoftext|>.'
    expect(() => real.encode(text)).toThrow('The text contains a special token that is not allowed: <|endoftext|>')
    expect(() => encoder.encode(text)).toThrow('The text contains a special token that is not allowed: <|endoftext|>')
    expect(encoder.encode(text, undefined, [])).toEqual(real.encode(text, undefined, []))
    expect(encoder.encode(text, ['<|endoftext|>'])).toEqual(real.encode(text, ['<|endoftext|>']))
  })

  test('decodes a part of a character to �', () => {
    const cut = real.encode('🧑‍🚀').slice(0, 2)
    expect(encoder.decode(cut)).toBe(real.decode(cut))
  })
})
