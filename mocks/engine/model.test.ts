import { expect, test } from 'vitest'
import { distribution, focusOn, startWriting } from './model.ts'
import { readCorpus } from './corpus/corpus.ts'
import { candidates, randomNumbers } from './sampling.ts'
import { encode } from './tokens.ts'

const focus = focusOn(['The sky is blue because air scatters light.', 'The sky is blue and wide.'])
const plain = {
  temperature: 1,
  topP: 1,
  topK: Infinity,
  frequencyPenalty: 0,
  presencePenalty: 0,
  logitBias: new Map<number, number>(),
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

test.each([[''], ['The sky is blue'], ['The sky is blue because'], ['Purple monkey'], ['.'], ['the']])(
  'after %j the distribution sums to 1 and no token of the corpus is impossible',
  (beginning) => {
    const all = distribution(encode(beginning), focus)
    expect(sum(all.values())).toBeCloseTo(1, 9)
    for (const token of new Set(readCorpus().tokens)) expect(all.get(token)).toBeGreaterThan(0)
  },
)

test('where two texts part, both ways are likely, the preferred one a little more', () => {
  const all = distribution(encode('The sky is blue'), focus)
  const [because = 0] = encode(' because')
  const [and = 0] = encode(' and')
  expect(all.get(because)).toBeGreaterThan(all.get(and) ?? 1)
  expect((all.get(because) ?? 0) + (all.get(and) ?? 0)).toBeGreaterThan(0.99)
})

test.each([0.2, 0.7, 1, 1.5, 2])(
  'at temperature %f it is the softmax of the logits divided by the temperature',
  (temperature) => {
    const writer = startWriting(focus)
    for (const token of encode('The sky is blue')) writer.write(token)
    const base = distribution(encode('The sky is blue'), focus)
    const expected = new Map([...base].map(([token, p]) => [token, Math.exp(Math.log(p) / temperature)]))
    const total = sum(expected.values())
    const got = candidates(writer.next(), new Map(), { ...plain, temperature }).all()
    expect(sum(got.values())).toBeCloseTo(1, 9)
    for (const [token, weight] of expected) expect(got.get(token)).toBeCloseTo(weight / total, 9)
  },
)

test('penalties and bias move logits by exactly what they say', () => {
  const [because = 0] = encode(' because')
  const [and = 0] = encode(' and')
  const writer = startWriting(focus)
  for (const token of encode('The sky is blue')) writer.write(token)
  const before = distribution(encode('The sky is blue'), focus)
  const after = candidates(writer.next(), new Map([[because, 3]]), {
    ...plain,
    frequencyPenalty: 0.5,
    presencePenalty: 0.25,
    logitBias: new Map([[and, 2]]),
  }).all()
  const moved = (token: number): number => Math.log((after.get(token) ?? 0) / (before.get(token) ?? 1))
  expect(moved(and) - moved(because)).toBeCloseTo(2 + 3 * 0.5 + 0.25, 6)
})

test('top-p keeps the smallest set whose mass exceeds p and draws from it in proportion', () => {
  const writer = startWriting(focus)
  for (const token of encode('The sky is blue')) writer.write(token)
  const next = writer.next()
  const random = randomNumbers(5)
  const drawn = new Map<number, number>()
  const settings = { ...plain, temperature: 2, topP: 0.5 }
  const ranking = [...candidates(next, new Map(), settings).all()].toSorted((a, b) => b[1] - a[1])
  const nucleus: (readonly [number, number])[] = []
  let mass = 0
  for (const entry of ranking) {
    nucleus.push(entry)
    mass += entry[1]
    if (mass > 0.5) break
  }
  for (let draw = 0; draw < 4000; draw++) {
    const { token } = candidates(next, new Map(), settings).draw(random)
    drawn.set(token, (drawn.get(token) ?? 0) + 1)
  }
  const allowed = new Set(nucleus.map(([token]) => token))
  expect([...drawn.keys()].every((token) => allowed.has(token))).toBe(true)
  for (const [token, probability] of nucleus.slice(0, 2)) {
    expect((drawn.get(token) ?? 0) / 4000).toBeCloseTo(probability / mass, 1)
  }
})

test('drawn tokens follow their probabilities', () => {
  const next = startWriting(focus).next()
  const random = randomNumbers(11)
  const options = candidates(next, new Map(), { ...plain, temperature: 1.5 })
  const [[best, probability] = [0, 0]] = [...options.all()].toSorted((a, b) => b[1] - a[1])
  let hits = 0
  for (let draw = 0; draw < 5000; draw++) if (options.draw(random).token === best) hits++
  expect(hits / 5000).toBeCloseTo(probability, 1)
})
