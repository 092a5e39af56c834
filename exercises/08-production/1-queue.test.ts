import { type Call, exercise, must } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-queue.ts'))

const questions = [
  'What is JSON?',
  'What is a proxy?',
  'What is a queue?',
  'What is REST?',
  'What is gravity?',
  'What is a token?',
  'What is git?',
  'What is recursion?',
]
const request = /\.create\(|fetch\(/
const limits = /new PQueue|atOnce|perSecond/

/** Simulated milliseconds by which a start may be off. */
const slack = 50

const questionOf = ({ messages }: Call) => messages.findLast(({ role }) => role === 'user')?.text

function mustAsk(sent: readonly Call[], asked: readonly string[] = questions): void {
  must(sent.length > 0, 'Your code sent no request: each question has to be asked.')
  const missing = asked.find((question) => !sent.some((call) => questionOf(call) === question))
  must(missing === undefined, 'You did not ask every question.', {
    expected: missing,
    got: sent.map(questionOf),
    at: request,
  })
}

/** The most requests that were under way at the same time. */
function mostAtOnce(sent: readonly Call[]): number {
  return Math.max(
    ...sent.map(({ startedAt }) => sent.filter((c) => c.startedAt <= startedAt && c.finishedAt > startedAt).length),
  )
}

const startsOf = (sent: readonly Call[]) => sent.map(({ startedAt }) => startedAt).sort((a, b) => a - b)

/** The most requests that started within 1000 ms. */
function mostInASecond(sent: readonly Call[]): number {
  const starts = startsOf(sent)
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + 990).length))
}

check('asks each question once', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ answerAll }) => answerAll(questions.slice(0, 3), { atOnce: 3, perSecond: 10 }))
  mustAsk(sent, questions.slice(0, 3))
  must(sent.length === 3, `You sent ${sent.length} requests for three questions: one for each is enough.`, {
    expected: 3,
    got: sent.length,
    at: request,
  })
  const model = pick('openai', 'cheap')
  const other = sent.find((call) => call.model !== model)
  must(!other, 'You asked another model: use the one in `model`.', { expected: model, got: other?.model })
})

check('has no more under way than it may', { points: 2 }, async ({ attempt }) => {
  for (const atOnce of [2, 3]) {
    const { sent } = await attempt(({ answerAll }) => answerAll(questions, { atOnce, perSecond: 100 }))
    mustAsk(sent)
    const got = mostAtOnce(sent)
    must(
      got <= atOnce,
      'You have more than `atOnce` requests under way: begin the next one only when another has ended.',
      { expected: `${atOnce} at most`, got, at: limits },
    )
  }
})

check('starts no more than it may', { points: 2 }, async ({ attempt }) => {
  const few = await attempt(({ answerAll }) => answerAll(questions, { atOnce: 8, perSecond: 3 }))
  mustAsk(few.sent)
  const got = mostInASecond(few.sent)
  must(got <= 3, 'You start more than `perSecond` requests within 1000 ms.', {
    expected: '3 at most',
    got,
    at: limits,
  })
  // Now and then a place becomes free late in one second, and others early in the next.
  const many = [...questions, ...questions]
  for (const [atOnce, perSecond] of [
    [3, 2],
    [4, 3],
    [5, 4],
  ] as const) {
    const { sent } = await attempt(({ answerAll }) => answerAll(many, { atOnce, perSecond }))
    const most = mostInASecond(sent)
    must(
      most <= perSecond,
      'The end of one second and the beginning of the next add up: more than `perSecond` requests started within 1000 ms (p-queue has `strict` for this).',
      { expected: `${perSecond} at most`, got: most, at: limits },
    )
  }
})

check('waits no longer than it must', { points: 2 }, async ({ attempt }) => {
  const atOnce = 3
  const { sent } = await attempt(({ answerAll }) => answerAll(questions, { atOnce, perSecond: 100 }))
  mustAsk(sent)
  must(
    mostAtOnce(sent) > 1,
    'You ask one question after the other, although `atOnce` may be under way: waiting costs more than it has to.',
    { expected: `${atOnce} at once`, got: '1 at once', at: request },
  )
  // The next may start when the first of those under way has ended.
  const ends = sent.map(({ finishedAt }) => finishedAt).sort((a, b) => a - b)
  const late = startsOf(sent).findIndex((at, i) => i >= atOnce && at > (ends[i - atOnce] ?? at) + slack)
  must(
    late < 0,
    'You wait for a whole group to end before the next begins: a slow answer must not hold up a free place.',
    { at: limits },
  )
  const paced = await attempt(({ answerAll }) => answerAll(questions, { atOnce: 8, perSecond: 4 }))
  const [first = 0, ...others] = startsOf(paced.sent)
  const slow = others.findIndex((at, i) => at > first + ((i + 1) * 1000) / 4 + slack)
  must(
    slow < 0,
    'You wait longer than `perSecond` asks for: a request may start as soon as fewer than `perSecond` have started in the last 1000 ms.',
    { at: limits },
  )
})

check('returns the answers in order', { points: 1 }, async ({ run }) => {
  const { sent, returned } = await run(({ answerAll }) => answerAll(questions, { atOnce: 4, perSecond: 100 }))
  mustAsk(sent)
  const expected = questions.map((question) => sent.find((call) => questionOf(call) === question)?.answer)
  must(
    Array.isArray(returned) && returned.length === expected.length,
    'You did not return one answer for each question.',
    {
      expected: `${expected.length} answers`,
      got: returned,
      at: /return/,
    },
  )
  const isSame = returned.every((answer, i) => answer === expected[i])
  must(
    isSame || returned.some((answer) => !expected.includes(answer)),
    'The answers are not in the order of the questions: some end before others, and each belongs in the place of its question.',
    { expected: expected.map((text) => text?.slice(0, 12)), got: returned.map((text) => text?.slice(0, 12)) },
  )
  must(isSame, 'What you returned are not the texts of the answers.', { expected, got: returned, at: /return/ })
})

// Three requests a minute are answered, the others refused.
const free = { OPENAI_API_KEY: 'sk-test-free-tier.queue' }

check('goes on when a request fails', { points: 2, env: free }, async ({ attempt }) => {
  const asked = questions.slice(0, 5)
  const { sent, returned, threw } = await attempt(({ answerAll }) => answerAll(asked, { atOnce: 1, perSecond: 100 }))
  must(sent.length > 0, 'Your code sent no request: each question has to be asked.')
  must(!threw, 'A request failed, and you threw: put `undefined` in its place and go on.', { got: threw?.message })
  must(
    sent.length <= asked.length,
    'You sent a question again after it had failed: one request each, for a retry needs a place in the queue of its own.',
    { expected: asked.length, got: sent.length, at: request },
  )
  mustAsk(sent, asked)
  must(
    Array.isArray(returned) && returned.length === asked.length,
    'A request failed, and its place is gone: put `undefined` there, so that each answer keeps the place of its question.',
    { expected: `${asked.length} places`, got: returned },
  )
  const expected = sent.map(({ status, answer }) => (status === 200 ? answer : undefined))
  must(
    returned.every((answer, i) => answer === expected[i]),
    'A request failed, and its place does not hold `undefined`.',
    { expected, got: returned },
  )
})
