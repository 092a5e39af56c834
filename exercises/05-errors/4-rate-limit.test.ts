import { exercise, must, mustAskModel, mustReturnTheAnswer } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./4-rate-limit.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const questions = [
  'What is a rate limit?',
  'What is jitter?',
  'What is a token?',
  'What is streaming?',
  'What is a quota?',
  'What is idempotency?',
  'What is a deadline?',
]
const free = (account: string) => ({ OPENAI_API_KEY: `sk-test-free-tier.${account}` })
const waitLine = /setTimeout|sleep|perMinute|delay|wait/i
const sendLine = /\.(create|stream)\(|\bfetch\(|\.map\(|for \(/

/** Has a few questions answered; what was sent must be right, whatever the pace. */
async function answered({ attempt }: Student, some: readonly string[], perMinute: number) {
  const { returned, threw, sent, waited } = await attempt(({ askAll }) => askAll([...some], perMinute))
  must(sent.length > 0 || !threw, `Your code threw before it sent a request: ${threw?.message}`, {
    at: /import|new OpenAI/,
  })
  must(sent.length > 0, 'Your code sent no request: the answers have to come from the model.')
  const refused = sent.filter(({ status }) => status === 429).length
  must(
    refused === 0,
    'A request was refused with 429: you sent it before there was room for it. Space the requests out, and leave a little to spare.',
    { expected: 'no 429', got: `${refused} of ${sent.length}`, at: waitLine },
  )
  must(!threw, `Your code threw: ${threw?.message}`, { at: /throw|await/ })
  for (const call of sent) {
    mustAskModel(pick('openai', 'cheap'), call)
    const [message] = call.messages
    must(
      call.messages.length === 1 && message?.role === 'user' && some.includes(message.text),
      'Each request must hold one message, one of the questions, from the `user`.',
      { expected: [{ role: 'user', content: some[0] }], got: call.messages, at: /messages|input|content:/ },
    )
  }
  must(
    sent.length === some.length,
    `You sent ${sent.length} requests for ${some.length} questions: each needs one of its own.`,
    { expected: some.length, got: sent.length, at: sendLine },
  )
  must(Array.isArray(returned) && returned.length === some.length, 'You must return one text for each question.', {
    expected: `${some.length} texts`,
    got: returned,
    at: /^\s*return\b/,
  })
  return { returned: returned as unknown[], sent, waited }
}

check('asks each question once', { points: 1, env: free('each') }, async (student) => {
  const { sent } = await answered(student, questions.slice(0, 2), 3)
  const asked = new Set(sent.map(({ messages }) => messages[0]?.text))
  must(asked.size === 2, 'You asked one question twice and left another out: send each once.', {
    expected: questions.slice(0, 2),
    got: [...asked],
    at: sendLine,
  })
})

check('is never refused', { points: 3, env: free('pace') }, async (student) => {
  await answered(student, questions, 3)
})

check('is no slower than it must be', { points: 2, env: free('speed') }, async (student) => {
  const { sent, waited } = await answered(student, questions, 3)
  const last = sent.at(-1)!
  must(
    waited < last.startedAt - sent[0]!.startedAt + 15_000,
    'You waited after the last request although no other follows: wait only before a request.',
    { got: `${Math.round(waited / 1000)} s`, at: waitLine },
  )
  const most = 20_000 * (questions.length - 1)
  // A tenth to spare, and the time of the answers.
  must(
    waited < most * 1.1 + 5000,
    'You waited longer than the limit asks for: one request every 60 / `perMinute` seconds is enough.',
    { expected: `at most ${most / 1000} s and a little`, got: `${Math.round(waited / 1000)} s`, at: waitLine },
  )
})

check('goes by the limit that it is given', { points: 2 }, async (student) => {
  const { waited } = await answered(student, questions, 120)
  must(
    waited < 20_000,
    'With 120 requests a minute you waited as if there were only a few: work out the pace from `perMinute`.',
    { expected: 'a few seconds', got: `${Math.round(waited / 1000)} s`, at: waitLine },
  )
})

check('slows down for a stricter limit', { points: 1, env: free('strict') }, async (student) => {
  const { sent } = await answered(student, questions.slice(0, 4), 1)
  const pauses = sent.slice(1).map(({ startedAt }, i) => startedAt - sent[i]!.startedAt)
  must(
    pauses.every((pause) => pause > 59_000),
    'With 1 request a minute you sent two within one: work out the pace from `perMinute`.',
    { expected: '60 s between two requests', got: pauses.map((ms) => `${Math.round(ms / 1000)} s`), at: waitLine },
  )
})

check('returns the answers in the order of the questions', { points: 2, env: free('order') }, async (student) => {
  const { returned, sent } = await answered(student, questions.slice(0, 5), 3)
  for (const [i, question] of questions.slice(0, 5).entries()) {
    const call = sent.find(({ messages }) => messages[0]?.text === question)
    must(call, 'You asked one question twice and left another out: send each once.', { at: sendLine })
    const other = sent.find(({ answer }) => answer === returned[i])
    must(
      returned[i] === call.answer || !other,
      'The answers are not in the order of the questions: the first to come may belong to the last that was asked.',
      { expected: call.answer, got: returned[i], at: /push|return/ },
    )
    mustReturnTheAnswer(returned[i], call)
  }
})
