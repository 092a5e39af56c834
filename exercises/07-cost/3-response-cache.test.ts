import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-response-cache.ts'))

const minute = 60_000
const friendly = 'Be friendly.'
const lookUp = /get\(|has\(|key|kept|cache/i

/** Simulated milliseconds pass. */
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Tells a student who sent nothing that an answer has to come from the model. */
function mustAsk(sent: readonly Call[]): void {
  must(sent.length > 0, 'Your code sent no request: the first answer has to come from the model.')
}

check('asks the model under its instructions', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ startCache }) => startCache(minute)('What is a token?', friendly))
  mustAsk(sent)
  const [call] = sent
  must(call && sent.length === 1, `You sent ${sent.length} requests for one question: one is enough.`, {
    expected: 1,
    got: sent.length,
  })
  const user = call.messages.filter(({ role }) => role === 'user')
  must(
    user.length === 1 && user[0]?.text === 'What is a token?',
    'The question did not go out as one `user` message.',
    {
      expected: 'What is a token?',
      got: call.messages,
      at: /input:|content:/,
    },
  )
  must(
    call.messages.some(({ role, text }) => role !== 'user' && text === friendly),
    'Your request holds no instructions: send them, for they shape the answer.',
    { expected: friendly, got: call.messages, at: /create|stream|fetch/ },
  )
  const model = pick('openai', 'cheap')
  mustAskModel(model, call)
  must(returned === call.answer, 'You returned something else than the text of the answer.', {
    expected: call.answer,
    got: returned,
    at: /return/,
  })
})

check('answers the same question from the cache', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startCache }) => {
    // So long that a lifetime taken for seconds does not show here.
    const ask = startCache(1440 * minute)
    return [await ask('What is JSON?', friendly), await ask('What is JSON?', friendly)]
  })
  mustAsk(sent)
  must(
    sent.length === 1,
    'You asked the model again for a question it had answered: keep the answer and look there first.',
    {
      expected: 1,
      got: sent.length,
      at: lookUp,
    },
  )
  must(returned[0] === returned[1], 'The second answer was not the one you had kept.', {
    expected: returned[0],
    got: returned[1],
    at: lookUp,
  })
})

check('gives each cache its own memory', { points: 1 }, async ({ run }) => {
  const { sent } = await run(async ({ startCache }) => {
    await startCache(minute)('What is an API?', friendly)
    await startCache(minute)('What is an API?', friendly)
  })
  mustAsk(sent)
  must(
    sent.length === 2,
    'A second cache answered from the first: each call of `startCache` makes a cache of its own.',
    {
      expected: 2,
      got: sent.length,
      at: /new Map|= \{\}/,
    },
  )
})

check('tells different requests apart', { points: 2 }, async ({ run }) => {
  const pairs: [string, string, string][] = [
    ['What is REST?', friendly, 'You gave the answer to another question: the key must contain the question.'],
    [
      'What is JSON?',
      'Answer in one sentence.',
      'You gave an answer that was made under other instructions: the key must contain everything that shapes the answer.',
    ],
  ]
  for (const [question, instructions, sentence] of pairs) {
    const { sent } = await run(async ({ startCache }) => {
      const ask = startCache(minute)
      await ask('What is JSON?', friendly)
      await ask(question, instructions)
    })
    mustAsk(sent)
    must(sent.length === 2, sentence, { expected: 2, got: sent.length, at: lookUp })
  }
  const { sent } = await run(async ({ startCache }) => {
    const ask = startCache(minute)
    await ask('bc', 'a')
    await ask('c', 'ab')
    await ask('ab', 'c')
    await ask('a', 'bc')
  })
  must(
    sent.length === 4,
    'Two different requests got one key: joined without a border, "a" + "bc" and "ab" + "c" are the same.',
    { expected: 4, got: sent.length, at: lookUp },
  )
})

check('shares a request that is on its way', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(({ startCache }) => {
    const ask = startCache(minute)
    return Promise.all([ask('What is jitter?', friendly), ask('What is jitter?', friendly)])
  })
  mustAsk(sent)
  must(
    sent.length === 1,
    'Two equal questions at the same moment sent two requests: keep the promise, not only its text.',
    { expected: 1, got: sent.length, at: /await|set\(|=>/ },
  )
  must(
    returned[0] === sent[0]?.answer && returned[1] === returned[0],
    'Of two who asked at the same moment, one got no answer.',
    {
      expected: sent[0]?.answer,
      got: returned,
    },
  )
})

check('keeps an answer for its lifetime, and no longer', { points: 2 }, async ({ run }) => {
  const at = /lifetime|Date|setTimeout/
  const ask = (pauses: readonly number[]) =>
    run(async ({ startCache }) => {
      const ask = startCache(minute)
      await ask('What is REST?', friendly)
      for (const pause of pauses) {
        await later(pause)
        await ask('What is REST?', friendly)
      }
    })
  const soon = await ask([40_000])
  must(
    soon.sent.length === 1,
    'You asked the model again although the answer was still good: `lifetime` is in milliseconds.',
    { expected: 1, got: soon.sent.length, at },
  )
  const late = await ask([70_000])
  must(
    late.sent.length === 2,
    'You gave an answer that was older than its lifetime: after `lifetime` milliseconds the model is asked anew.',
    { expected: 2, got: late.sent.length, at },
  )
  const often = await ask([40_000, 40_000])
  must(
    often.sent.length === 2,
    'Asking for an answer made it live longer: its lifetime begins when the request is sent.',
    { expected: 2, got: often.sent.length, at },
  )
  // A minute after it was asked for, and a little less than that after it came.
  const nearly = await ask([minute - 100])
  must(
    nearly.sent.length === 2,
    'You kept an answer for too long: its lifetime begins when it is asked for, not when it comes.',
    { expected: 2, got: nearly.sent.length, at },
  )
})

check('does not keep a failure', { points: 2, env: { OPENAI_API_KEY: 'sk-test-flaky.cache' } }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startCache }) => {
    const ask = startCache(minute)
    const outcomes: string[] = []
    for (let turn = 0; turn < 3; turn++) {
      const outcome = await Promise.allSettled([ask('What is a rate limit?', friendly)])
      outcomes.push(outcome[0].status)
    }
    return outcomes
  })
  const details = { expected: ['rejected', 'rejected', 'fulfilled'], got: returned, at: /catch|delete|answer/ }
  must(
    returned[0] === 'rejected',
    'The request failed and your `ask` returned all the same: whoever asked must get the error.',
    details,
  )
  must(
    returned[1] === 'rejected',
    'Your `ask` tried again by itself: leave the client as it is, so that each `ask` sends at most one request.',
    details,
  )
  must(
    sent.length === 3 && returned[2] === 'fulfilled',
    'You kept a failure and gave it to the next one who asked: remove it from the cache, so that the next one tries again.',
    details,
  )
})
