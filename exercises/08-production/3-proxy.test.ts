import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-proxy.ts'))

type Handle = (request: Request) => Promise<Response>

const question = 'What is a token?'
const send = /\.create\(|fetch\(/

/** Simulated milliseconds pass. */
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What a browser would see. */
async function visit(handle: Handle, body: unknown, visitor = 'ada', method = 'POST') {
  const request = new Request('http://localhost/ask', {
    method,
    headers: { 'content-type': 'application/json', 'x-visitor': visitor, authorization: 'Bearer visitors-own' },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handle(request)
  must(response instanceof Response, 'You must return a Response, as `Response.json({ answer })` makes one.', {
    got: response,
    at: /return/,
  })
  const text = await response.text()
  return { status: response.status, text, seen: [text, ...[...response.headers].flat()].join('\n') }
}

function mustAsk(sent: readonly Call[]): Call {
  const [call] = sent
  must(call, 'Your code sent no request to the provider: the answer has to come from the model.')
  return call
}

check('answers a question', { points: 2 }, async ({ run }) => {
  const { sent, returned } = await run(({ handle }) => visit(handle, { question }))
  const call = mustAsk(sent)
  const got = call.messages.findLast(({ role }) => role === 'user')?.text
  must(got === question, 'The model did not get the question.', { expected: question, got, at: send })
  mustAskModel(pick('openai', 'cheap'), call)
  must(returned.status === 200, 'A good question must be answered with status 200.', {
    expected: 200,
    got: returned.status,
    at: /return/,
  })
  const expected = JSON.stringify({ answer: call.answer })
  must(
    returned.text === expected,
    'Your response is not `{"answer": "…"}`: the browser gets the text of the answer and nothing else.',
    { expected, got: returned.text, at: /return/ },
  )
})

check('uses a key of its own', { points: 2, env: { OPENAI_API_KEY: 'sk-own-key-of-server-4711' } }, async ({ run }) => {
  const { sent, returned } = await run(({ handle }) => visit(handle, { question }))
  const key = mustAsk(sent).headers.authorization ?? ''
  must(
    key.endsWith('4711'),
    'You sent on the `authorization` of the visitor: the key is the server’s own, and the browser has none.',
    { at: /authorization/ },
  )
  must(!returned.seen.includes('4711'), 'The key is in what the browser gets.', { got: returned.text, at: /return/ })
})

check('limits the answer', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ handle }) => visit(handle, { question }))
  const body = mustAsk(sent).body as Record<string, unknown>
  const got = body.max_output_tokens ?? body.max_completion_tokens
  must(
    got === 300,
    'You set no limit of 300 tokens: one question of a stranger may cost as much as the model can write.',
    { expected: 300, got, at: /max_|\.create\(/ },
  )
})

check('wants POST', { points: 1 }, async ({ run }) => {
  for (const method of ['GET', 'PUT']) {
    const { sent, returned } = await run(({ handle }) => visit(handle, { question }, 'bob', method))
    must(
      returned.status === 405 && sent.length === 0,
      `You answered a ${method}: for every method but POST the response is 405.`,
      { expected: 405, got: returned.status, at: /method/ },
    )
  }
})

check('checks the body', { points: 2 }, async ({ run }) => {
  for (const allowed of ['a', 'a '.repeat(250)]) {
    const { returned } = await run(({ handle }) => visit(handle, { question: allowed }, `visitor ${allowed.length}`))
    must(returned.status === 200, 'You refused a good question: 1 to 500 characters are allowed.', {
      expected: `200 for ${allowed.length} characters`,
      got: returned.status,
      at: /500|length/,
    })
  }
  const bodies = [
    'Hello!',
    'null',
    '{}',
    { question: '' },
    { question: 7 },
    { question: ['a', 'b'] },
    { question: 'a'.repeat(501) },
  ]
  for (const [i, body] of bodies.entries()) {
    const { sent, returned } = await run(({ handle }) => visit(handle, body, `visitor of body ${i}`))
    const isText = typeof body === 'string' || typeof body.question === 'string'
    must(
      sent.length === 0 || isText,
      'You asked the model although `question` was no text: see that it is a string before you look at its length, and respond with 400.',
      { got: body, at: /length/ },
    )
    must(
      sent.length === 0,
      'You asked the model although the body was not what it should be: check it first, and respond with 400.',
      { got: body, at: /json\(\)|parse\(/ },
    )
    must(returned.status === 400, 'A body that is not as it should be gets 400.', {
      expected: `400 for ${typeof body === 'string' ? body : JSON.stringify(body).slice(0, 40)}`,
      got: returned.status,
    })
  }
})

check('takes the question and nothing else', { points: 2 }, async ({ run }) => {
  const other = pick('openai', 'mid')
  for (const more of [{ model: other }, { max_output_tokens: 9999 }]) {
    const { sent, returned } = await run(({ handle }) => visit(handle, { question, ...more }))
    const body = sent[0]?.body as Record<string, unknown> | undefined
    must(
      body?.model !== other && body?.max_output_tokens !== 9999,
      'You let the visitor choose the settings of the call: take the question from the body, and refuse what else is in it.',
      { got: body, at: send },
    )
    must(
      sent.length === 0 && returned.status === 400,
      'There was more in the body than the question, and you did not refuse it with 400.',
      { expected: 400, got: returned.status },
    )
  }
})

check('limits the rate of each visitor', { points: 3 }, async ({ run }) => {
  const ask = (handle: Handle, visitor: string) => visit(handle, { question }, visitor)
  const { sent, returned } = await run(async ({ handle }) => {
    const outcomes = []
    for (const visitor of ['ada', 'ada', 'ada', 'ada', 'bob']) outcomes.push(await ask(handle, visitor))
    await later(61_000)
    outcomes.push(await ask(handle, 'ada'))
    return outcomes.map(({ status }) => status)
  })
  mustAsk(sent)
  const details = { expected: [200, 200, 200, 429, 200, 200], got: returned, at: /visitor|429/ }
  must(
    returned.slice(0, 3).every((status) => status === 200),
    'One of the first three requests of a visitor was refused: three within 60 seconds are allowed.',
    details,
  )
  must(
    returned[3] === 429,
    'The fourth request within a minute was answered: count the requests of each visitor and respond with 429.',
    details,
  )
  must(sent.length <= 5, 'You refused a request, and asked the model all the same: count before you ask.', details)
  must(
    returned[4] === 200,
    'One visitor used up the requests of another: count them by the header `x-visitor`.',
    details,
  )
  must(
    returned[5] === 200,
    'A visitor who waited for a minute was refused: only requests of the last 60 seconds count.',
    details,
  )
  const early = await run(async ({ handle }) => {
    for (let i = 0; i < 3; i++) await ask(handle, 'eve')
    await later(40_000)
    return (await ask(handle, 'eve')).status
  })
  must(early.returned === 429, 'A visitor who waited for 40 seconds was let through: the limit is for 60.', {
    expected: 429,
    got: early.returned,
    at: /60/,
  })
  // So close that none is answered before the last comes.
  const close = await run(({ handle }) =>
    Promise.all([0, 20, 40, 60].map((pause) => later(pause).then(() => ask(handle, 'lea')))),
  )
  const statuses = close.returned.map(({ status }) => status)
  must(
    statuses.includes(429),
    'Four requests before the first was answered, and all got through: count a request when it comes, not when it is answered.',
    { expected: [200, 200, 200, 429], got: statuses, at: /await/ },
  )
  // Three within 60 seconds, although a minute has passed since the very first.
  const border = await run(async ({ handle }) => {
    const answered: number[] = []
    for (const pause of [0, 45_000, 0, 20_000, 0]) {
      await later(pause)
      answered.push((await ask(handle, 'kim')).status)
    }
    return answered
  })
  must(
    border.returned.at(-1) === 429,
    'The end of one minute and the beginning of the next add up: look back 60 seconds from each request.',
    { expected: [200, 200, 200, 200, 429], got: border.returned, at: /60/ },
  )
})

check('keeps errors to itself', { points: 2, env: { OPENAI_API_KEY: 'sk-test-invalid' } }, async ({ attempt }) => {
  const { sent, threw, returned } = await attempt(({ handle }) => visit(handle, { question }))
  mustAsk(sent)
  must(!threw, 'The provider failed, and so did `handle`: catch the error and respond with 502.', {
    got: threw?.message,
    at: send,
  })
  must(
    !/api.?key|openai|sk-|401/i.test(returned?.seen ?? ''),
    'You told the visitor what the provider said: it may hold names, limits and parts of keys. Keep it for your log.',
    { got: returned?.text, at: /catch|502/ },
  )
  must(returned?.status === 502, 'The provider failed: the status for that is 502.', {
    expected: 502,
    got: returned?.status,
    at: /catch|502/,
  })
})
