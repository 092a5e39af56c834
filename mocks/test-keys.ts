/** What a test key makes a simulated provider do. */
export type Misbehaviour =
  | 'invalid'
  | 'no-permission'
  | 'timeout'
  | 'too-large'
  | 'unprocessable'
  | 'rate-limited'
  | 'quota'
  | 'server-error'
  | 'unavailable'
  | 'overloaded'
  | 'flaky'
  | 'free-tier'
  | 'slow'
  | 'never-answers'
  | 'reset'
  | 'cut-stream'
  | 'stream-error'
  | 'malformed'
  | 'refusal'
  | 'content-filter'
  | 'bad-arguments'

/**
 * In the manner of Stripe's test cards: an API key that makes a provider misbehave the way the real one does. Each is
 * `sk-test-` and its kind; what it does is told in one sentence.
 */
const testKeys: Readonly<Record<Misbehaviour, string>> = {
  invalid: 'Nobody was given this key: 401 (Gemini 400).',
  'no-permission': 'The key may not do this: 403.',
  timeout: 'The request took the provider too long: 408 (Anthropic and Gemini 504).',
  'too-large': 'The request is too large: 413 (Gemini 400).',
  unprocessable: 'The request is well-formed but makes no sense: 422 (Anthropic and Gemini 400).',
  'rate-limited': 'Too many requests: 429, to be tried again after 2 seconds (Gemini says so in the body alone).',
  quota: 'The money or the free quota is used up: 429 (Anthropic 400), and waiting does not help.',
  'server-error': 'The provider failed: 500.',
  unavailable: 'The provider is down: 503.',
  overloaded: 'The provider has too much to do: 503 (Anthropic 529).',
  flaky: 'Fails twice, with 500 and 503, and then works; counted for each key and body.',
  'free-tier': 'A real account with 3 requests a minute, 200 a day and 40,000 tokens a minute; more get a 429.',
  slow: 'The first byte comes after 20 seconds.',
  'never-answers': 'No answer comes until the client gives up.',
  reset: 'The connection breaks before an answer comes (ECONNRESET).',
  'cut-stream': 'The connection breaks after a few events of a stream, or in the middle of a plain answer.',
  'stream-error': "After a few events the stream brings the provider's own error; a plain request gets a 500.",
  malformed: 'The answer, 200, is broken JSON; in a stream, one event is.',
  refusal: 'The model declines to answer, in the way the provider marks it.',
  'content-filter': "The provider's filter stops the answer, or blocks the prompt.",
  'bad-arguments': 'Tool arguments, or a JSON answer, lack a field the first time; told so, the model mends it.',
}

const prefix = 'sk-test-'

/**
 * What a key stands for.
 *
 * @param key an API key; a test key may carry a suffix, as in `sk-test-invalid.ada`, which makes it an account of its own
 * @returns undefined for an ordinary key
 */
export function misbehaviourOf(key: string): Misbehaviour | undefined {
  if (!key.startsWith(prefix)) return undefined
  const kind = key.slice(prefix.length).split('.', 1)[0] ?? ''
  return Object.hasOwn(testKeys, kind) ? (kind as Misbehaviour) : undefined
}

/** The key that stands for one nobody has set. Hugging Face's client takes only what begins like a real one. */
export function mockKeyOf(provider: string): string {
  return provider === 'huggingface' ? 'hf_mock_huggingface' : `sk-mock-${provider}`
}

/** True for a key that stands for one nobody has set. */
export function isMockKey(key: string): boolean {
  return key.startsWith('sk-mock-') || key.startsWith('hf_mock_')
}

/** True for every key that must never leave the machine, known to the table or not. */
export function isTestKey(key: string): boolean {
  return key.startsWith(prefix) || isMockKey(key)
}

/** Every test key, with its kind and what it does. */
export function listTestKeys(): { key: string; kind: Misbehaviour; does: string }[] {
  return Object.entries(testKeys).map(([kind, does]) => ({ key: prefix + kind, kind: kind as Misbehaviour, does }))
}

/** The test keys as a table in Markdown. */
export function testKeyTable(): string {
  const rows = listTestKeys().map(({ key, does }) => `| \`${key}\` | ${does} |`)
  return ['| Key | What happens |', '|---|---|', ...rows].join('\n')
}
