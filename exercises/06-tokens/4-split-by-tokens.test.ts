import { type Call, encoder, exercise, must, mustReturnTheAnswer } from '#grade'

const check = exercise(() => import('./4-split-by-tokens.ts'))

const sizeOf = (text: string) => encoder.encode(text, [], []).length

const english = `The bog is wide,  and the path is narrow.\n\nFollow the white stones; at the mill, ask for bread. ${'A heron stands in the reeds and waits for the evening. '.repeat(6)}\n`
const scripts = `${'नमस्ते दुनिया। 今日は湿原を歩きました。 Ein Reiher wartet im Schilf. '.repeat(3)}ꙮ𓀀𒀱`
const emoji = '🧑‍🚀👩🏽‍💻🏳️‍🌈👨‍👩‍👧‍👦é🇩🇪'.repeat(8)
const odd = `A sign � that stands for nothing, and <|endoftext|> in the middle. ${'�'.repeat(12)} <|endofprompt|>`

const at = /\.(encode|decode|slice|split|match|push)\(|segment\(/

const partOf = ({ messages }: Call) => messages[0]?.text ?? ''

/** The requests in the order of their parts in the text; those sent at the same time may overtake each other. */
function inOrder(sent: readonly Call[], text: string): Call[] {
  const left = [...sent]
  const ordered: Call[] = []
  for (let rest = text; left.length > 0;) {
    const fitting = left.filter((call) => rest.startsWith(partOf(call)))
    const [next] = fitting.sort((a, b) => partOf(b).length - partOf(a).length)
    // What does not fit at all stays as it came.
    if (!next) return [...ordered, ...left]
    ordered.push(next)
    left.splice(left.indexOf(next), 1)
    rest = rest.slice(partOf(next).length)
  }
  return ordered
}

/** The requests with the parts, after what must be true of all texts. */
function mustSplit(requests: readonly Call[], text: string, most: number): Call[] {
  const sent = inOrder(requests, text)
  must(sent.length > 0, 'Your code sent no request: each part goes to the model.')
  const parts = sent.map(partOf)
  const stray = sent.find(({ messages }) => messages.length !== 1 || messages[0]?.role !== 'user')
  must(!stray, 'Each part is the only message of its request, from the `user`.', {
    expected: [{ role: 'user', text: 'one part' }],
    got: stray?.messages,
    at: /messages|input|role/,
  })
  const [joined, signs] = [parts.join(''), (whole: string) => whole.split('�').length]
  must(
    signs(joined) <= signs(text),
    'You split a character between its bytes, and � came out: the border of a token may lie inside a character.',
    { expected: text.slice(0, 60), got: parts.find((part) => part.includes('�')), at },
  )
  must(signs(joined) === signs(text), 'The text held a �, and you took it out: it is a character like any other.', {
    at,
  })
  must(
    joined.replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, '') || joined === text,
    'Blanks or line breaks got lost between the parts: joined, they must be the text again, to the last blank.',
    { expected: text, got: joined, at },
  )
  must(joined === text, 'Joined, your parts are not the text: nothing may be lost, added or moved.', {
    expected: text,
    got: joined,
    at,
  })
  must(!parts.includes(''), 'You sent an empty part: leave it out.', { got: parts, at })
  const large = parts.find((part) => sizeOf(part) > most)
  must(
    large === undefined || encoder.encode(large, 'all', []).length > most || !large.includes('<|endof'),
    'You counted <|endoftext|> as one special token: in a message it is ordinary text, and `encode(text, [], [])` counts it as such.',
    { expected: `at most ${most}`, got: `${sizeOf(large ?? '')} tokens: ${large}`, at: /encode\(/ },
  )
  must(
    large === undefined,
    'A part has more than `most` tokens: measure it with the encoder, not by its characters or words.',
    { expected: `at most ${most}`, got: `${sizeOf(large ?? '')} tokens: ${large?.slice(0, 60)}`, at },
  )
  const few = Math.ceil((sizeOf(text) / most) * 1.5)
  must(
    parts.length <= few,
    'You made many small parts, and each request costs: fill a part until the next character no longer fits.',
    { expected: `at most ${few} parts`, got: `${parts.length} parts`, at },
  )
  return sent
}

check('sends a short text whole', { points: 1 }, async ({ attempt }) => {
  const text = 'What is a token?'
  for (const most of [200, sizeOf(emoji)]) {
    const whole = most === 200 ? text : emoji
    const { sent } = await attempt(({ askInParts }) => askInParts(whole, most, encoder))
    mustSplit(sent, whole, most)
    must(sent.length === 1, 'The text fits into one part, and you made more.', { expected: 1, got: sent.length, at })
  }
})

check('splits prose', { points: 2 }, async ({ attempt }) => {
  for (const most of [20, 33, 64]) {
    const { sent } = await attempt(({ askInParts }) => askInParts(english, most, encoder))
    mustSplit(sent, english, most)
  }
})

check('splits any script', { points: 2 }, async ({ attempt }) => {
  for (const most of [20, 21, 22, 23, 40]) {
    const { sent } = await attempt(({ askInParts }) => askInParts(scripts, most, encoder))
    mustSplit(sent, scripts, most)
  }
})

check('keeps emoji whole', { points: 2 }, async ({ attempt }) => {
  for (const most of [20, 31, 45]) {
    const { sent } = await attempt(({ askInParts }) => askInParts(emoji, most, encoder))
    const parts = mustSplit(sent, emoji, most).map(partOf)
    const borders = new Set<number>([...new Intl.Segmenter().segment(emoji)].map(({ index }) => index))
    let end = 0
    for (const part of parts) {
      must(
        borders.has(end),
        'You split an emoji into the signs it is made of: `new Intl.Segmenter().segment(text)` gives characters as a reader sees them.',
        { expected: 'whole characters', got: part, at },
      )
      end += part.length
    }
  }
})

check('takes any text', { points: 1 }, async ({ attempt }) => {
  const { sent, threw } = await attempt(({ askInParts }) => askInParts(odd, 20, encoder))
  must(
    !threw?.message.includes('special token'),
    'A text with <|endoftext|> in it made js-tiktoken throw: call `encode(text, [], [])`, and it is ordinary text.',
    { got: threw?.message, at: /encode\(/ },
  )
  mustSplit(sent, odd, 20)
})

check('sends nothing for an empty text', { points: 1 }, async ({ attempt }) => {
  // A text with parts first, so that nobody passes who sends nothing at all.
  mustSplit((await attempt(({ askInParts }) => askInParts(english, 64, encoder))).sent, english, 64)
  const { sent, returned } = await attempt(({ askInParts }) => askInParts('', 20, encoder))
  must(sent.length === 0, 'You sent an empty part: an empty text has no parts.', { got: sent.length, at })
  must(Array.isArray(returned) && returned.length === 0, 'An empty text has no answers: return an empty list.', {
    expected: [],
    got: returned,
    at: /^\s*return\b/,
  })
})

check('returns the answers in order', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askInParts }) => askInParts(english, 30, encoder))
  const calls = mustSplit(sent, english, 30)
  must(
    Array.isArray(returned) && returned.length === sent.length,
    'You must return a list with one answer for each part.',
    { expected: `${sent.length} answers`, got: returned, at: /^\s*return\b/ },
  )
  calls.forEach((call, i) => mustReturnTheAnswer(returned[i], call))
})
