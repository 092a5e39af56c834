import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'

const check = exercise(() => import('./4-key-from-environment.ts'))
const env = {
  OPENAI_API_KEY: 'sk-not-the-team-0000',
  TEAM_OPENAI_KEY: 'sk-team-qzw81x7f3a',
}
const keyLine = /TEAM_OPENAI_KEY|apiKey|new OpenAI/

check('asks with the key of the team', { points: 2, env }, async ({ run }) => {
  const { returned, sent } = await run(({ askAsTeam }) => askAsTeam('What is a key?'))
  const call = mustSendOneRequest(sent)
  const details = {
    expected: 'Bearer sk-…7f3a',
    got: call.headers.authorization,
    at: /new OpenAI|authorization/i,
  }
  must(
    call.headers.authorization !== 'Bearer sk-…0000',
    'You sent the key from OPENAI_API_KEY, where the SDK looks by itself: give it the one from TEAM_OPENAI_KEY.',
    details,
  )
  must(
    call.headers.authorization === 'Bearer sk-…7f3a',
    'You sent another key than the one in TEAM_OPENAI_KEY.',
    details,
  )
  must(
    call.messages.some(({ role, text }) => role === 'user' && text === 'What is a key?'),
    'The question must go out as a `user` message.',
    {
      expected: 'What is a key?',
      got: call.messages,
      at: /content|input/,
    },
  )
  must(typeof returned === 'object' && returned !== null, 'You must return an object with `answer` and `key`.', {
    got: returned,
    at: /^\s*return\b/,
  })
  mustReturnTheAnswer(returned.answer, call)
})

check('masks the key', { points: 2, env }, async ({ run }) => {
  const { returned, sent } = await run(({ askAsTeam }) => askAsTeam('Hello!'))
  mustSendOneRequest(sent)
  const details = {
    expected: 'sk-…7f3a',
    got: returned?.key,
    at: /slice|substring|replace|…/,
  }
  must(
    returned?.key !== env.TEAM_OPENAI_KEY,
    'You returned the whole key: show its first three and last four characters only.',
    details,
  )
  must(
    returned?.key === 'sk-…7f3a',
    'Your masked key looks different: three characters, one … (not three dots), four characters.',
    details,
  )
})

check('masks a short key whole', { points: 1, env: { ...env, TEAM_OPENAI_KEY: 'sk-tiny-9kq' } }, async ({ run }) => {
  const { returned, sent } = await run(({ askAsTeam }) => askAsTeam('Hello!'))
  mustSendOneRequest(sent)
  must(returned?.key === '…', 'A short key was left half readable: mask one of fewer than 12 characters as … alone.', {
    expected: '…',
    got: returned?.key,
    at: /slice|substring|replace|…/,
  })
})

check(
  'shows the ends of a key of 12 characters',
  { points: 1, env: { ...env, TEAM_OPENAI_KEY: 'sk-twelve9kq' } },
  async ({ run }) => {
    const { returned, sent } = await run(({ askAsTeam }) => askAsTeam('Hello!'))
    mustSendOneRequest(sent)
    must(returned?.key === 'sk-…e9kq', 'A key of exactly 12 characters is long enough to show its ends.', {
      expected: 'sk-…e9kq',
      got: returned?.key,
      at: /length/,
    })
  },
)

check(
  'says which variable is missing',
  { points: 2, env: { ...env, TEAM_OPENAI_KEY: undefined } },
  async ({ attempt }) => {
    await mustComplain(attempt)
  },
)

check(
  'treats an empty variable as a missing one',
  { points: 1, env: { ...env, TEAM_OPENAI_KEY: '' } },
  async ({ attempt }) => {
    await mustComplain(attempt)
  },
)

check('does not print the key', { points: 2, env }, async ({ run }) => {
  const { printed, sent } = await run(({ askAsTeam }) => askAsTeam('Hello!'))
  mustSendOneRequest(sent)
  must(
    !printed.includes('qzw81x'),
    'You printed the key: logs are read and kept by many, so print the masked one or nothing.',
    {
      at: /console\.|stdout/,
    },
  )
})

type Attempt = Parameters<Parameters<typeof check>[2]>[0]['attempt']

async function mustComplain(attempt: Attempt): Promise<void> {
  const { threw, sent } = await attempt(({ askAsTeam }) => askAsTeam('Hello!'))
  must(
    sent.length === 0,
    'TEAM_OPENAI_KEY was not set, and your code sent a request all the same: check the variable first, and throw.',
    {
      at: keyLine,
    },
  )
  must(threw, 'TEAM_OPENAI_KEY was not set, and your code did not complain: throw an Error that names the variable.', {
    at: keyLine,
  })
  must(
    threw.message.includes('TEAM_OPENAI_KEY'),
    'Your error does not say which variable is missing: name TEAM_OPENAI_KEY in its message.',
    {
      expected: 'a message that contains TEAM_OPENAI_KEY',
      got: threw.message,
      at: /throw/,
    },
  )
}
