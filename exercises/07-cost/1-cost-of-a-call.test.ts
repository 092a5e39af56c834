import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { asOf, findModel, pick, priceOn } from '@workbook/kit'

const check = exercise(() => import('./1-cost-of-a-call.ts'))

type Run = Parameters<Parameters<typeof check>[2]>[0]['run']

const model = pick('openai', 'mid')
const entry = findModel(model)
if (!entry) throw new Error('The catalogue has no mid model of OpenAI.')
const { input, output, cachedInput = input, cacheWrite = input } = priceOn(entry, asOf)
const nothing = { input: 0, cached: 0, written: 0, output: 0, reasoning: 0 }
const at = /price|1e6|000/

/** Equal but for the last digits, which depend on the order of the sums. */
const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))

/**
 * Prices a usage with the student's function.
 * @param mistakes what a mistake would give, in millionths of a dollar, and its sentence
 */
async function mustCost(
  run: Run,
  usage: Partial<typeof nothing>,
  millionths: number,
  mistakes: readonly (readonly [number, string])[],
) {
  const full = { ...nothing, ...usage }
  const { returned: got } = await run(({ costOf }) => costOf(full))
  const expected = millionths / 1e6
  const details = { expected, got, at }
  must(typeof got === 'number', 'Your `costOf` returned no number: it returns the cost in dollars.', details)
  for (const [wrong, sentence] of mistakes) must(!isNear(got, wrong / 1e6), sentence, details)
  must(isNear(got, expected), `Your \`costOf\` is wrong for ${JSON.stringify(full)}.`, details)
}

check('prices input and output by the million', { points: 2 }, async ({ run }) => {
  const right = 1000 * input + 500 * output
  await mustCost(run, { input: 1000, output: 500 }, right, [
    [right * 1000, 'You divided by a thousand: these prices are for a million tokens.'],
    [right * 1e6, 'You did not divide: a price is for a million tokens, so divide the sum by 1,000,000.'],
    [1000 * output + 500 * input, 'You priced input as output and output as input: exchange them.'],
  ])
})

check('charges less for what was cached', { points: 1 }, async ({ run }) => {
  await mustCost(run, { input: 2000, cached: 1500 }, 500 * input + 1500 * cachedInput, [
    [2000 * input, 'You charged cached input in full: for those tokens the price is `price.cachedInput`.'],
    [
      2000 * input + 1500 * cachedInput,
      'You charged cached input twice: it is part of `input`, so take it off before you charge the rest.',
    ],
  ])
})

check('charges more for what was written into the cache', { points: 1 }, async ({ run }) => {
  await mustCost(run, { input: 2000, written: 1500 }, 500 * input + 1500 * cacheWrite, [
    [
      2000 * input,
      'You charged what was written into the cache like other input: for those tokens the price is `price.cacheWrite`.',
    ],
    [
      2000 * input + 1500 * cacheWrite,
      'You charged what was written into the cache twice: it is part of `input`, so take it off before you charge the rest.',
    ],
  ])
})

check('charges the thinking once', { points: 1 }, async ({ run }) => {
  await mustCost(run, { input: 100, output: 300, reasoning: 200 }, 100 * input + 300 * output, [
    [100 * input + 500 * output, 'You charged the thinking twice: `output` includes it already.'],
    [100 * input + 100 * output, 'You left the thinking out: it is never shown, but it is paid for as output.'],
  ])
})

check('asks once and returns the answer', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askWithCost }) => askWithCost('What is a token?'))
  const call = mustSendOneRequest(sent)
  must(call.model === model, 'You asked another model: use the one in `model`, whose prices you have.', {
    expected: model,
    got: call.model,
    at: /model[,:]/,
  })
  must(call.messages.at(-1)?.text === 'What is a token?', 'You sent something else than the question.', {
    expected: 'What is a token?',
    got: call.messages,
    at: /input:|content:/,
  })
  mustReturnTheAnswer(returned?.text, call)
})

check('says what the call cost', { points: 2 }, async ({ run }) => {
  for (const question of ['What is jitter?', 'How do I reduce cost?']) {
    const { returned, sent } = await run(({ askWithCost }) => askWithCost(question))
    const call = mustSendOneRequest(sent)
    must(
      isNear(returned.dollars, call.dollars),
      'Your `dollars` is not what the call cost: take all counts from the `usage` of its answer.',
      { expected: call.dollars, got: returned.dollars, at: /usage|dollars/ },
    )
  }
})

check('sees what the cache did', { points: 1 }, async ({ run }) => {
  const question = `What is a token? ${'It would be good to know that. '.repeat(250)}`
  for (let turn = 0; turn < 2; turn++) {
    const { returned, sent } = await run(({ askWithCost }) => askWithCost(question))
    const call = mustSendOneRequest(sent)
    must(
      isNear(returned.dollars, call.dollars),
      "Your `dollars` ignores the provider's cache: hand on `cached_tokens` and `cache_write_tokens`.",
      { expected: call.dollars, got: returned.dollars, at: /cached|written|usage/ },
    )
  }
})
