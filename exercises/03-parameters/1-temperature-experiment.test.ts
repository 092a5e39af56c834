import { type Call, exercise, must, mustAskModel } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-temperature-experiment.ts'))

/** It has many answers. */
const prompt = 'What is fine-tuning?'

interface Body {
  temperature?: number | null
  reasoning_effort?: string
  reasoning?: { effort?: string }
}

const bodyOf = ({ body }: Call) => (typeof body === 'object' && body !== null ? body : {}) as Body
const temperatureOf = (call: Call) => bodyOf(call).temperature ?? 1
const at = (temperature: number) => (call: Call) => temperatureOf(call) === temperature
const different = (calls: readonly Call[]) => new Set(calls.map(({ answer }) => answer.trim())).size

function mustSend(sent: readonly Call[]): readonly Call[] {
  must(sent.length > 0, 'Your code sent no request: every answer has to come from the model.')
  return sent
}

check('asks the model in a way it accepts', { points: 1 }, async ({ attempt }) => {
  const { sent } = await attempt(({ experiment }) => experiment(prompt))
  for (const call of mustSend(sent)) {
    mustAskModel(pick('openai', 'cheap'), call)
    const { reasoning_effort: chat, reasoning, temperature } = bodyOf(call)
    const effort = chat ?? reasoning?.effort
    must(
      effort === 'none' || temperature == null,
      "The model refused your temperature, because it thinks before it answers: set its reasoning effort to 'none'.",
      { expected: { reasoning_effort: 'none' }, got: { reasoning_effort: effort ?? 'medium' }, at: /temperature/ },
    )
    must(effort === 'none', "A request of yours let the model think first: set its reasoning effort to 'none'.", {
      expected: 'none',
      got: effort ?? 'medium',
      at: /\.(create|stream)\(|fetch\(/,
    })
    must(call.status === 200, 'The model refused a request of yours: look at the error it answered with.', {
      expected: 200,
      got: call.status,
      at: /\.(create|stream)\(|fetch\(/,
    })
  }
})

check('asks five times at each temperature', { points: 2 }, async ({ attempt }) => {
  const { sent } = await attempt(({ experiment }) => experiment(prompt))
  mustSend(sent)
  const temperatures = sent.map(temperatureOf)
  const details = { expected: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], got: temperatures, at: /temperature|length/ }
  must(
    new Set(temperatures).size > 1 || sent.length === 1,
    `All your requests had a temperature of ${temperatures[0]}: five have to go out at 0 and five at 1.`,
    details,
  )
  must(
    temperatures.every((temperature) => temperature === 0 || temperature === 1),
    'A request of yours had another temperature than 0 or 1.',
    details,
  )
  const [cold, warm] = [sent.filter(at(0)).length, sent.filter(at(1)).length]
  must(
    cold === 5 && warm === 5,
    `You asked ${cold} times at 0 and ${warm} times at 1: send five requests at each, one for each answer.`,
    details,
  )
})

check('sends the prompt as it is', { points: 1 }, async ({ attempt }) => {
  const strange = 'Which colour has the word quibbelow?'
  const { sent } = await attempt(({ experiment }) => experiment(strange))
  for (const { messages } of mustSend(sent)) {
    must(
      messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === strange,
      'Each request must hold one message, the prompt, from the `user`: no earlier answers and nothing added.',
      { expected: [{ role: 'user', text: strange }], got: messages, at: /messages|content:|input/ },
    )
  }
})

check('counts the different answers', { points: 2 }, async ({ run }) => {
  const { returned, sent } = await run(({ experiment }) => experiment(prompt))
  mustSend(sent)
  const expected = { cold: different(sent.filter(at(0))), warm: different(sent.filter(at(1))) }
  const details = { expected, got: returned, at: /^\s*return\b|size|length/ }
  must(
    typeof returned?.cold === 'number' && typeof returned.warm === 'number',
    'You must return two numbers, as `{ cold, warm }`.',
    details,
  )
  must(
    expected.cold === expected.warm || returned.cold !== expected.warm || returned.warm !== expected.cold,
    'You have taken cold for warm: `cold` is for the answers at 0, `warm` for those at 1.',
    details,
  )
  must(
    returned.cold !== sent.filter(at(0)).length,
    'You counted all the answers, equal ones too: count how many different ones there are, with a `Set` for instance.',
    details,
  )
  must(
    returned.cold === expected.cold && returned.warm === expected.warm,
    'You did not count how many different texts came back.',
    details,
  )
})
