// %% [markdown] id="title"
// # Lesson 7: Cost
//
// After this lesson you can
//
// - compute what a call cost from its `usage`, thinking, cached tokens and discounts included,
// - estimate a monthly bill before you build anything, and see which number in it matters,
// - measure eleven ways to pay less, each on the same work before and after, and tell which are worth the trouble,
// - work out the volume from which fine-tuning or a server of your own pays,
// - stop a program before it spends more than you allowed.
//
// It takes about 30 minutes. The providers are simulated and nothing is charged, but tokens are counted and priced as the real ones are.
// Live, this lesson costs more than the ten cents a run may spend: look at its last table first, then add `--budget=0.50`.

// %% [markdown] id="price-per-million"
// ## The price of a call
//
// Providers sell tokens, and print the price of a million of them: one price for what the model reads, one for what it writes.
//
// ```
// cost = input tokens  × input price  / 1,000,000
//      + output tokens × output price / 1,000,000
// ```
//
// You need not count anything yourself. Every answer says in `usage` what it will be charged for. Here it is as it comes over the wire:

// %% id="raw-call"
import { pick } from '@workbook/kit'

const wire = await fetch('https://api.openai.com/v1/responses', {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    model: pick('openai', 'mid'),
    input: 'What is a token?',
  }),
})

// %% id="raw-usage"
const body = (await wire.json()) as {
  model: string
  usage: { input_tokens: number; output_tokens: number }
}
console.log(JSON.stringify(body.usage, null, 2))

// %% [markdown] id="thinking-note"
// Look at `reasoning_tokens`. The model thought before it wrote; you never see those tokens, and you pay for them as output. The price list of
// this model is in the catalogue of the workbook:

// %% id="by-hand"
import { findModel } from '@workbook/kit'

function entryOf(model: string) {
  const entry = findModel(model)
  if (!entry) throw new Error(`Nobody knows the price of ${model}.`)
  return entry
}

const { price } = entryOf(body.model)
const read = body.usage.input_tokens
const written = body.usage.output_tokens
const byHand = (read * price.input + written * price.output) / 1e6
console.log(`${read} tokens x $${price.input} per million`)
console.log(`${written} tokens x $${price.output} per million`)
console.log(`together $${byHand.toFixed(6)}`)

// %% [markdown] id="price-list"
// ## Price lists
//
// A tenth of a cent is nothing, until it happens a million times. So compare before you choose. All prices are dollars for a million tokens.
// *Cached* is input that the provider has read a moment ago, *cache write* is input it keeps for the next time; both come up again below.
// An empty field means that there is no such price.

// %% id="price-table"
const listed = ['openai', 'anthropic', 'gemini'] as const
const tiers = ['cheap', 'mid', 'top'] as const
const current = listed.flatMap((from) => tiers.map((at) => pick(from, at)))

// %% id="price-rows"
import { showTable } from '@workbook/kit'

showTable(
  current.map((model) => {
    const { input, output, cachedInput, cacheWrite } = entryOf(model).price
    const ratio = Number((output / input).toFixed(1))
    return {
      model,
      input,
      output,
      'output/input': ratio,
      cached: cachedInput,
      'cache write': cacheWrite,
    }
  }),
)

// %% [markdown] id="why-output"
// ## Why is output dearer?
//
// Because it is more work. A prompt is read all at once, its tokens side by side; an answer is written one token after the other, and each needs a
// pass through the whole model. You can see it on the clock: one call reads a lot and writes little, the other reads little and writes more.
// The effort `none` turns the thinking off, so that it does not blur the comparison.

// %% id="read-or-write"
import OpenAI from 'openai'

const openai = new OpenAI()
const page = 'A token is a piece of text that a model reads. '.repeat(200)

async function timed(input: string) {
  const start = performance.now()
  const reply = await openai.responses.create({
    model: pick('openai', 'cheap'),
    reasoning: { effort: 'none' },
    input,
  })
  return { reply, ms: Math.round(performance.now() - start) }
}

// %% id="read-and-write"
const reading = await timed(`Summarise in one sentence: ${page}`)
const writing = await timed('How do I reduce cost?')

// %% id="read-or-write-table"
showTable(
  Object.entries({ reading, writing }).map(([call, { reply, ms }]) => ({
    call,
    'tokens in': reply.usage?.input_tokens,
    'tokens out': reply.usage?.output_tokens,
    milliseconds: ms,
  })),
)

// %% [markdown] id="library"
// ## Let a library know the prices
//
// Nobody wants to keep price lists. `@pydantic/genai-prices` brings one for hundreds of models; it is data inside the package, so nothing is sent
// anywhere. Our worked example is a call with 1,000 tokens of input and 500 of output.

// %% id="calc-price"
import { calcPrice } from '@pydantic/genai-prices'

const example = { input_tokens: 1000, output_tokens: 500 }
for (const tier of tiers) {
  const model = pick('openai', tier)
  const found = calcPrice(example, model, { providerId: 'openai' })
  console.log(model, found ? `$${found.total_price}` : 'is not in it')
}
const sonnet = pick('anthropic', 'mid')
const guessed = calcPrice(example, sonnet, { providerId: 'anthropic' })
console.log(`${sonnet} is priced as ${guessed?.model.id}`)

// %% [markdown] id="library-limits"
// Two things to know about any such list. The newest models are missing. And names are matched by patterns, so a new model may silently
// get the price of its older sister. So we take the library's word only where it means exactly our model, and keep dated entries of our
// own for the rest. They also know of changes that were announced, for a price belongs to a day. `asOf` is the day on which ours were checked.

// %% id="own-price"
import { asOf, priceOn } from '@workbook/kit'

type Usage = Parameters<typeof calcPrice>[0]

function ownPrice(model: string, usage: Usage, day: string) {
  const { input_tokens: all = 0, output_tokens: out = 0 } = usage
  const { cache_read_tokens: hit = 0, cache_write_tokens: put = 0 } = usage
  const { longPrompt, ...usual } = priceOn(entryOf(model), day)
  const isLong = longPrompt !== undefined && all > longPrompt.above
  const { input, output, ...cache } = isLong ? longPrompt : usual
  const { cachedInput = input, cacheWrite = input } = cache
  const asInput = (all - hit - put) * input + hit * cachedInput
  return (asInput + put * cacheWrite + out * output) / 1e6
}

// %% [markdown] id="own-price-note"
// That is the whole formula: fresh input, input found in the cache, input written to it, and output. The line with `isLong` is for models
// that charge more for the whole request once its prompt is long. One token can make the difference:

// %% id="long-prompt"
const claude = pick('anthropic', 'cheap')
for (const input_tokens of [100_000, 100_001]) {
  const dollars = ownPrice(claude, { input_tokens }, asOf)
  console.log(`${input_tokens} tokens of input: $${dollars.toFixed(4)}`)
}

// %% id="cost-of"
function costOf(model: string, usage: Usage, day = asOf) {
  const { provider } = entryOf(model)
  const providerId = provider === 'gemini' ? 'google' : provider
  const timestamp = new Date(day)
  const found = calcPrice(usage, model, { providerId, timestamp })
  if (found?.model.id === model) return found.total_price
  return ownPrice(model, usage, day)
}

showTable(
  current.map((model) => ({
    model,
    today: Number(costOf(model, example).toFixed(6)),
    'in January': Number(costOf(model, example, '2027-01-01').toFixed(6)),
  })),
)

// %% [markdown] id="three-models"
// This is our worked example, in dollars. Read the first three rows: the same tokens cost a hundred times as much at the top of one price
// list as at its bottom. No other difference in this lesson is that large. And look at the last two: Google has announced that both will cost twice as much.
//
// Our own entries have a date because prices rot. Let the program complain when one is old. Real code passes today's date; we try two days:

// %% id="old-prices"
function warningFor(model: string, today: string) {
  const { checked, source } = entryOf(model)
  const days = (Date.parse(today) - Date.parse(checked)) / 86_400_000
  if (days <= 90) return `${model}: checked ${days} days ago, fine`
  return `${model}: checked ${days} days ago. Look again: ${source}`
}

console.log(warningFor(pick('openai', 'mid'), asOf))
console.log(warningFor(pick('openai', 'mid'), '2027-04-01'))

// %% [markdown] id="early-2024"
// ## How fast prices fall
//
// These were the models of the first half of 2024, then two that followed within the year, and below them today's. We take a thousand
// calls of our worked example.

// %% id="then"
const then = [
  'gpt-4', // retired
  'gpt-4-turbo', // retired
  'gpt-4o-2024-05-13', // retired
  'gpt-3.5-turbo', // retired
  'claude-3-opus-20240229', // retired
  'claude-3-sonnet-20240229', // retired
  'claude-3-haiku-20240307', // retired
]
const soonAfter = ['gpt-4o', 'gpt-4o-mini'] // retired in January 2027
const now = current.filter((id) => entryOf(id).provider !== 'gemini')
const eras = { 'early 2024': then, 'late 2024': soonAfter, today: now }

// %% id="then-and-now"
import { isRetired } from '@workbook/kit'

const priced = Object.entries(eras).flatMap(([era, ids]) =>
  ids.map((id) => {
    const entry = entryOf(id)
    const { input, output } = entry.price
    const dollars = Number((1000 * costOf(id, example)).toFixed(2))
    const row = { era, model: entry.name, input, output }
    const state = isRetired(entry) ? 'shut down' : 'served'
    return { ...row, '1,000 calls': dollars, state }
  }),
)
showTable(priced)

// %% id="then-and-now-chart"
import { showBars } from '@workbook/kit'

showBars(
  priced.map(({ era, model, '1,000 calls': value }) => ({
    group: era,
    label: model,
    value,
  })),
  { title: '1,000 calls of 1,000 tokens in, 500 out', unit: '$' },
)

// %% [markdown] id="falls-note"
// The dearest of these models costs less today than GPT-4 did, and the cheap ones have fallen below everything of 2024. But prices do not
// fall in your program: a new top model may be dearer than the one before, as the table shows, and you save only when you move. A bill that
// frightens you today may be small next year, and an estimate from an old article is worth nothing.

// %% [markdown] id="monthly"
// ## The bill of a month
//
// An estimate takes four numbers: requests a day, tokens in and tokens out of one request, and the prices. Say 10,000 requests a day, each
// with 500 tokens of input at 0.003 dollars a thousand and 200 of output at 0.006. That is 3 and 6 dollars a million.

// %% id="monthly-estimate"
interface Rate {
  input: number
  output: number
}

function monthly(perDay: number, input: number, output: number, at: Rate) {
  const perRequest = (input * at.input + output * at.output) / 1e6
  return perDay * 30 * perRequest
}

const month = monthly(10_000, 500, 200, { input: 3, output: 6 })
console.log(`$${month.toFixed(2)} a month`)

// %% [markdown] id="monthly-mix"
// Now move 80 % of the requests to a model that is ten times cheaper:

// %% id="monthly-mixed"
const stay = monthly(2000, 500, 200, { input: 3, output: 6 })
const moved = monthly(8000, 500, 200, { input: 0.3, output: 0.6 })
const mixed = stay + moved
const less = 100 * (1 - mixed / month)
console.log(`$${stay.toFixed(2)} + $${moved.toFixed(2)}`)
console.log(`$${mixed.toFixed(2)} a month, ${less.toFixed(0)} % less`)
console.log(`taking off a rounded 70 %: $${(month * 0.3).toFixed(2)}`)

// %% [markdown] id="monthly-note"
// The last line is a figure you may meet elsewhere for the same sum: somebody rounded the saving first. Round last.
//
// The weak point of an estimate is the 500 and the 200. Guesses are usually too low: history grows, models think, calls are retried. So
// let us measure.

// %% [markdown] id="meter"
// ## A meter
//
// The library also knows where each provider hides its counts. It adds cached tokens to the input at Anthropic, which counts them apart,
// and thoughts to the output at Gemini. With that, a meter for a whole session is one map and one function.

// %% id="usage-of"
import { extractUsage, findProvider } from '@pydantic/genai-prices'

function usageOf(providerId: string, reply: object, flavour?: string) {
  const provider = findProvider({ providerId })
  if (!provider) throw new Error(`No provider is called ${providerId}.`)
  return extractUsage(provider, reply, flavour).usage
}

console.log(usageOf('openai', body, 'responses'))

// %% id="meter-code"
const unused = { requests: 0, input: 0, output: 0, dollars: 0 }
const meter = new Map<string, typeof unused>()

function charge(model: string, usage: Usage, discount = 1) {
  const { input_tokens: input = 0, output_tokens: output = 0 } = usage
  const dollars = costOf(model, usage) * discount
  const sum = meter.get(model) ?? unused
  meter.set(model, {
    requests: sum.requests + 1,
    input: sum.input + input,
    output: sum.output + output,
    dollars: sum.dollars + dollars,
  })
  return { requests: 1, input, output, dollars }
}

// %% id="meter-so-far"
function showMeter() {
  const rows = [...meter].map(([model, sum]) => ({
    model,
    ...sum,
    dollars: Number(sum.dollars.toFixed(6)),
  }))
  showTable(rows)
}

for (const reply of [body, reading.reply, writing.reply])
  charge(reply.model, usageOf('openai', reply, 'responses'))
showMeter()

// %% [markdown] id="traffic"
// ## Traffic to measure with
//
// To compare ways of saving, we need the same work before and after. Ours is the help desk of a course like this one: 20 questions of an
// afternoon. Some come again word for word, some in other words. For each we know something that a right answer must contain, since a
// wrong answer is not a saving. `asked` is the order in which they come, each by its place in the list.

// %% id="questions"
const faq: [question: string, expected: RegExp][] = [
  ['What is a token?', /piece/],
  ['What is JSON?', /format|API/],
  ['What is a rate limit?', /time/],
  ['What is streaming?', /piece/],
  ['What is jitter?', /random/],
  ['What does error 429 mean?', /requests/],
  ['How do I keep my API key secret?', /environment|server/],
  ['Which errors should I retry?', /timeouts/],
  ['How do I choose a model?', /task/],
  ['How do I rotate my API key?', /new|fresh/],
  ['What exactly is a token?', /piece/],
  ['How can I keep my API key secret?', /environment|server/],
  ['What does the error 429 mean?', /requests/],
  ['What is a rate limit, please?', /time/],
]

// %% id="traffic-code"
const asked = [
  0, 1, 2, 0, 3, 4, 10, 5, 6, 7, 0, 8, 12, 9, 2, 11, 13, 5, 6, 1,
]
const traffic = asked.flatMap((i) => faq[i]?.[0] ?? [])
const expected = new Map(faq)
console.log(
  traffic.length,
  'questions,',
  new Set(traffic).size,
  'different',
)

// %% [markdown] id="desk"
// The desk begins as many do: a middling model, and rules written by a committee. We measure it as it is: requests, tokens, dollars, and how
// many of the 20 answers are right. (The answers are kept, for they make a handbook later.)

// %% id="rules"
const rules = [
  'You are the help desk of a course about language models, and you',
  'are glad to be of service. A student will write to you with a',
  'question, and it is your task to read the question with care, to',
  'think about what it is that the student would like to know, and to',
  'write an answer to the question that the student has asked. Please',
  'be friendly at all times. Please be polite at all times. Please do',
  'not make up facts that are not true. If it should happen that you do',
  'not know the answer, please tell the student that you do not know',
  'the answer, and do not make up an answer that is not true. The',
  'students are developers, so you may use technical terms where',
  'technical terms are useful. Thank you for your help.',
].join(' ')

// %% id="desk-code"
const desk = {
  model: pick('openai', 'mid'),
  instructions: rules,
  reasoning: { effort: 'low' as const },
}

// %% id="ask"
type Params = OpenAI.Responses.ResponseCreateParamsNonStreaming

async function ask(input: Params['input'], change: Partial<Params> = {}) {
  const params: Params = { ...desk, ...change, input }
  const reply = await openai.responses.create(params)
  const usage = usageOf('openai', reply, 'responses')
  return { text: reply.output_text, ...charge(reply.model, usage) }
}

type Reply = Awaited<ReturnType<typeof ask>>

// %% id="bill"
function billFor(replies: Reply[], right: number) {
  const sum = (of: keyof typeof unused) =>
    replies.reduce((total, reply) => total + reply[of], 0)
  return {
    requests: sum('requests'),
    input: sum('input'),
    output: sum('output'),
    dollars: sum('dollars'),
    right,
  }
}
type Bill = ReturnType<typeof billFor>

// %% id="measure"
async function measure(answer: (question: string) => Promise<Reply>) {
  const replies = await Promise.all(traffic.map(answer))
  const right = replies.filter(({ text }, i) =>
    expected.get(traffic[i] ?? '')?.test(text),
  )
  return billFor(replies, right.length)
}

// %% id="baseline"
const answers = new Set<string>()
const before = await measure(async (question) => {
  const reply = await ask(question)
  answers.add(reply.text)
  return reply
})
showTable([{ ...before, dollars: Number(before.dollars.toFixed(6)) }])

const [meanIn, meanOut] = [before.input / 20, before.output / 20]
const perMonth = monthly(10_000, meanIn, meanOut, entryOf(desk.model).price)
console.log(`10,000 a day: $${perMonth.toFixed(2)} a month`)

// %% [markdown] id="submit-note"
// ## Half price for those who can wait
//
// The first way to save needs time, so we start it now and collect it later. The **Batch API** takes a file of requests, works through it
// when there is free capacity, within a day, and charges half. The file has one JSON object a line, each with an id of yours.

// %% id="batch-lines"
const lines = traffic.map((input, i) =>
  JSON.stringify({
    custom_id: `question-${i}`,
    method: 'POST',
    url: '/v1/responses',
    body: { ...desk, input },
  }),
)

// %% id="batch-submit"
const file = await openai.files.create({
  purpose: 'batch',
  file: new File([lines.join('\n')], 'questions.jsonl'),
})
const batch = await openai.batches.create({
  input_file_id: file.id,
  endpoint: '/v1/responses',
  completion_window: '24h',
})
console.log(batch.status)

// %% [markdown] id="levers"
// ## Pull one lever at a time
//
// In the meantime we change one thing, run the same 20 questions, and compare. `report` shows both bills and keeps them for the end.

// %% id="report"
const measured: { lever: string; saved: number }[] = []

function report(lever: string, was: Bill, is: Bill) {
  const saved = Math.round(100 * (1 - is.dollars / was.dollars))
  measured.push({ lever, saved })
  showTable(
    [was, is].map((bill, i) => ({
      [lever]: i === 0 ? 'before' : 'after',
      ...bill,
      dollars: Number(bill.dollars.toFixed(6)),
    })),
  )
  console.log(`${lever}: ${saved} % saved`)
}

// %% [markdown] id="lever-model"
// **Another model.** The price list said it: start here.

// %% id="model-choice"
const cheap = pick('openai', 'cheap')
const smaller = await measure((q) => ask(q, { model: cheap }))
report('model choice', before, smaller)

// %% [markdown] id="lever-model-note"
// The simulated models all know the same, so the answers are as right as before. Real ones differ: run *your* examples, and look at the
// last column first.
//
// **Less thinking.** Our desk asks for low effort already. So here the bill before is one with medium effort, and the bill after is our own:

// %% id="effort"
const medium = { reasoning: { effort: 'medium' as const } }
const thoughtful = await measure((q) => ask(q, medium))
report('less reasoning', thoughtful, before)

// %% [markdown] id="lever-prompt"
// **Shorter prompts.** The rules travel with every request. What do they say, without the courtesies?

// %% id="shorter-prompt"
const shortRules =
  'Help desk for developers who take a course about language models. ' +
  'Be friendly. If you do not know, say so.'
const shorter = await measure((q) => ask(q, { instructions: shortRules }))
report('shorter prompts', before, shorter)

// %% [markdown] id="lever-output"
// The input fell to a quarter and the bill by much less, because most of it is output. (No two runs write quite the same, so a few per cent
// are chance.)
//
// **Shorter answers.** Ask for the length you need. A token limit alone would only cut the answer off. It is the safety net below, and must
// leave room for the thoughts.

// %% id="shorter-answers"
const oneSentence = await measure((q) =>
  ask(q, {
    instructions: `${rules} Answer in one sentence.`,
    max_output_tokens: 400,
  }),
)
report('output limits', before, oneSentence)

// %% [markdown] id="lever-cache"
// **A response cache.** The cheapest request is the one you do not send. The key must contain everything that shapes the answer. Storing the
// promise, not the text, lets two equal questions that come at the same moment share one request. What comes from the cache is charged
// `unused`: nothing. (This one keeps failures too, and everything for ever. Exercise 7.3 mends that.)

// %% id="response-cache"
const cache = new Map<string, Promise<Reply>>()

async function askCached(question: string): Promise<Reply> {
  const key = JSON.stringify({ ...desk, input: question })
  const known = cache.get(key)
  if (known) return { ...(await known), ...unused }
  const reply = ask(question)
  cache.set(key, reply)
  return reply
}

report('response cache', before, await measure(askCached))

// %% [markdown] id="lever-semantic"
// **Semantic deduplication.** The cache missed the questions that came in other words. An embedding turns a text into a vector, and the
// vectors of texts with much in common point the same way: the cosine of the angle between two, here a sum of products, is near 1. One
// request embeds them all.

// %% id="embed"
import { served } from '@workbook/kit'

const embedder = served('openai').find(({ kind }) => kind === 'embedding')
const texts = [...new Set(traffic)]
const embedded = await openai.embeddings.create({
  model: embedder?.id ?? '',
  input: texts,
})
const vectors = new Map(
  texts.map((text, i) => [text, embedded.data[i]?.embedding ?? []]),
)
const embeddingUsage = usageOf('openai', embedded, 'embeddings')
const embedding = charge(embedded.model, embeddingUsage)

// %% id="closest-pairs"
function likeness(a: string, b: string) {
  const [va = [], vb = []] = [vectors.get(a), vectors.get(b)]
  return va.reduce((sum, value, i) => sum + value * (vb[i] ?? 0), 0)
}

const pairs = texts.flatMap((a, i) =>
  texts.slice(i + 1).map((b) => ({
    question: a,
    'and another': b,
    likeness: Number(likeness(a, b).toFixed(2)),
  })),
)
showTable(pairs.sort((a, b) => b.likeness - a.likeness).slice(0, 6))

// %% [markdown] id="threshold-note"
// Where is the border? The first four pairs ask the same thing. The fifth, about keeping and about rotating a key, does not, and wants two
// answers. With the border at 0.8 we keep them apart; at 0.7 the desk gives somebody the wrong answer, for free.

// %% id="semantic-cache"
function semanticCache(border: number) {
  const known: { question: string; reply: Promise<Reply> }[] = []
  return async (question: string): Promise<Reply> => {
    const twin = known.find((k) => likeness(k.question, question) >= border)
    if (twin) return { ...(await twin.reply), ...unused }
    const reply = ask(question)
    known.push({ question, reply })
    return reply
  }
}

// %% id="semantic"
const alike = await measure(semanticCache(0.8))
alike.requests += embedding.requests
alike.input += embedding.input
alike.dollars += embedding.dollars
report('semantic dedup', before, alike)
const careless = await measure(semanticCache(0.7))
console.log(`At 0.7 only ${careless.right} of 20 are right.`)

// %% [markdown] id="lever-tiers"
// **Tiered models.** Not every question needs the better model. A *router* decides, and the simplest is a rule: definitions go to the cheap
// one, and here that is whatever begins with "What". Another is a cascade: ask the cheap one, check its answer, and only when the check fails ask the better one.

// %% id="tiered"
const isEasy = (question: string) => question.startsWith('What')
const tiered = await measure((q) =>
  ask(q, isEasy(q) ? { model: cheap } : {}),
)
report('tiered models', before, tiered)

// %% [markdown] id="lever-context"
// **Context management.** The API forgets, so a chat resends its history, and every turn is dearer than the one before. Often the last turns
// are enough, if a note keeps what must not be lost. We hold the same chat three times: with its whole history, with only the last three
// messages, and with these and a note. At its end we ask for a name that was said at its beginning.

// %% id="chat"
const chat = [
  'My name is Ada.',
  ...faq.slice(0, 6).map(([question]) => question),
  'What is my name?',
]
const quick = { model: cheap, reasoning: { effort: 'none' as const } }

// %% id="hold-chat"
async function hold(keep: number, note = '') {
  const history: OpenAI.Responses.EasyInputMessage[] = []
  const replies: Reply[] = []
  const instructions = `${shortRules} ${note}`.trim()
  for (const content of chat) {
    history.push({ role: 'user', content })
    const turns = history.slice(-keep)
    const reply = await ask(turns, { ...quick, instructions })
    history.push({ role: 'assistant', content: reply.text })
    replies.push(reply)
  }
  const remembers = replies.at(-1)?.text.includes('Ada')
  return billFor(replies, remembers ? 1 : 0)
}

// %% id="context"
const [whole, forgetful, noted] = await Promise.all([
  hold(Infinity),
  hold(3),
  hold(3, "The user's name is Ada."),
])
for (const [kept, bill] of Object.entries({ whole, forgetful, noted }))
  console.log(`${kept}: ${bill.right ? 'knows' : 'has forgotten'} the name`)
report('context', whole, noted)

// %% [markdown] id="lever-batching"
// **Batching.** Small jobs with the same instructions can share one request, which then reads the instructions once. Number them, so that
// you can take the answer apart and notice when one is missing.

// %% id="batching"
const phrases = [
  'Good morning.',
  'Thank you.',
  'Where is the station?',
  'I am hungry.',
  'How are you?',
  'See you tomorrow.',
  'Good night.',
  'What time is it?',
]

// %% id="translate"
const translator = {
  ...quick,
  instructions:
    'Translate every message to German. Answer with the translation only. ' +
    'They are labels of an app.',
}
const singly = await Promise.all(phrases.map((p) => ask(p, translator)))
const list = phrases.map((phrase, i) => `${i + 1}. ${phrase}`)
const together = await ask(list.join('\n'), translator)
console.log(together.text)

// %% id="batching-report"
const parts = together.text.split(/\s*\d+\. /).slice(1)
const same = singly.filter(({ text }, i) => text === parts[i])
const apart = billFor(singly, phrases.length)
report('batching', apart, billFor([together], same.length))

// %% [markdown] id="lever-prompt-cache"
// **The provider's prompt cache.** Suppose that the desk must answer from a handbook, so that a long text travels with each question. A
// provider that read the same beginning a moment ago charges a tenth or less for it; see `cached` in the price list. So fixed text comes
// first and the question last. Anthropic wants you to mark the end of what is to be kept; OpenAI and Gemini look for known beginnings of
// a thousand tokens and more by themselves. Anthropic and OpenAI charge a quarter more for what they write, as `cache write` said.

// %% id="handbook"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic()
const handbook = [...answers].join('\n')

// %% id="ask-claude"
async function askClaude(question: string, keep: boolean): Promise<Reply> {
  const text = `Answer in one sentence, from this handbook.\n${handbook}`
  const cache_control = keep ? { type: 'ephemeral' as const } : null
  const reply = await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 500,
    thinking: { type: 'disabled' },
    system: [{ type: 'text', text, cache_control }],
    messages: [{ role: 'user', content: question }],
  })
  const said = reply.content.map((b) => (b.type === 'text' ? b.text : ''))
  const paid = charge(reply.model, usageOf('anthropic', reply))
  return { text: said.join(''), ...paid }
}

// %% [markdown] id="first-alone"
// A cache entry is there only when the first answer has begun. Twenty requests at the same moment would each write it, and each pay for
// that. So the first goes alone:

// %% id="prompt-cache"
let first: Promise<Reply> | undefined

async function askAfterFirst(question: string) {
  if (!first) return (first = askClaude(question, true))
  await first
  return askClaude(question, true)
}

const uncached = await measure((q) => askClaude(q, false))
report('prompt cache', uncached, await measure(askAfterFirst))

// %% [markdown] id="batch-collect-note"
// **The Batch API**, at last. Is our batch done? We ask every two seconds for a while; a real one may take hours, and you would ask every
// few minutes. The answers may come in any order, so they are found by their ids.

// %% id="batch-collect"
import { setTimeout as sleep } from 'node:timers/promises'

const over = ['completed', 'failed', 'expired', 'cancelled']
let job = await openai.batches.retrieve(batch.id)
for (let tries = 0; tries < 60 && !over.includes(job.status); tries++) {
  await sleep(2000)
  job = await openai.batches.retrieve(batch.id)
}
console.log(job.status, JSON.stringify(job.request_counts))

// %% id="batch-results"
const answered = job.output_file_id
  ? await openai.files.content(job.output_file_id)
  : new Response('')
const results = (await answered.text()).split('\n').filter(Boolean)
console.log(`${results[0]?.slice(0, 60)}…`)

// %% id="batch-bill"
interface Line {
  custom_id: string
  response: { body: OpenAI.Responses.Response }
}

const found = results.map((text) => {
  const { custom_id, response } = JSON.parse(text) as Line
  const { model, output } = response.body
  const usage = usageOf('openai', response.body, 'responses')
  const question = traffic[Number(custom_id.split('-')[1])] ?? ''
  const isRight = expected.get(question)?.test(JSON.stringify(output))
  return { text: '', ...charge(model, usage, 0.5), isRight }
})
const batched = billFor(found, found.filter((one) => one.isRight).length)
if (found.length === traffic.length) report('Batch API', before, batched)
else console.log('The batch is not done yet: ask again later.')

// %% [markdown] id="batch-note"
// The model thinks and writes a little differently each time, so it is not exactly 50. The price library knows nothing of this discount:
// the factor of 0.5 is ours. Anthropic and Gemini have such an interface as well; at Anthropic the whole list goes into one call, without
// a file.

// %% [markdown] id="all-levers"
// ## All of it
//
// Here are the levers side by side. Most were pulled at the help desk; context, batching and the prompt cache had work of their own.

// %% id="savings-chart"
showBars(
  [...measured]
    .sort((a, b) => b.saved - a.saved)
    .map(({ lever, saved }) => ({ label: lever, value: saved })),
  { title: 'What each lever saved on its own', unit: '%' },
)

// %% [markdown] id="combine"
// Savings do not add up: each lever works on what the one before has left. Let us pull several at once: short rules, one sentence, a cheap
// model without thinking for easy questions, and nothing asked twice.

// %% id="combined"
const once = new Map<string, Promise<Reply>>()

async function askThrifty(question: string): Promise<Reply> {
  const known = once.get(question)
  if (known) return { ...(await known), ...unused }
  const instructions = `${shortRules} Answer in one sentence.`
  const reply = ask(question, {
    instructions,
    ...(isEasy(question) ? quick : {}),
  })
  once.set(question, reply)
  return reply
}

report('together', before, await measure(askThrifty))

// %% [markdown] id="combine-note"
// The cheap model alone saved about as much, but there it had to answer the hard questions too. Here they still go to the better one.

// %% [markdown] id="break-even"
// ## Two that cost money first
//
// **Fine-tuning** trains a small model on examples of your own, until it does one task like a large one and needs no long instructions. You
// pay once for examples and training, then less for each request. Whether that pays is a question of volume. We cannot measure it here, so
// we state what we assume: $2,000 once, a prompt that shrinks from 1,500 to 200 tokens, and a tuned model at twice the price of its base.

// %% id="fine-tuning-inputs"
const big = entryOf(pick('openai', 'mid')).price
const small = entryOf(pick('openai', 'cheap')).price
const tuning = {
  once: 2000,
  promptBefore: 1500,
  promptAfter: 200,
  out: 200,
}
const surcharge = 2

// %% id="fine-tuning"
const large =
  (tuning.promptBefore * big.input + tuning.out * big.output) / 1e6
const plain =
  (tuning.promptAfter * small.input + tuning.out * small.output) / 1e6
const tuned = surcharge * plain
const pays = tuning.once / (large - tuned)
console.log(
  `per request: $${large.toFixed(5)} before, $${tuned.toFixed(5)} after`,
)
console.log(
  `pays from ${Math.round(pays).toLocaleString('en-US')} requests on`,
)

// %% id="fine-tuning-chart"
import { showLines } from '@workbook/kit'

const millions = [0, 0.5, 1, 1.5, 2, 2.5, 3]
showLines(
  [
    {
      name: 'large model',
      points: millions.map((m) => [m, m * 1e6 * large]),
    },
    {
      name: 'tuned small model',
      points: millions.map((m) => [m, tuning.once + m * 1e6 * tuned]),
    },
  ],
  { title: 'Fine-tuning', x: 'requests in all (millions)', y: 'cost ($)' },
)

// %% [markdown] id="self-hosting"
// **Self-hosting** an open model has no price per token. A server costs the same whether it is busy or idle, and somebody has to look after
// it. So there is a volume from which it pays, and one at which it is full. We assume 1,500 dollars of rent and 1,000 of care a month, five
// requests a second, and 500 tokens in and 200 out each. What you would pay otherwise matters too, so we compare with two models:

// %% id="server"
const server = { rent: 1500, care: 1000, requestsPerSecond: 5 }
const fixed = server.rent + server.care
const full = (server.requestsPerSecond * 86_400 * 30) / 1e6
const request = { input_tokens: 500, output_tokens: 200 }
const hosted = [pick('openai', 'mid'), cheap]

for (const model of hosted) {
  const even = fixed / costOf(model, request) / 1e6
  const verdict = even < full ? 'and pays from there' : 'but is full before'
  console.log(
    `${model}: even at ${even.toFixed(1)} million a month, ${verdict}`,
  )
}
console.log(`The server is full at ${full.toFixed(1)} million a month.`)

// %% id="server-chart"
const volumes = [0, 2, 4, 6, 8, 10, 12]
showLines(
  [
    { name: 'own server', points: volumes.map((m) => [m, fixed]) },
    ...hosted.map((model) => ({
      name: model,
      points: volumes.map(
        (m) => [m, m * 1e6 * costOf(model, request)] as const,
      ),
    })),
  ],
  {
    title: 'Self-hosting',
    x: 'requests a month (millions)',
    y: 'cost a month ($)',
  },
)

// %% [markdown] id="break-even-note"
// Change the assumptions and run the cells again; that is what they are for. Against the middling model the server wins from a good volume
// on. Against the cheap one it never does, for it is full first. As prices fall that border moves further out, so let privacy and control
// decide before money.

// %% id="break-even-savings"
const tuningSaved = (m: number) =>
  1 - (tuning.once + m * 1e6 * tuned) / (m * 1e6 * large)
const serverSaved = (m: number) =>
  1 - fixed / (m * 1e6 * costOf(hosted[0] ?? '', request))

const percent = (share: number) => Math.round(100 * share)
measured.push({ lever: 'fine-tuning', saved: percent(tuningSaved(3)) })
measured.push({ lever: 'self-hosting', saved: percent(serverSaved(12)) })
console.log('fine-tuning, 3 million requests:', measured.at(-2)?.saved, '%')
console.log('own server, 12 million a month:', measured.at(-1)?.saved, '%')

// %% [markdown] id="reference"
// ## To look up
//
// The first number is what you have just seen measured or computed. The second is what is often reported for it; where the two differ, the
// traffic differs. Yours is different again.

// %% id="reference-rows"
const notes: [
  lever: string,
  often: string,
  effort: string,
  best: string,
][] = [
  ['model choice', '50-90', 'low', 'almost everything; test it first'],
  ['less reasoning', '', 'low', 'simple tasks'],
  ['shorter prompts', '10-40', 'low', 'rules sent with each request'],
  ['output limits', '10-40', 'low', 'answers longer than anyone reads'],
  ['response cache', '30-80', 'low', 'the same questions again'],
  ['semantic dedup', '', 'medium', 'the same questions in other words'],
  ['prompt cache', '', 'low', 'one long text, many questions'],
  ['tiered models', '40-60', 'medium', 'easy and hard requests mixed'],
  ['context', '20-50', 'medium', 'long chats'],
  ['batching', '10-20', 'medium', 'small jobs, same instructions'],
  ['Batch API', '50', 'medium', 'work that can wait'],
  ['fine-tuning', '50-80', 'high', 'one narrow task, large volume'],
  ['self-hosting', '70-95', 'high', 'large steady volume, privacy'],
]

// %% id="reference-table"
showTable(
  notes.map(([lever, often, effort, best]) => ({
    lever,
    '% here': measured.find((one) => one.lever === lever)?.saved,
    '% often': often,
    effort,
    'best for': best,
  })),
)

// %% [markdown] id="decide"
// ## Where to begin
//
// ```mermaid
// flowchart TD
//   A{Do you know what a request costs you?} -->|no| B[Measure: usage, a meter, 20 real examples]
//   A -->|yes| C{Does a cheaper model or less thinking pass your examples?}
//   C -->|yes, all| D[Take it]
//   C -->|the easy ones| E[Tiered models]
//   C -->|no| F{Can the work wait a day?}
//   F -->|yes| G[Batch API]
//   F -->|no| H{Do the same questions come again?}
//   H -->|word for word| I[Response cache]
//   H -->|in other words| J[Semantic deduplication, with a careful border]
//   H -->|no| K{What is most of the bill?}
//   K -->|a long fixed text| L[Shorten it, put it first, use the prompt cache]
//   K -->|history| M[Trim, and keep a note]
//   K -->|many small jobs| P[Several in one request]
//   K -->|answers| N[Ask for less, limit as a safety net]
//   K -->|sheer volume of one task| O[Compute the break-even of fine-tuning or a server of your own]
// ```
//
// After each step come back to the top: measure again, and look at quality as well as money.

// %% [markdown] id="budget"
// ## A budget guard
//
// A loop with a mistake in it can spend a month's money in an hour. A *budget guard* stands before each call, works out what it could cost
// at worst, and refuses when that would be too much. The input can be counted beforehand for nothing; the output cannot, but it can be
// limited. The guard sets the worst case aside *before* it waits for the answer, so that calls at the same moment cannot each spend the
// same money, and gives back what was not used. Count *all* that is sent: here the rules of the desk travel along.

// %% id="guard"
function startBudget(limit: number) {
  let spent = 0
  return async (input: string, most: number) => {
    const { input_tokens } = await openai.responses.inputTokens.count({
      model: cheap,
      instructions: desk.instructions,
      input,
    })
    const worst = costOf(cheap, { input_tokens, output_tokens: most })
    if (spent + worst > limit)
      throw new Error(`$${worst.toFixed(6)} more would pass $${limit}`)
    spent += worst
    const reply = await ask(input, { ...quick, max_output_tokens: most })
    spent += reply.dollars - worst
    return { text: reply.text, spent }
  }
}

// %% id="guard-runs"
const guarded = startBudget(0.0002)
for (const question of texts.slice(0, 6)) {
  try {
    const { spent } = await guarded(question, 200)
    console.log(`$${spent.toFixed(6)} after ${question}`)
  } catch (error) {
    console.log(String(error))
    break
  }
}

// %% id="guard-at-once"
const guardedToo = startBudget(0.0002)
const atOnce = await Promise.allSettled(
  texts.slice(0, 3).map((question) => guardedToo(question, 200)),
)
for (const { status } of atOnce) console.log(status)

// %% [markdown] id="guard-note"
// One call at a time, there was money for two. Three at once, and only one fits: the first has set its worst case aside. One thing is left
// to you: when a call fails, this guard keeps what was set aside for it. Exercise 7.5 asks for one that gives it back.
//
// Put such a limit on every user and one on the whole day, and set a spending limit in the provider's console behind it, as a second wall.
//
// ## What this lesson cost
//
// Our meter saw every call that was charged:

// %% id="meter-total"
showMeter()
const bills = [...meter.values()].map(({ dollars }) => dollars)
const total = bills.reduce((sum, dollars) => sum + dollars, 0)
console.log(`$${total.toFixed(4)} in all`)

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>How do you halve the cost of an application without losing quality?</summary>
//
// Measure first: what a request costs, and twenty real examples with right answers. Then change one thing at a time and keep what leaves
// the answers right: a cheaper model or less thinking, at least for the easy requests, shorter rules and answers, and a cache for what is
// asked again. Here these together saved far more than half, and the answers stayed right. What can wait goes to the Batch API, which
// alone is half.
//
// </details>
//
// <details><summary>A request has 2,000 tokens in and 300 out, at 1 and 5 dollars per million. What does it cost, and which part weighs more?</summary>
//
// 2,000 × 1 / 1,000,000 + 300 × 5 / 1,000,000 = 0.002 + 0.0015 = 0.0035 dollars. The input weighs more here, so look at the prompt first.
//
// </details>
//
// <details><summary>The answer had 80 words, and <code>usage</code> says 290 output tokens. Why?</summary>
//
// The model thought before it wrote. Reasoning tokens are never shown and are paid for as output. Lower the effort where the task is simple.
//
// </details>
//
// <details><summary>You send 20 requests with the same long, marked prompt at the same moment, and the prompt cache saves nothing. Why?</summary>
//
// The entry is there only once the first answer has begun. All 20 wrote it, and each paid the extra quarter. Send one alone, then the others.
//
// </details>
//
// <details><summary>Why does the budget guard set the worst case aside before it sends the request?</summary>
//
// Between the check and the answer other calls may start. Each would see the same money and spend it.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - Cost is input times its price plus output times its price; output is about five times dearer, and hidden thinking counts as output.
// - The choice of the model moves the bill more than all else. Prices fall, and lists of them age: date yours.
// - Change one thing, run the same traffic, look at dollars and right answers.
// - Fine-tuning and servers of your own have a break-even volume. Compute it before you begin.
// - Put a guard before the call. Afterwards is too late.
//
// Now write it yourself. The exercises are in `exercises/07-cost`: **7.1** the cost of a call from its usage, **7.2** a monthly estimate,
// **7.3** a response cache, **7.4** tiered models, **7.5** a budget guard. Run `npm test 7`.
