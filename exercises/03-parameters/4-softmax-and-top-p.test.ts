import { exercise, must } from '#grade'

const check = exercise(() => import('./4-softmax-and-top-p.ts'))

const close = (a: unknown, b: number) => typeof a === 'number' && Math.abs(a - b) < 1e-9
const same = (got: unknown, expected: readonly number[]) =>
  Array.isArray(got) && got.length === expected.length && expected.every((value, i) => close(got[i], value))

function mustBeNumbers(got: unknown, length: number): asserts got is number[] {
  must(
    Array.isArray(got) && got.length === length,
    `Your function must return a list with as many numbers as it was given.`,
    { expected: `${length} numbers`, got, at: /^\s*return\b/ },
  )
}

/** e^(z/T), each divided by their sum. */
function expectedSoftmax(logits: readonly number[], temperature: number): number[] {
  const powers = logits.map((logit) => Math.exp(logit / temperature))
  const sum = powers.reduce((total, power) => total + power)
  return powers.map((power) => power / sum)
}

check('turns logits into probabilities', { points: 1 }, async ({ run }) => {
  for (const logits of [[2, 1, 0], [-0.5, -3, -1, -1], [0.7]]) {
    const { returned } = await run(({ softmax }) => softmax([...logits], 1))
    mustBeNumbers(returned, logits.length)
    const expected = expectedSoftmax(logits, 1)
    const details = { expected, got: returned, at: /Math\.exp|\*\*/ }
    must(
      close(
        returned.reduce((sum, value) => sum + value, 0),
        1,
      ),
      'Your probabilities do not sum to 1: divide each power by the sum of all of them.',
      details,
    )
    must(
      same(returned, expected),
      'Your probabilities are not those of the softmax: take e to the power of each logit.',
      details,
    )
  }
})

check('divides the logits by the temperature', { points: 2 }, async ({ run }) => {
  const logits = [0.5, 2, 1]
  for (const temperature of [0.5, 2]) {
    const { returned } = await run(({ softmax }) => softmax([...logits], temperature))
    const expected = expectedSoftmax(logits, temperature)
    const details = { expected, got: returned, at: /Math\.exp|\*\*|temperature/ }
    must(
      !same(returned, expectedSoftmax(logits, 1)),
      `A temperature of ${temperature} changed nothing: divide each logit by it.`,
      details,
    )
    must(
      !same(returned, expectedSoftmax(logits, 1 / temperature)),
      'Your temperature works the wrong way round: it divides the logits, so a low one sharpens.',
      details,
    )
    must(
      same(returned, expected),
      'Your temperature does not do what it should: divide the logits by it, before anything else.',
      details,
    )
  }
})

check('gives all to the favourite at a temperature of 0', { points: 1 }, async ({ run }) => {
  const cases: [number[], number[]][] = [
    [
      [1, 3, 2],
      [0, 1, 0],
    ],
    [
      [2, -1, 2],
      [1, 0, 0],
    ],
  ]
  for (const [logits, expected] of cases) {
    const { returned } = await run(({ softmax }) => softmax([...logits], 0))
    mustBeNumbers(returned, logits.length)
    const details = { expected, got: returned, at: /temperature/ }
    must(
      !returned.some(Number.isNaN),
      'At a temperature of 0 your function divides by 0 and gets NaN: there the favourite gets 1 and the others 0.',
      details,
    )
    must(
      same(returned, expected),
      'At a temperature of 0 the first of the highest logits must get 1 and all others 0.',
      details,
    )
  }
})

check('survives large logits', { points: 1 }, async ({ run }) => {
  for (const logits of [
    [1000, 999, 998],
    [-2000, -2001],
  ]) {
    const { returned } = await run(({ softmax }) => softmax([...logits], 1))
    const highest = Math.max(...logits)
    const expected = expectedSoftmax(
      logits.map((logit) => logit - highest),
      1,
    )
    must(
      same(returned, expected),
      'Large logits break your softmax, for e to such a power is Infinity or 0: subtract the highest logit from each of them first.',
      { expected, got: returned, at: /Math\.exp|\*\*/ },
    )
  }
})

check('keeps the smallest set that exceeds p', { points: 2 }, async ({ run }) => {
  const probabilities = [0.125, 0.5, 0.0625, 0.3125]
  // What is kept; the second has exactly 0.5, which does not exceed 0.5.
  const cases: [number, number[]][] = [
    [0.4, [1]],
    [0.5, [1, 3]],
    [0.8, [1, 3]],
    [0.9, [0, 1, 3]],
    [1, [0, 1, 2, 3]],
  ]
  for (const [p, expected] of cases) {
    const { returned } = await run(({ topP }) => topP([...probabilities], p))
    mustBeNumbers(returned, probabilities.length)
    const kept = [...returned.keys()].filter((i) => (returned[i] ?? 0) > 0)
    const details = {
      expected: { p, keeps: expected.map((i) => probabilities[i]) },
      got: { p, keeps: kept.map((i) => probabilities[i]) },
      at: /\bp\b.*[<>]|[<>].*\bp\b/,
    }
    must(
      kept.length <= expected.length,
      `At p = ${p} you kept more than the smallest set: stop as soon as the sum exceeds p.`,
      details,
    )
    must(
      kept.length === expected.length,
      p === 0.5
        ? 'The sum must exceed p: where it only equals p, the next token belongs to the set, too.'
        : `At p = ${p} you cut too much: add the most probable tokens until their sum exceeds p.`,
      details,
    )
    must(
      expected.every((i) => kept.includes(i)),
      'You did not keep the most probable ones: they may stand anywhere in the list.',
      details,
    )
  }
})

check('scales what is kept', { points: 2 }, async ({ run }) => {
  const probabilities = [0.125, 0.5, 0.0625, 0.3125]
  const { returned } = await run(({ topP }) => topP([...probabilities], 0.8))
  const expected = [0, 0.5 / 0.8125, 0, 0.3125 / 0.8125]
  const details = { expected, got: returned, at: /^\s*return\b/ }
  must(
    !same(returned, [0, 0.5, 0, 0.3125]),
    'What you kept does not sum to 1 any more: divide each by the sum of those kept.',
    details,
  )
  must(
    !same(returned, [0, 0.5, 0, 0.5]),
    'You gave every kept token the same chance: top-p keeps their proportions, so the more probable stays the more probable.',
    details,
  )
  must(
    same(returned, expected),
    'The kept probabilities, in the order you were given, must be scaled to sum to 1.',
    details,
  )
})

check('draws in proportion', { points: 2 }, async ({ run }) => {
  const { returned: first } = await run(({ draw }) => draw([0, 0.5, 0.5], 0))
  must(first !== 0, 'You drew a token whose probability is 0.', { expected: 1, got: first, at: /random/ })
  const probabilities = [0.25, 0, 0.5, 0.25]
  const cases: [number, number][] = [
    [0, 0],
    [0.24, 0],
    [0.25, 2],
    [0.5, 2],
    [0.74, 2],
    [0.75, 3],
    [0.99, 3],
  ]
  for (const [random, expected] of cases) {
    const { returned } = await run(({ draw }) => draw([...probabilities], random))
    const details = { expected, got: returned, at: /random/ }
    must(returned !== 1, 'You drew a token whose probability is 0.', details)
    must(
      returned === expected,
      `With the random number ${random} and the probabilities ${probabilities.join(', ')} the token at place ${expected} is drawn.`,
      details,
    )
  }
})

check('does not fall off the end', { points: 1 }, async ({ run }) => {
  // Ten times 0.1 is a little less than 1 in floating point.
  const tenths = Array.from({ length: 10 }, () => 0.1)
  const { returned } = await run(({ draw }) => draw([...tenths, 0], 1 - 2 ** -53))
  must(
    returned === 9,
    'Rounding makes the probabilities sum to a little less than 1, and your function fell off the end: fall back on the last token that can be drawn.',
    { expected: 9, got: returned, at: /return -1|random/ },
  )
})
