import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./2-extraction.ts'))

const lamps = 'I would like to order 3 desk lamps. Kind regards, Ada Byron, ada@example.com'
const notebooks = 'My name is Grace Hopper (grace@example.org). Please send me 12 red notebooks.'
const thanks = 'Thank you, it arrived today!'

/** The first answer lacks what the schema asks for, the next one is right. */
const clumsy = { OPENAI_API_KEY: 'sk-test-bad-arguments.orders' }

interface Body {
  text?: { format?: { type?: string } }
  response_format?: { type?: string }
}

function mustAsk(sent: readonly Call[]): Call {
  const [first] = sent
  must(first, 'Your code sent no request: the model has to read the mail.')
  return first
}

check('asks for JSON', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ extract }) => extract(lamps))
  const first = mustAsk(sent)
  const { text, response_format: format } = first.body as Body
  const type = (text?.format ?? format)?.type
  must(
    type === 'json_object' || type === 'json_schema',
    'You did not ask for JSON by a format: set `text.format` to JSON mode or to a JSON schema.',
    { expected: 'json_object or json_schema', got: type, at: /\.(create|parse)\(/ },
  )
  must(
    first.messages.some(({ role, text: said }) => role === 'user' && said.includes(lamps)),
    'The mail was not in your request: send it as a message of the user.',
    { got: first.messages, at: /input|messages/ },
  )
  mustAskModel(pick('openai', 'cheap'), first)
})

check('returns the order', { points: 2 }, async ({ run }) => {
  for (const mail of [lamps, notebooks]) {
    const { sent, returned } = await run(({ extract }) => extract(mail))
    const expected: unknown = JSON.parse(mustAsk(sent).answer)
    must(
      typeof returned === 'object' && returned !== null,
      'You must return the order as an object, not as text: parse the JSON.',
      { expected, got: returned, at: /return/ },
    )
    const { customer, email, product, quantity } = returned
    must(
      JSON.stringify({ customer, email, product, quantity }) === JSON.stringify(expected),
      'What you returned is not what the model read in the mail.',
      { expected, got: returned, at: /return/ },
    )
  }
})

check('asks once when the answer fits', { points: 1 }, async ({ run }) => {
  const { sent } = await run(({ extract }) => extract(notebooks))
  must(sent.length === 1, 'The first answer was right, and you asked again: each request costs.', {
    expected: '1 request',
    got: `${sent.length} requests`,
    at: /\.(create|parse)\(/,
  })
})

check('sends back what does not fit', { points: 3, env: clumsy }, async ({ attempt }) => {
  const { sent, returned, threw } = await attempt(({ extract }) => extract(lamps))
  const first = mustAsk(sent)
  const details = { got: first.answer, at: /\.(create|parse)\(/ }
  const [, second] = sent
  must(
    second || returned === undefined,
    'The model left a field out, and you returned it all the same: check the answer with `Order` before you use it.',
    details,
  )
  must(second, 'The model left a field out, and you gave up: send the answer back once, with what is wrong.', details)
  const said = second.messages
  must(
    said.some(({ text }) => text.includes(lamps)),
    'Your second request did not hold the mail: send the same conversation again, then the answer, then what is wrong with it.',
    { expected: lamps, got: said, at: /push|input|messages/ },
  )
  must(
    said.some(({ role, text }) => role === 'assistant' && text.includes(first.answer)),
    'Your second request did not hold the answer that was wrong: add it to the conversation as the assistant’s.',
    { expected: { role: 'assistant', text: first.answer }, got: said.at(-1), at: /push|input|messages/ },
  )
  const last = said.at(-1)
  must(
    last?.role !== 'assistant' && /\bcustomer\b/.test(last?.text ?? '') && last?.text !== first.messages.at(-1)?.text,
    'Your second request did not say what was wrong: name the field, as `z.prettifyError` does.',
    { expected: 'a message of the user that names the field customer', got: last, at: /push|input|messages/ },
  )
  must(
    threw === undefined && returned?.customer === 'Ada Byron',
    'The second answer was right, and you did not return it.',
    { expected: second.answer, got: threw?.message ?? returned, at: /return|throw/ },
  )
})

check('gives up after the second answer', { points: 2 }, async ({ attempt }) => {
  const { sent, threw, returned } = await attempt(({ extract }) => extract(thanks))
  const { answer } = mustAsk(sent)
  // A schema leaves the model no way to say that there is no order, and so it makes one up that fits.
  if (!/:\s*null/.test(answer)) {
    must(returned, 'The answer fits `Order`, made up as it may be, and you did not return it.', { expected: answer })
    return
  }
  must(
    threw || sent.length > 1,
    'The mail holds no order, and you returned one: check the answer with `Order` before you use it.',
    { got: returned, at: /return/ },
  )
  must(sent.length <= 2, 'You sent the answer back more than once: who fails twice fails again, and each try costs.', {
    expected: '2 requests',
    got: `${sent.length} requests`,
    at: /while|for \(/,
  })
  must(sent.length === 2, 'You gave up after the first answer: send it back once.', { at: /throw/ })
  must(threw, 'The second answer does not fit either, so you must throw an Error.', { got: returned, at: /return/ })
})

check('passes a refusal on', { points: 2, env: { OPENAI_API_KEY: 'sk-test-refusal.orders' } }, async ({ attempt }) => {
  const { sent, threw, returned } = await attempt(({ extract }) => extract(lamps))
  mustAsk(sent)
  must(sent.length === 1, 'The model refused, and you asked again: a refusal is an answer, and no JSON to be mended.', {
    expected: '1 request',
    got: `${sent.length} requests`,
    at: /\.(create|parse)\(/,
  })
  must(threw, 'The model refused, and you returned something all the same: throw an Error.', { got: returned })
  const words = "I'm sorry, but I can't assist with that request."
  must(
    threw.message.includes(words),
    'The model refused, and your Error does not say so: look for the refusal before you parse, and put its words into the Error.',
    { expected: words, got: threw.message, at: /JSON\.parse|throw|parse\(/ },
  )
})
