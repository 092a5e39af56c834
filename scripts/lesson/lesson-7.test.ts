import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../lessons.ts'
import { printedBy } from './fixtures/printed.ts'

const run = promisify(execFile)
const printed = printedBy(7)

// One line for each thing lesson 7 promises to show.
test.each([
  ['shows usage on the wire, thinking included', /"output_tokens_details": \{\n +"reasoning_tokens": [1-9]\d*/],
  [
    'computes the cost of that call by hand',
    /^11 tokens x \$1 per million\n\d+ tokens x \$5 .+\ntogether \$0\.001\d+$/m,
  ],
  ['lists prices with cached input and cache writes', /^gpt-6\.1-terra +1 +5 +5 +0\.05 +1\.25$/m],
  [
    'shows that output is the dearer half everywhere',
    /output\/input +cached +cache write\n[─ ]+\n(?:\S+ +\S+ +\S+ +[5-9].*\n){9}/,
  ],
  ['takes prices from the library', /^gpt-6-luna \$0\.00035$/m],
  ['shows what the library lacks', /^gpt-6\.1-terra is not in it$/m],
  ['shows what the library guesses', /^claude-sonnet-5-5 is priced as claude-sonnet-5$/m],
  ['shows the price of a long prompt', '100000 tokens of input: $0.0100\n100001 tokens of input: $0.0500'],
  [
    'compares 1,000 in and 500 out on three models',
    /^gpt-6-luna +0\.00035 .*\ngpt-6\.1-terra +0\.0035 .*\ngpt-6-astra +0\.035 /m,
  ],
  ['knows a price that will change', /^gemini-4-argon +0\.007 +0\.014$/m],
  ['warns of an old price', /checked 132 days ago\. Look again: https:\/\//],
  ['knows GPT-4 of 2024', /^early 2024 +GPT-4 +30 +60 +60 +shut down$/m],
  ['knows GPT-4 Turbo', /^early 2024 +GPT-4 Turbo +10 +30 /m],
  ['knows GPT-4o as it began', /^early 2024 +GPT-4o \(May 2024\) +5 +15 /m],
  ['knows GPT-3.5 Turbo', /^early 2024 +GPT-3\.5 Turbo +0\.5 +1\.5 /m],
  ['knows Claude 3 Opus', /^early 2024 +Claude 3 Opus +15 +75 /m],
  ['knows Claude 3 Sonnet', /^early 2024 +Claude 3 Sonnet +3 +15 /m],
  ['knows Claude 3 Haiku', /^early 2024 +Claude 3 Haiku +0\.25 +1\.25 /m],
  ['knows GPT-4o later', /^late 2024 +GPT-4o +2\.5 +10 /m],
  ['knows GPT-4o mini', /^late 2024 +GPT-4o mini +0\.15 +0\.6 /m],
  ['draws then and now', /1,000 calls of 1,000 tokens in, 500 out\n[^]*GPT-4 +\$60[^\n]*█[^]*GPT-6 Luna +\$0\.35/],
  ['estimates a month', /^\$810\.00 a month$/m],
  ['estimates the mix', /^\$226\.80 a month, 72 % less$/m],
  ['explains the other figure', /rounded 70 %: \$243\.00$/m],
  ['compares like with like', '20 questions, 14 different'],
  ['collects the batch', /^completed \{"total":20,"completed":20,"failed":0\}$/m],
  [
    'knows no name without its history',
    'whole: knows the name\nforgetful: has forgotten the name\nnoted: knows the name\n',
  ],
  ['draws the savings', /What each lever saved on its own\n +model choice +90%/],
  ['computes where fine-tuning pays', 'pays from 884,956 requests on'],
  ['computes where a server pays', 'gpt-6.1-terra: even at 1.7 million a month, and pays from there'],
  ['computes where it never does', 'gpt-6-luna: even at 16.7 million a month, but is full before'],
  [
    'draws the break-evens',
    /Fine-tuning\n[^]*requests in all \(millions\)[^]*Self-hosting\n[^]*requests a month \(millions\)/,
  ],
  ['guards the budget', /^\$0\.0000\d+ after .+\n[^]*^Error: \$0\.000\d+ more would pass \$0\.0002$/m],
  ['guards it at one moment', 'fulfilled\nrejected\nrejected\n'],
  ['meters the session', /^model +requests +input +output +dollars\n[^]*^claude-haiku-5-5 +40 [^]*^\$0\.1\d+ in all$/m],
])('lesson 7 %s', async (_what, line) => {
  expect(await printed).toMatch(line)
})

// Each lever: the same work before and after, and what it saves, in per cent.
test.each([
  ['model choice', 88, 91],
  ['less reasoning', 20, 50],
  ['shorter prompts', 10, 25],
  ['output limits', 30, 45],
  ['response cache', 20, 40],
  ['semantic dedup', 40, 60],
  ['tiered models', 50, 70],
  ['context', 20, 50],
  ['batching', 10, 30],
  ['prompt cache', 70, 85],
  ['Batch API', 45, 55],
  ['together', 80, 95],
])('lesson 7 measures %s', async (lever, least, most) => {
  const text = await printed
  const table = new RegExp(`^${lever} +requests.*\\n.*\\nbefore +(.*)\\nafter +(.*)\\n${lever}: (\\d+) % saved$`, 'm')
  const [, before = '', after = '', saved = ''] = table.exec(text) ?? []
  const [was, is] = [before, after].map((row) => row.split(/ +/).map(Number))
  expect(Number(saved)).toBeGreaterThanOrEqual(least)
  expect(Number(saved)).toBeLessThanOrEqual(most)
  expect(Number(saved)).toBeCloseTo(100 * (1 - is![3]! / was![3]!), -1)
  // No lever costs right answers, but for one the model words without the expected word.
  expect(is![4]).toBeGreaterThanOrEqual(was![4]! - 1)
  if (lever !== 'together') expect(text).toMatch(new RegExp(`^${lever} +${saved} .*(low|medium) `, 'm'))
})

test('the meter of lesson 7 and the closing line agree on the cost', async () => {
  const args = ['scripts/start.mjs', 'lesson', '7', '--seed=1']
  const env = { PATH: process.env.PATH, NO_COLOR: '1', FORCE_COLOR: '0' }
  const { stdout } = await run(process.execPath, args, { cwd: root, env })
  const metered = Number(/\$(0\.\d+) in all/.exec(stdout)?.[1])
  expect(stdout).toContain(`would have cost $${metered.toFixed(2)}`)
  expect(stdout).toContain('└─ yes: Does a cheaper model or less thinking pass your examples?')
})
