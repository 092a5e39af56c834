import { type Attempt, type Call, exercise, must } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./2-fallback.ts'))

const question = 'What is a token?'
const down = { OPENAI_API_KEY: 'sk-test-overloaded.fallback' }
const request = /\.(create|stream)\(|fetch\(/

const at = (provider: string, sent: readonly Call[]) => sent.filter((call) => call.provider === provider)

/** The request that went to OpenAI first. */
function mustAskOpenAI(sent: readonly Call[]): Call {
  const [first] = sent
  must(first, 'Your code sent no request: the answer has to come from a model.')
  must(first.provider === 'openai', 'You did not ask OpenAI first.', { expected: 'openai', got: first.provider })
  return first
}

/** The request that went to Anthropic after that. */
function mustAskAnthropic(sent: readonly Call[], sentence: string): Call {
  mustAskOpenAI(sent)
  const [second] = at('anthropic', sent)
  must(second, sentence, { expected: ['openai', 'anthropic'], got: sent.map(({ provider }) => provider), at: /catch/ })
  must(
    second.messages.some(({ text }) => text === question),
    'You asked Anthropic, but not the question.',
    { expected: question, got: second.messages, at: request },
  )
  return second
}

function mustSay({ returned, threw }: Attempt<unknown>, provider: string, { answer, status }: Call): void {
  must(!threw || status !== 200, 'There was an answer, and you threw.', { got: threw?.message, at: /throw/ })
  must(answer !== '', 'The model had no room for an answer: allow it some hundred tokens.', { at: /max_/ })
  const got = (returned ?? {}) as { provider?: unknown; text?: unknown }
  must(got.provider === provider || provider !== 'anthropic', 'Anthropic answered, and you said that OpenAI did.', {
    expected: provider,
    got: got.provider,
    at: /provider:/,
  })
  must(got.provider === provider && got.text === answer, 'You must return who answered, and the text of the answer.', {
    expected: { provider, text: answer },
    got: returned,
    at: /return/,
  })
}

check('asks OpenAI first', { points: 1 }, async ({ attempt }) => {
  const outcome = await attempt(({ ask }) => ask(question))
  const { sent } = outcome
  // Of two that were asked at once, either may be the first on the wire.
  must(
    at('openai', sent).length === 0 || at('anthropic', sent).length === 0,
    'OpenAI had answered, and you asked Anthropic all the same: each request costs, so ask the second only when the first has failed.',
    { at: request },
  )
  const first = mustAskOpenAI(sent)
  must(first.model === pick('openai', 'cheap'), 'You asked another model: take the one of `pick`.', {
    got: first.model,
  })
  mustSay(outcome, 'openai', first)
})

check('asks Anthropic when OpenAI is down', { points: 1, env: down }, async ({ attempt }) => {
  const outcome = await attempt(({ ask }) => ask(question))
  const sentence = 'OpenAI failed, and you did not ask Anthropic: catch the error and go on with the next provider.'
  mustSay(outcome, 'anthropic', mustAskAnthropic(outcome.sent, sentence))
})

check('asks each of them once', { points: 1, env: down }, async ({ attempt }) => {
  const { sent } = await attempt(({ ask }) => ask(question))
  mustAskOpenAI(sent)
  must(
    at('openai', sent).length === 1,
    'You asked OpenAI more than once: the SDK retries by itself, unless you set `maxRetries` to 0.',
    { expected: 1, got: at('openai', sent).length, at: /new OpenAI|maxRetries/ },
  )
})

for (const [why, apiKey, sentence] of [
  [
    'the key is refused',
    'sk-test-invalid',
    'OpenAI refused your key, and you gave up: that is no fault of the question, and Anthropic has another key.',
  ],
  [
    'OpenAI is at its limit',
    'sk-test-rate-limited.fallback',
    'OpenAI had you wait, and you gave up: that is no fault of the question, and Anthropic has a limit of its own.',
  ],
] as const) {
  check(`asks Anthropic when ${why}`, { points: 1, env: { OPENAI_API_KEY: apiKey } }, async ({ attempt }) => {
    const outcome = await attempt(({ ask }) => ask(question))
    mustSay(outcome, 'anthropic', mustAskAnthropic(outcome.sent, sentence))
  })
}

check('has patience, but not for ever', { points: 2, env: { OPENAI_API_KEY: 'sk-test-slow' } }, async ({ attempt }) => {
  const outcome = await attempt(({ ask }) => ask(question))
  const sentence =
    'OpenAI was silent, and you went on waiting: end the request after `patience` milliseconds and ask Anthropic.'
  const first = mustAskOpenAI(outcome.sent)
  const second = mustAskAnthropic(outcome.sent, sentence)
  const waited = second.startedAt - first.startedAt
  must(waited < 3500, sentence, { expected: '3000 ms', got: `${waited} ms`, at: /patience|timeout/ })
  must(waited > 2900, 'You gave OpenAI less time than `patience` milliseconds.', {
    expected: '3000 ms',
    got: `${waited} ms`,
    at: /patience|timeout/,
  })
  must(
    first.error !== undefined,
    'You went on to Anthropic and left the request to OpenAI open: end it, with the option `timeout` or an abort signal.',
    { at: /patience|timeout|race/ },
  )
  mustSay(outcome, 'anthropic', second)
})

// More than any model reads, which OpenAI says with a 400.
const endless = 'owl '.repeat(1_000_000)

for (const [status, asked, env] of [
  [413, question, { OPENAI_API_KEY: 'sk-test-too-large.fallback' }],
  [422, question, { OPENAI_API_KEY: 'sk-test-unprocessable.fallback' }],
  [400, endless, {}],
] as const) {
  check(`does not pass on what is wrong (${status})`, { points: 1, env }, async ({ attempt }) => {
    const { sent, threw } = await attempt(({ ask }) => ask(asked))
    mustAskOpenAI(sent)
    must(
      at('anthropic', sent).length === 0,
      `The request itself was wrong (status ${status}), and you passed it on: what is wrong with one provider is wrong with the next.`,
      { got: `status ${status}, then Anthropic`, at: /catch/ },
    )
    const got = (threw as { status?: number } | undefined)?.status
    must(got === status, 'The request itself was wrong, and you did not throw the error that says so.', {
      expected: `an error with status ${status}`,
      got: threw?.message,
      at: /catch|throw/,
    })
  })
}

const nobody = { ...down, ANTHROPIC_API_KEY: 'sk-test-overloaded.fallback' }

check('tells of both when both fail', { points: 2, env: nobody }, async ({ attempt }) => {
  const { sent, threw, returned } = await attempt(({ ask }) => ask(question))
  mustAskAnthropic(sent, 'OpenAI failed, and you gave up without Anthropic: it might have answered.')
  must(threw, 'Both failed, and you returned something: throw an Error, for there is no answer.', { got: returned })
  must(
    at('anthropic', sent).length === 1,
    'You asked Anthropic more than once: its SDK retries as well, unless you set `maxRetries` to 0.',
    { expected: 1, got: at('anthropic', sent).length, at: /new Anthropic|maxRetries/ },
  )
  const { errors } = threw as { errors?: unknown[] }
  must(
    errors?.length === 2 && errors.every((error) => error instanceof Error),
    'Both failed, and your error tells of one: throw an AggregateError with both errors in `errors`.',
    { expected: '2 errors', got: errors?.map(String) ?? threw.message, at: /throw/ },
  )
})
