import { exercise, must, mustReturnTheAnswer, mustSendOneRequest } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./4-pick-a-provider.ts'))

type Run = Parameters<Parameters<typeof check>[2]>[0]['run']
type Provider = 'anthropic' | 'gemini' | 'openai'

const ANTHROPIC_API_KEY = 'sk-workbook-claude-11aa'
const GEMINI_API_KEY = 'sk-workbook-gemini-22bb'
const OPENAI_API_KEY = 'sk-workbook-openai-33cc'
const all = { ANTHROPIC_API_KEY, GEMINI_API_KEY, OPENAI_API_KEY }
const none = {
  ANTHROPIC_API_KEY: undefined,
  GEMINI_API_KEY: undefined,
  OPENAI_API_KEY: undefined,
  GOOGLE_API_KEY: undefined,
}
const keys = { anthropic: '11aa', gemini: '22bb', openai: '33cc' }
const at = /pickProvider|\benv\b|variable/

async function mustPick(run: Run, env: Record<string, string | undefined>, expected: Provider, sentence: string) {
  const { returned } = await run(({ pickProvider }) => pickProvider(env))
  must(returned === expected, sentence, { expected, got: returned, at })
}

/** One request to the provider, with its key, whose answer comes back. */
async function mustAsk(run: Run, provider: Provider): Promise<void> {
  const { returned, sent } = await run(({ ask }) => ask('What is an API?'))
  const call = mustSendOneRequest(sent)
  const { headers, messages, model } = call
  must(
    call.provider === provider,
    `The first key that was set is that of ${provider}, and you asked ${call.provider}.`,
    {
      expected: provider,
      got: call.provider,
      at,
    },
  )
  const key = headers['x-goog-api-key'] ?? headers['x-api-key'] ?? headers.authorization
  must(key?.endsWith(keys[provider]), `You asked ${provider} with another key than the one in its variable.`, {
    expected: `sk-…${keys[provider]}`,
    got: key,
    at: /apiKey|new (Anthropic|GoogleGenAI|OpenAI)/,
  })
  must(model === pick(provider, 'cheap'), `You asked another model of ${provider}: use the one in \`models\`.`, {
    expected: pick(provider, 'cheap'),
    got: model,
    at: /model:/,
  })
  must(
    messages.length === 1 && messages[0]?.role === 'user' && messages[0].text === 'What is an API?',
    `What you sent to ${provider} was not the question alone, as one \`user\` message.`,
    { expected: 'What is an API?', got: messages, at: /messages|contents|input/ },
  )
  must(returned?.provider === provider, 'You must return who answered, in `provider`.', {
    expected: provider,
    got: returned,
    at: /^\s*return\b/,
  })
  mustReturnTheAnswer(returned.text, call)
}

check('looks into the environment it is given', { points: 1, env: all }, async ({ run }) => {
  const sentence = 'You looked into `process.env`: pick from the parameter `env`, whatever is set elsewhere.'
  await mustPick(run, { OPENAI_API_KEY }, 'openai', sentence)
})

check('picks the first whose key is set', { points: 1, env: all }, async ({ run }) => {
  const late = 'You did not pick the first provider of `order` whose key is set.'
  await mustPick(run, { OPENAI_API_KEY, GEMINI_API_KEY, ANTHROPIC_API_KEY }, 'anthropic', late)
  await mustPick(run, { OPENAI_API_KEY, GEMINI_API_KEY }, 'gemini', late)
})

check('treats an empty key as a missing one', { points: 1, env: all }, async ({ run }) => {
  const sentence = 'You picked a provider whose variable is empty: a key must be set and not empty.'
  await mustPick(run, { ANTHROPIC_API_KEY: '', GEMINI_API_KEY: '', OPENAI_API_KEY }, 'openai', sentence)
})

check('asks Anthropic when its key is there', { points: 1, env: { ...none, ...all } }, async ({ run }) => {
  await mustAsk(run, 'anthropic')
})

check(
  'asks Gemini when its key comes first',
  { points: 1, env: { ...none, GEMINI_API_KEY, OPENAI_API_KEY } },
  async ({ run }) => {
    await mustAsk(run, 'gemini')
  },
)

check(
  'asks OpenAI when it has the only key',
  { points: 1, env: { ...none, ANTHROPIC_API_KEY: '', OPENAI_API_KEY } },
  async ({ run }) => {
    await mustAsk(run, 'openai')
  },
)

check('says what is missing when no key is set', { points: 2, env: none }, async ({ attempt }) => {
  const { threw, sent } = await attempt(({ ask }) => ask('Hello!'))
  must(sent.length === 0, 'No key was set, and your code sent a request all the same: throw before it does.', { at })
  must(threw, 'No key was set, and your code did not complain: throw an Error.', { at: /^\s*return\b/ })
  must(
    !/OpenAIError|AnthropicError/.test(threw.constructor.name) && !threw.message.includes('Missing credentials'),
    'No key was set, and an SDK complained before you could: make a client only when its provider is picked.',
    { got: threw.message, at: /new (OpenAI|Anthropic|GoogleGenAI)/ },
  )
  const unnamed = Object.keys(all).filter((name) => !threw.message.includes(name))
  must(unnamed.length === 0, 'Your error does not say what to set: name all three variables in its message.', {
    expected: Object.keys(all).join(', '),
    got: threw.message,
    at: /throw/,
  })
})
