import { type Call, exercise, must, mustAskModel, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-retry.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const question = 'What is exponential backoff?'
const key = (kind: string) => ({ OPENAI_API_KEY: `sk-test-${kind}` })
/** Most requests in all, as the exercise says. */
const most = 5
const loopLine = /most\b|for \(|while \(/
const statusLine = /status|\b(408|429|500)\b/
const waitLine = /Math\.(random|min)|setTimeout|sleep\(/

/** Milliseconds between one request and the next. The failures come at once. */
function pausesOf(sent: readonly Call[]): number[] {
  return sent.slice(1).map(({ startedAt }, i) => startedAt - (sent[i]?.startedAt ?? 0))
}

/** Lets the student's code fail for good, and looks at what it did until then. */
async function failing({ attempt }: Student) {
  const { threw, returned, sent, waited } = await attempt(({ askPatiently }) => askPatiently(question))
  must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
  must(threw, 'Every request failed, and your code did not throw: let the last error through.', {
    expected: 'an error',
    got: returned,
    at: /catch|throw/,
  })
  const [first] = sent
  const spent = sent.at(-1)!.startedAt - first!.startedAt
  return { threw, sent, pauses: pausesOf(sent), after: waited - spent }
}

async function mustTryAgain(student: Student, what: string): Promise<void> {
  const { sent } = await failing(student)
  must(sent.length > 1, `You did not try again after ${what}: it may pass.`, {
    expected: most,
    got: sent.length,
    at: statusLine,
  })
  must(
    sent.length === most,
    `You sent ${sent.length} requests after ${what}: \`most\` counts all of them, the first one too.`,
    { expected: most, got: sent.length, at: loopLine },
  )
}

check('asks the model once when all is well', { points: 1 }, async ({ run }) => {
  const { returned, sent, waited } = await run(({ askPatiently }) => askPatiently(question))
  const call = mustSendOneRequest(sent)
  mustAskModel(pick('openai', 'cheap'), call)
  mustAskOnly(question, call)
  mustReturnTheAnswer(returned, call)
  must(
    waited < call.finishedAt - call.startedAt + 100,
    'All went well and your code waited: wait only before a retry.',
    {
      got: `${waited} ms`,
      at: waitLine,
    },
  )
})

check('returns the answer of a later attempt', { points: 1, env: key('flaky') }, async ({ run }) => {
  const { returned, sent } = await run(({ askPatiently }) => askPatiently(question))
  const last = sent.at(-1)
  must(last?.status === 200, 'The third request would have been answered: try again after 500 and 503.', {
    expected: [500, 503, 200],
    got: sent.map(({ status }) => status),
    at: statusLine,
  })
  mustReturnTheAnswer(returned, last)
})

check('tries again what may pass, as often as it may', { points: 2, env: key('server-error') }, async (student) => {
  await mustTryAgain(student, 'a 500')
})

check('tries again after a rate limit', { points: 1, env: key('rate-limited') }, async (student) => {
  await mustTryAgain(student, 'a 429 for the rate')
})

check('tries again after a 408', { points: 1, env: key('timeout') }, async (student) => {
  await mustTryAgain(student, 'a 408, the timeout of the server')
})

check('tries again after a lost connection', { points: 1, env: key('reset') }, async (student) => {
  await mustTryAgain(student, 'a lost connection, which has no status')
})

for (const [kind, what] of [
  ['invalid', 'a 401'],
  ['no-permission', 'a 403'],
  ['unprocessable', 'a 422'],
  ['too-large', 'a 413'],
]) {
  check(`gives up at once after ${what}`, { points: 1, env: key(String(kind)) }, async (student) => {
    const { sent, after } = await failing(student)
    must(sent.length === 1, `You tried again after ${what}: the same request fails in the same way.`, {
      expected: 1,
      got: sent.length,
      at: statusLine,
    })
    must(after < 100, `You waited after ${what} before you gave up: let such an error through at once.`, {
      got: `${after} ms`,
      at: waitLine,
    })
  })
}

check('knows that quota is not rate', { points: 1, env: key('quota') }, async (student) => {
  const { sent } = await failing(student)
  must(
    sent.length === 1,
    'The quota was used up and you tried again: no waiting lifts a 429 whose `code` is `insufficient_quota`.',
    { expected: 1, got: sent.length, at: statusLine },
  )
})

for (const [kind, what] of [
  ['rate-limited', 'a 429'],
  ['overloaded', 'a 503 that says how long'],
]) {
  check(`waits as long as it is asked to, after ${what}`, { points: 1, env: key(String(kind)) }, async (student) => {
    const { pauses } = await failing(student)
    must(pauses.length > 0, `You did not try again after ${what}: it may pass.`, { at: statusLine })
    const [got = 0] = pauses.filter((pause) => pause < 1995 || pause > 2100)
    must(
      pauses.every((pause) => pause > 1995 && pause < 2100),
      `The header \`retry-after\` of ${what} said 2, and you waited something else: obey it, in seconds, without jitter.`,
      { expected: '2000 ms', got: `${got} ms`, at: /retry-after/ },
    )
  })
}

check('backs off, with full jitter', { points: 3, env: key('server-error') }, async (student) => {
  const runs: number[][] = []
  for (let i = 0; i < 16; i++) runs.push((await failing(student)).pauses)
  const retry = (n: number) => runs.map((pauses) => pauses[n] ?? 0)
  const bounds = [1000, 2000, 4000, 4000]
  const longest = bounds.map((_, n) => Math.max(...retry(n)))
  const shortest = bounds.map((_, n) => Math.min(...retry(n)))
  const details = { expected: bounds.map((bound) => `0–${bound} ms`), at: waitLine }
  must(Math.max(...longest) > 10, 'You did not wait before trying again: a server in trouble needs room.', details)
  must(
    longest.some((wait, n) => wait - shortest[n]! > 10),
    'Your waits are the same each time: without chance all clients come back together. Multiply by `Math.random()`.',
    { ...details, got: runs[0] },
  )
  const got = longest.map((wait, n) => `${shortest[n]}–${wait} ms`)
  must(
    longest[3]! <= 4010,
    'Before the fourth retry you waited for longer than `capMs`: the wait doubles only up to the cap.',
    { ...details, got },
  )
  must(
    longest.every((wait, n) => wait <= bounds[n]! + 10),
    'Your waits grow too fast: before the first retry n is 0, and the wait at most `baseMs`.',
    { ...details, got },
  )
  must(
    longest.every((wait, n) => wait > bounds[n]! * 0.5),
    'Your waits do not grow as they should: the longest before retry n is `baseMs` * 2^n, up to the cap.',
    { ...details, got },
  )
  must(
    shortest.every((wait, n) => wait < bounds[n]! * 0.5),
    'Your jitter is not the full one: draw evenly between 0 and the whole wait.',
    { ...details, got },
  )
})

check('gives up with the last error, at once', { points: 1, env: key('rate-limited') }, async (student) => {
  const { threw, after } = await failing(student)
  must(
    'status' in threw && threw.status === 429,
    'The error you let through is not the one that came: whoever calls you wants to see its class and its status.',
    { expected: 'RateLimitError, status 429', got: `${threw.constructor.name}: ${threw.message}`, at: /throw/ },
  )
  must(after < 100, 'You waited after the last request although no other follows: give up at once.', {
    got: `${after} ms`,
    at: waitLine,
  })
})
