import { type Call, exercise, must, mustAskModel, mustAskOnly, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-stream-to-callback.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]

const callLine = /\.(create|stream)\(|\bfetch\(/
const callbackLine = /onText/

interface Heard {
  piece: unknown
  at: number
}

/** Runs the student's code with a callback that takes down what it hears, and when. */
async function answerTo({ run }: Student, question: string) {
  const heard: Heard[] = []
  const { returned, sent } = await run(({ streamAnswer }) =>
    streamAnswer(question, (piece) => void heard.push({ piece, at: Date.now() })),
  )
  return { heard, returned, call: mustSendOneRequest(sent) }
}

function mustBeStreamed({ pieces, url, body }: Call): void {
  must(pieces.length > 1, 'Your request did not ask for a stream: add `stream: true`.', {
    expected: { stream: true },
    got: body ?? url,
    at: callLine,
  })
}

check('asks the model once, for a stream', { points: 1 }, async (student) => {
  const question = 'What does "wimblet" mean?'
  const { call } = await answerTo(student, question)
  mustBeStreamed(call)
  mustAskModel(pick('openai', 'cheap'), call)
  mustAskOnly(question, call)
})

check('calls onText with what is new', { points: 2 }, async (student) => {
  const { heard, call } = await answerTo(student, 'What is streaming?')
  mustBeStreamed(call)
  must(heard.length > 0, 'You never called `onText`: call it with each piece of text.', { at: callbackLine })
  const odd = heard.find(({ piece }) => typeof piece !== 'string')
  must(!odd, 'You called `onText` with something that is not text: the text of a chunk is in its `delta`.', {
    expected: call.pieces[0]?.text,
    got: odd?.piece,
    at: callbackLine,
  })
  const pieces = heard.map(({ piece }) => String(piece))
  const details = {
    expected: call.pieces.slice(0, 4).map(({ text }) => text),
    got: pieces.slice(0, 4),
    at: callbackLine,
  }
  must(
    !pieces.includes(''),
    'You called `onText` with an empty piece: some chunks have no text, leave them out.',
    details,
  )
  const firstTwo = call.pieces.slice(0, 2).map(({ text }) => text)
  must(
    pieces[1] !== firstTwo.join(''),
    'You called `onText` with the whole text so far: give it only the piece that is new.',
    details,
  )
  must(
    pieces.join('') === call.answer,
    'The pieces you gave to `onText` do not make up the answer: give it each piece once, in order, as it came.',
    { expected: call.answer, got: pieces.join(''), at: callbackLine },
  )
})

check('calls it when the piece comes, not later', { points: 2 }, async (student) => {
  const { heard, call } = await answerTo(student, 'What is streaming?')
  mustBeStreamed(call)
  const [first] = heard
  must(first, 'You never called `onText`: call it with each piece of text.', { at: callbackLine })
  const late = Math.round(first.at - (call.pieces[0]?.at ?? 0))
  must(
    late < 100,
    'You called `onText` when the stream was over: call it inside the loop that reads the stream, as each piece comes.',
    { expected: 'at once', got: `${late} ms later`, at: callbackLine },
  )
})

check('returns the whole text', { points: 1 }, async (student) => {
  for (const question of ['What is an endpoint?', 'Say: "Grüße & 7 owls 🦉"']) {
    const { returned, call } = await answerTo(student, question)
    mustReturnTheAnswer(returned, call)
  }
})

check(
  'lets an error in mid-stream through',
  { points: 2, env: { OPENAI_API_KEY: 'sk-test-stream-error' } },
  async ({ attempt }) => {
    const heard: unknown[] = []
    const { threw, returned, sent } = await attempt(({ streamAnswer }) =>
      streamAnswer('What is streaming?', (piece) => void heard.push(piece)),
    )
    mustSendOneRequest(sent)
    must(
      threw,
      'The stream broke in the middle and your code said nothing: let the error through, so that nobody takes half an answer for a whole one.',
      { expected: 'an error', got: returned, at: /catch|\bfor\b/ },
    )
    must(
      heard.length > 0,
      'The pieces that came before the stream broke never reached `onText`: do not keep them back.',
      {
        at: callbackLine,
      },
    )
  },
)
