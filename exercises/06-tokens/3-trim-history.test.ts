import { type Call, exercise, must, mustReturnTheAnswer } from '#grade'
import type { Message } from './3-trim-history.ts'

const check = exercise(() => import('./3-trim-history.ts'))

const rule: Message = { role: 'developer', content: 'You are a guide to the moor, and answer briefly.' }
const user = (content: string): Message => ({ role: 'user', content })
const assistant = (content: string): Message => ({ role: 'assistant', content })

/** Five exchanges, of which the third has two answers and the last is the question. */
const history: Message[] = [
  rule,
  user('My favourite bird is the wimblet.'),
  assistant('The wimblet nests on the ground and sings at night.'),
  user(`Tell me about the path. ${'It is long and winds between the ponds. '.repeat(3)}`),
  assistant('Follow the white stones, and keep the water on your left.'),
  user('Is it far?'),
  assistant('An hour.'),
  assistant('With a dog, an hour and a half.'),
  user('Where do I eat?'),
  assistant('At the mill.'),
  user('What is a token?'),
]
/** The first message of each exchange. */
const starts = [1, 3, 5, 8, 10]

// A tokenizer would be loaded for half a second; a budget can be kept with any count.
const count = ({ content }: Message) => Math.ceil(content.length / 4) + 4
const sizeOf = (messages: readonly Message[]) => messages.reduce((sum, message) => sum + count(message), 0)
/** What is left when so many exchanges have left. */
const without = (exchanges: number) => [rule, ...history.slice(starts[exchanges])]

const at = /\.(splice|slice|filter|shift)\(|count\(|> budget|<= budget/

const asText = (messages: readonly { role: string; text: string }[]) => messages.map(({ text }) => text)
const contents = (messages: readonly Message[]) => messages.map(({ content }) => content)

function mustSendOnce(sent: readonly Call[], threw: Error | undefined, expected: readonly Message[]): Call {
  const [call] = sent
  const details = { expected: contents(expected), got: threw?.message ?? 'no request', at: /throw|if \(|\.create/ }
  must(call, 'What must be kept fits into the budget, and your code sent nothing.', details)
  must(sent.length === 1, `You sent ${sent.length} requests: count with \`count\`, trim, and send once.`, details)
  return call
}

/** The question and all answers among which a message stands. */
function exchangeOf(message: Message): Message[] {
  const place = history.indexOf(message)
  const i = starts.findLastIndex((start) => start <= place)
  return history.slice(starts[i], starts[i + 1])
}

/** One mistake, one sentence. */
function mustKeep(call: Call, expected: readonly Message[], budget: number): void {
  const got = asText(call.messages)
  const details = { expected: contents(expected), got, at }
  const kept = history.filter(({ content }) => got.includes(content))
  must(
    got.includes(rule.content),
    'You left out what the developer said: the rule is no part of an exchange, and always stays.',
    details,
  )
  must(
    got.includes(history.at(-1)!.content),
    'You left out the question itself: the last exchange always stays.',
    details,
  )
  const spoken = kept.filter(({ role }) => role !== 'developer')
  const orphan = spoken.find((message) => !spoken.includes(exchangeOf(message)[0]!))
  must(
    !orphan || exchangeOf(orphan).filter((message) => !spoken.includes(message)).length === 1,
    'You kept an answer whose question and first answer you left out: an exchange may have several answers, and all leave with the question.',
    details,
  )
  must(
    !orphan,
    'You kept an answer whose question you left out: an exchange leaves as a whole, the question and all answers to it.',
    details,
  )
  const halved = starts.some((start, i) => {
    const whole = history.slice(start, starts[i + 1])
    return spoken.includes(history[start]!) && whole.some((message) => !spoken.includes(message))
  })
  must(!halved, 'You kept a question and left out an answer to it: an exchange stays whole or leaves whole.', details)
  const first = history.indexOf(spoken[0]!)
  must(
    history.slice(first).every((message) => spoken.includes(message)),
    'What you sent has a hole: when an exchange leaves, all that are older leave, too.',
    details,
  )
  must(
    sizeOf(kept) <= budget,
    'What you sent is over the budget: count everything that goes out, what the developer said too.',
    { expected: `at most ${budget}`, got: sizeOf(kept), at },
  )
  must(
    kept.length >= expected.length,
    'You left out more than you had to: an exchange stays when it fits, to the last token.',
    details,
  )
  must(
    JSON.stringify(call.messages) === JSON.stringify(expected.map(({ role, content }) => ({ role, text: content }))),
    'The messages that stay must go out as they are, each once, in order.',
    details,
  )
}

check('sends everything that fits', { points: 1 }, async ({ attempt }) => {
  for (const budget of [sizeOf(history) + 100, sizeOf(history)]) {
    const { sent, threw } = await attempt(({ askWithin }) => askWithin([...history], budget, count))
    mustKeep(mustSendOnce(sent, threw, history), history, budget)
  }
})

check('leaves out the oldest exchange first', { points: 2 }, async ({ attempt }) => {
  const budget = sizeOf(history) - 1
  const { sent, threw } = await attempt(({ askWithin }) => askWithin([...history], budget, count))
  mustKeep(mustSendOnce(sent, threw, without(1)), without(1), budget)
})

check('keeps each exchange whole', { points: 2 }, async ({ attempt }) => {
  for (const exchanges of [2, 3]) {
    // Almost enough for one more, and exactly enough.
    for (const budget of [sizeOf(without(exchanges - 1)) - 1, sizeOf(without(exchanges))]) {
      const { sent, threw } = await attempt(({ askWithin }) => askWithin([...history], budget, count))
      mustKeep(mustSendOnce(sent, threw, without(exchanges)), without(exchanges), budget)
    }
  }
})

check('keeps the rule and the question to the end', { points: 1 }, async ({ attempt }) => {
  const budget = sizeOf(without(4))
  const { sent, threw } = await attempt(({ askWithin }) => askWithin([...history], budget, count))
  mustKeep(mustSendOnce(sent, threw, without(4)), without(4), budget)
})

check('refuses what cannot fit', { points: 1 }, async ({ attempt }) => {
  const budget = sizeOf(without(4)) - 1
  const { sent, threw } = await attempt(({ askWithin }) => askWithin([...history], budget, count))
  must(sent.length === 0, 'The rule and the question are over the budget, and your code sent them all the same.', {
    expected: 'a RangeError',
    got: sent[0] && asText(sent[0].messages),
    at: /while|if \(/,
  })
  must(threw instanceof RangeError, 'The rule and the question are over the budget: throw a RangeError.', {
    expected: 'RangeError',
    got: threw ? `${threw.name}: ${threw.message}` : 'nothing was thrown',
    at: /throw/,
  })
})

check('works without a rule, and with two', { points: 1 }, async ({ attempt }) => {
  const second: Message = { role: 'developer', content: 'Never speak of the bog.' }
  const [bare, both] = [history.slice(1), [rule, second, ...history.slice(1)]]
  for (const [messages, rules] of [
    [bare, []],
    [both, [rule, second]],
  ] as const) {
    const expected = [...rules, ...history.slice(starts[3])]
    const { sent, threw } = await attempt(({ askWithin }) => askWithin([...messages], sizeOf(expected), count))
    const { messages: got } = mustSendOnce(sent, threw, expected)
    must(
      JSON.stringify(asText(got)) === JSON.stringify(contents(expected)),
      'You took for granted that there is exactly one message of the developer: there may be none, or several.',
      { expected: contents(expected), got: asText(got), at: /role|\[0\]|slice|splice/ },
    )
  }
})

check("leaves the caller's list as it is", { points: 1 }, async ({ attempt }) => {
  const own = [...history]
  const { sent, threw } = await attempt(({ askWithin }) => askWithin(own, sizeOf(without(2)), count))
  mustSendOnce(sent, threw, without(2))
  must(
    own.length === history.length && own.every((message, i) => message === history[i]),
    "You changed the caller's list: work on a copy, such as `[...messages]`.",
    { expected: contents(history), got: contents(own), at: /splice|shift|pop|push/ },
  )
})

check('returns the text of the answer', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askWithin }) => askWithin([...history], sizeOf(without(3)), count))
  mustReturnTheAnswer(returned, mustSendOnce(sent, undefined, without(3)))
})
