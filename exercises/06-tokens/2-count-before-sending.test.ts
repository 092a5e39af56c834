import { type Call, encoder, exercise, must, mustReturnTheAnswer } from '#grade'
import type { Message } from './2-count-before-sending.ts'

const check = exercise(() => import('./2-count-before-sending.ts'))

const user = (content: string): Message => ({ role: 'user', content })
const short = [user('What is a token?')]
const long: Message[] = [
  { role: 'developer', content: 'Answer in one sentence, and be kind.' },
  user('My name is Ada, and I live in Oslo.'),
  { role: 'assistant', content: 'Nice to meet you, Ada.' },
  user('Donaudampfschifffahrt, 日本語, नमस्ते, 🙏: what is a token?'),
]

const textOf = (messages: readonly Message[]) =>
  messages.reduce((sum, { content }) => sum + encoder.encode(content, [], []).length, 0)
const sizeOf = (messages: readonly Message[]) => textOf(messages) + 4 * messages.length + 2

function mustSendOnce(sent: readonly Call[]): Call {
  const [call] = sent
  must(call, 'The messages fit, and your code sent nothing: send them when they come to `most` tokens or fewer.', {
    at: /throw|if \(/,
  })
  must(sent.length === 1, 'Counting needs no request: count with the encoder, and send the messages once.', {
    expected: 1,
    got: sent.length,
    at: /\.(create|count|stream)\(|fetch\(/,
  })
  return call
}

check('counts one message', { points: 2 }, async ({ attempt }) => {
  const { returned, threw, sent } = await attempt(({ askIfItFits }) => askIfItFits(short, 500, encoder))
  mustCount(returned?.counted, short, mustSendOnce(sent), threw)
})

check('counts a chat', { points: 2 }, async ({ attempt }) => {
  const { returned, threw, sent } = await attempt(({ askIfItFits }) => askIfItFits(long, 500, encoder))
  mustCount(returned?.counted, long, mustSendOnce(sent), threw)
})

function mustCount(counted: unknown, messages: Message[], call: Call, threw: Error | undefined): void {
  must(!threw, `Your code threw: ${threw?.message}`, { at: /throw/ })
  const [text, n] = [textOf(messages), messages.length]
  const details = { expected: call.inputTokens, got: counted, at: /\bcounted?\b|encode\(|\.length/ }
  must(typeof counted === 'number', 'You must return your count in `counted`, beside the `text`.', details)
  must(
    counted !== text,
    'You counted the texts alone: a chat has 4 more tokens for each message, and 2 at the end.',
    details,
  )
  must(counted !== text + 4 * n, 'You left out the 2 tokens at the end, which open the answer.', details)
  must(n === 1 || counted !== text + 6, 'You added the 4 tokens once: each message has 4 of its own.', details)
  must(
    n === 1 || counted !== text + 6 * n,
    'You added the 2 tokens at the end for each message: they come once.',
    details,
  )
  must(
    counted === call.inputTokens,
    'Your count is not what was charged: count the tokens of each `content` with the encoder, 4 for each message, and 2 at the end.',
    details,
  )
}

check('sends the messages as they are, and returns the text', { points: 1 }, async ({ run }) => {
  const { returned, sent } = await run(({ askIfItFits }) => askIfItFits(long, 500, encoder))
  const call = mustSendOnce(sent)
  const expected = long.map(({ role, content }) => ({ role, text: content }))
  must(
    JSON.stringify(call.messages) === JSON.stringify(expected),
    'The messages must go out as they are, all of them, in order.',
    { expected, got: call.messages, at: /messages/ },
  )
  mustReturnTheAnswer(returned?.text, call)
})

check('sends nothing that is too long', { points: 2 }, async ({ attempt }) => {
  for (const most of [sizeOf(long) - 1, 5]) {
    const { threw, sent } = await attempt(({ askIfItFits }) => askIfItFits(long, most, encoder))
    must(sent.length === 0, 'The messages were too long, and your code sent a request all the same: count first.', {
      expected: `nothing, ${sizeOf(long)} tokens are more than ${most}`,
      got: sent.map(({ url }) => url),
      at: /\.(create|count|stream)\(|fetch\(/,
    })
    must(threw, 'The messages were too long, and your code did not complain: throw a RangeError.', { at: /if \(/ })
    must(
      threw instanceof RangeError,
      `You threw ${threw.name}: throw a RangeError, so that a caller can tell it from others.`,
      { expected: 'RangeError', got: threw.name, at: /throw/ },
    )
    must(
      [sizeOf(long), most].every((number) => threw.message.includes(String(number))),
      'Your error does not say how long the messages are and how long they may be: put both numbers into its message.',
      { expected: `a message with ${sizeOf(long)} and ${most}`, got: threw.message, at: /throw/ },
    )
  }
})

check('sends what fits exactly', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ askIfItFits }) => askIfItFits(long, sizeOf(long), encoder))
  must(sent.length > 0, 'The messages came to exactly `most` tokens, and your code refused them: that many may go.', {
    expected: `a request with ${sizeOf(long)} tokens`,
    got: 'none',
    at: />=|<(?!=)|if \(/,
  })
})

check('takes any text', { points: 1 }, async ({ attempt }) => {
  const odd = [user('What does <|endoftext|> mean? And <|endofprompt|>?'), user('')]
  const { returned, threw, sent } = await attempt(({ askIfItFits }) => askIfItFits(odd, 500, encoder))
  must(
    !threw?.message.includes('special token'),
    'A text with <|endoftext|> in it made js-tiktoken throw: call `encode(text, [], [])`, and it is ordinary text.',
    { got: threw?.message, at: /encode\(/ },
  )
  const call = mustSendOnce(sent)
  const asOneToken = odd.reduce((sum, { content }) => sum + encoder.encode(content, 'all', []).length + 4, 2)
  must(
    returned?.counted !== asOneToken,
    'You counted <|endoftext|> as one special token: in a message it is ordinary text, and `encode(text, [], [])` counts it as such.',
    { expected: call.inputTokens, got: asOneToken, at: /encode\(/ },
  )
  mustCount(returned?.counted, odd, call, threw)
})
