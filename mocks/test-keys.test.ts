import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from './every-client.fixture.ts'
import { runWithMocks } from './process.fixture.ts'
import { isTestKey, listTestKeys, misbehaviourOf, mockKeyOf, testKeyTable } from './test-keys.ts'
import type { Misbehaviour } from './test-keys.ts'

type Provider = 'openai' | 'anthropic' | 'gemini' | 'groq'
type Kind = Exclude<Misbehaviour, 'bad-arguments'>

type Expected = string | readonly [plain: string, streamed: string]

/** The error each client throws; where streams differ, theirs comes second. Groq's is OpenAI's where nothing is said. */
const expected: Readonly<Record<Kind, Readonly<Record<Exclude<Provider, 'groq'>, Expected> & { groq?: Expected }>>> = {
  invalid: { openai: 'AuthenticationError 401', anthropic: 'AuthenticationError 401', gemini: 'ApiError 400' },
  'no-permission': {
    openai: 'PermissionDeniedError 403',
    anthropic: 'PermissionDeniedError 403',
    gemini: 'ApiError 403',
  },
  timeout: { openai: 'APIError 408', anthropic: 'GatewayTimeoutError 504', gemini: 'ApiError 504' },
  'too-large': { openai: 'APIError 413', anthropic: 'ContentTooLargeError 413', gemini: 'ApiError 400' },
  unprocessable: { openai: 'UnprocessableEntityError 422', anthropic: 'BadRequestError 400', gemini: 'ApiError 400' },
  'rate-limited': { openai: 'RateLimitError 429', anthropic: 'RateLimitError 429', gemini: 'ApiError 429' },
  quota: { openai: 'RateLimitError 429', anthropic: 'BadRequestError 400', gemini: 'ApiError 429' },
  'server-error': { openai: 'InternalServerError 500', anthropic: 'InternalServerError 500', gemini: 'ApiError 500' },
  unavailable: { openai: 'InternalServerError 503', anthropic: 'ServiceUnavailableError 503', gemini: 'ApiError 503' },
  overloaded: { openai: 'InternalServerError 503', anthropic: 'OverloadedError 529', gemini: 'ApiError 503' },
  flaky: { openai: 'InternalServerError 500', anthropic: 'InternalServerError 500', gemini: 'ApiError 500' },
  'free-tier': { openai: /./.source, anthropic: /./.source, gemini: /./.source },
  slow: { openai: /./.source, anthropic: /./.source, gemini: /./.source },
  'never-answers': {
    openai: 'APIConnectionTimeoutError',
    anthropic: 'APIConnectionTimeoutError',
    gemini: 'DOMException',
  },
  reset: {
    openai: 'APIConnectionError ECONNRESET',
    anthropic: 'APIConnectionError ECONNRESET',
    gemini: 'TypeError ECONNRESET',
  },
  'cut-stream': { openai: 'TypeError', anthropic: 'TypeError', gemini: 'TypeError' },
  'stream-error': {
    openai: ['InternalServerError 500', 'APIError'],
    anthropic: ['InternalServerError 500', 'APIError'],
    gemini: ['ApiError 500', 'ApiError 503'],
  },
  malformed: { openai: 'SyntaxError', anthropic: 'SyntaxError', gemini: 'SyntaxError' },
  // Groq marks neither of these.
  refusal: { openai: 'refusal', anthropic: 'refusal', gemini: 'SAFETY', groq: 'stop' },
  'content-filter': {
    openai: '(?:content_filter|response.incomplete)',
    anthropic: 'BadRequestError 400',
    gemini: 'PROHIBITED_CONTENT',
    groq: 'stop',
  },
}

const kinds = Object.keys(expected) as Kind[]
let outcomes: Record<string, Record<string, Outcome>>

/** Every key and every client, in one process with virtual time. */
beforeAll(async () => {
  const { stdout, stderr } = await runWithMocks(
    `import { askAll } from './mocks/every-client.fixture.ts'
    const outcomes = {}
    // Two of the clients write what they cannot read to the console.
    console.error = () => {}
    for (const kind of ${JSON.stringify(kinds)}) outcomes[kind] = await askAll('sk-test-' + kind)
    outcomes.ordinary = await askAll('sk-anything')
    outcomes.retried = await askAll('sk-test-flaky', { maxRetries: 2, times: 2 })
    outcomes.impatient = await askAll('sk-test-slow', { timeout: 5_000, only: 'openai chat' })
    outcomes.fourth = await askAll('sk-test-free-tier.eve', { times: 4 })
    outcomes.patient = await askAll('sk-test-free-tier.pat', { times: 4, maxRetries: 1, only: 'openai' })
    console.log(JSON.stringify(outcomes))`,
    { WORKBOOK_SPEED: '0' },
  )
  expect(stderr).toBe('')
  outcomes = JSON.parse(stdout) as typeof outcomes
})

describe.each(kinds)('sk-test-%s', (kind) => {
  test.each(['openai', 'anthropic', 'gemini', 'groq'] as const)('%s', (provider) => {
    const ways = Object.entries(outcomes[kind] ?? {}).filter(([way]) => way.startsWith(provider))
    expect(ways.length).toBeGreaterThan(1)
    const given = expected[kind][provider] ?? expected[kind].openai
    const [plain, streamed] = typeof given === 'string' ? [given, given] : given
    for (const [way, { result }] of ways) {
      const pattern = way.endsWith('streamed') ? streamed : plain
      expect(`${way}: ${result}`).toMatch(new RegExp(`^${way}: .*${pattern}`))
      if (pattern === '.') expect(result).toBe(outcomes.ordinary?.[way]?.result)
    }
  })
})

describe('what is more than an error', () => {
  test('a slow answer comes after twenty seconds', () => {
    for (const [way, { ms }] of Object.entries(outcomes.slow ?? {})) {
      expect(ms - 20_000, way).toBeGreaterThan(0)
      expect(ms, way).toBeLessThan(27_000)
    }
    expect(outcomes.impatient?.['openai chat']).toEqual({ result: 'APIConnectionTimeoutError', ms: 5_000 })
  })

  test('no answer comes before the client gives up', () => {
    for (const { ms } of Object.values(outcomes['never-answers'] ?? {})) expect(ms).toBe(60_000)
  })

  test('what is flaky works when it is tried a third time, and from then on', () => {
    for (const [way, { result }] of Object.entries(outcomes.retried ?? {})) {
      const usual = outcomes.ordinary?.[way]?.result
      expect(`${way}: ${result}`).toBe(`${way}: ${usual}, ${usual}`)
    }
  })

  test('the fourth request in a minute is refused', () => {
    for (const [way, { result }] of Object.entries(outcomes.fourth ?? {})) {
      const usual = outcomes.ordinary?.[way]?.result
      expect(result).toBe(
        `${usual}, ${usual}, ${usual}, ${way.startsWith('gemini') ? 'ApiError' : 'RateLimitError'} 429`,
      )
    }
  })

  test('and succeeds for whoever waits as long as he is told', () => {
    for (const [way, { result, ms }] of Object.entries(outcomes.patient ?? {})) {
      expect(result, way).not.toMatch(/Error/)
      expect(ms, way).toBeGreaterThanOrEqual(20_000)
      expect(ms, way).toBeLessThan(30_000)
    }
  })
})

describe('the table', () => {
  test('has a sentence for each key', () => {
    expect(listTestKeys().map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds))
    for (const { key, kind, does } of listTestKeys()) {
      expect([misbehaviourOf(key), misbehaviourOf(`${key}.ada`), isTestKey(key)]).toEqual([kind, kind, true])
      expect(does).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('is in the README as it is here', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    expect(/<!-- test keys -->\n(.*?)\n<!-- \/test keys -->/s.exec(readme)?.[1]).toBe(testKeyTable())
  })

  test('knows no other keys', () => {
    for (const key of ['sk-proj-ada', 'sk-test-', 'sk-test-nothing', 'sk-test-toString', 'Sk-test-invalid', '']) {
      expect(misbehaviourOf(key)).toBeUndefined()
    }
    expect(isTestKey('sk-test-nothing')).toBe(true)
    expect([isTestKey(mockKeyOf('openai')), isTestKey(mockKeyOf('huggingface'))]).toEqual([true, true])
  })
})
