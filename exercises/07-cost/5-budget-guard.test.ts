import { type Call, exercise, must, mustAskModel } from '#grade'
import { findModel, pick } from '@workbook/kit'

const check = exercise(() => import('./5-budget-guard.ts'))

const model = pick('openai', 'cheap')
const maxOutput = 400
const entry = findModel(model)
if (!entry) throw new Error('The catalogue has no cheap model of OpenAI.')
const { price } = entry

/** The worst case as the exercise has it; repeated here, since the student may have changed theirs. */
function worst(input: string): number {
  const bytes = new TextEncoder().encode(JSON.stringify({ model, input })).length
  return (bytes * price.input + maxOutput * price.output) / 1e6
}

const question = 'What is a token?'
const once = worst(question)
const guard = /limit|worst|spent/

function limitIn(body: unknown): unknown {
  const { max_output_tokens, max_completion_tokens } = body as Record<string, unknown>
  return max_output_tokens ?? max_completion_tokens
}

const sum = (sent: readonly Call[]) => sent.reduce((total, { dollars }) => total + dollars, 0)

check('asks in one limited request', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ startBudget }) => startBudget(1).ask(question))
  const [call] = sent
  must(call, 'Your code sent no request although there was money enough.', { at: guard })
  must(sent.length === 1, `You sent ${sent.length} requests for one question: one is enough.`, { got: sent.length })
  mustAskModel(model, call)
  must(call.messages.at(-1)?.text === question, 'You sent something else than the question.', {
    expected: question,
    got: call.messages,
    at: /input:|content:/,
  })
  must(
    limitIn(call.body) === maxOutput,
    'Your request does not limit its answer: without `maxOutput` nobody knows the worst case.',
    { expected: maxOutput, got: limitIn(call.body), at: /create|stream|fetch/ },
  )
  must(returned === call.answer, 'You returned something else than the text of the answer.', {
    expected: call.answer,
    got: returned,
    at: /return/,
  })
})

check('refuses before it sends', { points: 2 }, async ({ attempt }) => {
  const { threw, sent } = await attempt(({ startBudget }) => startBudget(once * 0.9).ask(question))
  const details = { expected: 'no request', got: `${sent.length} requests`, at: guard }
  if (threw) must(sent.length === 0, 'You refused only after the money was spent: compare before you send.', details)
  if (sent.length > 0) {
    const { returned } = await attempt(async ({ startBudget }) => {
      const { ask } = startBudget(once * 0.9)
      for (let turn = 0; turn < 20; turn++)
        if ((await Promise.allSettled([ask(question)]))[0].status === 'rejected') return 'late'
      return 'never'
    })
    must(
      returned !== 'late',
      'You looked only at what was spent so far: add the worst case of the call that is to be sent.',
      details,
    )
  }
  must(
    sent.length === 0,
    'You sent a request that could have exceeded the limit: refuse it before it is sent.',
    details,
  )
  must(threw, 'You refused and returned all the same: reject with an Error that says "budget".', { at: /return/ })
  must(/budget/i.test(threw.message), 'Your error does not say why: its message must contain the word "budget".', {
    got: threw.message,
    at: /throw|Error/,
  })
})

check('says what was really spent', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startBudget }) => {
    const { ask, spent } = startBudget(1)
    const before = spent()
    await ask(question)
    await ask('What is JSON?')
    return { before, after: spent(), another: startBudget(1).spent() }
  })
  const expected = sum(sent)
  const { before, after, another } = returned
  must(before === 0, 'Before the first question nothing was spent.', { expected: 0, got: before, at: /spent/ })
  must(
    Math.abs(after - once - worst('What is JSON?')) > 1e-9,
    'You counted the worst case as spent: when the answer is there, only its real cost counts.',
    { expected, got: after, at: /spent|cost/ },
  )
  must(Math.abs(after - expected) < 1e-9, 'Your `spent` is not what the answers cost: add up `costOf` their `usage`.', {
    expected,
    got: after,
    at: /spent|cost/,
  })
  must(
    another === 0,
    'A second budget began with the money of the first already spent: each call of `startBudget` makes one of its own.',
    { expected: 0, got: another, at: /let |const / },
  )
})

check('gives back what was not used', { points: 2 }, async ({ attempt }) => {
  const { threw, sent } = await attempt(async ({ startBudget }) => {
    const { ask } = startBudget(once * 1.9)
    await ask(question)
    await ask(question)
  })
  must(
    !threw && sent.length === 2,
    'You did not give back what was set aside: when the answer is there, the rest is free again.',
    { got: threw?.message, at: /finally|-=|\+=/ },
  )
})

check('counts what was spent before', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startBudget }) => {
    const limit = once * 2
    const { ask, spent } = startBudget(limit)
    const outcomes: { possible: boolean; status: string }[] = []
    for (let turn = 0; turn < 12; turn++) {
      // A hair's breadth from the limit either answer is right.
      const room = limit - spent() - once
      const [{ status }] = await Promise.allSettled([ask(question)])
      if (Math.abs(room) > 1e-9) outcomes.push({ possible: room > 0, status })
    }
    return outcomes
  })
  const careless = returned.some(({ possible, status }) => !possible && status === 'fulfilled')
  must(!careless, 'You let a call pass that could exceed the limit: what was spent before counts against it.', {
    expected: 'a limit that is never exceeded',
    got: `${sent.length} requests`,
    at: guard,
  })
  const wary = returned.some(({ possible, status }) => possible && status === 'rejected')
  must(!wary, 'You refused although there was money for the worst case.', { got: `${sent.length} requests`, at: guard })
})

check('sets money aside for calls at the same moment', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startBudget }) => {
    const { ask } = startBudget(once * 2.5)
    const all = await Promise.allSettled([ask(question), ask(question), ask(question), ask(question)])
    return all.map(({ status }) => status)
  })
  const details = {
    expected: ['fulfilled', 'fulfilled', 'rejected', 'rejected'],
    got: returned,
    at: /await|reserved|worst/,
  }
  must(
    sent.length <= 2,
    'Two calls at the same moment counted on the same money: set the worst case aside before you wait for the answer.',
    details,
  )
  must(sent.length === 2, 'There was money for two calls at the same moment, and you did not send both.', details)
})

check(
  'spends nothing on a failure',
  { points: 2, env: { OPENAI_API_KEY: 'sk-test-flaky.budget' } },
  async ({ run }) => {
    const { returned, sent } = await run(async ({ startBudget }) => {
      const { ask, spent } = startBudget(once * 1.5)
      const errors: string[] = []
      for (let turn = 0; turn < 3; turn++) {
        const [outcome] = await Promise.allSettled([ask(question)])
        errors.push(outcome.status === 'rejected' ? String(outcome.reason) : 'answered')
      }
      return { errors, spent: spent() }
    })
    const [first = '', second = ''] = returned.errors
    const details = { got: returned.errors, at: /catch|finally/ }
    must(
      first !== 'answered',
      'The request failed and your `ask` returned all the same: whoever asked must get the error.',
      details,
    )
    must(
      second !== 'answered',
      'Your `ask` tried again by itself: leave the client as it is, so that each `ask` sends at most one request.',
      details,
    )
    must(
      !/budget/i.test(second) && sent.length === 3,
      'A request failed and its money stayed set aside: give it back, for nothing was spent.',
      details,
    )
    must(Math.abs(returned.spent - sum(sent)) < 1e-9, 'You counted failed requests as spent: they cost nothing.', {
      expected: sum(sent),
      got: returned.spent,
      at: /spent/,
    })
  },
)
