import { exercise, must, mustSendOneRequest } from '#grade'

const check = exercise(() => import('./2-classify-errors.ts'))

type Student = Parameters<Parameters<typeof check>[2]>[0]
type Kind = 'key' | 'later' | 'quota' | 'request'

const question = 'What is an error?'
const providers = ['openai', 'anthropic', 'gemini', 'groq'] as const
type Provider = (typeof providers)[number]

const names = { openai: 'OpenAI', anthropic: 'Anthropic', gemini: 'Gemini', groq: 'Groq' }
const keyed = (kind: string) => {
  const key = `sk-test-${kind}`
  return {
    OPENAI_API_KEY: key,
    ANTHROPIC_API_KEY: key,
    GEMINI_API_KEY: key,
    GOOGLE_API_KEY: undefined,
    GROQ_API_KEY: key,
  }
}

const lines: Record<Kind, RegExp> = {
  key: /return .*'key'/,
  later: /return .*'later'|>= ?500/,
  quota: /return .*'quota'|insufficient_quota/,
  request: /return .*'request'/,
}

/** Asks the providers with the key that is set; what comes must be of one kind, or else the first sentence that fits is told. */
async function mustBe(
  kind: Kind,
  { run }: Student,
  told: (provider: Provider, got: unknown) => string,
  asked: readonly Provider[] = providers,
): Promise<void> {
  for (const provider of asked) {
    const { returned, sent } = await run(({ diagnose }) => diagnose(provider, question))
    const { status, error } = mustSendOneRequest(sent)
    must(returned === kind, told(provider, returned), {
      expected: `'${kind}' for ${status ? `a ${status}` : `an error without a status (${error})`} of ${names[provider]}`,
      got: returned,
      at: lines[kind],
    })
  }
}

check('leaves good answers alone', { points: 1 }, async ({ run }) => {
  for (const provider of providers) {
    const { returned, sent } = await run(({ diagnose }) => diagnose(provider, question))
    mustSendOneRequest(sent)
    must(
      returned === undefined,
      `${names[provider]} answered, and you reported a failure: \`diagnose\` was right as it was.`,
      {
        expected: undefined,
        got: returned,
        at: /diagnose/,
      },
    )
  }
  // A file in which nothing fails has not been begun, and says so here.
  await run(({ classify }) => classify(new Error('Connection error.')))
})

check('knows a bad key', { points: 2, env: keyed('invalid') }, async (student) => {
  await mustBe('key', student, (provider) =>
    provider === 'gemini'
      ? 'You blamed something else for a bad key of Gemini, which is a 400: look for API_KEY_INVALID in its message.'
      : `You did not know a bad key of ${names[provider]}: its status is 401.`,
  )
})

check('knows a key that may not do this', { points: 1, env: keyed('no-permission') }, async (student) => {
  await mustBe('key', student, () => 'You did not know a key that lacks a permission: its status is 403.')
})

for (const [kind, what] of [
  ['unprocessable', 'a request that makes no sense, a 422 or 400'],
  ['too-large', 'a request that is too large, a 413 or 400'],
]) {
  check(`knows ${what}`, { points: 1, env: keyed(String(kind)) }, async (student) => {
    await mustBe('request', student, (provider, got) => {
      if (got === 'key')
        return `You blamed the key for ${what}: Gemini's bad key is one 400 among others, with API_KEY_INVALID in its message.`
      if (got === 'quota')
        return `You blamed the quota for ${what}: Anthropic's empty account is one 400 among others, and speaks of the credit balance.`
      return `You took ${what}, for something that passes: ${names[provider]} wants another request.`
    })
  })
}

check('knows what is too fast', { points: 1, env: keyed('rate-limited') }, async (student) => {
  await mustBe('later', student, (provider, got) =>
    got === 'quota'
      ? `You took a limit of the minute for the quota: ${names[provider]} was asked too fast, and will answer in 2 seconds.`
      : `You did not know a rate limit of ${names[provider]}: its status is 429, and it passes.`,
  )
})

for (const [provider, how] of [
  ['openai', 'its `code` is `insufficient_quota`'],
  ['anthropic', 'it is a 400 whose message speaks of the credit balance'],
  ['gemini', 'its message has a `quotaId` with "PerDay" in it'],
  ['groq', 'its message says "per day"'],
] as const) {
  check(`knows the quota of ${names[provider]}`, { points: 1, env: keyed('quota') }, async (student) => {
    await mustBe('quota', student, () => `You did not know the quota of ${names[provider]}: ${how}.`, [provider])
  })
}

for (const [kind, what] of [
  ['timeout', 'what took the provider too long, a 408 or 504'],
  ['server-error', 'a failure of the provider, a 500'],
  ['unavailable', 'a provider that is down, a 503'],
  ['overloaded', 'a provider with too much to do, a 503 or 529'],
]) {
  check(`knows ${what}`, { points: 1, env: keyed(String(kind)) }, async (student) => {
    await mustBe('later', student, () => `You did not know ${what}: it may pass.`)
  })
}

for (const [kind, what] of [
  ['reset', 'a lost connection'],
  ['never-answers', 'a timeout of your own'],
]) {
  check(`knows ${what}`, { points: 1, env: keyed(String(kind)) }, async (student) => {
    await mustBe(
      'later',
      student,
      (provider) => `You did not know ${what} of ${names[provider]}: such an error has no status, and may pass.`,
    )
  })
}
