import { type Call, exercise, must, mustAskModel, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./4-time-to-first-token.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const clockLine = /performance\.now|Date\.now|firstTokenMs/
const abortLine = /signal|abort|limitMs/i
const question = 'What is streaming?'
/** More milliseconds than any answer takes. */
const patient = 60_000

interface Result {
  text?: unknown
  firstTokenMs?: unknown
  totalMs?: unknown
  complete?: unknown
}

function mustBeStreamed(sent: readonly Call[]): Call {
  const call = mustSendOneRequest(sent)
  must(
    /"stream":\s*true/.test(JSON.stringify(call.body)),
    'Your request did not ask for a stream: add `stream: true`.',
    {
      expected: { stream: true },
      got: call.body,
      at: /\.(create|stream)\(|\bfetch\(/,
    },
  )
  return call
}

/** Lets an answer come to its end. */
async function whole({ run }: Student) {
  const { returned, sent } = await run(({ answerWithin }) => answerWithin(question, patient))
  const result = returned as Result | undefined
  must(typeof result === 'object' && result, 'You must return an object with the text and its times.', {
    got: returned,
    at: /^\s*return\b/,
  })
  return { result, call: mustBeStreamed(sent) }
}

/** Stops an answer in the middle of its text. How long the model thinks differs from call to call, so it may take a few. */
async function stopped(student: Student) {
  let { call } = await whole(student)
  for (let tries = 0; ; tries++) {
    const begun = (call.pieces[0]?.at ?? call.startedAt) - call.startedAt
    const limit = Math.round(begun + (call.finishedAt - call.startedAt - begun) / 2)
    const { returned, threw, sent, waited } = await student.attempt(({ answerWithin }) => answerWithin(question, limit))
    const stoppedCall = mustBeStreamed(sent)
    if ((stoppedCall.answer !== '' && waited >= limit - 5) || tries > 6) {
      return { result: (returned ?? {}) as Result, threw, call: stoppedCall, waited, limit }
    }
    call = (await whole(student)).call
  }
}

check('asks the model once, for a stream', { points: 1 }, async (student) => {
  const { call } = await whole(student)
  mustAskModel(pick('openai', 'mid'), call)
  mustAskOnly(question, call)
})

check('returns an answer that comes in time', { points: 1 }, async (student) => {
  const { result, call } = await whole(student)
  mustReturnTheAnswer(result.text, call)
  must(result.complete === true, 'The answer came to its end in time, so `complete` is true.', {
    expected: true,
    got: result.complete,
    at: /complete/,
  })
})

check('measures the time to the first token', { points: 2 }, async (student) => {
  const { result, call } = await whole(student)
  const expected = (call.pieces[0]?.at ?? 0) - call.startedAt
  const got = Number(result.firstTokenMs)
  const total = call.finishedAt - call.startedAt
  const details = { expected: `about ${expected} ms`, got: result.firstTokenMs, at: clockLine }
  must(
    Math.abs(got - total) > 30,
    'Your `firstTokenMs` is the time of the last token: take it at the first piece of text, inside the loop, and only once.',
    details,
  )
  must(
    got > expected - 4,
    'Your `firstTokenMs` is too short: the clock starts before the request is sent, and stops at the first chunk that has text.',
    details,
  )
  must(
    got < expected + 30,
    'Your `firstTokenMs` is too long: take the time at the first piece of text, not at a later one.',
    details,
  )
  must(
    Math.abs(Number(result.totalMs) - total) < 30,
    'Your `totalMs` is not the time from sending the request to the last token.',
    { expected: `about ${total} ms`, got: result.totalMs, at: /totalMs/ },
  )
})

check('stops the answer when the time is up', { points: 3 }, async (student) => {
  const { result, threw, call, waited, limit } = await stopped(student)
  must(!threw, 'When the time was up your code threw: that is no error, so catch it and return what has come.', {
    got: threw?.message,
    at: abortLine,
  })
  must(waited < limit + 100, 'The limit was passed, and your code came back later: stop when the time is up.', {
    expected: `${limit} ms`,
    got: `${waited} ms`,
    at: abortLine,
  })
  must(
    call.error !== undefined,
    'You stopped waiting, but not the request: the model wrote on and you pay for it. Hand a signal to the call and abort it.',
    { at: abortLine },
  )
  must(
    result.complete === false,
    'The time cut the answer off and you called it complete: a stream that is aborted may just end its loop, so ask `signal.aborted`.',
    { expected: false, got: result.complete, at: /complete/ },
  )
  // The last pieces may have been on their way when the loop was left.
  const text = String(result.text)
  must(
    call.answer.startsWith(text) && text.length > call.answer.length - 60 && text !== '',
    'What had come when the time was up is not what you returned: keep the pieces outside of the `try`.',
    { expected: call.answer, got: result.text, at: /text/ },
  )
  must(
    Math.abs(Number(result.totalMs) - limit) < 100,
    'When the time is up, `totalMs` is about the limit: take the time also of an answer that was cut off.',
    { expected: limit, got: result.totalMs, at: /totalMs/ },
  )
})

const silent = { OPENAI_API_KEY: 'sk-test-never-answers' }

check('does not wait for a provider that says nothing', { points: 2, env: silent }, async ({ attempt }) => {
  const { returned, threw, sent, waited } = await attempt(({ answerWithin }) => answerWithin(question, 2500))
  must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
  must(
    waited < 3000,
    'No answer came, and your code waited long after its time was up: a clock that is read when a piece comes is never read. Use a signal with a timer.',
    { expected: '2500 ms', got: `${waited} ms`, at: abortLine },
  )
  must(!threw, 'No answer came in time and your code threw: that is no error, return an empty text.', {
    got: threw?.message,
    at: /catch|abort/,
  })
  const result = (returned ?? {}) as Result
  must(result.text === '' && result.complete === false, 'Nothing came: the text is empty and not complete.', {
    expected: { text: '', complete: false },
    got: result,
    at: /^\s*return\b/,
  })
  must(result.firstTokenMs === undefined, 'No token came, so `firstTokenMs` is undefined: 0 would be very fast.', {
    expected: undefined,
    got: result.firstTokenMs,
    at: clockLine,
  })
})

for (const [what, key] of [
  ['a wrong key', 'sk-test-invalid'],
  ['a broken stream', 'sk-test-cut-stream'],
]) {
  check(`lets ${what} through`, { points: 1, env: { OPENAI_API_KEY: key } }, async ({ attempt }) => {
    const { threw, returned, sent } = await attempt(({ answerWithin }) => answerWithin(question, patient))
    mustSendOneRequest(sent)
    must(
      threw,
      `There was ${what} and your code said nothing: catch what the abort throws, and let every other error through.`,
      { expected: 'an error', got: returned, at: /catch/ },
    )
  })
}
