import { expect, test } from 'vitest'
import { printedBy } from './fixtures/printed.ts'

const printed = printedBy(6)

// One line for each thing lesson 6 promises to show.
test.each([
  ['encodes a text and decodes it', /^4421 24223 .*\nTokenizers cut unbelievably long words to pieces\.$/m],
  ['shows where the tokens of a text end', 'Token│izers│·cut│·unbelievably│·long'],
  ['shows that spelling makes other tokens', /^"strawberry" +3 +st \| raw \| berry$/m],
  ['learns a vocabulary by byte pair encoding', /^round 2: "low" occurs 6 times$/m],
  ['cuts a text with what it learned', '·low│·low│e│r│·low│e│s│t│·slow'],
  ['shows that getEncoding keeps nothing', 'the same object? no, a second copy'],
  ['shows what a special token does', 'The text contains a special token that is not allowed: <|endoftext|>'],
  ['counts a special token as text', '12 tokens, as ordinary text'],
  ['finds no encoding for GPT-6', /^not listed +gpt-6-luna, /m],
  ['knows the encoding of GPT-4o', /^o200k_base (.*\n) .*\bgpt-4o\b/m],
  ['knows the encoding of GPT-4 and of embeddings', /^cl100k_base +text-embedding-3-small,[^_]*\bgpt-4,/m],
  ['knows the encodings of older models', /^p50k_base +text-davinci-003\nr50k_base +davinci$/m],
  ['shows what encodingForModel does for an unknown model', /^gpt-6\S*: Error: Unknown model$/m],
  ['calls a count exact where it is', /^gpt-5\S*: 9 tokens$/m],
  ['calls an estimate an estimate', /^gpt-6\S*: about 9 tokens \(estimate\)$/m],
  ...['English', 'German', 'Japanese', 'Hindi', 'emoji', 'code'].flatMap((language): [string, RegExp][] => [
    [
      `draws the tokens of ${language}`,
      new RegExp(`^${language}\n +cl100k_base +\\d+ tokens.*\n +o200k_base +\\d+`, 'm'),
    ],
    [`measures the characters a token of ${language}`, new RegExp(`^${language} +\\d\\.\\d characters a token$`, 'm')],
  ]),
  ['needs fewer tokens for Hindi than it did', /^Hindi\n +cl100k_base +50 tokens.*\n +o200k_base +14 tokens/m],
  ['breaks a character', 'the first four tokens as text: Ground to �'],
  ['measures what each message adds', /^ +8 +40 +34 +35$/m],
  ['finds the rule of the overhead', '4 a message, 2 for the answer to begin'],
  ['checks its count of a chat against usage', /^counted: (\d+) charged: \1$/m],
  ['shows the wire', /^200 \{\n {2}"object": "response\.input_tokens",\n {2}"input_tokens": 11$/m],
  ["checks OpenAI's count against usage", /^OpenAI +5 +(\d+) +\1$/m],
  ["checks Anthropic's count against usage", /^Anthropic +5 +(\d+) +\1$/m],
  ["checks Gemini's count against usage", /^Gemini +5 +(\d+) +\1$/m],
  ['has a manual long enough to be cached', /^5100 tokens$/m],
  ['finds nothing cached the first time', /^OpenAI +5115 +0 +4992 +5115$/m],
  ['finds cached tokens inside the input at OpenAI', /^OpenAI again +5115 +4992 +0 +5115$/m],
  ['finds written tokens beside the input at Anthropic', /^Anthropic +12 +0 +6634 +6646$/m],
  ['finds cached tokens beside the input at Anthropic', /^Anthropic again +12 +6634 +0 +6646$/m],
  ['finds cached tokens inside the input at Gemini', /^Gemini again +5106 +5\d\d\d +0 +5106$/m],
  ['counts reasoning inside the output at OpenAI', /^OpenAI +\d\d\d? +(\d+) +[1-9]\d\d +\1$/m],
  ['counts thoughts inside the output at Anthropic', /^Anthropic +\d\d\d? +(\d+) +[1-9]\d\d +\1$/m],
  ['lets thoughts use up the room', 'finish reason: length\ntext: ""\ncharged: 100 tokens'],
  ['compares windows', /^gpt-6-luna +1050000 +128000 +922000$/m],
  ['is refused when the window is too small', /maximum context length is 128000 tokens\. However, your messages/],
  ['budgets input and output', /^input at most, [\w.-]+: 117800\ninput at most, our pretended window: 402$/m],
  ['writes notes', /^notes, from \d+ tokens: .*My name is Ada/m],
  ['draws three ways to hold a conversation', /● everything +▲ trimmed +■ summarised/],
  ['remembers when everything is sent', /^everything: \d+ tokens in 8 turns\. ".*your name is Ada"$/m],
  ['forgets when it trims', /^trimmed: \d+ tokens in 8 turns\. ".*(do not know|[Nn]othing)/m],
  ['remembers when it summarises', /^summarised: \d+ tokens in 8 turns\. ".*your name is Ada"$/m],
  ['counts words in proportion', 'words: 15001 look-ups; four times as long: 60001\nso 4 times the work'],
  ['counts one letter in the square', 'one letter: 78675 look-ups; four times as long: 1259700\nso 16 times the work'],
  ['says what a megabyte of it would take', 'a megabyte: 492 billion look-ups'],
  ['says how long that is', 'at 0.2 µs each: 27 hours'],
  ['guards the counter', 'the manual: true\n20,000 letters: true\na megabyte: false'],
])('lesson 6 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})

test('lesson 6 counts thoughts beside the output at Gemini', async () => {
  const [, text, field, hidden, charged] = /^Gemini +(\d+) +(\d+) +(\d{3}) +(\d+)$/m.exec(await printed) ?? []
  expect(Number(field)).toBe(Number(text))
  expect(Number(charged)).toBe(Number(field) + Number(hidden))
})

test('lesson 6 keeps the trimmed and the summarised conversation below the whole one', async () => {
  const sums = [...(await printed).matchAll(/^(everything|trimmed|summarised): (\d+) tokens/gm)].map(([, , sum]) => sum)
  expect(sums.map(Number).toSorted((a, b) => b - a)).toEqual(sums.map(Number))
})
