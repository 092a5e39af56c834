// %% [markdown] id="title"
// # Lesson 5: Errors
//
// After this lesson you can
//
// - cause every failure an LLM API knows, and recognise it in four SDKs,
// - tell errors that are yours from errors that pass,
// - notice answers that failed without an error: refused, filtered, or over a limit that waiting does not lift,
// - say what the SDKs already retry for you, and write a retry that waits long enough and not in step with everybody else,
// - put a deadline on a whole call,
// - read your rate limits, and stay under them.
//
// It takes about 30 minutes. Nothing here can break: the failures are simulated, like the answers, and so is the waiting, unless you run it in a
// terminal at normal speed.

// %% [markdown] id="one-failure"
// ## One failure, seen from close
//
// You need not wait for bad weather. These providers know *test keys*: send one as the API key, and the provider misbehaves as the real one does.
// `sk-test-invalid` is a key that nobody was given. First without an SDK, to see what comes over the wire:

// %% id="wire"
import { pick } from '@workbook/kit'

const bare = await fetch('https://api.openai.com/v1/responses', {
  method: 'POST',
  headers: {
    Authorization: 'Bearer sk-test-invalid',
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({ model: pick('openai', 'cheap'), input: 'Hello!' }),
})
console.log(bare.status, bare.statusText, bare.ok)
console.log('x-request-id:', bare.headers.get('x-request-id'))
console.log(await bare.text())

// %% [markdown] id="fetch-note"
// A failure is a response like any other. It has a *status*, 4xx when the request was wrong and 5xx when the server was; headers; and a body that
// says more. Note that `fetch` did not throw. A program that goes on without looking at `ok` finds out much later, when it misses the text of the
// answer.
//
// The SDK looks for you. It throws an error whose class says what kind it is:

// %% id="caught"
import OpenAI from 'openai'

const openai = new OpenAI({ apiKey: 'sk-test-invalid' })
try {
  const model = pick('openai', 'cheap')
  await openai.responses.create({ model, input: 'Hello!' })
} catch (error) {
  if (!(error instanceof OpenAI.APIError)) throw error
  console.log('class:  ', error.constructor.name)
  console.log('status: ', error.status)
  console.log('code:   ', error.code)
  console.log('message:', error.message)
  console.log('request:', error.requestID)
  console.log('name:   ', error.name)
}

// %% [markdown] id="catch-note"
// Three habits are in these lines. The `catch` keeps what it knows and throws everything else again, such as a bug of your own. It asks with
// `instanceof`, because `name` says only "Error". And it keeps the *request id*, the one thing the provider's support will ask you for.

// %% [markdown] id="four-sdks"
// ## Four SDKs, four reports
//
// To compare, we need one small function for each SDK. A *trial* says which key, which model, which prompt; what it leaves out is as usual. All four
// functions stream, so that we can see a stream break, too, and all give up after 2 seconds and without a second try. (What `maxRetries` does comes
// later.)

// %% id="trial"
type Fetch = (
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>

interface Client {
  maxRetries?: number
  timeout?: number
  fetch?: Fetch
}
interface Trial {
  apiKey?: string
  model?: string
  prompt?: string
  maxTokens?: number
  client?: Client
}

// %% id="read-all"
const oneTry: Client = { maxRetries: 0, timeout: 2000 }
const usual = { prompt: 'What is a token?', maxTokens: 300, client: oneTry }

async function readAll(stream: AsyncIterable<unknown>): Promise<number> {
  let events = 0
  for await (const _ of stream) events++
  return events
}

// %% id="via-openai"
async function viaOpenAI(trial: Trial): Promise<number> {
  const { apiKey, prompt, maxTokens, client } = { ...usual, ...trial }
  const openai = new OpenAI({ apiKey, ...client })
  const stream = await openai.chat.completions.create({
    model: trial.model ?? pick('openai', 'cheap'),
    max_completion_tokens: maxTokens,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return readAll(stream)
}

// %% id="via-anthropic"
import Anthropic from '@anthropic-ai/sdk'

async function viaAnthropic(trial: Trial): Promise<number> {
  const { apiKey, prompt, maxTokens, client } = { ...usual, ...trial }
  const anthropic = new Anthropic({ apiKey, ...client })
  const stream = await anthropic.messages.create({
    model: trial.model ?? pick('anthropic', 'cheap'),
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return readAll(stream)
}

// %% id="via-gemini"
import { GoogleGenAI } from '@google/genai'

async function viaGemini(trial: Trial): Promise<number> {
  const { apiKey, prompt, maxTokens, client } = { ...usual, ...trial }
  const { timeout, fetch } = client
  const gemini = new GoogleGenAI({
    apiKey,
    httpOptions: { timeout, fetch },
  })
  const stream = await gemini.models.generateContentStream({
    model: trial.model ?? pick('gemini', 'cheap'),
    contents: prompt,
    config: { maxOutputTokens: maxTokens },
  })
  return readAll(stream)
}

// %% id="via-groq"
import Groq from 'groq-sdk'

async function viaGroq(trial: Trial): Promise<number> {
  const { apiKey, prompt, maxTokens, client } = { ...usual, ...trial }
  const groq = new Groq({ apiKey, ...client })
  const stream = await groq.chat.completions.create({
    model: trial.model ?? pick('groq', 'cheap'),
    max_completion_tokens: maxTokens,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return readAll(stream)
}

// %% [markdown] id="report-note"
// And one function that tries something and reports what was thrown. Not every error has a status, so it has to ask.

// %% id="report"
async function report(attempt: () => Promise<unknown>) {
  try {
    await attempt()
    return { status: undefined, class: 'no error', message: '' }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const status = 'status' in error ? Number(error.status) : NaN
    return {
      status: status || undefined,
      class: error.constructor.name,
      message: error.message,
      error,
    }
  }
}

// %% id="bad-keys"
const via = {
  OpenAI: viaOpenAI,
  Anthropic: viaAnthropic,
  Gemini: viaGemini,
  Groq: viaGroq,
}
type Provider = keyof typeof via
const providers = Object.keys(via) as Provider[]

for (const provider of providers) {
  const apiKey = 'sk-test-invalid'
  const failed = await report(() => via[provider]({ apiKey }))
  console.log(`${provider}: ${failed.class}, ${failed.status}`)
  console.log(failed.message, '\n')
}

// %% [markdown] id="bad-key-note"
// The same mistake, reported in four ways. OpenAI's SDK gives you the status and the sentence; those of Anthropic and Groq, the status and the whole
// JSON body. Gemini's has a single class for everything, whose message *is* the body, to be parsed if you want to know more. And **for Gemini a bad
// key is a 400**, not a 401: whoever waits for 401 to say "check your key" will not say it here.

// %% [markdown] id="on-demand"
// ## Every failure on demand
//
// Here are fourteen of them. Two need no test key: a number of tokens below zero is a bad request, and nobody serves a model called `parrot-1`. They
// are in the order of OpenAI's statuses, and the last three have none: no answer came at all, or the stream broke after its 200.

// %% id="causes"
const causes: Record<string, Trial> = {
  'bad request': { maxTokens: -1 },
  'bad key': { apiKey: 'sk-test-invalid' },
  'not allowed': { apiKey: 'sk-test-no-permission' },
  'no such model': { model: 'parrot-1' }, // unknown
  'took too long': { apiKey: 'sk-test-timeout' },
  'too large': { apiKey: 'sk-test-too-large' },
  unprocessable: { apiKey: 'sk-test-unprocessable' },
  'rate limit': { apiKey: 'sk-test-rate-limited' },
  'server error': { apiKey: 'sk-test-server-error' },
  unavailable: { apiKey: 'sk-test-unavailable' },
  overloaded: { apiKey: 'sk-test-overloaded' },
  'my timeout': { apiKey: 'sk-test-slow' },
  'lost connection': { apiKey: 'sk-test-reset' },
  'cut stream': { apiKey: 'sk-test-cut-stream' },
}

// %% id="statuses"
const cases = providers.flatMap((provider) =>
  Object.entries(causes).map(async ([cause, trial]) => ({
    provider,
    cause,
    ...(await report(() => via[provider](trial))),
  })),
)
const failures = await Promise.all(cases)

// %% id="statuses-table"
import { showTable } from '@workbook/kit'

showTable(
  Object.keys(causes).map((cause) => {
    const ofCause = failures.filter((failure) => failure.cause === cause)
    const statuses = ofCause.map((f) => [f.provider, f.status ?? 'none'])
    return { cause, ...Object.fromEntries(statuses) }
  }),
)

// %% [markdown] id="statuses-note"
// Most agree on most. Where they do not: Gemini says 400 to a bad key, to something too large and to something it cannot process; what others call
// 408 is 504 at Anthropic and Google; and Anthropic has a number of its own for "too much to do", **529**. So do not compare with single numbers more
// than you must. "4xx, but not 408 or 429" and "5xx" are better questions.
//
// Now the classes and the words, SDK by SDK. Where the message is a body, we take the sentence out of it, or as much as fits.

// %% id="sentence-in"
function sentenceIn(message: string): string {
  const inBody = /"message": ?"([^"]*)/.exec(message)?.[1] ?? message
  return inBody.replace(/^\d{3} /, '').split('. ')[0] ?? ''
}

const beginningOf = (text: string) =>
  text.replace(/^(.{36}\S*) .*/s, '$1 …')

// %% id="show-failures"
function showFailures(of: Provider) {
  const rows = failures.filter(({ provider }) => provider === of)
  showTable(
    rows.map((row) => ({
      cause: row.cause,
      status: row.status ?? 'none',
      class: row.class,
      'what it says': beginningOf(sentenceIn(row.message)),
    })),
  )
}

// %% id="openai-failures"
showFailures('OpenAI')

// %% [markdown] id="openai-failures-note"
// One class for each common status, the plain `APIError` for 408 and 413, and one for everything from 500. All of them extend `OpenAI.APIError`,
// the timeout and the lost connection included. A cut stream is the exception: it comes from `fetch` itself, as a plain `TypeError`.

// %% id="anthropic-failures"
showFailures('Anthropic')

// %% id="gemini-failures"
showFailures('Gemini')

// %% id="groq-failures"
showFailures('Groq')

// %% [markdown] id="classes-note"
// Anthropic's classes are finer, down to an `OverloadedError`. Gemini's `ApiError` leaves you the status and the text. What happens without a status
// is an `APIConnectionError` or `APIConnectionTimeoutError` in three SDKs; at Gemini your timeout is a `DOMException`, and a lost connection is
// whatever `fetch` threw.

// %% [markdown] id="context"
// ## Too long for the model
//
// The *context window* is the number of tokens a model can take in and give out in one call. A prompt that does not fit is the bad request you will
// meet most often, because chats grow. Let us send 210,000 words to the model with the smallest window that each provider has.

// %% id="too-long"
import { served } from '@workbook/kit'
import type { ProviderId } from '@workbook/kit'

const idOf: Record<Provider, ProviderId> = {
  OpenAI: 'openai',
  Anthropic: 'anthropic',
  Gemini: 'gemini',
  Groq: 'groq',
}
const narrowest = (provider: Provider) =>
  served(idOf[provider])
    .filter(({ kind }) => kind === 'chat')
    .reduce((a, b) => (b.contextWindow < a.contextWindow ? b : a))

// %% id="too-long-table"
const prompt = 'word '.repeat(210_000)
const tooLong = providers.map(async (provider) => {
  const { id, contextWindow } = narrowest(provider)
  const failed = await report(() => via[provider]({ model: id, prompt }))
  const says = sentenceIn(failed.message) || failed.class
  const status = failed.status ?? 200
  return { model: id, window: contextWindow, status, says }
})
showTable(await Promise.all(tooLong))

// %% [markdown] id="too-long-note"
// A 400 in three wordings, and one window that is large enough. Retrying is useless, and so is catching it without a plan: count tokens before you
// send, and shorten the history (lesson 6).

// %% [markdown] id="no-errors"
// ## Failures that are not errors
//
// Sometimes the status is 200 and there is still nothing to show. The model may *refuse*, or a *content filter* of the provider may stop the answer
// or block the prompt. Where each says so is in its finish reason, or beside it:

// %% id="ending-openai"
interface Ending {
  reason: string | null | undefined
  text: string | null | undefined
  beside: string | null | undefined
}
async function chatEnding(client: OpenAI, model: string): Promise<Ending> {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'What is a token?' }],
  })
  return {
    reason: choices[0]?.finish_reason,
    text: choices[0]?.message.content,
    beside: choices[0]?.message.refusal,
  }
}

// %% id="ending-anthropic"
async function claudeEnding(apiKey: string): Promise<Ending> {
  const reply = await new Anthropic({ apiKey }).messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 300,
    messages: [{ role: 'user', content: 'What is a token?' }],
  })
  const texts = reply.content.map((b) => (b.type === 'text' ? b.text : ''))
  return {
    reason: reply.stop_reason,
    text: texts.join(''),
    beside: reply.stop_details?.explanation,
  }
}

// %% id="ending-gemini"
async function geminiEnding(apiKey: string): Promise<Ending> {
  const gemini = new GoogleGenAI({ apiKey })
  const reply = await gemini.models.generateContent({
    model: pick('gemini', 'cheap'),
    contents: 'What is a token?',
  })
  return {
    reason: reply.candidates?.[0]?.finishReason,
    text: reply.text,
    beside: reply.promptFeedback?.blockReason,
  }
}

// %% id="endings"
const groqURL = 'https://api.groq.com/openai/v1'
const gpt = pick('openai', 'cheap')
const oss = pick('groq', 'cheap')

const endings: Record<Provider, (apiKey: string) => Promise<Ending>> = {
  OpenAI: (apiKey) => chatEnding(new OpenAI({ apiKey }), gpt),
  Anthropic: claudeEnding,
  Gemini: geminiEnding,
  Groq: (apiKey) =>
    chatEnding(new OpenAI({ apiKey, baseURL: groqURL }), oss),
}

// %% id="refusals"
for (const apiKey of ['sk-test-refusal', 'sk-test-content-filter']) {
  const rows = providers.map(async (provider) => {
    let ending: Ending = { reason: 'throws', text: '', beside: '' }
    const failed = await report(async () => {
      ending = await endings[provider](apiKey)
    })
    ending.beside ||= sentenceIn(failed.message)
    return { provider, ...ending, status: failed.status ?? 200 }
  })
  console.log(apiKey)
  showTable(await Promise.all(rows))
}

// %% [markdown] id="refusals-note"
// Read the rows closely. Anthropic's refusal and Gemini's have a finish reason of their own, `refusal` and `SAFETY`. OpenAI's ends with `stop`, like
// any good answer: only the field `refusal`, which we put under *beside*, and the empty text give it away. OpenAI's filter stops in mid-sentence and
// leaves you the beginning. Gemini has no candidate at all when the prompt was blocked, so code that reaches for `candidates[0]` falls over. At Groq
// both are ordinary texts, and no field will ever tell. One of the eight is a real error, Anthropic's filter, a 400. So the rule is: *a finish reason
// you do not know, or no text, is a failure*, and sending the same prompt again is no remedy. Tell the user, and let them rephrase.

// %% [markdown] id="quota"
// ## Quota is not rate
//
// "Too many requests" may mean two things. Either you are too fast, which heals by itself in seconds; or your money, or your allowance of the day, is
// used up, and no waiting that a user would put up with helps. They look confusingly alike. These two functions fetch what tells them apart: a word
// in the message or the code, and the time the provider asks you to wait. It is in the header `retry-after`, or in Gemini's case in the body.

// %% id="clues"
function clueIn(error: Error | undefined): string {
  if (error instanceof OpenAI.APIError) return String(error.code)
  const words =
    /Generate\w+Per(Minute|Day)|(tokens|requests) per \w+|credit balance/
  return words.exec(String(error))?.[0] ?? 'nothing'
}

function secondsAsked(error: Error | undefined): number | undefined {
  const inBody = /"retryDelay":"([\d.]+)s"/.exec(String(error))?.[1]
  const headers = error && 'headers' in error ? error.headers : undefined
  const header = headers instanceof Headers && headers.get('retry-after')
  return Number(header || inBody) || undefined
}

// %% id="quota-table"
const twoKinds = ['sk-test-rate-limited', 'sk-test-quota']
const limited = providers.flatMap((provider) =>
  twoKinds.map(async (apiKey) => {
    const failed = await report(() => via[provider]({ apiKey }))
    return {
      provider,
      key: apiKey.replace('sk-test-', ''),
      status: failed.status,
      'what tells': clueIn(failed.error),
      'wait in s': secondsAsked(failed.error) ?? 'not said',
    }
  }),
)
showTable(await Promise.all(limited))

// %% [markdown] id="quota-note"
// At OpenAI look at the `code`: `insufficient_quota`, of late also `credit_balance_exhausted`, needs a credit card, not patience. At Anthropic an
// empty account is a 400. Gemini calls everything a quota, also the limit of a minute, and only `PerMinute` or `PerDay` inside the body says which.
// Groq tells you to come back in almost four minutes. So: **if you are asked to wait longer than your user would, it is no longer a rate, and you
// stop.**

// %% [markdown] id="what-to-retry"
// ## What to try again
//
// Now sort the failures by one question: *could the very same request succeed a little later?*
//
// | It was … | Same request later? | So |
// |---|---|---|
// | 400, 401, 403, 404, 413, 422 | no: it is the request, the key or the account | mend it, or tell a human |
// | 429 for the rate | yes | wait as long as asked, then try again |
// | 429 for the quota | no, not soon | stop, and say so |
// | 408, 500, 503, 504, 529 | probably | wait a little, then longer |
// | no status: timeout, lost connection | probably, but the first may have been carried out, and charged | wait a little, then longer |
// | a stream cut in the middle | yes, from the beginning | throw the half away first, or keep it (lesson 4) |
// | refused, filtered | no | let the user rephrase |
//
// As a function it is short. An OpenAI error without credit is known by its code; elsewhere we go by the wait that is asked for. Let us test it on
// the 56 errors we have caught.

// %% id="is-temporary"
const outOfMoney = ['insufficient_quota', 'credit_balance_exhausted']

function isTemporary(error: Error | undefined): boolean {
  const status = error && 'status' in error ? error.status : undefined
  if (outOfMoney.includes(clueIn(error))) return false
  if ((secondsAsked(error) ?? 0) > 60) return false // too long for us
  if (typeof status !== 'number') return true // no answer came
  return status === 408 || status === 429 || status >= 500
}

const sorted = { 'try again': new Set<string>(), mend: new Set<string>() }
for (const { cause, error } of failures) {
  sorted[isTemporary(error) ? 'try again' : 'mend'].add(cause)
}
for (const [what, which] of Object.entries(sorted)) {
  console.log(`${what}: ${[...which].join(', ')}`)
}

// %% [markdown] id="sdk-retries"
// ## What the SDKs have done already
//
// Up to here we had switched it off: three of the four SDKs retry by themselves. How often, and what? We ask them, with a `fetch` that notes the time
// of every request and changes nothing. The clients have their default settings now.

// %% id="noting"
function noting() {
  const start = performance.now()
  const times: number[] = []
  const refused: number[] = []
  const noted: Fetch = async (input, init) => {
    times.push(Math.round(performance.now() - start))
    const response = await fetch(input, init)
    if (response.status === 429) refused.push(times.length)
    return response
  }
  return { times, refused, fetch: noted }
}

// %% id="count-requests"
const ofInterest = ['bad key', 'too large', 'server error', 'overloaded']
const alsoOfInterest = ['rate limit', 'lost connection', 'cut stream']

const counted = [...ofInterest, ...alsoOfInterest].map(async (cause) => {
  const seen = providers.map(async (provider) => {
    const { times, fetch } = noting()
    await report(() =>
      via[provider]({ ...causes[cause], client: { fetch } }),
    )
    return { provider, times }
  })
  return { cause, seen: await Promise.all(seen) }
})
const retries = await Promise.all(counted)

// %% id="retry-table"
showTable(
  retries.map(({ cause, seen }) => ({
    'requests for': cause,
    ...Object.fromEntries(seen.map((s) => [s.provider, s.times.length])),
  })),
)

// %% [markdown] id="retry-note"
// OpenAI, Anthropic and Groq: two retries after the failures we called temporary, and none for the rest. **Gemini: none at all.** And a cut stream
// nobody retries, because its first half is with you already.
//
// The SDKs go by the status, unless the server overrules it with a header, `x-should-retry`, as Anthropic's does. The words they do not read. What
// will OpenAI's do when the money is gone?

// %% id="retry-quota"
const hopeless = noting()
await report(() =>
  viaOpenAI({ apiKey: 'sk-test-quota', client: { fetch: hopeless.fetch } }),
)
console.log('requests without any credit:', hopeless.times.length)

// %% [markdown] id="retry-quota-note"
// Two for nothing: quota is not rate, and the client does not know. Here is when its requests were sent after each failure:

// %% id="retry-timeline"
import { showTimeline } from '@workbook/kit'

showTimeline(
  retries.map(({ cause, seen }) => ({
    name: cause,
    marks: seen.find((s) => s.provider === 'OpenAI')?.times ?? [],
  })),
  { title: 'Requests of the openai client, by failure', unit: 'ms' },
)

// %% [markdown] id="retry-after"
// ## Retry-after: the server knows best
//
// Four of these lanes are retried, in two different rhythms. After a server error or a lost connection the pauses are about 0.5 s and 1 s. After a
// rate limit they are exactly 2 s, and after an overload as well: the response carried `retry-after: 2`, and the client obeyed. It should. The server
// knows when your limit is lifted; you can only guess.
//
// But mind what you obey. Groq asked for 229 s in the table above, and its client would wait that long, twice, without a word to you. (We shall not
// wait to see it; it stands in the code of the versions you have here. Anthropic's does as Groq's; OpenAI's goes by its own clock when it is asked
// to wait for more than a minute.) Gemini's client is the other extreme. It does not retry unless you tell it to, with `retryOptions`, and then it
// never looks at what the server asked:

// %% id="gemini-retries"
async function geminiTries(apiKey: string) {
  const { times, fetch } = noting()
  const retryOptions = { attempts: 3 }
  const httpOptions = { fetch, retryOptions }
  const gemini = new GoogleGenAI({ apiKey, httpOptions })
  const model = pick('gemini', 'cheap')
  const failed = await report(() =>
    gemini.models.generateContent({ model, contents: 'What is a token?' }),
  )
  return `${apiKey}: ${failed.class}, requests at (ms): ${times.join(' ')}`
}
const tries = ['sk-test-flaky', 'sk-test-rate-limited'].map(geminiTries)
console.log((await Promise.all(tries)).join('\n'))

// %% [markdown] id="flaky-note"
// `sk-test-flaky` fails twice and then works: the third attempt gets its answer. `sk-test-rate-limited` wanted 2 s of peace, as its body says, and
// had its next request before they were over.
//
// ## Exponential backoff
//
// When nobody says how long, wait a little first and then longer each time. With the *base* *b* and the *cap* *c*, the wait before retry *n* (counted
// from 0) is
//
// ```text
// wait(n) = min(c, b * 2^n)
// ```
//
// Doubling gives a server in trouble more and more room, and the cap keeps the last waits bearable. Two variants mix in chance, called *jitter*: the
// SDKs shorten the wait by up to a quarter, and *full jitter* draws it evenly between nothing and the whole.

// %% id="backoff"
const base = 0.5 // seconds
const cap = 8

const plain = (n: number) => Math.min(cap, base * 2 ** n)
const quarter = (n: number) => plain(n) * (1 - 0.25 * Math.random())
const full = (n: number) => plain(n) * Math.random()

// %% id="backoff-plot"
import { showLines } from '@workbook/kit'

const line = (name: string, wait: (n: number) => number) => ({
  name,
  points: [0, 1, 2, 3, 4, 5, 6].map((n) => [n, wait(n)] as const),
})
showLines(
  [line('plain', plain), line('a quarter', quarter), line('full', full)],
  { title: 'Waits between retries', x: 'retry', y: 'wait (s)' },
)

// %% [markdown] id="why-jitter"
// ## Why jitter
//
// Chance looks like a step back. You see why it is not when you are not alone. Suppose that a server can answer 10 requests in each tenth of a
// second, and 100 clients come at the same moment. 90 are refused and come again, each as its backoff says. Here is that world in a few lines:

// %% id="simulate"
function simulate(clients: number, wait: (n: number) => number): number[] {
  const queue = Array.from({ length: clients }, () => ({ at: 0, n: 0 }))
  const load = new Map<number, number>()
  const arrivals: number[] = []
  while (queue.length > 0) {
    queue.sort((a, b) => b.at - a.at)
    const next = queue.pop()
    if (!next) break
    arrivals.push(next.at)
    const tenth = Math.floor(next.at * 10)
    load.set(tenth, (load.get(tenth) ?? 0) + 1)
    const isRefused = (load.get(tenth) ?? 0) > 10
    if (isRefused) queue.push({ at: next.at + wait(next.n), n: next.n + 1 })
  }
  return arrivals
}

// %% id="crowds"
const crowds = {
  plain: simulate(100, plain),
  'a quarter': simulate(100, quarter),
  full: simulate(100, full),
}
showTable(
  Object.entries(crowds).map(([jitter, arrivals]) => ({
    jitter,
    requests: arrivals.length,
    refused: arrivals.length - 100,
    'all served after (s)': Number((arrivals.at(-1) ?? 0).toFixed(1)),
  })),
)

// %% id="arrivals"
import { showHistogram } from '@workbook/kit'

for (const jitter of ['plain', 'full'] as const) {
  const early = crowds[jitter].filter((at) => at < 10)
  const bins = Math.ceil(Math.max(...early) * 2) // two a second
  const title = `Arrivals in the first 10 s: ${jitter}`
  showHistogram(early, { title, x: 'time (s)', bins })
}

// %% [markdown] id="jitter-note"
// Without chance, the crowd comes back as a crowd: 90 together, then 80, then 70, with nobody in between, and the server idles while everybody waits.
// With full jitter the crowd comes apart: somebody is always there to be served, all have their answer within seconds, and fewer requests are wasted.
// Engineers call the first picture a *thundering herd*. It costs one `Math.random()` to be rid of it.

// %% [markdown] id="loop"
// ## The loop
//
// All that is left is a loop around the call. It gives up at once when the error is not temporary, and after the last attempt. We try it on Gemini,
// whose client does not retry.

// %% id="with-backoff"
const sleep = (seconds: number) =>
  new Promise((done) => setTimeout(done, seconds * 1000))

async function withBackoff<T>(call: () => Promise<T>, attempts = 4) {
  for (let n = 0; ; n++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Error) || !isTemporary(error)) throw error
      if (n + 1 >= attempts) throw error
      await sleep(secondsAsked(error) ?? full(n))
    }
  }
}

// %% id="loop-at-work"
for (const apiKey of ['sk-test-flaky.loop', 'sk-test-invalid']) {
  const { times, fetch } = noting()
  const client = { fetch }
  const failed = await report(() =>
    withBackoff(() => viaGemini({ apiKey, client })),
  )
  console.log(`${apiKey}: ${failed.class}, requests: ${times.length}`)
}

// %% [markdown] id="loop-note"
// With an SDK that retries by itself, set its `maxRetries: 0` first. Otherwise the two multiply: four attempts of yours with three requests each are
// twelve. In exercise 5.1 you write such a loop from scratch.

// %% [markdown] id="deadline"
// ## A deadline for the whole call
//
// `timeout` is the patience for *one* attempt. `sk-test-never-answers` shows what that means when there are three:

// %% id="timeouts"
async function timed(attempt: () => Promise<unknown>) {
  const start = performance.now()
  const failed = await report(attempt)
  const seconds = (performance.now() - start) / 1000
  return { class: failed.class, seconds: Number(seconds.toFixed(1)) }
}

const silent = { apiKey: 'sk-test-never-answers', timeout: 500 }
const ask = { model: gpt, input: 'What is a token?' }
const until = (ms: number) => ({ signal: AbortSignal.timeout(ms) })

// %% id="deadlines"
const noDeadline = timed(() => new OpenAI(silent).responses.create(ask))
const deadline = timed(() =>
  new OpenAI(silent).responses.create(ask, until(1000)),
)
showTable([
  { call: 'timeout 0.5 s', ...(await noDeadline) },
  { call: 'timeout 0.5 s, deadline 1 s', ...(await deadline) },
])

// %% [markdown] id="deadline-note"
// Half a second of patience became about three seconds: three attempts and the pauses between them. What a user feels is the whole, so limit the
// whole, with a signal that aborts it. `AbortSignal.timeout` makes one, and the error is then an `APIUserAbortError`, since it was you who ended it.
// Does that also end a *pause* between two attempts? Try a rate limit, which asks for pauses of 2 s, and a deadline after half a second:

// %% id="deadlines-in-pauses"
const apiKey = 'sk-test-rate-limited'
const messages = [{ role: 'user' as const, content: 'What is a token?' }]
const half = () => until(500)
const claude = { model: pick('anthropic', 'cheap'), max_tokens: 300 }
const toClaude = { ...claude, messages }
const toGroq = { model: oss, messages }

// %% id="pauses-stopped"
const openaiStops = timed(() =>
  new OpenAI({ apiKey }).responses.create(ask, half()),
)
const anthropicStops = timed(() =>
  new Anthropic({ apiKey }).messages.create(toClaude, half()),
)
const groqStops = timed(() =>
  new Groq({ apiKey }).chat.completions.create(toGroq, half()),
)

// %% id="who-stops"
showTable([
  { client: 'OpenAI', ...(await openaiStops) },
  { client: 'Anthropic', ...(await anthropicStops) },
  { client: 'Groq', ...(await groqStops) },
])

// %% [markdown] id="who-stops-note"
// Groq's client finishes its nap before it looks at the clock. Where a deadline matters, switch its retries off and use a loop of your own whose pauses can be
// ended. In exercise 5.3 you put a deadline on a call, whatever it is doing when the time is up.

// %% [markdown] id="rate-limits"
// ## Rate limits
//
// A limit counts something in a span of time. There are *requests per minute* (RPM) and *tokens per minute* (TPM), the same *per day* (RPD, TPD), and
// sometimes *concurrent* requests, those under way at the same moment. Whichever is reached first stops you. The key `sk-test-free-tier` is an
// account with 3 requests and 40,000 tokens a minute, and a suffix makes it an account of its own. Let us run into four limits: four requests within
// a minute, two that are wide, one when the day's tokens are gone, and at Anthropic four at once:

// %% id="hit-limits"
async function firstRefusal(provider: Provider, trials: Trial[]) {
  const all = trials.map((trial) => report(() => via[provider](trial)))
  const refused = (await Promise.all(all)).find((r) => r.status === 429)
  return sentenceIn(refused?.message ?? 'nothing refused')
}
const four = (trial: Trial) => [trial, trial, trial, trial]
const wide = { apiKey: 'sk-test-free-tier.tokens', maxTokens: 30_000 }
const day = { apiKey: 'sk-test-quota' }
const [rpm, atOnce] = ['sk-test-free-tier.rpm', 'sk-test-free-tier.four']

// %% id="limits-hit"
const hits = await Promise.all([
  firstRefusal('OpenAI', four({ apiKey: rpm })),
  firstRefusal('OpenAI', [wide, wide]),
  firstRefusal('Groq', [day]),
  firstRefusal('Anthropic', four({ apiKey: atOnce })),
])
for (const hit of hits) console.log(`${hit}\n`)

// %% [markdown] id="limits-note"
// Look at the second: two requests were too many, because each *asked* for 30,000 tokens of output. Here the room you reserve counts, not only what
// you use, so a generous token limit costs you speed. And the messages of OpenAI and Groq say whose the limit is: that of one model in one
// *organization*, not of a key. A second key of the same account changes nothing.

// %% [markdown] id="headers"
// ### How much is left?
//
// You need not run into a limit to know it. Most providers write it on every answer. Here are an ordinary account and one of the free tier:

// %% id="limit-headers"
async function limitsOf(provider: Provider, apiKey: string | undefined) {
  let headers = new Headers()
  const reading: Fetch = async (input, init) => {
    const response = await fetch(input, init)
    headers = response.headers
    return response
  }
  await via[provider]({ apiKey, client: { fetch: reading } })
  const value = (of: string) =>
    headers.get(`x-ratelimit-limit-${of}`) ??
    headers.get(`anthropic-ratelimit-${of}-limit`) ??
    'not said'
  return { requests: value('requests'), tokens: value('tokens') }
}

// %% id="limits-table"
const free = 'sk-test-free-tier.headers'
const limitRows = providers.flatMap((provider) =>
  [undefined, free].map(async (apiKey) => ({
    provider,
    account: apiKey ? 'free tier' : 'ordinary',
    ...(await limitsOf(provider, apiKey)),
  })),
)
showTable(await Promise.all(limitRows))

// %% [markdown] id="who-sets-them"
// What sets your limits? First the *tier* of your account, as the table shows: you climb with what you have paid, and with how long ago your history
// began. Then the *model*, which three of the four messages above name. And the provider's own way of counting: Groq's requests in this header are
// those of a day, the other two's those of a minute. Gemini says nothing here; look into its console.
//
// The same headers say what remains and when it is full again. A program can slow down before it is refused:

// %% id="remaining"
const client = new OpenAI({ apiKey: 'sk-test-free-tier.rest' })

for (const word of ['bread', 'water', 'summer']) {
  const content = `Translate to German: ${word}`
  const { data, response } = await client.chat.completions
    .create({ model: gpt, messages: [{ role: 'user', content }] })
    .withResponse()
  const left = response.headers.get('x-ratelimit-remaining-requests')
  const refill = response.headers.get('x-ratelimit-reset-requests')
  const german = data.choices[0]?.message.content
  console.log(`${german}: ${left} left, all back in ${refill}`)
}

// %% [markdown] id="ways"
// ## Staying under the limit
//
// Four words to be translated, three requests a minute. What are the ways? One function translates a list of words, and one measures a way: how many
// requests, how many of them refused, how many answers, how long.

// %% id="translate"
async function translate(words: string[], client: OpenAI, model = gpt) {
  const content = `Translate to German: ${words.join('; ')}`
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content }],
  })
  // Only the first line: a remark may follow.
  const [line] = choices[0]?.message.content?.split('\n') ?? []
  return line?.split('; ') ?? []
}

const words = ['bread', 'water', 'summer', 'dog']

// %% id="measure"
type Job = (client: OpenAI, note: Fetch) => Promise<string[]>[]

async function measure(way: string, maxRetries: number, job: Job) {
  const { times, refused, fetch } = noting()
  const apiKey = `sk-test-free-tier.${way.replaceAll(' ', '-')}`
  const start = performance.now()
  const client = new OpenAI({ apiKey, maxRetries, fetch })
  const results = await Promise.allSettled(job(client, fetch))
  const answers = results.flatMap((r) =>
    r.status === 'fulfilled' ? r.value : [],
  )
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1))
  return { way, times, refused: refused.length, answers, seconds }
}

// %% [markdown] id="queue-note"
// For the *queue* we need somebody who lets requests through at the right pace: as many at once as the limit allows, and after that one whenever a
// new one is granted, every 20 s for three a minute. Your clock and theirs are not the same, so a little is added. It is enough to remember when the
// next may start.

// %% id="gate"
function gate(perMinute: number) {
  const gap = 61 / perMinute // seconds, and a little to spare
  const now = () => performance.now() / 1000
  let next = -Infinity
  return async function turn() {
    const start = Math.max(next, now() - gap * (perMinute - 1))
    next = start + gap
    await sleep(Math.max(0, start - now()))
  }
}
const turn = gate(3)

// %% id="job-functions"
const alone: Job = (client) => words.map((w) => translate([w], client))

const queued: Job = (client) =>
  words.map((w) => turn().then(() => translate([w], client)))

const together: Job = (client) => [translate(words, client)]

const spread: Job = (client, fetch) => {
  const free = 'sk-test-free-tier.spread'
  const groq = new OpenAI({ baseURL: groqURL, apiKey: free, fetch })
  return words.map((w, i) =>
    i % 2 ? translate([w], client) : translate([w], groq, oss),
  )
}

// %% id="jobs"
const jobs: [way: string, maxRetries: number, job: Job][] = [
  ['all at once', 0, alone],
  ['backoff', 4, alone],
  ['queue', 0, queued],
  ['batch', 0, together],
  ['spread', 0, spread],
]

// %% id="ways-table"
const measured = await Promise.all(jobs.map((job) => measure(...job)))

showTable(
  measured.map(({ way, times, refused, answers, seconds }) => ({
    way,
    requests: times.length,
    refused,
    answers: answers.length,
    seconds,
  })),
)
console.log(measured.map(({ answers }) => answers.join(' ')).join('\n'))

// %% id="ways-timeline"
showTimeline(
  measured.map(({ way, times }) => ({
    name: way,
    marks: times.map((ms) => ms / 1000),
  })),
  { title: 'When the requests were sent', unit: 's' },
)

// %% [markdown] id="ways-note"
// - **All at once** loses what is over the limit.
// - **Backoff** gets everything, with a refused request and the wait that `retry-after` asks for. It is the net under all the others, but no plan: with a hundred words most requests would be refused ones.
// - **A queue** takes as long and is never refused. It is the right thing for work that may take its time.
// - **Batching** puts several small tasks into one request. It uses least of the limit. But one failure then loses all four, and the answers have to be taken apart again.
// - **Spreading** the load over two providers adds up their limits. Where limits are counted by model, a second model does the same. More accounts at one provider do it, too, but the terms of most forbid that.
//
// Whole batches that may wait until tomorrow have an API of their own, at half the price: lesson 7. Queues with priorities and several workers: lesson 8.

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>Your program shows "Check your key" on status 401. A user of Gemini with a mistyped key never sees it. Why?</summary>
//
// Gemini answers a bad key with 400. The reason, `API_KEY_INVALID`, is in the body.
//
// </details>
//
// <details><summary>An answer came with status 200 and <code>finish_reason: 'stop'</code>, and its text is null. What happened?</summary>
//
// The model refused. OpenAI puts its words into the field `refusal` and ends as usual, so look at the text and that field, not only at the finish reason.
//
// </details>
//
// <details><summary>Two errors have status 429. For one your program should wait and for the other it should stop. How does it know?</summary>
//
// By what the provider says beside the status: the code `insufficient_quota` at OpenAI, `PerDay` in Gemini's body, a `retry-after` of minutes at
// Groq. Anthropic does not even use 429 when the money is gone, but 400.
//
// </details>
//
// <details><summary>You set <code>timeout</code> to 10 s, and a user waited for more than 30. Why, and what would you change?</summary>
//
// The timeout is for one attempt, and the SDK makes three, with pauses between them. Give the call a signal with a deadline, or fewer retries.
//
// </details>
//
// <details><summary>Why is it not enough to double the waits?</summary>
//
// All clients that were refused together double together, come back together, and are refused again. Jitter spreads them.
//
// </details>
//
// <details><summary>You send two short questions a minute, with a token limit of 30,000, and get a 429. Which limit is it?</summary>
//
// Tokens per minute. The output you reserve counts, not only what you use.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - 4xx is yours, except 408 and 429. 5xx and no status at all are theirs, or the network's, and pass.
// - Status 200 is no promise of an answer: look at the finish reason and at the text.
// - Wait as long as you are asked to, or back off exponentially, with jitter. Give up early on what cannot heal.
// - Know what your SDK does already: two retries, or none. Put a deadline on the whole.
// - Stay under the limit by a queue, by batching, by asking for fewer tokens. Backoff is the net, not the plan.
//
// Now write it yourself. The exercises are in `exercises/05-errors`: **5.1** retry with backoff, jitter and retry-after, **5.2** the errors of four
// providers, **5.3** a deadline for the whole call, **5.4** stay under a rate limit. Run `npm test 5`.
