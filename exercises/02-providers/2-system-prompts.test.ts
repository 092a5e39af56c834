import { type Call, exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./2-system-prompts.ts'))

type Attempt = Parameters<Parameters<typeof check>[2]>[0]['attempt']
type Provider = 'openai' | 'anthropic' | 'gemini' | 'groq'

const names = { openai: 'OpenAI', anthropic: 'Anthropic', gemini: 'Gemini', groq: 'Groq' }
const places = {
  openai: 'a `developer` message',
  anthropic: 'the field `system`',
  gemini: '`config.systemInstruction`',
  groq: 'a `system` message',
}
const rule = 'Never use the word "wimblet".'
const question = 'Which bird is small and blue?'
const calls = {
  openai: /openai\.(chat|responses)/,
  anthropic: /anthropic\.messages/,
  gemini: /gemini\.(models|chats|interactions)/,
  groq: /groq\.chat/,
}

async function requestTo(provider: Provider, attempt: Attempt): Promise<Call> {
  const { sent } = await attempt(({ withRule }) => withRule(provider, rule, question))
  const call = mustSendOneRequest(sent)
  must(call.provider === provider, `You were to ask ${names[provider]}, and asked ${call.provider}.`, {
    expected: provider,
    got: call.provider,
    at: /provider/,
  })
  return call
}

/** The rule stands apart, as it was given, and the user says the question alone. */
async function mustPlaceTheRule(provider: Provider, attempt: Attempt): Promise<Call> {
  const call = await requestTo(provider, attempt)
  const { messages } = call
  const [name, place] = [names[provider], places[provider]]
  const at = calls[provider]
  const details = { expected: place, got: messages, at }
  const carrier = messages.find(({ text }) => text.includes(rule))
  must(carrier, `Your request to ${name} held no rule: put it, as it is, into ${place}.`, details)
  must(
    carrier.role === 'developer' || carrier.role === 'system',
    `You told ${name} the rule in a \`${carrier.role}\` message, as if it were part of the talk: its place is ${place}.`,
    details,
  )
  must(carrier.text === rule, `You sent ${name} more than the rule in its place: send it unchanged.`, details)
  const said = messages.filter((message) => message !== carrier)
  must(
    said.length === 1 && said[0]?.role === 'user' && said[0].text === question,
    `Besides the rule, ${name} must get the question alone, as one \`user\` message.`,
    { expected: [{ role: 'user', text: question }], got: said, at },
  )
  return call
}

check('asks the provider that was named', { points: 1 }, async ({ attempt }) => {
  for (const provider of Object.keys(names) as Provider[]) {
    const { model } = await requestTo(provider, attempt)
    const expected = pick(provider, 'cheap')
    must(model === expected, `You asked another model of ${names[provider]}: use the one in \`models\`.`, {
      expected,
      got: model,
      at: /model:/,
    })
  }
})

check('gives OpenAI the rule as the developer', { points: 1 }, async ({ attempt }) => {
  await mustPlaceTheRule('openai', attempt)
})

check('gives Anthropic the rule in a field of its own', { points: 1 }, async ({ attempt }) => {
  const { body } = await mustPlaceTheRule('anthropic', attempt)
  must(
    typeof body === 'object' && body !== null && 'system' in body,
    'You sent Anthropic the rule among the messages: its place is the field `system`, beside `messages`.',
    { expected: { system: rule }, got: body, at: calls.anthropic },
  )
})

check('gives Gemini the rule as its system instruction', { points: 1 }, async ({ attempt }) => {
  const { body } = await mustPlaceTheRule('gemini', attempt)
  must(
    typeof body === 'object' && body !== null && ('systemInstruction' in body || 'system_instruction' in body),
    'You sent Gemini the rule among the contents, which know no such role: its place is `config.systemInstruction`.',
    { expected: { systemInstruction: rule }, got: body, at: calls.gemini },
  )
})

check('gives Groq the rule as the system', { points: 1 }, async ({ attempt }) => {
  await mustPlaceTheRule('groq', attempt)
})

check('returns the text of the answer', { points: 2 }, async ({ run }) => {
  for (const provider of Object.keys(names) as Provider[]) {
    const { returned, sent } = await run(({ withRule }) => withRule(provider, 'Be brief.', 'What is an endpoint?'))
    mustReturnTheAnswer(returned, mustSendOneRequest(sent))
  }
})
