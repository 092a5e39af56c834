import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-truncation.ts'))

/** Its answer has some ninety tokens. */
const long = 'What is a context window?'
const request = /\.(create|stream)\(|fetch\(/
const returnLine = /^\s*return\b/

interface Body {
  max_tokens?: number
  max_completion_tokens?: number
  max_output_tokens?: number
  reasoning_effort?: string
  reasoning?: { effort?: string }
}

const bodyOf = ({ body }: Call) => (typeof body === 'object' && body !== null ? body : {}) as Body
const isCut = (call: Call, limit: number) => call.outputTokens >= limit
const joined = (calls: readonly Call[]) => calls.map(({ answer }) => answer).join('')

/** Without the limit nothing else that is said about a request would be true. */
function mustAsk(sent: readonly Call[], limit: number): void {
  must(sent.length > 0, 'Your code sent no request: the answer has to come from the model.')
  for (const call of sent) {
    const { max_tokens: oldest, max_completion_tokens: chat, max_output_tokens: responses } = bodyOf(call)
    const got = chat ?? responses
    const at = /max_\w+|\.(create|stream)\(|fetch\(/
    must(
      oldest === undefined,
      'The model refused the field `max_tokens`, the oldest name of the limit: here it is `max_completion_tokens`.',
      { expected: { max_completion_tokens: limit }, got: { max_tokens: oldest }, at },
    )
    must(got !== undefined, 'A request of yours had no limit: send the one you were given with each of them.', {
      expected: { max_completion_tokens: limit },
      got: call.body,
      at,
    })
    must(got === limit, 'A request of yours had another limit than the one you were given.', {
      expected: limit,
      got,
      at,
    })
  }
}

check('asks with the settings it was given', { points: 1 }, async ({ attempt }) => {
  for (const limit of [30, 40]) {
    const { sent } = await attempt(({ writeAll }) => writeAll(long, limit))
    mustAsk(sent, limit)
    for (const call of sent) {
      mustAskModel(pick('openai', 'cheap'), call)
      const { reasoning_effort, reasoning } = bodyOf(call)
      must(
        (reasoning_effort ?? reasoning?.effort) === 'none',
        "A request of yours let the model think, and the thoughts used up the limit: set its reasoning effort to 'none'.",
        { expected: 'none', got: reasoning_effort ?? reasoning?.effort ?? 'medium', at: request },
      )
    }
    const [{ messages }] = [sent[0]!]
    must(
      messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === long,
      'Your first request must hold one message, the question, from the `user`.',
      { expected: [{ role: 'user', content: long }], got: messages, at: /messages|content:|input/ },
    )
  }
})

check('notices that an answer was cut off', { points: 2 }, async ({ attempt }) => {
  const { sent } = await attempt(({ writeAll }) => writeAll(long, 40))
  mustAsk(sent, 40)
  must(
    sent.length > 1,
    'The first answer was cut off, and you did not ask for the rest: look at the reason it ended with.',
    { expected: 'more than 1 request', got: 1, at: /finish_reason|status/ },
  )
  must(!isCut(sent.at(-1)!, 40) || sent.length >= 4, 'You stopped asking although the answer was still cut off.', {
    got: `${sent.length} requests`,
    at: /finish_reason|status/,
  })
})

check('sends back what has been said', { points: 2 }, async ({ attempt }) => {
  const { sent } = await attempt(({ writeAll }) => writeAll(long, 25))
  mustAsk(sent, 25)
  for (const [i, { messages }] of sent.slice(1).entries()) {
    const written = joined(sent.slice(0, i + 1))
    const said = messages.filter(({ role }) => role === 'assistant').map(({ text }) => text)
    const details = { expected: written, got: messages, at: /assistant|messages|previous_response_id/ }
    must(
      messages[0]?.role === 'user' && messages[0].text === long,
      'A later request of yours had lost the question: the API forgets, so send the question again.',
      details,
    )
    must(
      said.length > 0,
      'A later request of yours did not tell the model what it had written: send it as an `assistant` message.',
      details,
    )
    must(
      said.join('') === written,
      'A later request of yours did not hold all that the model had written so far, as it came.',
      details,
    )
    const last = messages.at(-1)
    must(
      last?.role === 'user' && last.text.trim() !== '' && last.text !== long,
      'After what it has written, ask the model to continue: the last message comes from the `user`.',
      { got: last, at: /messages|content:|input/ },
    )
  }
})

check('gives up after four requests', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ writeAll }) => writeAll(long, 16))
  mustAsk(sent, 16)
  must(
    sent.length <= 4,
    'You sent more than four requests: give up after four, or a model that never ends will cost you a fortune.',
    { expected: 4, got: sent.length, at: /while|for\b|requests|rounds/ },
  )
  must(sent.length === 4, 'You gave up too early: four requests are allowed while the answer is cut off.', {
    expected: 4,
    got: sent.length,
    at: /while|for\b/,
  })
})

check('asks once where nothing was cut off', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ writeAll }) => writeAll('What is an endpoint?', 500))
  mustAsk(sent, 500)
  must(sent.length === 1, 'The first answer was whole, and you asked for more.', { expected: 1, got: sent.length })
  const expected = { text: joined(sent), complete: true }
  must(returned?.text === expected.text, 'You must return the answer as it came, in `text`.', {
    expected,
    got: returned,
    at: returnLine,
  })
  must(returned.complete === true, 'The answer was whole, and your `complete` does not say so: it is true then.', {
    expected,
    got: returned,
    at: returnLine,
  })
})

check('returns the whole text', { points: 2 }, async ({ run }) => {
  // At 27 the fourth piece is often the last and whole.
  for (const limit of [40, 50, 27]) {
    const { returned, sent } = await run(({ writeAll }) => writeAll(long, limit))
    mustAsk(sent, limit)
    const expected = { text: joined(sent), complete: !isCut(sent.at(-1)!, limit) }
    const details = { expected, got: returned, at: returnLine }
    must(typeof returned?.text === 'string', 'You must return an object with the `text` of the answer.', details)
    must(
      sent.length === 1 || returned.text !== sent.at(-1)!.answer,
      'You returned the last piece alone: join all of them.',
      details,
    )
    must(
      returned.text.replaceAll(/\s/g, '') !== expected.text.replaceAll(/\s/g, '') || returned.text === expected.text,
      'The seams do not fit: join the pieces as they came, with nothing between them and no blanks cut away.',
      details,
    )
    must(returned.text === expected.text, 'Your text is not what the model wrote, piece after piece.', details)
    must(
      returned.complete === expected.complete,
      'Your `complete` does not say whether the answer came to its end.',
      details,
    )
  }
})

check('says when the text is not complete', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ writeAll }) => writeAll(long, 16))
  mustAsk(sent, 16)
  must(
    returned?.complete === false,
    'The fourth answer was cut off, too, and you called the text complete: whoever reads it has to know.',
    { expected: false, got: returned?.complete, at: /complete/ },
  )
  must(returned.text === joined(sent), 'You must return what there is, even where it is not complete.', {
    expected: joined(sent),
    got: returned.text,
    at: returnLine,
  })
})
