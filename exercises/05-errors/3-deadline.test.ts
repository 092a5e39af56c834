import { exercise, must, mustAskModel, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-deadline.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const question = 'What should I do about timeouts?'
const key = (kind: string) => ({ OPENAI_API_KEY: `sk-test-${kind}` })
const timeLine = /signal|timeout|abort|limitMs/i
const catchLine = /catch|return undefined/

/** Asks a provider that cannot answer in time. */
async function late({ attempt }: Student, limitMs: number, what: string) {
  const { returned, threw, sent, waited } = await attempt(({ askBefore }) => askBefore(question, limitMs))
  must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
  const details = { expected: `${limitMs} ms`, got: `${waited} ms`, at: timeLine }
  must(waited < limitMs + 100, `The time was up and your code went on, ${what}.`, details)
  must(
    waited > limitMs - 50,
    `Your code gave up before its time was up, ${what}: an attempt may take as long as is left.`,
    details,
  )
  must(!threw, 'The time was up and your code threw: return undefined.', {
    expected: undefined,
    got: threw && `${threw.constructor.name}: ${threw.message}`,
    at: catchLine,
  })
  must(returned === undefined, 'The time was up and your code returned something: return undefined.', {
    expected: undefined,
    got: returned,
    at: /^\s*return\b/,
  })
  return sent
}

check('asks the model and returns its answer', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askBefore }) => askBefore(question, 60_000))
  const call = mustSendOneRequest(sent)
  mustAskModel(pick('openai', 'cheap'), call)
  mustAskOnly(question, call)
  mustReturnTheAnswer(returned, call)
})

check('waits for a slow answer while there is time', { points: 1, env: key('slow') }, async ({ run }) => {
  const { returned, sent } = await run(({ askBefore }) => askBefore(question, 45_000))
  must(
    sent.length === 1 && returned !== undefined,
    'The answer would have come after some 20 s of 45, and you did not wait for it: each attempt may take all the time that is left.',
    { expected: 'an answer', got: returned, at: timeLine },
  )
  mustReturnTheAnswer(returned, mustSendOneRequest(sent))
})

check('ends with the time, not with the attempt', { points: 2, env: key('never-answers') }, async (student) => {
  for (const limit of [2000, 7000]) {
    const sent = await late(
      student,
      limit,
      'while it waited for an answer: a `timeout` is for one attempt, and there are three',
    )
    must(
      sent.at(-1)?.error !== undefined,
      'You stopped waiting and left the request open: abort it, since the model works on and you pay for it.',
      { at: timeLine },
    )
  }
})

check('ends a slow answer that would come too late', { points: 1, env: key('slow') }, async (student) => {
  const sent = await late(student, 5000, 'while it waited for a slow answer')
  must(sent.length === 1, 'You asked again while there was no time left: one request was enough.', {
    expected: 1,
    got: sent.length,
    at: timeLine,
  })
})

check('ends in a pause, too', { points: 2, env: key('rate-limited') }, async (student) => {
  const sent = await late(
    student,
    3000,
    'in a pause between two attempts: the pause has to end when the time is up, like a request',
  )
  must(sent.length > 1, 'There was time for another attempt after 2 s, and you made none: try again after a 429.', {
    expected: 2,
    got: sent.length,
    at: /maxRetries|for \(|while \(/,
  })
})

check('tries again while there is time', { points: 2, env: key('flaky') }, async ({ attempt }) => {
  const { returned, threw, sent } = await attempt(({ askBefore }) => askBefore(question, 30_000))
  must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
  const last = sent.at(-1)
  must(
    !threw && last?.status === 200,
    'The third attempt would have been answered, in time: two failures may pass, so leave the SDK its retries.',
    {
      expected: [500, 503, 200],
      got: sent.map(({ status }) => status),
      at: /maxRetries|new OpenAI/,
    },
  )
  mustReturnTheAnswer(returned, last)
})

for (const [kind, status] of [
  ['invalid', 401],
  ['server-error', 500],
] as const) {
  check(`lets a ${status} through`, { points: 1, env: key(kind) }, async ({ attempt }) => {
    const { threw, returned, sent } = await attempt(({ askBefore }) => askBefore(question, 30_000))
    must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
    must(
      threw,
      `There was a ${status} long before the time was up, and your code said nothing: catch only what the deadline throws.`,
      { expected: 'an error', got: returned, at: catchLine },
    )
    must(
      'status' in threw && threw.status === status,
      'The error you let through is not the one that came: throw it as you caught it.',
      { expected: `status ${status}`, got: `${threw.constructor.name}: ${threw.message}`, at: /throw/ },
    )
  })
}
