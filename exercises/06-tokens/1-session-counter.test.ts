import { type Call, exercise, must, mustReturnTheAnswer } from '#grade'
import type { Session, Totals } from './1-session-counter.ts'

const check = exercise(() => import('./1-session-counter.ts'))

type Question = [provider: 'openai' | 'anthropic', question: string]

/** Long enough for Claude to think about it. */
const hard = `Why do languages differ in tokens, and what does that mean for the price of a text? ${'Think of English, of German, and of scripts with many characters. '.repeat(4)}`

/** Asks one after the other, and gives the totals after each answer. */
async function hold(startSession: () => Session, questions: readonly Question[]): Promise<Totals[]> {
  const session = begin(startSession)
  const totals: Totals[] = []
  for (const [provider, question] of questions) {
    await session.ask(provider, question)
    totals.push({ ...session.totals() })
  }
  return totals
}

function begin(startSession: () => Session): Session {
  const session = startSession()
  must(
    typeof session?.ask === 'function' && typeof session.totals === 'function',
    '`startSession` must return an object with the functions `ask` and `totals`.',
    { got: session, at: /^\s*return\b/ },
  )
  return session
}

function mustAskEachOnce(sent: readonly Call[], questions: readonly Question[]): void {
  must(sent.length > 0, 'Your code sent no request: call `askOpenAI` or `askClaude`.')
  const expected = questions.map(([provider]) => provider)
  const got = sent.map(({ provider }) => provider)
  const details = { expected, got, at: /askOpenAI\(|askClaude\(/ }
  must(got.length === expected.length, 'Each question goes out once: send one request for each `ask`.', details)
  must(got.join() === expected.join(), 'A question went to the wrong provider: look at the first parameter.', details)
}

const sum = (calls: readonly Call[], of: (call: Call) => number) => calls.reduce((total, call) => total + of(call), 0)

function totalsOf(calls: readonly Call[]): Totals {
  return {
    input: sum(calls, ({ inputTokens }) => inputTokens),
    cached: sum(calls, ({ cachedTokens }) => cachedTokens),
    output: sum(calls, ({ outputTokens }) => outputTokens),
    reasoning: sum(calls, ({ reasoningTokens }) => reasoningTokens),
  }
}

check('asks the provider it is told, and returns the text', { points: 1 }, async ({ run }) => {
  const questions: Question[] = [
    ['anthropic', hard],
    ['openai', 'What is an API?'],
    ['anthropic', 'Say: marmalade & 7 owls'],
  ]
  const { returned, sent } = await run(async ({ startSession }) => {
    const { ask } = begin(startSession)
    const texts: string[] = []
    for (const [provider, question] of questions) texts.push(await ask(provider, question))
    return texts
  })
  mustAskEachOnce(sent, questions)
  sent.forEach((call, i) => {
    must(call.messages.at(-1)?.text === questions[i]?.[1], 'The question must go out as it was asked.', {
      expected: questions[i]?.[1],
      got: call.messages.at(-1)?.text,
    })
    mustReturnTheAnswer(returned[i], call)
  })
})

check('counts an answer of OpenAI', { points: 2 }, async ({ run }) => {
  const questions: Question[] = [
    ['openai', 'What is a token?'],
    ['openai', 'What is a tokenizer?'],
  ]
  const { returned, sent } = await run(({ startSession }) => hold(startSession, questions))
  mustAskEachOnce(sent, questions)
  // The second is the first that finds the manual in the cache.
  mustCount(returned, sent, 0)
  mustCount(returned, sent, 1)
})

check('counts an answer of Claude', { points: 2 }, async ({ run }) => {
  const questions: Question[] = [
    ['anthropic', hard],
    ['anthropic', 'What is a tokenizer?'],
  ]
  const { returned, sent } = await run(({ startSession }) => hold(startSession, questions))
  mustAskEachOnce(sent, questions)
  mustCount(returned, sent, 0)
  mustCount(returned, sent, 1)
})

check('adds up a session with both', { points: 1 }, async ({ run }) => {
  const questions: Question[] = [
    ['openai', hard],
    ['anthropic', hard],
    ['openai', 'What is a token?'],
    ['anthropic', 'What is a token?'],
  ]
  const { returned, sent } = await run(({ startSession }) => hold(startSession, questions))
  mustAskEachOnce(sent, questions)
  questions.forEach((_, i) => mustCount(returned, sent, i))
})

/** The totals after an answer are those of all answers up to it. */
function mustCount(totals: readonly Totals[], sent: readonly Call[], i: number): void {
  const calls = sent.slice(0, i + 1)
  const [call, got, expected] = [sent[i]!, totals[i]!, totalsOf(calls)]
  const details = (field: keyof Totals) => ({
    expected: expected[field],
    got: got[field],
    at: new RegExp(`\\b${field}`),
  })
  const [one, all] = [totalsOf([call]), (field: keyof Totals) => expected[field] === got[field]]
  const fields = ['input', 'cached', 'output', 'reasoning'] as const
  const missing = fields.find((field) => typeof got[field] !== 'number' || Number.isNaN(got[field]))
  must(!missing, `Your totals have no number in \`${missing}\`.`, { got, at: /totals/ })
  must(
    i === 0 || fields.every(all) || !fields.every((field) => got[field] === one[field]),
    'Your totals hold only the last answer: add each answer to those before.',
    { expected, got, at: /=/ },
  )
  if (call.provider === 'anthropic') {
    must(
      got.input >= expected.input,
      'Your `input` leaves out what Claude read from its cache or wrote to it: its `input_tokens` is only the rest, so add the other two.',
      details('input'),
    )
  } else {
    must(
      all('input') || got.input !== expected.input + expected.cached,
      "You counted OpenAI's cached tokens twice: its `prompt_tokens` includes them already.",
      details('input'),
    )
  }
  must(all('input'), `Your \`input\` is not what the usage of ${call.provider} says.`, details('input'))
  must(
    all('cached'),
    'Your `cached` is not what was read from the cache: `cached_tokens` at OpenAI, `cache_read_input_tokens` at Anthropic.',
    details('cached'),
  )
  must(
    all('output') || got.output !== expected.output + expected.reasoning,
    'You counted the thoughts twice: the output tokens of OpenAI and Anthropic include them already.',
    details('output'),
  )
  must(all('output'), `Your \`output\` is not what the usage of ${call.provider} says.`, details('output'))
  must(
    all('reasoning'),
    'Your `reasoning` is not the thoughts: `reasoning_tokens` and `thinking_tokens` stand in the details of the output.',
    details('reasoning'),
  )
}

check('counts answers that come at the same time', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startSession }) => {
    const { ask, totals } = begin(startSession)
    await Promise.all([
      ask('openai', 'What is a token?'),
      ask('anthropic', hard),
      ask('openai', 'What is JSON?'),
      ask('anthropic', 'What is JSON?'),
    ])
    return totals()
  })
  must(sent.length === 4, 'Each question goes out once: send one request for each `ask`.', {
    expected: 4,
    got: sent.length,
  })
  const expected = totalsOf(sent)
  must(
    (Object.keys(expected) as (keyof Totals)[]).every((field) => returned[field] === expected[field]),
    'Answers that came at the same time were lost: read the old total only after the answer has come, not before the `await`.',
    { expected, got: returned, at: /\bawait\b/ },
  )
})

check('keeps two sessions apart', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startSession }) => {
    const first = begin(startSession)
    await first.ask('openai', 'What is a token?')
    const second = begin(startSession)
    const atFirst = { ...second.totals() }
    await second.ask('openai', 'What is JSON?')
    return { atFirst, first: first.totals() }
  })
  must(sent.length === 2, 'Each question goes out once: send one request for each `ask`.', { got: sent.length })
  const at = /startSession|totals.*=/
  must(
    Object.values(returned.atFirst).every((count) => count === 0),
    'A second session began with the totals of the first: create them inside `startSession`.',
    { expected: totalsOf([]), got: returned.atFirst, at },
  )
  must(
    returned.first.output === sent[0]!.outputTokens,
    'An answer of the second session was counted in the first: create the totals inside `startSession`.',
    { expected: totalsOf(sent.slice(0, 1)), got: returned.first, at },
  )
})

check('returns totals that stay as they are', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startSession }) => {
    const { ask, totals } = begin(startSession)
    await ask('openai', 'What is a token?')
    const kept = totals()
    const before = { ...kept }
    await ask('anthropic', 'What is a token?')
    return { before, kept }
  })
  must(sent.length === 2, 'Each question goes out once: send one request for each `ask`.', { got: sent.length })
  must(
    returned.kept.input === returned.before.input && returned.kept.output === returned.before.output,
    'Totals that you had returned changed afterwards: return a new object each time.',
    { expected: returned.before, got: returned.kept, at: /totals/ },
  )
})

const env = { OPENAI_API_KEY: 'sk-test-invalid' }

check('passes a failure on, and counts nothing for it', { points: 1, env }, async ({ run }) => {
  const { returned, sent } = await run(async ({ startSession }) => {
    const { ask, totals } = begin(startSession)
    const failed = await ask('openai', 'What is a token?').then(
      () => false,
      () => true,
    )
    await ask('anthropic', 'What is a token?')
    return { failed, totals: totals() }
  })
  must(sent.length === 2, 'Each question goes out once: send one request for each `ask`.', { got: sent.length })
  must(returned.failed, 'A request failed, and your `ask` kept it secret: let its error go on to the caller.', {
    at: /catch/,
  })
  const expected = totalsOf(sent)
  must(
    returned.totals.input === expected.input && returned.totals.output === expected.output,
    'A request failed, and your totals are wrong after it: it counts nothing.',
    { expected, got: returned.totals, at: /totals/ },
  )
})
