import { exercise, must } from '#grade'
import { asOf, findModel, pick, priceOn } from '@workbook/kit'

const check = exercise(() => import('./2-monthly-estimate.ts'))

const model = pick('openai', 'cheap')
const entry = findModel(model)
if (!entry) throw new Error('The catalogue has no cheap model of OpenAI.')
const price = priceOn(entry, asOf)
const tokens = { input: 500, output: 200 }
const dear = { input: 3, output: 6 }
const tenth = { input: 0.3, output: 0.6 }
const formula = /30|1e6|000|share|return/
const average = /mean|reduce|length|usage|tokens/

/** Equal but for the last digits, which depend on the order of the sums. */
const isNear = (a: unknown, b: number) => typeof a === 'number' && Math.abs(a - b) <= 1e-9 * Math.abs(b)

check('computes a month on one route', { points: 2 }, async ({ run }) => {
  const { returned: got } = await run(({ monthlyCost }) => monthlyCost(10_000, tokens, [{ share: 1, price: dear }]))
  const details = { expected: 810, got, at: formula }
  must(typeof got === 'number', 'Your `monthlyCost` returned no number: it returns the dollars of a month.', details)
  must(!isNear(got, 27), 'You computed one day: a month here has 30.', details)
  must(
    ![28, 29, 31, 365 / 12].some((days) => isNear(got, 27 * days)),
    'You took another number of days: a month here has 30.',
    details,
  )
  must(!isNear(got, 810_000), 'You divided by a thousand: these prices are for a million tokens.', details)
  must(!isNear(got, 810e6), 'You did not divide: a price is for a million tokens, so divide by 1,000,000.', details)
  const swapped = (500 * 6 + 200 * 3) * 0.3
  must(!isNear(got, swapped), 'You priced input as output and output as input: exchange them.', details)
  must(
    isNear(got, 810),
    'Your month is wrong: 10,000 requests a day with 500 and 200 tokens at $3 and $6 cost $810.',
    details,
  )
})

check('gives each route its share', { points: 2 }, async ({ run }) => {
  const routes = [
    { share: 0.2, price: dear },
    { share: 0.8, price: tenth },
  ]
  const { returned: got } = await run(({ monthlyCost }) => monthlyCost(10_000, tokens, routes))
  const details = { expected: 226.8, got, at: formula }
  must(!isNear(got, 891), 'You let every route take all requests: each takes only its `share` of them.', details)
  must(
    !isNear(got, 810),
    'You priced all requests on the first route: add up the routes, each with its `share`.',
    details,
  )
  must(
    isNear(got, 226.8),
    'Your mix is wrong: a fifth of the requests at $3 and $6, the rest at a tenth of that, cost $226.80.',
    details,
  )
})

const sample = ['What is a token?', 'What is JSON?', 'How do I reduce cost?', 'What is jitter?']

check('asks each question of the sample once', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ estimate }) => estimate(1000, sample))
  const asked = sent.map(({ messages }) => messages.at(-1)?.text ?? '')
  const details = { expected: sample, got: asked, at: /sample/ }
  must(sent.length > 0, 'Your code sent no request: the tokens have to come from real answers.', details)
  must(
    sent.length === sample.length,
    `You sent ${sent.length} request${sent.length === 1 ? '' : 's'} for ${sample.length} questions: ask each question of the sample once.`,
    details,
  )
  must(
    sample.every((question) => asked.includes(question)),
    'You asked other questions than those of the sample.',
    details,
  )
  const other = sent.find((call) => call.model !== model)
  must(!other, 'You asked another model: use the one in `model`, whose price you take.', {
    expected: model,
    got: other?.model,
  })
})

check('asks them at the same time', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ estimate }) => estimate(1000, sample))
  const lastStart = Math.max(...sent.map(({ startedAt }) => startedAt))
  const firstEnd = Math.min(...sent.map(({ finishedAt }) => finishedAt))
  must(
    lastStart <= firstEnd,
    'You asked one question after another, which takes as long as all of them together: start all requests, then wait with `Promise.all`.',
    { at: /await|for\b/ },
  )
})

check('estimates from what the sample used', { points: 2 }, async ({ run }) => {
  for (const [perDay, some] of [
    [1000, sample],
    [25_000, sample.slice(0, 3)],
  ] as const) {
    const { returned: got, sent } = await run(({ estimate }) => estimate(perDay, some))
    const month = (input: number, output: number) => (perDay * 30 * (input * price.input + output * price.output)) / 1e6
    const input = sent.reduce((sum, call) => sum + call.inputTokens, 0)
    const output = sent.reduce((sum, call) => sum + call.outputTokens, 0)
    const n = some.length
    const expected = month(input / n, output / n)
    const details = { expected, got, at: average }
    must(typeof got === 'number', 'Your `estimate` returned no number: it returns the dollars of a month.', details)
    must(
      !isNear(got, month(input, output)),
      'You took the sum of the sample for one request: divide by the number of questions.',
      details,
    )
    const rounded = [Math.round, Math.ceil, Math.floor].map((round) => month(round(input / n), round(output / n)))
    const cents = Math.round(expected * 100) / 100
    must(
      isNear(got, expected) || ![...rounded, cents, Math.round(expected)].some((value) => isNear(got, value)),
      'You rounded before the end: keep the averages as they are.',
      details,
    )
    must(
      isNear(got, expected),
      'Your estimate does not follow from what the answers used: average `input_tokens` and `output_tokens` of their `usage`.',
      details,
    )
  }
})
