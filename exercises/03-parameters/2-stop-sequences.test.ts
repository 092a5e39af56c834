import { type Call, exercise, must, mustAskModel, mustAskOnly, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./2-stop-sequences.ts'))

const returnLine = /^\s*return\b|stop_reason/

/** The last words of a text, where answers with and without the stop sequence differ. */
function ending(text: unknown): unknown {
  return typeof text === 'string' && text.length > 50 ? `…${text.slice(-50)}` : text
}

function endings(answer: string, stopped: boolean, returned: { text?: unknown; stopped?: unknown } | undefined) {
  const got = returned && { text: ending(returned.text), stopped: returned.stopped }
  return { expected: { text: ending(answer), stopped }, got, at: returnLine }
}

interface Body {
  stop_sequences?: unknown
  stop?: unknown
  max_tokens?: number
}

function mustAskClaude(sent: readonly Call[]): { call: Call; body: Body } {
  const call = mustSendOneRequest(sent)
  mustAskModel(pick('anthropic', 'cheap'), call)
  return { call, body: (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Body }
}

check('sends the stop sequence to Claude', { points: 2 }, async ({ attempt }) => {
  for (const stop of [', four', '; but']) {
    const { sent } = await attempt(({ askUntil }) => askUntil('Count from one to ten.', stop, 200))
    const { body } = mustAskClaude(sent)
    const details = { expected: { stop_sequences: [stop] }, got: body, at: /stop/ }
    must(
      !('stop' in body),
      "Claude refused the field `stop`, which is OpenAI's: Anthropic calls it `stop_sequences`, and it is a list.",
      details,
    )
    must(
      body.stop_sequences !== undefined,
      'Your request had no stop sequence: whoever cuts the text afterwards has paid for all of it.',
      details,
    )
    must(
      Array.isArray(body.stop_sequences) && body.stop_sequences.length === 1 && body.stop_sequences[0] === stop,
      'Your request must hold the stop sequence you were given, alone and unchanged, in a list.',
      details,
    )
  }
})

check('sends the question and the limit', { points: 1 }, async ({ attempt }) => {
  const question = 'Which colour has the word quibbelow?'
  for (const limit of [77, 300]) {
    const { sent } = await attempt(({ askUntil }) => askUntil(question, '###', limit))
    const { call, body } = mustAskClaude(sent)
    mustAskOnly(question, call)
    must(body.max_tokens === limit, 'Your request had another limit than the one you were given.', {
      expected: limit,
      got: body.max_tokens,
      at: /max_tokens/,
    })
  }
})

check('puts the stop sequence back where it ended the answer', { points: 2 }, async ({ run }) => {
  // Both are met whatever the model answers.
  const cases = [
    ['Count from one to ten.', ', '],
    ['What is temperature?', '. '],
  ] as const
  for (const [question, stop] of cases) {
    const { returned, sent } = await run(({ askUntil }) => askUntil(question, stop, 200))
    const { answer } = mustAskClaude(sent).call
    const details = endings(answer + stop, true, returned)
    must(typeof returned?.text === 'string', 'You must return an object with the `text` of the answer.', details)
    must(
      returned.text !== answer,
      'The stop sequence ended the answer, and your text is without it: put it back at the end.',
      details,
    )
    must(
      returned.text === answer + stop,
      'Your text must be the answer with the stop sequence right behind it, and nothing else.',
      details,
    )
    must(
      returned.stopped === true,
      'The stop sequence ended the answer, and your `stopped` does not say so: it is true then.',
      details,
    )
  }
})

check('adds nothing where the model ended by itself', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askUntil }) => askUntil('What is an endpoint?', '###', 300))
  const { answer } = mustAskClaude(sent).call
  const details = endings(answer, false, returned)
  must(
    returned.text === answer,
    'The model ended by itself, and your text is not what it wrote: put the stop sequence back only where it was met.',
    details,
  )
  must(
    returned.stopped === false,
    'The model ended by itself, and your `stopped` says otherwise: it is false then.',
    details,
  )
})

check('adds nothing where the limit cut the answer off', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askUntil }) => askUntil('What is an endpoint?', '###', 6))
  const { answer } = mustAskClaude(sent).call
  const details = endings(answer, false, returned)
  must(
    returned.text === answer && returned.stopped === false,
    "The limit cut the answer off, and you took that for the stop sequence: only a `stop_reason` of 'stop_sequence' means it.",
    details,
  )
})
