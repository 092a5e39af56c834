import { type Call, exercise, must } from '#grade'

const check = exercise(() => import('./2-streaming-chat.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const historyLine = /messages|history|input|\.push\(/
const showLine = /show\(/

/** Lets the chat hear each line in turn, and takes down what it shows, and when. */
async function talk({ run }: Student, texts: readonly string[]) {
  const shown: { text: string; at: number }[] = []
  let taken = 0
  async function* lines() {
    for (const text of texts) {
      taken++
      yield text
    }
  }
  const { sent } = await run(({ chat }) =>
    chat(lines(), (text) => void shown.push({ text: String(text), at: Date.now() })),
  )
  return { sent, shown, taken, text: shown.map(({ text }) => text).join('') }
}

/** What the user has said in a request, without what the model answered. */
function said({ messages }: Call): string[] {
  return messages.filter(({ role }) => role === 'user').map(({ text }) => text)
}

check('streams one answer for each line', { points: 1 }, async (student) => {
  const texts = ['Hello!', 'What is an API?']
  const { sent } = await talk(student, texts)
  must(sent.length > 0, 'Your code sent no request: every answer has to come from the model.')
  must(sent.length === 2, `You sent ${sent.length} requests for 2 lines: each line sends one.`, {
    expected: 2,
    got: sent.length,
    at: /for await|\.create\(/,
  })
  sent.forEach((call, i) => {
    must(call.pieces.length > 1, 'A request of yours did not ask for a stream: add `stream: true`.', {
      expected: { stream: true },
      got: call.body,
      at: /\.(create|stream)\(|\bfetch\(/,
    })
    must(call.messages.at(-1)?.text === texts[i], 'The newest line must come last in what you send.', {
      expected: texts[i],
      got: call.messages.at(-1)?.text,
      at: historyLine,
    })
  })
})

check('shows the pieces as they come', { points: 2 }, async (student) => {
  const { sent, shown, text } = await talk(student, ['What is streaming?', 'Say: Grüße 🦉'])
  const [first, second] = sent
  must(first && second, 'Your code sent fewer than two requests: each line sends one.')
  const expected = `${first.answer}\n${second.answer}\n`
  must(text !== '', 'You showed nothing: give each piece of the answer to `show`.', { at: showLine })
  const details = { expected, got: text, at: showLine }
  must(
    text.replaceAll('\n', '') === expected.replaceAll('\n', ''),
    'What you showed is not the answers: give each piece to `show` once, in order, and nothing else.',
    details,
  )
  must(text === expected, "After the last piece of each answer comes one line break: `show('\\n')`.", details)
  const late = (shown.find((piece) => piece.text !== '')?.at ?? 0) - (first.pieces[0]?.at ?? 0)
  must(
    late < 100,
    'You showed an answer when its stream was over: call `show` inside the loop that reads the stream, as each piece comes.',
    { expected: 'at once', got: `${late} ms later`, at: showLine },
  )
})

check('remembers the lines and the answers', { points: 2 }, async (student) => {
  const texts = ['My code word is snorf.', 'What is JSON?', 'What is my code word?']
  const { sent } = await talk(student, texts)
  const last = sent[2]
  must(last, 'Your code sent fewer than three requests: each line sends one.')
  must(
    last.messages.some(({ text }) => text === texts[0]),
    'Your third request did not carry the first line: the model forgets, so send the whole history.',
    { expected: texts, got: said(last), at: historyLine },
  )
  const answers = sent.slice(0, 2).map(({ answer }) => answer.trim())
  const echoes = answers.map((answer) => last.messages.find(({ text }) => text.trim() === answer))
  must(
    echoes.every(Boolean),
    'Your third request left out what the model itself had said: join the pieces of each answer and put it into the history.',
    { expected: answers, got: last.messages, at: historyLine },
  )
  const role = echoes.find((echo) => echo?.role !== 'assistant')?.role
  must(!role, `You sent the model's own answer back as a \`${role}\` message: what the model said is \`assistant\`.`, {
    expected: 'assistant',
    got: role,
    at: historyLine,
  })
  const order = last.messages.map(({ role }) => role).filter((role) => role === 'user' || role === 'assistant')
  const expected = ['user', 'assistant', 'user', 'assistant', 'user']
  must(
    order.join() === expected.join(),
    'The messages must be in the order in which they were said, each of them once.',
    {
      expected,
      got: order,
      at: historyLine,
    },
  )
})

check('skips empty lines and ends at exit', { points: 2 }, async (student) => {
  const { sent, taken, text } = await talk(student, ['', 'Hello!', '', 'exit', 'What is an API?'])
  const asked = sent.map((call) => said(call).at(-1))
  must(!asked.includes(''), 'You sent an empty line to the model: skip it, each request costs.', {
    expected: ['Hello!'],
    got: asked,
    at: /for await|continue|\bif\b/,
  })
  must(!asked.includes('exit'), 'You sent `exit` to the model: this line ends the chat.', {
    expected: ['Hello!'],
    got: asked,
    at: /exit|for await/,
  })
  must(
    asked.length === 1 && taken === 4,
    'After `exit` the chat went on: leave the loop with `break` or `return`, and do not ask for another line.',
    { expected: ['Hello!'], got: asked, at: /exit|for await/ },
  )
  must(text === `${sent[0]?.answer}\n`, 'For an empty line and for `exit` there is nothing to show.', {
    expected: `${sent[0]?.answer}\n`,
    got: text,
    at: showLine,
  })
})

check(
  'survives a stream that breaks',
  { points: 3, env: { OPENAI_API_KEY: 'sk-test-cut-stream' } },
  async (student) => {
    const texts = ['What is streaming?', 'What is an API?']
    const { sent, text } = await talk({ ...student, run: surviving(student) }, texts)
    must(sent.length === 2, 'After a stream had broken the chat did not go on with the next line.', {
      expected: 2,
      got: sent.length,
      at: /try|catch|for await/,
    })
    const expected = sent.map(({ pieces }) => `${pieces.map((piece) => piece.text).join('')} [interrupted]\n`).join('')
    must(
      text === expected,
      "When a stream breaks, show `' [interrupted]\\n'` behind what has come: otherwise half an answer looks like a whole one.",
      { expected, got: text, at: /catch|interrupted/ },
    )
    must(
      sent[1] && said(sent[1]).length === 1 && sent[1].messages.every(({ role }) => role !== 'assistant'),
      'The line whose answer broke was still in the next request: take it out of the history again, and its half answer with it.',
      { expected: [{ role: 'user', content: texts[1] }], got: sent[1]?.messages, at: historyLine },
    )
  },
)

/** As `run`, but what the code throws is told as what it is: a chat that did not survive. */
function surviving({ attempt }: Student): Student['run'] {
  return async (use) => {
    const { threw, returned, ...rest } = await attempt(use)
    must(
      !threw,
      'A stream broke in the middle and took the whole chat with it: put the loop that reads it into a `try`, and go on with the next line.',
      { got: threw?.message, at: /for await/ },
    )
    return { ...rest, returned: returned as Awaited<ReturnType<typeof use>> }
  }
}
