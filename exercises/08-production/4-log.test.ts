import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./4-log.ts'))

const plain = 'What is JSON?'
const ada = 'I am ada@example.com. What is a token?'
const both = 'From ada@example.com to bob.b@mail.example.org: use sk-proj-Ab_12-xyz, not sk-live-9876543210.'
const writing = /write\(|log/

/** A log that keeps its lines. */
function book() {
  const lines: string[] = []
  return { lines, write: (line: string) => void lines.push(line) }
}

function mustAsk(sent: readonly Call[]): Call {
  const [call] = sent
  must(call, 'Your code sent no request: the answer has to come from the model.')
  return call
}

/** The one line that was written, as text and as data. */
function mustWriteOne(lines: readonly string[], nothing: string): { text: string; facts: Record<string, unknown> } {
  const [text] = lines
  must(text !== undefined, nothing, { at: writing })
  must(lines.length === 1, 'You wrote more than one line for a call: write one, when the outcome is known.', {
    expected: '1 line',
    got: lines,
    at: writing,
  })
  must(
    !/^\s*\{[^]*\n[^]*\}\s*$/.test(text),
    'Your line is several lines: a log is read line by line, so let `JSON.stringify` write without indentation.',
    { got: text, at: /stringify/ },
  )
  try {
    return { text, facts: JSON.parse(text) as Record<string, unknown> }
  } catch {
    must(
      false,
      'The line is no JSON: write an object through `JSON.stringify`, so that a machine can search the log.',
      {
        got: text,
        at: writing,
      },
    )
  }
}

const noLine = 'You wrote nothing into the log: call `write` with one line for each call.'

check('answers', { points: 1 }, async ({ run }) => {
  const { sent, returned } = await run(({ ask }) => ask(plain, book().write))
  const call = mustAsk(sent)
  mustAskModel(pick('openai', 'cheap'), call)
  must(returned === call.answer, 'You must return the text of the answer.', {
    expected: call.answer,
    got: returned,
    at: /return/,
  })
})

check('writes the facts of a call', { points: 2 }, async ({ run }) => {
  const { lines, write } = book()
  const { sent } = await run(({ ask }) => ask(plain, write))
  const call = mustAsk(sent)
  const { text, facts } = mustWriteOne(lines, noLine)
  const { level, model, question, ms, tokens } = facts
  const details = { got: text, at: writing }
  must(
    level === 'info' && model === call.model && question === plain,
    'The line lacks `level` "info", the model or the question.',
    details,
  )
  const took = call.finishedAt - call.startedAt
  must(
    typeof ms === 'number' && Math.abs(ms - took) < 100,
    '`ms` is not how long the call took: look at the clock before the request and after it.',
    { expected: took, got: ms, at: /performance|Date/ },
  )
  const sum = call.inputTokens + call.outputTokens
  must(tokens === sum, '`tokens` is not the sum of input and output.', { expected: sum, got: tokens, at: /tokens/ })
})

check('hides mail addresses', { points: 2 }, async ({ run }) => {
  const { lines, write } = book()
  const { sent } = await run(({ ask }) => ask(ada, write))
  const got = mustAsk(sent).messages.findLast(({ role }) => role === 'user')?.text
  must(got === ada, 'The model got the question with its secrets replaced: hide them in the log alone.', {
    expected: ada,
    got,
    at: /input|content/,
  })
  const { text } = mustWriteOne(lines, noLine)
  must(
    !text.includes('ada') && !text.includes('example.com'),
    'There is a mail address in the log: replace it by [mail] before the line is written.',
    { got: text, at: writing },
  )
  must(
    text.includes('[mail]') && text.includes('What is a token?'),
    'More is gone than the address, or no [mail] is there.',
    {
      expected: 'I am [mail]. What is a token?',
      got: text,
      at: writing,
    },
  )
})

check('hides keys', { points: 2, env: { OPENAI_API_KEY: 'sk-own-1234567' } }, async ({ run }) => {
  for (const key of ['sk-own-1234567', 'sk-proj-Ab_12-xyz']) {
    const { lines, write } = book()
    await run(({ ask }) => ask(`Is ${key} a key?`, write))
    const { text } = mustWriteOne(lines, noLine)
    must(
      !text.includes(key.slice(3)) || key !== 'sk-own-1234567',
      'There is a key in the log: replace `sk-` and what follows by [key] before the line is written.',
      { got: text, at: writing },
    )
    must(
      !text.includes(key.slice(3)),
      'There is a key in the log that is not your own: visitors paste theirs, so look for the form of a key.',
      { got: text, at: writing },
    )
    must(text.includes('Is [key] a key?'), 'More is gone than the key, or no [key] is there.', {
      expected: 'Is [key] a key?',
      got: text,
      at: writing,
    })
  }
})

check('hides all of them', { points: 1 }, async ({ run }) => {
  const { lines, write } = book()
  await run(({ ask }) => ask(both, write))
  const { text } = mustWriteOne(lines, noLine)
  const left = ['ada@', 'bob', 'mail.example', 'Ab_12', '9876543210'].filter((secret) => text.includes(secret))
  must(
    left.length === 0,
    'You hid the first secret of a line and left the next: replace all of them, with the flag `g`.',
    { got: text, at: writing },
  )
})

check('writes down failures', { points: 3, env: { OPENAI_API_KEY: 'sk-test-invalid' } }, async ({ attempt }) => {
  const { lines, write } = book()
  const { sent, threw, returned } = await attempt(({ ask }) => ask(ada, write))
  mustAsk(sent)
  const { text, facts } = mustWriteOne(
    lines,
    'The call failed, and the log does not say so: write a line with `level` "error" before you throw.',
  )
  must(threw, 'The call failed, and the caller was not told: throw the error on when the line is written.', {
    got: returned,
    at: /catch|throw/,
  })
  must(
    !/sk-/.test(text),
    'There is a key in the message of the error that you logged: hide what looks like one in the whole line.',
    { got: text, at: writing },
  )
  must(!text.includes('ada@'), 'There is a mail address in the line of a failure: hide it there too.', { got: text })
  must(
    (threw as { status?: number }).status === 401,
    'You threw an error of your own: throw the one that came, for it holds the status and the headers.',
    { expected: 'an error with status 401', got: threw.message, at: /throw/ },
  )
  const { level, model, status, error } = facts
  must(
    level === 'error' && model === pick('openai', 'cheap') && status === 401,
    'The line of a failure lacks `level` "error", the model or the status.',
    { expected: { level: 'error', status: 401 }, got: text, at: writing },
  )
  must(
    String(facts.question).includes('What is a token?'),
    'The line of a failure lacks the question: it is what you will want to try again.',
    { expected: 'I am [mail]. What is a token?', got: text, at: writing },
  )
  must(String(error).includes('Incorrect API key'), 'The line of a failure lacks the message of the error.', {
    expected: threw.message.replaceAll(/sk-[\w*-]+/g, '[key]'),
    got: error,
    at: writing,
  })
})
