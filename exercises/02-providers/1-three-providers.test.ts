import { type Call, exercise, must, mustReturnTheAnswer } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-three-providers.ts'))

const providers = ['openai', 'anthropic', 'gemini'] as const
const sdks = { openai: 'OpenAI/JS', anthropic: 'Anthropic/JS', gemini: 'google-genai-sdk' }
/** Long enough for Claude to think about it. */
const hard = `Explain what a token is, why it is not the same as a word, and what follows from that for the price of a text. ${'Think of English, of code, and of languages with other scripts. '.repeat(3)}`

/** One request for each provider, in their order. */
function mustAskEachOnce(sent: readonly Call[]): Call[] {
  must(sent.length > 0, 'Your code sent no request: every answer has to come from a model.')
  const asked = sent.map(({ provider }) => provider)
  return providers.map((provider) => {
    const calls = sent.filter((call) => call.provider === provider)
    const details = { expected: providers, got: asked, at: /\.(create|stream|generateContent)/ }
    must(calls[0], `You did not ask ${provider}: send the question to all three providers.`, details)
    must(
      calls.length === 1,
      `You asked ${provider} ${calls.length} times: once is enough, each request costs.`,
      details,
    )
    return calls[0]
  })
}

check('asks each of the three once', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ askAll }) => askAll('What is an API?'))
  for (const { provider, model } of mustAskEachOnce(sent)) {
    const expected = pick(provider as (typeof providers)[number], 'cheap')
    must(model === expected, `You asked another model of ${provider}: use the one in \`models\`.`, {
      expected,
      got: model,
      at: /model:/,
    })
  }
})

check('uses the SDK of each', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ askAll }) => askAll('What is an API?'))
  mustAskEachOnce(sent).forEach(({ headers }, i) => {
    const provider = providers[i]!
    must(
      headers['user-agent']?.startsWith(sdks[provider]),
      `Your request to ${provider} was not sent by its own SDK: use the client that is there for it.`,
      { expected: sdks[provider], got: headers['user-agent'] },
    )
  })
})

check('sends the question as the user asked it', { points: 1 }, async ({ attempt }) => {
  const question = 'What does "plimsy" mean?'
  const { sent } = await attempt(({ askAll }) => askAll(question))
  for (const { provider, messages } of mustAskEachOnce(sent)) {
    must(
      messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === question,
      `What you sent to ${provider} was not the question alone: send one \`user\` message with nothing else.`,
      { expected: [{ role: 'user', text: question }], got: messages, at: /messages|contents|input/ },
    )
  }
})

check('returns three replies in order', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askAll }) => askAll('What is JSON?'))
  mustAskEachOnce(sent)
  must(Array.isArray(returned), 'You must return a list of three replies.', { got: returned, at: /^\s*return\b/ })
  const got = returned.map((reply) => reply?.provider)
  must(
    got.join() === providers.join(),
    'Your replies are not those of openai, anthropic and gemini, in this order, with the name in `provider`.',
    { expected: providers, got, at: /^\s*return\b/ },
  )
})

check('returns the text of each answer', { points: 2 }, async ({ run }) => {
  for (const question of ['Say: marmalade & 7 owls, "twice"', hard]) {
    const { returned, sent } = await run(({ askAll }) => askAll(question))
    mustAskEachOnce(sent).forEach((call, i) => {
      const text = returned[i]?.text
      const thought = call.provider === 'anthropic' && question === hard
      const details = { expected: call.answer, got: text, at: /content\b/ }
      must(
        call.answer !== '',
        `The answer of ${call.provider} was cut off before its first word, because thinking took all of the room: give it 2,000 tokens.`,
        { at: /max_tokens|maxOutputTokens|max_output_tokens|max_completion_tokens/ },
      )
      must(
        !thought || text === call.answer,
        'Claude thought first, so its text was not in `content[0]`: look for the blocks whose type is `text`.',
        details,
      )
      mustReturnTheAnswer(text, call)
    })
  }
})

check('counts the tokens as they are charged', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(({ askAll }) => askAll(hard))
  mustAskEachOnce(sent).forEach((call, i) => {
    const { inputTokens, outputTokens } = returned[i] ?? {}
    must(inputTokens === call.inputTokens, `Your \`inputTokens\` of ${call.provider} are not what its usage says.`, {
      expected: call.inputTokens,
      got: inputTokens,
      at: /inputTokens/,
    })
    const details = { expected: call.outputTokens, got: outputTokens, at: /outputTokens/ }
    must(
      outputTokens === call.outputTokens || call.provider !== 'gemini' || Number(outputTokens) > call.outputTokens,
      'Your `outputTokens` of gemini leave something out: add `thoughtsTokenCount` to `candidatesTokenCount`, both are charged.',
      details,
    )
    must(
      outputTokens === call.outputTokens,
      `Your \`outputTokens\` of ${call.provider} are not what was charged.`,
      details,
    )
  })
})

check('does not wait for one before it asks the next', { points: 1 }, async ({ run }) => {
  const calls = mustAskEachOnce((await run(({ askAll }) => askAll('What is streaming?'))).sent)
  const lastStart = Math.max(...calls.map(({ startedAt }) => startedAt))
  const firstEnd = Math.min(...calls.map(({ finishedAt }) => finishedAt))
  must(
    lastStart < firstEnd,
    'You waited for one answer before you asked the next: start all three and wait for them together, with `Promise.all`.',
    { at: /\bawait\b/ },
  )
})
