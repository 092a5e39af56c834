// %% [markdown] id="title"
// # Lesson 8: Production
//
// After this lesson you can
//
// - choose the shape of the work: wait for the answer, submit and poll, or a queue with workers,
// - keep a service alive when a provider is slow, busy or down: timeouts, retries, a second provider, a circuit breaker,
// - retry without doing anything twice, and spread the load,
// - keep your key on a small server of your own that checks and limits what visitors send,
// - write logs without secrets, and be told before the money is gone,
// - test all that without a provider.
//
// It takes about 45 minutes. Every answer is simulated on your machine unless you ask for live mode.

// %% [markdown] id="what-changes"
// ## What changes
//
// Up to now you watched every call. In production nobody does. There are many users at once and some of them are not friendly, something is always slow
// or broken, and each mistake costs money. Nothing in this lesson is about better answers. It is about what stands around a call.
//
// We begin with the plainest call, and give it a type. An `Ask` takes a question and gives a text; whoever asks may give up, by a signal.

// %% id="ask-type"
import { pick } from '@workbook/kit'

type Ask = (question: string, signal?: AbortSignal) => Promise<string>

const settings = {
  model: pick('openai', 'cheap'),
  instructions: 'Answer in one sentence.',
  reasoning: { effort: 'none' as const },
}

// %% [markdown] id="ask-openai-note"
// A client comes in, an `Ask` comes out, so that we can make one for each client we need. The SDK's own retries are off, because ours will come.

// %% id="ask-openai"
import OpenAI from 'openai'

const askWith =
  (openai: OpenAI): Ask =>
  async (question, signal) => {
    const request = { ...settings, input: question }
    const answer = await openai.responses.create(request, { signal })
    return answer.output_text
  }

const openai = new OpenAI({ maxRetries: 0 })
const askOpenAI = askWith(openai)

// %% [markdown] id="synchronous"
// ## Three shapes of work
//
// **Synchronous**: somebody asks and waits. It is the right shape when a person sits there, and the answer takes seconds. Whatever asked, a page or a
// program, is kept busy all the time. (`timed` notes on a clock in seconds from when to when somebody waited. We shall draw that later.)

// %% id="synchronous-call"
interface Span {
  from: number
  to: number
  label: string
}
const now = () => performance.now() / 1000 // seconds

async function timed<T>(label: string, began: number, work: Promise<T>) {
  const from = now() - began
  const result = await work
  const span: Span = { from, to: now() - began, label }
  return { result, span }
}

const waiting = await timed('wait', now(), askOpenAI('What is a queue?'))
console.log(waiting.result)

// %% [markdown] id="submit"
// **Submit and poll**: for work that takes minutes, hand it in, take an id home, and ask now and then whether it is done. OpenAI's Responses can do so
// with `background: true`. The first answer comes at once and holds nothing but a promise:

// %% id="background"
const began = now()
const input = 'What is a circuit breaker?'
const submit = openai.responses.create({
  ...settings,
  input,
  background: true,
})
const submitted = await timed('submit', began, submit)
const { id, object, status, output, usage } = submitted.result
console.log(JSON.stringify({ id, object, status, output, usage }, null, 2))

// %% [markdown] id="poll-note"
// Now ask, with a pause that grows, as long as the work is in line or under way. A connection that breaks in between loses nothing: the id is all you
// need. (OpenAI can also call an address of yours when it is done, a *webhook*; then nobody has to ask.)

// %% id="poll"
import { setTimeout as sleep } from 'node:timers/promises'

const isOpen = (status = '') => ['queued', 'in_progress'].includes(status)

const polls: Span[] = [submitted.span]
const statuses = [status]
let job = submitted.result
for (let pause = 500; isOpen(job.status) && pause < 60_000; pause *= 2) {
  await sleep(pause)
  const asking = openai.responses.retrieve(id)
  const { result, span } = await timed('poll', began, asking)
  job = result
  polls.push(span)
  statuses.push(job.status)
}
console.log(job.status, '·', job.output_text)

// %% id="poll-picture"
import { type Step, showSequence } from '@workbook/kit'

const asks = ['POST, "background": true', 'GET /v1/responses/resp_…']
const steps = statuses.flatMap((status, i): Step[] => [
  { direction: 'ask', label: asks[Math.min(i, 1)] ?? '' },
  { direction: 'answer', label: status ?? '' },
])
showSequence('your program', 'OpenAI', steps)

// %% [markdown] id="two-shapes"
// On one clock, this is how long each of the two kept somebody on the line:

// %% id="two-shapes-picture"
import { showTimeline } from '@workbook/kit'

showTimeline(
  [
    { name: 'synchronous', spans: [waiting.span] },
    { name: 'submit and poll', spans: polls },
  ],
  { title: 'Connections that are open', unit: 's' },
)

// %% [markdown] id="batch-note"
// The same shape at a larger scale is a *batch*: many requests in one call, done within a day, for half the price (lesson 7 did the sums). At Anthropic
// it takes no file. Each request gets an id of yours, since the results may come in any order. We hand one in now and look for it at the end of the
// lesson.

// %% id="batch-submit"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic({ maxRetries: 0 })
const topics = ['a queue', 'a proxy', 'a cache']

const batch = await anthropic.messages.batches.create({
  requests: topics.map((topic) => ({
    custom_id: topic.replace(' ', '-'),
    params: {
      model: pick('anthropic', 'cheap'),
      max_tokens: 300,
      messages: [{ role: 'user', content: `What is ${topic}?` }],
    },
  })),
})
console.log(batch.processing_status, batch.request_counts)

// %% [markdown] id="queue"
// **A queue with workers**: the work is yours to pace. Requests come in bursts, your rate limit does not. So let them wait in line, and let a fixed
// number of workers take them, not more than so many a second, the urgent ones first. `p-queue` does all three:

// %% id="queue-code"
import PQueue from 'p-queue'

const queue = new PQueue({
  concurrency: 2, // so many at once
  interval: 1000, // ms
  intervalCap: 3, // so many may start in an interval
  strict: true, // in any such span, see below
})

// %% [markdown] id="queue-jobs"
// Six mails of the night wait to be answered, when two visitors open the chat. The mails were there first; the chat has the higher priority. To draw it,
// each job notes which worker had it, and when.

// %% id="queue-job"
const workers = new Map<string, Span[]>([
  ['worker 1', []],
  ['worker 2', []],
])
const free = [...workers.keys()]
const question = 'How do I write a haiku?'

const jobFor = (label: string, opened: number) => async () => {
  const worker = free.shift() ?? ''
  const { span } = await timed(label, opened, askOpenAI(question))
  workers.get(worker)?.push(span)
  free.push(worker)
}

// %% id="queue-run"
const opened = now()
const mails = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']
for (const label of mails) void queue.add(jobFor(label, opened))
for (const label of ['CHAT1', 'CHAT2'])
  void queue.add(jobFor(label, opened), { priority: 1 })

console.log('in work:', queue.pending, '· in line:', queue.size)
await queue.onIdle()

// %% id="queue-picture"
const lanes = [...workers].map(([name, spans]) => ({ name, spans }))
const starts = lanes.flatMap(({ spans }) => spans.map(({ from }) => from))

showTimeline([...lanes, { name: 'starts', marks: starts }], {
  title: 'Two workers, three starts a second',
  unit: 's',
})
const order = lanes.flatMap(({ spans }) => spans)
order.sort((a, b) => a.from - b.from)
console.log('order:', order.map(({ label }) => label).join(' '))

// %% [markdown] id="queue-lost"
// Two numbers, for two limits: *concurrency* bounds what runs at the same time, the *rate* what starts. `strict` makes the rate hold for any second;
// without it, the last three of one second and the first three of the next may start together.
//
// This queue lives in the memory of one process, and dies with it. For work that must not be lost, the same idea is kept in a database or a service
// (BullMQ on Redis, Amazon SQS, Google's Cloud Tasks), and the workers are processes of their own.

// %% [markdown] id="layers"
// ## Layers around a call
//
// An `Ask` goes in, an `Ask` comes out: each of the following functions wraps a call and adds one property to it. So they can be combined as needed.
//
// ### A timeout
//
// An answer that comes too late is no answer, but it still holds a connection and a worker. Decide how long you wait. The key `sk-test-slow` stands for
// a provider that needs 20 seconds for the first byte:

// %% id="with-timeout"
const withTimeout =
  (ask: Ask, ms: number): Ask =>
  (question, signal) => {
    const late = AbortSignal.timeout(ms)
    const either = signal ? AbortSignal.any([signal, late]) : late
    return ask(question, either)
  }

const clientFor = (apiKey: string) => new OpenAI({ apiKey, maxRetries: 0 })
const slow = askWith(clientFor('sk-test-slow.production'))

const since = now()
const say = (error: Error) => console.log(error.message)

await withTimeout(slow, 1500)('What is a timeout?').catch(say)
console.log(`after ${(now() - since).toFixed(1)} s`)

// %% [markdown] id="retry"
// ### Retries
//
// Lesson 5 wrote the loop; here a library turns it. `p-retry` doubles the pauses, and `randomize` adds the *jitter*: each becomes longer by chance, so
// that not everybody comes back at once. What is left to us is to know which errors pass, and to wait longer where the provider asks for it: the next
// try waits for the promise that `onFailedAttempt` returns.

// %% id="is-temporary"
function isTemporary(error: unknown) {
  const { status } = error as { status?: number }
  return !status || status >= 500 || status === 408 || status === 429
}

function askedToWait(error: unknown) {
  const { headers } = error as { headers?: Headers }
  return Number(headers?.get('retry-after') ?? 0) * 1000
}

// %% id="with-retry"
import pRetry from 'p-retry'

const withRetry =
  (ask: Ask, tell?: typeof console.log): Ask =>
  (question, signal) =>
    pRetry(() => ask(question, signal), {
      retries: 2,
      minTimeout: 500,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => isTemporary(error),
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        tell?.(`try ${attemptNumber}: ${error.message}`)
        const ms = retriesLeft ? askedToWait(error) : 0
        await sleep(ms, undefined, { signal })
      },
    })

// %% id="retry-run"
const flaky = askWith(clientFor('sk-test-flaky.production'))
console.log(await withRetry(flaky, console.log)('What is a retry?'))

// %% [markdown] id="idempotent"
// ### Retries that do nothing twice
//
// Asking a model again is safe: it costs, but it changes nothing. What you do with the answer is another matter. Here is a worker that answers a
// customer's letter. It writes the answer, sends it, and dies before it can tick the job off, as processes do. The queue gives the job to the next
// worker.

// %% id="letters"
const outbox: string[] = []
const send = (text: string) => Promise.resolve(outbox.push(text))

const killed = new Set<string>()
async function crashOnce(worker: string) {
  if (killed.has(worker)) return
  killed.add(worker)
  throw new Error('The process was killed.')
}

// %% id="carelessly"
async function carelessly(letter: { id: string; text: string }) {
  await send(await askOpenAI(letter.text))
  await crashOnce('careless')
}
const letter = { id: 'letter-17', text: 'Where is the station?' }
await pRetry(() => carelessly(letter), { retries: 1, minTimeout: 100 })
console.log('The customer got', outbox.length, 'letters.')

// %% [markdown] id="once-note"
// The cure is called *idempotent*: doing it again has no further effect. Give every step a name that stays the same in each attempt, and write down what
// is done. A step that is done, or under way, is not begun again; one that failed is. (In a real system the list is a table in a database, so that it
// survives too.)

// %% id="once"
const done = new Map<string, Promise<unknown>>()

function once<T>(name: string, work: () => Promise<T>) {
  const known = done.get(name)
  if (known) return known as Promise<T>
  const result = work()
  done.set(name, result)
  result.catch(() => done.delete(name))
  return result
}

// %% id="carefully"
async function carefully({ id, text }: typeof letter) {
  const draft = await once(`${id}/draft`, () => askOpenAI(text))
  await once(`${id}/send`, () => send(draft))
  await crashOnce('careful')
}

outbox.length = 0
await pRetry(() => carefully(letter), { retries: 1, minTimeout: 100 })
console.log('The customer got', outbox.length, 'letter.')

// %% [markdown] id="fallback"
// ### A second provider
//
// When retries do not help, somebody else may: a *fallback*. The second `Ask` speaks to Anthropic. Who asks does not notice, so say it in the log, or you
// will not notice either that your first choice has been down since Tuesday.

// %% id="ask-anthropic"
const askAnthropicWith =
  (client: Anthropic): Ask =>
  async (question, signal) => {
    const request = {
      model: pick('anthropic', 'cheap'),
      max_tokens: 300,
      system: settings.instructions,
      messages: [{ role: 'user' as const, content: question }],
    }
    const { content } = await client.messages.create(request, { signal })
    return content
      .flatMap((block) => (block.type === 'text' ? block.text : []))
      .join('')
  }
const askAnthropic = askAnthropicWith(anthropic)

// %% [markdown] id="fallback-note"
// A request that is wrong is wrong everywhere, so it is not passed on. A bad key or a retired model is, and somebody should hear of it.

// %% id="is-mine"
const isMine = (error: unknown) =>
  [400, 413, 422].includes((error as { status?: number }).status ?? 0)

// %% id="with-fallback"
const withFallback =
  (...asks: Ask[]): Ask =>
  async (question, signal) => {
    const errors: unknown[] = []
    for (const ask of asks) {
      try {
        return await ask(question, signal)
      } catch (error) {
        if (isMine(error) || signal?.aborted) throw error
        errors.push(error)
        console.log(`  (provider ${errors.length}: ${String(error)})`)
      }
    }
    throw new AggregateError(errors, 'No provider answered.')
  }

// %% [markdown] id="fallback-runs-note"
// Three cases: the first provider is overloaded; the question is the problem; nobody is there.

// %% id="fallback-runs"
const down = askWith(clientFor('sk-test-overloaded.fallback'))
const tooLarge = askWith(clientFor('sk-test-too-large.fallback'))

console.log(await withFallback(down, askAnthropic)('What is a fallback?'))
await withFallback(tooLarge, askAnthropic)('Read this!').catch(say)
await withFallback(down, down)('Hello?').catch(say)

// %% [markdown] id="breaker"
// ### A circuit breaker
//
// While a provider is down, each visitor still waits through all retries before the second provider is tried, and each try adds to the load of a service
// that is on its knees. A *circuit breaker* remembers. **Closed**, it lets everything through and counts failures. After some in a row it **opens**:
// calls fail at once. After a pause it is **half-open**: one call may try. If it succeeds the breaker closes, else the pause begins anew.

// %% id="breaker-states"
function startBreaker(failures: number, pause: number) {
  let inARow = 0
  let openUntil = 0 // seconds
  const open = () => (openUntil = now() + pause)
  return {
    state() {
      if (inARow < failures) return 'closed'
      return now() < openUntil ? 'open' : 'half-open'
    },
    open,
    succeeded: () => (inARow = 0),
    failed: () => ++inARow >= failures && open(),
  }
}

// %% [markdown] id="with-breaker-note"
// That was the memory; around a call it looks like this. Only what may pass counts as a failure: a bad request says nothing about the provider, and
// neither does a visitor who has left.

// %% id="with-breaker"
function withBreaker(ask: Ask, failures = 3, pause = 1.5) {
  const breaker = startBreaker(failures, pause)
  const guarded: Ask = async (question, signal) => {
    const state = breaker.state()
    if (state === 'open') throw new Error('The circuit is open.')
    if (state === 'half-open') breaker.open() // for all but this trial
    try {
      const answer = await ask(question, signal)
      breaker.succeeded()
      return answer
    } catch (error) {
      if (isTemporary(error) && !signal?.aborted) breaker.failed()
      throw error
    }
  }
  return { ask: guarded, state: breaker.state }
}

// %% [markdown] id="breaker-note"
// Let us watch one. A visitor comes every half second for nine seconds, and from second 2 to second 6 the provider is down.

// %% id="breaker-run"
const start = now()
const isDown = () => now() - start >= 2 && now() - start < 6
const sometimes: Ask = (...args) => (isDown() ? down : askOpenAI)(...args)
const breaker = withBreaker(sometimes)

async function visit(_: unknown, i: number) {
  await sleep(i * 500)
  const visitor = { at: now() - start, state: breaker.state() }
  const outcome = await breaker.ask('Who are you?').then(
    () => 'answered',
    (error) => (isTemporary(error) && error.status ? 'failed' : 'refused'),
  )
  return { ...visitor, outcome }
}
const visits = await Promise.all(Array.from({ length: 18 }, visit))

// %% id="breaker-picture"
const outage = { from: 2, to: 6, label: 'down' }
const states = ['closed', 'open', 'half-open'].map((state) => ({
  name: `breaker ${state}`,
  marks: visits.filter((v) => v.state === state).map(({ at }) => at),
}))
const outcomes = ['answered', 'failed', 'refused'].map((outcome) => ({
  name: outcome,
  marks: visits.filter((v) => v.outcome === outcome).map(({ at }) => at),
}))
showTimeline(
  [{ name: 'provider', spans: [outage] }, ...states, ...outcomes],
  { title: 'One visitor every half second', unit: 's' },
)

// %% [markdown] id="breaker-read"
// After three failures everybody else is refused at once, and can be sent to the second provider without a wait. One trial every second and a half finds
// out whether the provider is back.

// %% [markdown] id="spread"
// ### Spreading the load
//
// A second provider need not wait for a disaster. Two rate limits are more than one, and if each question goes to whoever has the least to do, the quick
// ones get more of them. (The answers must be good enough from each, which only a test on your own examples can tell. Many keys of one provider are no
// way around its limits: they count for the account, and most terms forbid it.)

// %% id="ask-groq"
import Groq from 'groq-sdk'

const groq = new Groq({ maxRetries: 0 })

const askGroq: Ask = async (content, signal) => {
  const request = {
    model: pick('groq', 'cheap'),
    messages: [
      { role: 'system' as const, content: settings.instructions },
      { role: 'user' as const, content },
    ],
  }
  const made = groq.chat.completions.create(request, { signal })
  return (await made).choices[0]?.message.content ?? ''
}

// %% [markdown] id="desks-note"
// Each of the three gets a desk, on which is written how many questions wait there, and how many were answered.

// %% id="desks"
interface Desk {
  name: string
  ask: Ask
  busy: number
  answered: number
}
const desks: Desk[] = Object.entries({
  OpenAI: askOpenAI,
  Anthropic: askAnthropic,
  Groq: askGroq,
}).map(([name, ask]) => ({ name, ask, busy: 0, answered: 0 }))

// %% id="with-spread"
const withSpread =
  (desks: Desk[]): Ask =>
  async (question, signal) => {
    const desk = desks.reduce((a, b) => (b.busy < a.busy ? b : a))
    desk.busy++
    try {
      const answer = await desk.ask(question, signal)
      desk.answered++
      return answer
    } finally {
      desk.busy--
    }
  }

// %% id="spread-run"
import { showBars } from '@workbook/kit'

const shared = withSpread(desks)
const six = new PQueue({ concurrency: 6 })
const load = Array.from({ length: 30 }, () => () => shared(question))
await six.addAll(load)

showBars(
  desks.map(({ name, answered }) => ({ label: name, value: answered })),
  { title: 'Who answered 30 questions', unit: 'answers' },
)

// %% [markdown] id="cache"
// ### A cache, and all together
//
// The quickest call is the one that is not made. Lesson 7 measured what a cache saves; here it is one more layer. It keeps promises, so that two who ask
// at the same moment share one call, and it forgets failures. Since several may wait for one call, nobody's signal ends it.

// %% id="with-cache"
function withCache(ask: Ask, lifetime = 60): Ask {
  const kept = new Map<string, { until: number; answer: Promise<string> }>()
  return (question) => {
    const known = kept.get(question)
    if (known && known.until > now()) return known.answer
    const answer = ask(question)
    kept.set(question, { until: now() + lifetime, answer })
    answer.catch(() => kept.delete(question))
    return answer
  }
}

// %% [markdown] id="order-note"
// The order matters. The timeout is innermost, so that each try has its own. The breaker counts calls that failed for good, not tries. The cache is
// outermost: what it knows costs nothing at all. Here the first provider is down for the whole time.

// %% id="robust"
const sturdy = (ask: Ask) =>
  withBreaker(withRetry(withTimeout(ask, 10_000)), 1, 60).ask

const answer = withCache(withFallback(sturdy(down), sturdy(askAnthropic)))

const rows: object[] = []
for (const topic of ['a queue', 'a proxy', 'a cache', 'a queue']) {
  const { span } = await timed(topic, now(), answer(`What is ${topic}?`))
  rows.push({ question: topic, seconds: (span.to - span.from).toFixed(1) })
}

// %% id="robust-table"
import { type Row, showTable } from '@workbook/kit'

showTable(rows as Row[])

// %% [markdown] id="robust-note"
// The first question paid for everything: three tries, two waits of 2 s that the provider asked for, and the pauses of p-retry on top. The next two
// found the circuit open, and went to the second provider at once. The last lay in the cache.

// %% [markdown] id="proxy"
// ## A server that keeps the key
//
// Whatever runs in a browser can be read by its owner: the page, its requests, and a key in either. So the browser talks to a small server of yours, a
// *proxy*, and only that one knows the key. It is also the place to decide what a visitor may do. Since anybody on the internet can send it anything, it
// trusts nothing:
//
// - it checks the form of what arrives, and its length (with **zod**, a library that checks data against a description of it),
// - it chooses model, instructions and the length of the answer itself,
// - it limits how often each visitor may ask,
// - it passes on the answer, and of an error no more than the visitor needs.

// %% id="proxy-rules"
import { z } from 'zod'

const Body = z.strictObject({ question: z.string().min(1).max(500) })

interface Reply {
  status: number
  headers?: Record<string, string>
  text: string[] | AsyncIterable<string>
}
const refuse = (status: number, error: string, headers = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: [JSON.stringify({ error })],
})

// %% id="proxy-limiter"
function limiter(most: number, seconds: number) {
  const times = new Map<string, number[]>()
  return (visitor: string) => {
    const since = now() - seconds
    const recent = (times.get(visitor) ?? []).filter((at) => at > since)
    if (recent.length >= most) return false
    times.set(visitor, [...recent, now()])
    return true
  }
}
const mayAsk = limiter(5, 60)

// %% [markdown] id="proxy-check-note"
// The checks come first, and the cheapest first of all: nothing that is refused has cost a token. They give back either a refusal or the question.
// `Request` is the web's own, so this code runs wherever there is one.

// %% id="proxy-check"
async function read(request: Request, visitor: string) {
  if (request.headers.get('x-forwarded-proto') === 'http')
    return refuse(403, 'Please use https.')
  if (request.method !== 'POST') return refuse(405, 'Please use POST.')
  if (!mayAsk(visitor))
    return refuse(429, 'Please wait a minute.', { 'retry-after': '60' })
  const text = await request.text()
  if (text.length > 5000) return refuse(413, 'This is too long.')
  try {
    return Body.parse(JSON.parse(text)).question
  } catch {
    return refuse(400, 'Send {"question": "…"}, at most 500 letters.')
  }
}

// %% [markdown] id="proxy-stream-note"
// What passes is sent on with the key, and the pieces of the answer go to the visitor as they come. If the visitor leaves, the signal of the request
// stops the model. We let the client watch what the proxy sends, to look at it later.

// %% id="proxy-client"
const sentOn: Request[] = []

const backend = new OpenAI({
  fetch: (url, init) => {
    const request = new Request(url, init)
    sentOn.push(request.clone())
    return fetch(request)
  },
})

async function* textOf(
  events: AsyncIterable<OpenAI.Responses.ResponseStreamEvent>,
) {
  for await (const event of events)
    if (event.type === 'response.output_text.delta') yield event.delta
}

// %% id="proxy-handle"
async function handle(request: Request, visitor: string): Promise<Reply> {
  const question = await read(request, visitor)
  if (typeof question !== 'string') return question
  const plan = { ...settings, max_output_tokens: 300, input: question }
  const { signal } = request
  try {
    const stream = { ...plan, stream: true } as const
    const events = await backend.responses.create(stream, { signal })
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    return { status: 200, headers, text: textOf(events) }
  } catch (error) {
    console.log('for the log, not for the visitor:', String(error))
    return refuse(502, 'Nobody can answer just now.')
  }
}

// %% [markdown] id="proxy-server-note"
// Frameworks such as Hono or Next.js, and cloud functions, hand you the request in this form. Node's own server needs a few lines around it. It listens
// on this machine only, on a port that happens to be free. Who the visitor is comes from your login, never from the body; here it is the address.

// %% id="proxy-server"
import { once as event } from 'node:events'
import type { IncomingMessage } from 'node:http'

async function requestFrom(incoming: IncomingMessage, signal: AbortSignal) {
  const { method = 'GET', headers, url } = incoming
  let body = ''
  incoming.setEncoding('utf8')
  incoming.on('data', (piece: string) => {
    if (body.length <= 5000) body += piece
  })
  await event(incoming, 'end')
  return new Request(`http://localhost${url}`, {
    method,
    headers: headers as Record<string, string>,
    signal,
    ...(body && { body }),
  })
}

// %% id="proxy-listen"
import { createServer } from 'node:http'

const server = createServer(async (incoming, outgoing) => {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const visitor = incoming.socket.remoteAddress ?? ''
  try {
    const request = await requestFrom(incoming, gone.signal)
    const { status, headers, text } = await handle(request, visitor)
    outgoing.writeHead(status, headers)
    for await (const piece of text) outgoing.write(piece)
    outgoing.end()
  } catch {
    outgoing.destroy()
  }
})

// %% id="proxy-start"
import type { AddressInfo } from 'node:net'

server.listen(0, '127.0.0.1')
await event(server, 'listening')
const { port } = server.address() as AddressInfo
const page = `http://127.0.0.1:${port}/ask`

// %% [markdown] id="visitor"
// This is all that the page in the browser does:

// %% id="visitor-asks"
const post = { method: 'POST', body: '{"question":"What is a proxy?"}' }
const reply = await fetch(page, post)

const reader = reply.body?.getReader()
const decoder = new TextDecoder()
let pieces = 0
let got = ''
for (;;) {
  const piece = await reader?.read()
  if (!piece || piece.done) break
  const text = decoder.decode(piece.value, { stream: true })
  process.stdout.write(text)
  got += text
  pieces++
}
console.log(`\n${reply.status}, in ${pieces > 1 ? 'pieces' : 'one piece'}`)

// %% [markdown] id="who-knows"
// Who sent what? We look for the key in everything: what the browser sent and got, and what the server sent on.

// %% id="who-knows-picture"
const key = process.env.OPENAI_API_KEY ?? ''

function keyIn({ headers }: Request | Response, ...texts: string[]) {
  const all = [...texts, ...[...headers].flat()].join()
  return all.includes(key) ? 'with the key' : 'no key in it'
}
const asked = new Request(page, post)

showSequence('browser', 'your server', [
  {
    direction: 'ask',
    label: 'POST /ask',
    details: [keyIn(asked, post.body)],
  },
  { direction: 'answer', label: 'text', details: [keyIn(reply, got)] },
])

// %% id="who-knows-inside"
for (const request of sentOn)
  showSequence('your server', 'OpenAI', [
    {
      direction: 'ask',
      label: `POST ${new URL(request.url).pathname}`,
      details: [keyIn(request)],
    },
    { direction: 'answer', label: 'events' },
  ])

// %% [markdown] id="refusals-note"
// And now the less friendly visitors. The second sends no JSON, the third wants to set the limits, the fourth pastes a book, the fifth comes without
// encryption. The last is the sixth of this minute that got as far as the limiter.

// %% id="visitors"
const visitors: [string, RequestInit][] = [
  ['GET', {}],
  ['no JSON', { ...post, body: 'Hello!' }],
  ['own limits', { ...post, body: '{"question":"Hi","max_tokens":1e6}' }],
  ['a book', { ...post, body: 'Call me Ishmael. '.repeat(1000) }],
  ['plain http', { ...post, headers: { 'x-forwarded-proto': 'http' } }],
  ['a good one', post],
  ['one too many', post],
]

// %% id="refusals"
const refusals: Row[] = []
for (const [visitor, init] of visitors) {
  const got = await fetch(page, init)
  const text = await got.text()
  const says = got.ok ? '(an answer)' : text
  refusals.push({ visitor, status: got.status, says })
}
showTable(refusals)

// %% [markdown] id="broken-key"
// When it is the server's own key that fails, a visitor need not know. As `handle` is only a function, we can try that without the network, and close
// the server first:

// %% id="broken-key-run"
server.close()
server.closeAllConnections()

backend.apiKey = 'sk-test-invalid'
const poor = await handle(new Request(page, post), 'somebody else')
console.log(poor.status, poor.text)

// %% [markdown] id="https"
// ### HTTPS
//
// The way from your server to the provider is encrypted: all base URLs begin with `https`. The way from the browser to your server is your affair. Above
// it was plain HTTP, which is right within one machine and nowhere else: everybody in the same café could read question, answer and session. Usually
// something in front of your server takes care of it, be it the hosting platform or a web server such as Caddy or nginx: it holds the certificate,
// speaks HTTPS to the world, and tells your server in `x-forwarded-proto` how the visitor came. That is what the first check of `read` looks at.

// %% id="https-check"
console.log(openai.baseURL, anthropic.baseURL, groq.baseURL)

// %% [markdown] id="logs"
// ## Logs without secrets
//
// When something goes wrong at three in the morning, the log is all you have. Write one line for each call, as JSON, so that a machine can search it:
// who, which model, how long, how many tokens, the status, the provider's request id. `pino` does that. It would also write this:

// %% id="careless-log"
import pino from 'pino'

const plain = { base: null, timestamp: false } // to keep the lines short
const out = { write: (line: string) => void process.stdout.write(line) }

const careless = pino(plain, out)
const leaked = 'sk-made-up-4711' // not yours, so that it may be seen
const detail = {
  question: 'I am ada@example.com. Where is my parcel?',
  request: { headers: { authorization: `Bearer ${leaked}` } },
}
careless.error(detail, `the key ${leaked} was refused`)

// %% [markdown] id="redaction"
// Logs are copied, kept for years and read by many, so neither keys nor personal data belong there. To take them out is called *redaction*, and two nets
// are better than one. `redact` hides fields by their *name*; `streamWrite` sees the finished line and hides what *looks like* a key or a mail address,
// wherever it stands. Both belong in the logger itself, so that nobody can forget them.

// %% id="careful-log"
const secret = /\bsk-[\w-]+|\bBearer [\w.-]+|[\w.+-]+@[\w-]+\.[\w.-]+/g

const log = pino(
  {
    ...plain,
    redact: ['question', '*.headers.authorization'],
    hooks: { streamWrite: (line) => line.replace(secret, '[secret]') },
  },
  out,
)
log.error(detail, `the key ${leaked} was refused`)
log.info({ mail: 'write to bob@example.org' }, 'a field nobody thought of')

// %% [markdown] id="log-note"
// In earnest, leave out `base: null` and `timestamp: false`: the time, the process and the machine belong to a line. Here they would differ each time
// you read this. (`level` is how serious it is: 30 is information, 40 a warning, 50 an error.) And this is the line of an ordinary call:

// %% id="log-calls"
async function askLogged(user: string, question: string) {
  const began = performance.now()
  const request = { ...settings, input: question }
  const { usage, _request_id: id } = await openai.responses.create(request)
  const ms = Math.round(performance.now() - began)
  const tokens = usage?.total_tokens ?? 0
  log.info({ user, model: settings.model, ms, tokens, id }, 'answered')
  return tokens
}
const total = await askLogged('u-17', 'What is a rate limit?')
console.log('to be paid:', total, 'tokens')

// %% [markdown] id="alerts"
// ## Before the money is gone
//
// A loop that goes mad spends in an hour what was meant for a year. Set what the provider's console offers, a limit and a mail alert: that is the last
// net. Your own comes earlier, as it knows who spends: count what `usage` says, and tell somebody when a share of the day's allowance is used, once for
// each share. It only tells; to stop is the work of the budget guard in lesson 7.

// %% id="watch-usage"
function watchUsage(limit: number, shares = [0.5, 0.8, 1]) {
  let used = 0
  return function count(user: string, tokens: number) {
    const before = used
    used += tokens
    for (const share of shares) {
      const border = share * limit
      if (before < border && used >= border)
        log.warn({ user, used, limit }, `${share * 100} % is used`)
    }
  }
}

// %% id="watch-usage-run"
const count = watchUsage(200)
const spent = new Map<string, number>()

for (const user of ['ada', 'bob', 'eve', 'eve', 'eve', 'eve']) {
  const tokens = await askLogged(user, question)
  spent.set(user, (spent.get(user) ?? 0) + tokens)
  count(user, tokens)
}
showBars(
  [...spent].map(([label, value]) => ({ label, value })),
  { title: 'Who used the day’s tokens', unit: 'tokens' },
)

// %% [markdown] id="batch-collect-note"
// ## Is the batch done?
//
// We had almost forgotten it, and that is the point of a batch.

// %% id="batch-collect"
let handedIn = batch
for (let i = 0; i < 20 && handedIn.processing_status !== 'ended'; i++) {
  await sleep(3000)
  handedIn = await anthropic.messages.batches.retrieve(batch.id)
}
console.log(handedIn.processing_status, handedIn.request_counts)

if (handedIn.processing_status === 'ended') {
  const results = await anthropic.messages.batches.results(batch.id)
  for await (const { custom_id, result } of results)
    console.log(custom_id, result.type)
} else console.log('It takes longer today: ask again later.')

// %% [markdown] id="testing"
// ## Testing without a provider
//
// How do you test what happens on a 429? Not with the real API: it is slow, costs money, and never fails when you want it to. You have used the answer
// since lesson 1. This workbook answers your SDKs with **MSW**, a library that steps in where a program leaves for the network. Your own tests can do
// the same. Here is a function such as an application may have, in `lessons/08-production/helpdesk.ts`:
//
// ```ts
// import OpenAI from 'openai'
// import { pick } from '@workbook/kit'
//
// const sorry = 'Nobody can answer just now. Please try again in a minute.'
//
// export async function helpdesk(openai: OpenAI, question: string) {
//   try {
//     const { output_text } = await openai.responses.create({
//       model: pick('openai', 'cheap'),
//       instructions: 'Answer in one sentence.',
//       input: question,
//     })
//     return output_text
//   } catch (error) {
//     if (error instanceof OpenAI.BadRequestError) throw error
//     return sorry
//   }
// }
// ```

// %% [markdown] id="testing-provider"
// Its test, `helpdesk.test.ts` beside it, begins by playing the provider: one *handler*, which stands for one address, notes what was sent, and answers
// with the few fields the code reads. `onUnhandledFrame: 'error'` makes every other request fail, so that no test ever reaches the internet.
//
// ```ts
// import { http, HttpResponse } from 'msw'
// import { setupServer } from 'msw/node'
// import OpenAI from 'openai'
// import { afterEach, expect, test } from 'vitest'
// import { helpdesk } from './helpdesk.ts'
//
// const url = 'https://api.openai.com/v1/responses'
// const part = { type: 'output_text', text: 'By bicycle.' }
// const output = [{ type: 'message', content: [part] }]
// const body = { object: 'response', output }
// const headers = { 'retry-after-ms': '1' }
//
// const sent: unknown[] = []
// const provider = setupServer(
//   http.post(url, async ({ request }) => {
//     sent.push(await request.json())
//     return HttpResponse.json(body)
//   }),
// )
// const busy = () => new HttpResponse(null, { status: 429, headers })
//
// // Before the client is made: it keeps the fetch that it finds.
// provider.listen({ onUnhandledFrame: 'error' })
// afterEach(() => provider.resetHandlers())
// const openai = new OpenAI({ apiKey: 'not-a-key' })
// ```

// %% [markdown] id="testing-cases"
// Then each test says what the provider does, and what must come out of it. `busy` stands in front of the usual answer, for one request or for all:
//
// ```ts
// test('returns the text of the answer', async () => {
//   expect(await helpdesk(openai, 'How?')).toBe('By bicycle.')
// })
//
// test('sends the question', () => {
//   expect(sent).toMatchObject([{ input: 'How?' }])
// })
//
// test('tries again when the provider is busy', async () => {
//   provider.use(http.post(url, busy, { once: true }))
//   expect(await helpdesk(openai, 'How?')).toBe('By bicycle.')
// })
//
// test('says sorry when it stays busy', async () => {
//   provider.use(http.post(url, busy))
//   expect(await helpdesk(openai, 'How?')).toMatch(/try again/)
// })
// ```

// %% [markdown] id="testing-traps"
// Mind two traps. The SDK keeps the `fetch` that it finds when a client is made, so a client that is older than `listen` goes to the real network. And
// the SDK is part of what you test: its retries run for real, with the header `retry-after-ms` to keep them short.
//
// **vitest** runs it. You would type `npx vitest run --root lessons/08-production`; the next cell does that, in a process of its own, where nothing of
// this workbook's simulation is at work.

// %% id="run-tests"
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const home = existsSync('lessons') ? 'lessons/08-production' : '.'
const { resolve } = createRequire(join(process.cwd(), 'lesson.ts'))
const vitest = join(dirname(resolve('vitest/package.json')), 'vitest.mjs')

const args = ['run', '--root', home, '--cache=false']
const { stdout } = await promisify(execFile)(process.execPath, [
  vitest,
  ...args,
  '--reporter=tap-flat',
]).catch((failed: { stdout: string }) => failed)

// %% id="test-report"
const verdicts = stdout.matchAll(/^(ok|not ok) .* > (.*) #/gm)
for (const [, verdict, title] of verdicts) console.log(verdict, title)

// %% [markdown] id="testing-note"
// Change something in `helpdesk.ts`, such as what it says when it is sorry, and run it again to see which test notices. What such tests cannot see is
// whether the provider still behaves as your handlers claim. Keep a few that call the real one, and run them once a day.

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>A report takes the model four minutes. Which shape do you give the work, and why not the plain call?</summary>
//
// Submit and poll. A plain call keeps a connection open for four minutes, and when it breaks, the answer is lost; with the id you can ask again.
//
// </details>
//
// <details><summary>A queue has two workers and a rate of 3 a second. Each call takes 5 seconds. How many start in a second, on average?</summary>
//
// 2 in 5 seconds, so 0.4 a second: the workers are busy long before the rate is reached. Whichever limit is tighter decides.
//
// </details>
//
// <details><summary>A job is retried after its worker died. What makes sure that the customer gets one letter?</summary>
//
// Each step has a name that stays the same in every attempt, and a list of what is done, kept outside of the process, says whether it is still to be
// done.
//
// </details>
//
// <details><summary>You have retries and a second provider already. What does the circuit breaker add?</summary>
//
// While the first provider is down nobody waits through its retries any more, and it is left alone, except for a trial now and then.
//
// </details>
//
// <details><summary>Your proxy hides the key well, and does nothing else. What can a stranger still do to you?</summary>
//
// Use it at your expense: books for questions, thousands of them. So it checks the input, sets model and limits itself, and limits the rate of each
// visitor.
//
// </details>
//
// <details><summary>A test with MSW tries to reach the real host, although <code>listen</code> is called before all tests. What is wrong?</summary>
//
// The client was made when the file was loaded, before `listen`, and keeps the `fetch` of that moment.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - Wait when a person waits; submit and poll when it takes long; queue when there is more work than limit.
// - Put small layers around a call, from the inside out: timeout, retry, breaker, fallback, cache.
// - A retry must not do anything twice. Name the steps, and write down what is done.
// - The key stays on a server that trusts nobody, behind HTTPS.
// - Log numbers, not secrets. Let somebody know at half of the budget, not at its end.
// - Test the failures: they are easy to play and hard to wait for.
//
// Now write it yourself. The exercises are in `exercises/08-production`: **8.1** a queue with concurrency and rate, **8.2** a fallback, **8.3** a proxy
// that hides the key, **8.4** a log without secrets. Run `npm test 8`.
