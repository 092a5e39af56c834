import { type Call, exercise, must } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./4-tiered-models.ts'))

type Run = Parameters<Parameters<typeof check>[2]>[0]['run']

const question = 'How do I choose a model?'
const models = (['cheap', 'mid', 'top'] as const).map((tier) => pick('openai', tier))
const loop = /for\b|while|map|models/

/** A check that finds the answer good when it is asked for the nth time, and remembers what it was shown. */
function goodAt(nth: number) {
  const shown: string[] = []
  return { shown, isGood: (text: string) => shown.push(text) >= nth }
}

/** Asks, and makes sure that something was sent, the cheapest model first. */
async function tier(run: Run, isGood: (text: string) => boolean) {
  const { returned, sent } = await run(({ askTiered }) => askTiered(question, isGood))
  const [first] = sent
  must(first, 'Your code sent no request: the answer has to come from a model.')
  must(
    first.model === models[0],
    'You began with a dearer model: the first of `models` is the cheapest, and tries first.',
    {
      expected: models[0],
      got: first.model,
      at: loop,
    },
  )
  return { returned, sent, asked: sent.map(({ model }) => model) }
}

/** The reply must be the answer of this call. */
function mustBeFrom(returned: unknown, call: Call | undefined, sentence: string): void {
  const { text, model } = (returned ?? {}) as { text?: unknown; model?: unknown }
  const expected = { text: call?.answer, model: call?.model }
  must(text === call?.answer && model === call?.model, sentence, { expected, got: { text, model }, at: /return/ })
}

check('takes a good answer of the cheapest model', { points: 2 }, async ({ run }) => {
  const { shown, isGood } = goodAt(1)
  const { returned, sent, asked } = await tier(run, isGood)
  must(
    asked.length === 1,
    'The first answer was good, and you paid for dearer ones all the same: ask the next model only when you need it.',
    { expected: models.slice(0, 1), got: asked, at: loop },
  )
  must(
    shown.length > 0,
    'Your `askTiered` did not show the answer to `isGood`: it decides whether a dearer model is needed.',
    {
      at: /isGood|if\b/,
    },
  )
  must(shown[0] === sent[0]?.answer, 'You showed `isGood` something else than the text of the answer.', {
    expected: sent[0]?.answer,
    got: shown[0],
    at: /isGood\(/,
  })
  mustBeFrom(returned, sent[0], 'You must return the text of the good answer, and the model that wrote it.')
})

check('goes up one model at a time', { points: 2 }, async ({ run }) => {
  const { isGood } = goodAt(2)
  const { returned, sent, asked } = await tier(run, isGood)
  must(asked.length > 1, 'You gave up too early: there is a dearer model that you have not asked.', {
    expected: models.slice(0, 2),
    got: asked,
    at: loop,
  })
  must(
    asked.join() === models.slice(0, 2).join(),
    'The second answer was good: ask each model once, in the order of `models`.',
    {
      expected: models.slice(0, 2),
      got: asked,
      at: loop,
    },
  )
  const different = sent.find(({ messages }) => messages.length !== 1 || messages[0]?.text !== question)
  must(
    !different,
    different === sent[0]
      ? 'You sent something else than the question.'
      : 'You sent the second model more than the question: it needs to know nothing of the first attempt, and its tokens cost.',
    { expected: question, got: different?.messages, at: /input:|content:/ },
  )
  mustBeFrom(returned, sent[1], 'You must return the text of the good answer, and the model that wrote it.')
})

check('takes the last answer when none is good', { points: 2 }, async ({ attempt }) => {
  const { returned, sent, threw } = await attempt(({ askTiered }) => askTiered(question, () => false))
  const asked = sent.map(({ model }) => model)
  const details = { expected: models, got: asked, at: loop }
  must(
    asked.length >= models.length,
    'You gave up too early: there is a dearer model that you have not asked.',
    details,
  )
  must(asked.join() === models.join(), 'Ask each model once, in the order of `models`.', details)
  must(!threw, 'When no answer was good you threw: take the answer of the last model as it is.', {
    got: threw?.message,
    at: /throw/,
  })
  mustBeFrom(
    returned,
    sent.at(-1),
    'When no answer is good, the one of the last model counts: it is the best you have.',
  )
})

check('adds up what all attempts cost', { points: 2 }, async ({ run }) => {
  for (const nth of [1, 2, 3]) {
    const { returned, sent } = await tier(run, goodAt(nth).isGood)
    const expected = sent.reduce((sum, { dollars }) => sum + dollars, 0)
    const isNear = (value: number) => Math.abs(returned.dollars - value) < 1e-9
    const details = { expected, got: returned?.dollars, at: /dollars/ }
    must(typeof returned?.dollars === 'number', 'Your reply has no `dollars`.', details)
    must(
      nth === 1 || !isNear(sent.at(-1)?.dollars ?? 0),
      'Your `dollars` is the cost of the last request alone: the attempts before it were paid for too.',
      details,
    )
    must(
      isNear(expected),
      'Your `dollars` is not what the requests cost: take the tokens of each answer, at the prices of the model that wrote it.',
      details,
    )
  }
})
