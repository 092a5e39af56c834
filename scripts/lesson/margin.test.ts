import { expect, test } from 'vitest'
import { createScreen } from './fixtures/screen.ts'
import { createMargin } from './margin.ts'

/** Writes pieces through a margin of two columns, and gives back what a reader sees. */
function shown(pieces: readonly string[], { live = true, columns = 24 } = {}): string[] {
  const screen = createScreen()
  const margin = createMargin({ first: '› ', width: 2, columns: () => columns, live, write: screen.write })
  for (const piece of pieces) margin.write(piece)
  margin.flush(true)
  return screen.lines().slice(0, -1)
}

const text =
  'The quick brown fox jumps over 日本語のテキスト and extraordinarily-long-hyphenated-words.\n\n  indented\tby a tab\n'

test('marks the first line and indents the others', () => {
  expect(shown(['one\ntwo\n'])).toEqual(['› one', '  two'])
})

test.each([true, false])('text in single characters looks like text in one piece (watched: %s)', (live) => {
  const whole = shown([text], { live })
  expect(shown([...text], { live })).toEqual(whole)
  expect(whole[0]).toBe('› The quick brown fox')
  expect(whole.every((line) => /^(› | {2}|$)/.test(line))).toBe(true)
})

test('watched and unwatched output look alike', () => {
  expect(shown([text], { live: true })).toEqual(shown([text], { live: false }))
})

test('a word that does not fit moves to the next line, though its beginning was shown', () => {
  expect(shown(['12345678901234567890 ', 'wo', 'rd'])).toEqual(['› 12345678901234567890', '  word'])
})

test('a word longer than the line is cut at its end', () => {
  expect(shown(['x'.repeat(50)])).toEqual([`› ${'x'.repeat(22)}`, `  ${'x'.repeat(22)}`, `  ${'x'.repeat(6)}`])
})

test('wide characters never stand in the last half column', () => {
  for (const line of shown(['日'.repeat(30)], { columns: 23 })) expect(line.length).toBeLessThanOrEqual(12)
})

test('colours do not reach the margin, and go on after it', () => {
  const written: string[] = []
  const options = { first: '› ', width: 2, columns: () => 12, live: false, write: (out: string) => written.push(out) }
  const margin = createMargin(options)
  margin.write('\x1b[3')
  margin.write('1mred words that wrap\x1b[39m end\n')
  expect(written.join('')).toBe('› \x1b[31mred words\x1b[0m\n  \x1b[31mthat wrap\x1b[39m\n  end\n')
})

test('a moved word keeps the colours it began with', () => {
  const written: string[] = []
  const options = { first: '› ', width: 2, columns: () => 12, live: true, write: (out: string) => written.push(out) }
  const margin = createMargin(options)
  for (const piece of ['12345 \x1b[31mre', 'd\x1b[39m', 'dish']) margin.write(piece)
  expect(written.join('')).toBe('› 12345 \x1b[31mred\x1b[39md\x1b[4D\x1b[K\n  \x1b[31mred\x1b[39mdish')
})

test('a carriage return comes back to the margin, not over it', () => {
  expect(shown(['10 %\r20 %\n'])).toEqual(['  20 %'])
})

test('a line editor that moves to a column is moved by the margin', () => {
  expect(shown(['Name: \x1b[1G\x1b[0JName: Ada\x1b[7GEve\n'])).toEqual(['› Name: Eve'])
})

test('an unfinished line is ended, blank lines before the first word are dropped', () => {
  expect(shown(['\n\nword'])).toEqual(['› word'])
})

test('tells whether it ends in an empty line', () => {
  const margin = createMargin({ first: '› ', width: 2, columns: () => 80, live: false, write: () => {} })
  margin.write('a\n')
  expect(margin.endsBlank).toBe(false)
  margin.write('\n')
  expect(margin.endsBlank).toBe(true)
})
