import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-plain-fetch.ts'))
const env = { OPENAI_API_KEY: 'sk-workbook-student-4c1d' }
const request = /\.(create|stream)\(|\bfetch\(/

check('posts to the endpoint with fetch', { points: 1, env }, async ({ attempt }) => {
  const { sent } = await attempt(({ plainFetch }) => plainFetch('What is an endpoint?'))
  const call = mustSendOneRequest(sent)
  must(!call.bySdk, 'Your request was sent by the SDK: send this one with `fetch` alone.', { at: request })
  must(call.method === 'POST', `You sent a ${call.method} request: a prompt is submitted with POST.`, {
    expected: 'POST',
    got: call.method,
    at: /method:|\bfetch\(/,
  })
  must(
    call.url === 'https://api.openai.com/v1/chat/completions',
    'You called another address than the one of Chat Completions.',
    {
      expected: 'https://api.openai.com/v1/chat/completions',
      got: call.url,
      at: /https?:/,
    },
  )
})

check('sends the key and the type in headers', { points: 2, env }, async ({ attempt }) => {
  const { headers } = mustSendOneRequest((await attempt(({ plainFetch }) => plainFetch('Hello!'))).sent)
  const { authorization = '', 'content-type': type = '' } = headers
  const expected = 'Bearer sk-…4c1d'
  must(authorization !== '', 'Your request had no key: send it in the header `Authorization`.', {
    expected,
    at: /headers/,
  })
  must(
    authorization.startsWith('Bearer '),
    'Your header held the key alone: write the word Bearer and a space before it.',
    {
      expected,
      got: authorization,
      at: /authorization/i,
    },
  )
  must(
    authorization === expected,
    "You sent another key than the one in OPENAI_API_KEY: read it from process.env, so that it is in nobody's code.",
    { expected, got: authorization, at: /key\b.*=|authorization/i },
  )
  must(
    /^application\/json\b/.test(type),
    'Your request did not say that its body is JSON: add the header `Content-Type: application/json`.',
    { expected: 'application/json', got: type, at: /headers/ },
  )
})

check('sends the model and the question as JSON', { points: 1, env }, async ({ attempt }) => {
  const question = 'What does "grolly" mean?'
  const { body, messages, model } = mustSendOneRequest((await attempt(({ plainFetch }) => plainFetch(question))).sent)
  const at = /body:|JSON\.stringify/
  must(typeof body === 'object', 'Your body is not JSON: make it with `JSON.stringify`.', { got: body, at })
  must(model === pick('openai', 'cheap'), 'The body must name the model: use the one in `model`.', {
    expected: pick('openai', 'cheap'),
    got: model,
    at,
  })
  must(
    messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === question,
    'The body must hold one message, the question, from the `user`.',
    {
      expected: [{ role: 'user', content: question }],
      got: messages,
      at,
    },
  )
})

check('returns the text of the answer', { points: 1, env }, async ({ run }) => {
  for (const question of ['What is an API?', 'Say: 12 green marbles & a "lamp"']) {
    const { returned, sent } = await run(({ plainFetch }) => plainFetch(question))
    mustReturnTheAnswer(returned, mustSendOneRequest(sent))
  }
})

check(
  'throws when the status is not a good one',
  { points: 2, env: { OPENAI_API_KEY: 'sk-test-invalid' } },
  async ({ attempt }) => {
    const { returned, threw, sent } = await attempt(({ plainFetch }) => plainFetch('Hello!'))
    const { status } = mustSendOneRequest(sent)
    must(
      status === 401,
      "You sent another key than the one in OPENAI_API_KEY: read it from process.env, so that it is in nobody's code.",
    )
    must(threw, 'The status was 401 and you went on as if nothing had happened: check `response.ok` and throw.', {
      expected: 'an Error',
      got: returned,
      at: /fetch\(/,
    })
    must(
      !(threw instanceof TypeError),
      'The status was 401 and your code stumbled over the error as if it were an answer: check `response.ok` and throw.',
      {
        expected: 'an Error whose message contains 401',
        got: threw.message,
      },
    )
    must(threw.message.includes('401'), 'Your error does not tell the status: put it into the message.', {
      expected: 'a message that contains 401',
      got: threw.message,
      at: /throw|reject/,
    })
  },
)
