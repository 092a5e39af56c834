import { exercise, must } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./3-parse-sse.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]
type Event = { event: string; data: string }

const message = (data: string): Event => ({ event: 'message', data })
const lineBreaks = /split|\\r|\\n|indexOf/
const decoding = /TextDecoder|decode\(|toString/

async function* inPieces(pieces: readonly Uint8Array[]) {
  yield* pieces
}

/** The bytes of a text, cut at these places. */
function cut(bytes: Uint8Array, ...places: number[]): Uint8Array[] {
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length))
}

/** What the student's code makes of each of several bodies that come in pieces. */
async function readAll({ run }: Student, bodies: readonly Uint8Array[][]): Promise<Event[][]> {
  const { returned } = await run(async ({ eventsOf }) => {
    const read: Event[][] = []
    for (const pieces of bodies) {
      const events: Event[] = []
      const stream = eventsOf(inPieces(pieces)) as AsyncIterable<Event> | undefined
      must(
        stream && Symbol.asyncIterator in stream,
        '`eventsOf` must return what `for await` can read: make it a generator with `async function*`.',
        { got: stream },
      )
      for await (const { event, data } of stream) events.push({ event, data })
      read.push(events)
    }
    return read
  })
  return returned
}

/** The text must give these events, in one piece, cut in two at every place, and byte by byte. */
async function mustRead(
  student: Student,
  text: string,
  expected: readonly Event[],
  { whole, inTwo = whole }: { whole: string; inTwo?: string },
  at: RegExp,
): Promise<void> {
  const bytes = new TextEncoder().encode(text)
  const places = Array.from({ length: bytes.length - 1 }, (_, i) => i + 1)
  const bodies = [cut(bytes), ...places.map((place) => cut(bytes, place)), cut(bytes, ...places)]
  const read = await readAll(student, bodies)
  const same = (events: readonly Event[] | undefined) => JSON.stringify(events) === JSON.stringify(expected)
  must(same(read[0]), whole, { expected, got: read[0], at })
  const wrong = read.findIndex((events) => !same(events))
  const pieces = bodies[wrong]?.map((piece) => new TextDecoder('latin1').decode(piece))
  must(wrong < 0, inTwo, { expected, got: { pieces: pieces?.slice(0, 3), events: read[wrong] }, at })
}

check('reads events that come in one piece', { points: 1 }, async (student) => {
  const [read] = await readAll(student, [
    cut(new TextEncoder().encode('data: one\n\ndata: {"n":2}\n\ndata: [DONE]\n\n')),
  ])
  const expected = ['one', '{"n":2}', '[DONE]'].map(message)
  must(
    read?.length === 3,
    `There were three events in the piece and you found ${read?.length}: each ends with an empty line.`,
    {
      expected,
      got: read,
      at: lineBreaks,
    },
  )
  must(
    read.map(({ data }) => data).join() === expected.map(({ data }) => data).join(),
    'The data of an event is what stands behind `data: `, as it is; it need not be JSON.',
    { expected, got: read, at: /data/ },
  )
  must(JSON.stringify(read) === JSON.stringify(expected), 'An event without a name is called `message`.', {
    expected,
    got: read,
    at: /event/,
  })
})

check('joins what the network cut', { points: 2 }, async (student) => {
  const sentence =
    'An event that came in two pieces was not read as one: keep what stands behind the last line break, and put the next piece behind it.'
  await mustRead(
    student,
    'data: one\n\ndata: {"n":2}\n\n',
    [message('one'), message('{"n":2}')],
    { whole: sentence },
    lineBreaks,
  )
})

check('keeps letters whole', { points: 2 }, async (student) => {
  await mustRead(
    student,
    'data: Grüße, 東京 🦉\n\n',
    [message('Grüße, 東京 🦉')],
    {
      whole: 'Letters that are longer than one byte came out wrong: the bytes are UTF-8.',
      inTwo:
        'A border fell into a letter and broke it: use one TextDecoder for the whole stream, and tell it `{ stream: true }`.',
    },
    decoding,
  )
})

check('knows both ends of a line', { points: 2 }, async (student) => {
  await mustRead(
    student,
    'data: one\r\n\r\nevent: delta\r\ndata: two\r\n\r\n',
    [message('one'), { event: 'delta', data: 'two' }],
    {
      whole: 'Lines that end with `\\r\\n`, as those of Gemini do, were not read: the `\\r` belongs to the line end.',
      inTwo: 'A border fell between `\\r` and `\\n`, and the line was not read: the two may come in two pieces.',
    },
    lineBreaks,
  )
})

check('knows names, comments and several lines', { points: 2 }, async (student) => {
  const read = async (text: string) => (await readAll(student, [cut(new TextEncoder().encode(text))]))[0] ?? []
  const mustBe = async (text: string, expected: readonly Event[], sentence: string) => {
    const got = await read(text)
    must(JSON.stringify(got) === JSON.stringify(expected), sentence, { expected, got, at: /event|data|:/ })
  }
  await mustBe(
    'event: ping\ndata: {}\n\n',
    [{ event: 'ping', data: '{}' }],
    'The line `event: ping` gives its event the name `ping`.',
  )
  await mustBe(
    'event: ping\ndata: {}\n\ndata: one\n\n',
    [{ event: 'ping', data: '{}' }, message('one')],
    'An event took over the name of the one before it: a name holds up to the empty line.',
  )
  await mustBe(
    'data: one\ndata: two\n\ndata: three\n\n',
    [message('one\ntwo'), message('three')],
    'Two data lines of one event make one text, with `\\n` between them.',
  )
  await mustBe(
    'data:  two blanks, and one behind \n\ndata:none\n\n',
    [message(' two blanks, and one behind '), message('none')],
    'One blank after the colon does not belong to the data, if it is there. All others do.',
  )
  await mustBe(
    ': keep-alive\n\nid: 7\nretry: 10\ndata: one\n: data: no\n\nevent: empty\n\ndata: two\n\n',
    [message('one'), message('two')],
    'Comments, other fields and events without data must leave no trace.',
  )
})

check('drops what was cut off', { points: 1 }, async (student) => {
  const bodies = ['data: one\n\ndata: tw', 'data: one\n\ndata: two\n'].map((text) =>
    cut(new TextEncoder().encode(text)),
  )
  for (const got of await readAll(student, bodies)) {
    must(
      got.length === 1 && got[0]?.data === 'one',
      'The connection broke and you yielded half an event: without its empty line it is none.',
      { expected: [message('one')], got, at: /yield/ },
    )
  }
})

check('yields an event as soon as it is there', { points: 1 }, async ({ run }) => {
  // A piece a second: when an event comes is told by the clock, since a pipeline of streams may rightly read ahead.
  async function* slowly() {
    for (const [i, text] of ['data: one\n\nda', 'ta: two\n\n', 'data: three\n\n'].entries()) {
      if (i > 0) await new Promise((resolve) => setTimeout(resolve, 1000))
      yield new TextEncoder().encode(text)
    }
  }
  const { returned } = await run(async ({ eventsOf }) => {
    const start = Date.now()
    for await (const { data } of eventsOf(slowly())) return { data, late: Date.now() - start }
    return undefined
  })
  must(returned?.data === 'one', 'The first event of three pieces was not found.', {
    expected: 'one',
    got: returned?.data,
  })
  must(
    returned.late < 500,
    'You waited for the next piece, or for all of them, before you yielded the first event: `yield` it when its empty line is there.',
    { expected: 'at once', got: `${returned.late} ms later`, at: /yield/ },
  )
})

const json = { 'Content-Type': 'application/json' }
const messages = [{ role: 'user', content: 'Say: Grüße 🦉' }]
const streams: [dialect: string, url: string, headers: Record<string, string>, body: object][] = [
  [
    'Chat Completions',
    'https://api.openai.com/v1/chat/completions',
    { authorization: 'Bearer k' },
    { model: pick('openai', 'cheap'), stream: true, messages },
  ],
  [
    'Responses',
    'https://api.openai.com/v1/responses',
    { authorization: 'Bearer k' },
    { model: pick('openai', 'cheap'), stream: true, input: messages },
  ],
  [
    'Anthropic',
    'https://api.anthropic.com/v1/messages',
    { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    { model: pick('anthropic', 'cheap'), stream: true, max_tokens: 500, messages },
  ],
  [
    'Gemini',
    `https://generativelanguage.googleapis.com/v1/models/${pick('gemini', 'cheap')}:streamGenerateContent?alt=sse`,
    { 'x-goog-api-key': 'k' },
    { contents: [{ role: 'user', parts: [{ text: 'Say: Grüße 🦉' }] }] },
  ],
]

check('reads the streams of four dialects', { points: 1 }, async (student) => {
  for (const [dialect, url, headers, body] of streams) {
    const response = await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const expected = new TextDecoder()
      .decode(bytes)
      .split(/\r?\n\r?\n/)
      .filter((text) => text !== '')
      .map((text) => ({
        event: /^event: (.*)$/m.exec(text)?.[1]?.trim() ?? 'message',
        data: /^data: (.*)$/m.exec(text)?.[1] ?? '',
      }))
    const places = Array.from({ length: Math.floor(bytes.length / 50) }, (_, i) => (i + 1) * 50)
    const [got] = await readAll(student, [cut(bytes, ...places)])
    must(JSON.stringify(got) === JSON.stringify(expected), `The events of a stream of ${dialect} were not all read.`, {
      expected: expected.slice(-2),
      got: got?.slice(-2),
    })
  }
})
