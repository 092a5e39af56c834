import { expect, test } from 'vitest'
import { bytesOf, countTokens, decode, encode, textReader } from './tokens.ts'

test.each([
  '',
  'Hello, world!',
  'über 한글 🦄',
  'x'.repeat(3000),
  `word ${'-'.repeat(2000)} word`,
  ' '.repeat(2000),
  '<|endoftext|>',
  'a\0b',
])('text survives the way to tokens and back', (text) => {
  expect(decode(encode(text))).toBe(text)
  expect(countTokens(text)).toBe(encode(text).length)
})

test('known counts of o200k_base', () => {
  expect(encode('hello world')).toEqual([24912, 2375])
  expect(countTokens('hello world')).toBe(2)
})

test('half a character is held back until it is whole', () => {
  const tokens = encode('🦄')
  expect(tokens.length).toBeGreaterThan(1)
  const reader = textReader()
  const texts = tokens.map((token) => reader.read(token))
  expect(texts.slice(0, -1).join('')).toBe('')
  expect(texts.at(-1)).toBe('🦄')
  expect(tokens.flatMap((token) => [...bytesOf(token)])).toEqual([...new TextEncoder().encode('🦄')])
})

test('a megabyte of one letter is counted at once', () => {
  countTokens('warm up')
  const start = performance.now()
  countTokens('a'.repeat(1_000_000))
  expect(performance.now() - start).toBeLessThan(2000)
})
