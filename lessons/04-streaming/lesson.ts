// %% [markdown] id="title"
// # Lesson 4: Streaming
//
// After this lesson you can
//
// - show an answer while it is being written, and measure what that changes and what it does not,
// - say when not to stream,
// - read server-sent events by hand, wherever the network cuts them, and know the four dialects you will meet,
// - stream with the SDKs of OpenAI, Anthropic and Google, and find the token counts,
// - stop an answer, survive one that breaks off, and pass one on to a browser,
// - hold a conversation whose answers appear as they are written.
//
// It takes about 30 minutes. As before, every answer is simulated on your machine unless you ask for live mode.

// %% [markdown] id="the-wait"
// ## The same wait, cut in two
//
// A model writes one token after the other. Up to now you have waited until the last one was there. Here is that wait, on a clock.
// (`reasoning_effort: 'none'` from lesson 3 keeps the model from thinking first. We come back to that.)

// %% id="whole-answer"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const question = {
  model: pick('openai', 'mid'),
  reasoning_effort: 'none' as const,
  messages: [{ role: 'user' as const, content: 'What is streaming?' }],
}

const asked = performance.now()
await client.chat.completions.create(question)
const wholeMs = Math.round(performance.now() - asked)
console.log(`${wholeMs} ms of nothing, then everything at once`)

// %% [markdown] id="turn-it-on"
// With `stream: true` the same request gets its answer in pieces, called *chunks*. Each has a `delta`, which is what is new in it. The pieces are
// yours to join, and some have no text at all.

// %% id="streamed-answer"
const arrivals: number[] = []
const began = performance.now()
const stream = await client.chat.completions.create({
  ...question,
  stream: true,
})
for await (const chunk of stream) {
  const piece = chunk.choices[0]?.delta.content
  if (!piece) continue
  arrivals.push(Math.round(performance.now() - began))
  process.stdout.write(piece)
}
console.log()

// %% [markdown] id="ttft"
// Did you see it grow? (The notebook keeps the result only.) The moment of the first piece has a name, *time to first token*, TTFT for short. Put
// both calls on one clock:

// %% id="timeline"
import { showTimeline } from '@workbook/kit'

const [firstMs = 0] = arrivals
const lastMs = arrivals.at(-1) ?? 0

const waiting = { from: 0, to: firstMs, label: 'waiting' }
const reading = { from: firstMs, to: lastMs, label: 'reading' }
const nothing = { from: 0, to: wholeMs, label: 'waiting' }

showTimeline(
  [
    { name: 'whole', spans: [nothing] },
    { name: 'streamed', spans: [waiting, reading], marks: arrivals },
  ],
  { title: 'The same question, whole and streamed', unit: 'ms' },
)
console.log(`first token ${firstMs} ms, total ${lastMs} ms`)

// %% [markdown] id="perceived"
// The total is about the same. Streaming makes nothing faster. It shortens the *perceived latency*: the reader starts to read at the first mark
// instead of at the end, and people read more slowly than models write. The longer the answer, the more it gains; and one thing takes the gain
// away:

// %% id="thinking-first"
import { showTable } from '@workbook/kit'

type Effort = 'none' | 'low' | 'high'

async function timed(prompt: string, effort: Effort) {
  const start = performance.now()
  let first = 0
  const chunks = await client.chat.completions.create({
    ...question,
    reasoning_effort: effort,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  for await (const { choices } of chunks)
    if (choices[0]?.delta.content) first ||= performance.now() - start
  const all = Math.round(performance.now() - start)
  return { effort, 'first token, ms': Math.round(first), 'all, ms': all }
}

// %% id="efforts"
showTable([
  await timed('What is streaming?', 'none'),
  await timed('What is streaming?', 'low'),
  await timed('What is streaming?', 'high'),
])

// %% [markdown] id="thinking-note"
// Thoughts come before the first visible token and are not streamed as text. Where a person waits, choose the lowest effort that answers well
// enough, and show that something is happening.

// %% [markdown] id="when-not"
// ## When not to stream
//
// A stream is more code than a plain call: it can break in the middle, its usage comes late, and it cannot be checked before it is shown. So it
// has to earn that. A short answer leaves nothing to gain, since the first token is nearly the last:

// %% id="short-answer"
showTable([
  { answer: 'one word', ...(await timed('Say: yes', 'none')) },
  {
    answer: 'one sentence',
    ...(await timed('What is SSE? Answer in one sentence.', 'none')),
  },
  {
    answer: 'a paragraph',
    ...(await timed('What is streaming?', 'none')),
  },
])

// %% [markdown] id="json-note"
// And where a program reads the answer, half of it is often worth nothing. Here we ask for JSON of a given form (lesson 9 explains such schemas)
// and try to parse what we have after every piece:

// %% id="person"
const person = {
  name: 'person',
  strict: true,
  schema: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      city: { type: 'string' },
      year: { type: 'integer' },
    },
    required: ['name', 'city', 'year'],
    additionalProperties: false,
  },
}

// %% id="is-json"
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// %% id="partial-json"
const sentence = 'Ada Lovelace was born in London in 1815.'
const jsonStream = await client.chat.completions.create({
  ...question,
  messages: [{ role: 'user', content: `Extract the person: ${sentence}` }],
  response_format: { type: 'json_schema', json_schema: person },
  stream: true,
})
let json = ''
let [tries, parsed] = [0, 0]
for await (const chunk of jsonStream) {
  const piece = chunk.choices[0]?.delta.content
  if (!piece) continue
  json += piece
  tries++
  parsed += isJson(json) ? 1 : 0
}
console.log(json)
console.log(`${tries} pieces; valid JSON after ${parsed} of them: the last`)

// %% [markdown] id="when-not-list"
// So use the plain call for short answers, for JSON and classification, for batch jobs and background work, and for text that must pass a check
// before anybody sees it.
//
// One case turns it round. A very long answer may take minutes, and an idle connection of minutes is often cut by something on the way.
// Anthropic's SDK does not even send such a request unless you stream it:

// %% id="long-answer"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic()
try {
  await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 64_000,
    messages: [{ role: 'user', content: 'What is streaming?' }],
  })
} catch (error) {
  console.log(String(error))
}

// %% [markdown] id="wire"
// ## What comes over the wire
//
// Now without an SDK. The response is plain HTTP whose body does not end for a while, and you read it as it comes. Our question has letters that
// are longer than one byte, for a reason you will see at once. `post` sends a request, and `piecesOf` asks the body of its response for the next
// piece until there is none.

// %% id="post"
const hello = 'Say: "Grüße aus Zürich 🦉"'
const keys = {
  openai: process.env.OPENAI_API_KEY ?? '',
  anthropic: process.env.ANTHROPIC_API_KEY ?? '',
  gemini: process.env.GOOGLE_API_KEY ?? process.env.GEMINI_API_KEY ?? '',
}

function post(
  url: string,
  auth: Record<string, string>,
  body: Record<string, unknown>,
): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', ...auth }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

// %% id="pieces-of"
async function* piecesOf(response: Response) {
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) return
    yield value as Uint8Array
  }
}

// %% id="first-bytes"
const response = await post(
  'https://api.openai.com/v1/chat/completions',
  { Authorization: `Bearer ${keys.openai}` },
  {
    ...question,
    messages: [{ role: 'user', content: hello }],
    stream: true,
    stream_options: { include_obfuscation: false },
  },
)
console.log(response.status, response.headers.get('content-type'))
const received: Uint8Array[] = []
for await (const bytes of piecesOf(response)) received.push(bytes)
console.log(new TextDecoder().decode(received[1]))

// %% [markdown] id="sse"
// This is the format *server-sent events*, SSE, and it is a small one. A line is a field name, a colon and a value. **`data:`** holds the content,
// here one chunk as JSON; **`event:`** may name its kind; a line that begins with a colon is a comment. **An empty line ends the event.** That is
// all you need to know, except for one thing.
//
// (`include_obfuscation: false` is for our eyes: otherwise OpenAI pads every chunk with random letters, so that nobody who watches the encrypted
// traffic can guess the words from the sizes.)

// %% [markdown] id="borders"
// ### The network cuts where it likes
//
// What you read from the body are *pieces of bytes*, not events. A simulated provider on your own machine happens to give you one event at a time.
// On a real network an event may come in two pieces, or five events in one, and a cut may fall into the middle of a letter: `ü` is two bytes in
// UTF-8. Let us cut there:

// %% id="cut-a-letter"
const body = Buffer.concat(received)
const middle = body.indexOf('ü') + 1
const [before, after] = [body.subarray(0, middle), body.subarray(middle)]

console.log('…' + new TextDecoder().decode(before).slice(-24))
console.log(new TextDecoder().decode(after).slice(0, 26) + '…')

const lastLine = new TextDecoder().decode(before).split('\n').at(-1) ?? ''
try {
  JSON.parse(lastLine.slice('data: '.length))
} catch (error) {
  console.log(String(error))
}

// %% [markdown] id="two-rules"
// Two things broke. The letter became two `�`, and no later repair brings it back. And half an event is no JSON. Code that parses every piece as
// it comes works on your machine and fails for your users, a few times a day. Two rules prevent it:
//
// 1. **One decoder for the whole stream**, told that more may follow. It keeps the first byte of a letter until the second is there.
// 2. **A rest that waits.** Take only whole lines, and keep what stands after the last line break for the next piece.

// %% id="lines-of"
type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

async function* linesOf(pieces: Bytes) {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true })
    const lines = text.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
  }
}

// %% [markdown] id="events-note"
// Some servers end their lines with `\r\n`, so the `\r` goes too. From lines to events it is one more step: collect `data:` until the empty line.
// An event of several data lines has their texts joined by line breaks; an event that the connection cut off has no empty line and is dropped.

// %% id="events-of"
async function* eventsOf(pieces: Bytes) {
  let event = 'message'
  let data: string[] = []
  for await (const line of linesOf(pieces)) {
    const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    if (line !== '') continue
    if (data.length > 0) yield { event, data: data.join('\n') }
    event = 'message'
    data = []
  }
}

// %% [markdown] id="proof-note"
// Does it hold? Cut the same body into pieces of 1 byte, of 7, of 100 and of 10,000, and read each as if it had come from the network. The stream
// ends with the data `[DONE]`, which is not JSON.

// %% id="proof"
function* cut(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size)
    yield bytes.subarray(at, at + size)
}

for (const size of [1, 7, 100, 10_000]) {
  let text = ''
  for await (const { data } of eventsOf(cut(body, size))) {
    if (data === '[DONE]') break
    const chunk = JSON.parse(data) as OpenAI.ChatCompletionChunk
    text += chunk.choices[0]?.delta.content ?? ''
  }
  const count = Math.ceil(body.length / size)
  console.log(`${String(count).padStart(5)} pieces: ${text}`)
}

// %% [markdown] id="dialects"
// ## Four dialects
//
// All providers stream server-sent events, and nearly all speak one of four dialects inside them. The same question to each:

// %% id="ask-openai-twice"
const chatBytes = await post(
  'https://api.openai.com/v1/chat/completions',
  { Authorization: `Bearer ${keys.openai}` },
  {
    model: question.model,
    messages: [{ role: 'user', content: hello }],
    stream: true,
    stream_options: { include_usage: true, include_obfuscation: false },
  },
).then((reply) => reply.bytes())

const responsesBytes = await post(
  'https://api.openai.com/v1/responses',
  { Authorization: `Bearer ${keys.openai}` },
  { model: question.model, input: hello, stream: true },
).then((reply) => reply.bytes())

// %% id="ask-the-others"
const anthropicBytes = await post(
  'https://api.anthropic.com/v1/messages',
  { 'x-api-key': keys.anthropic, 'anthropic-version': '2026-10-21' },
  {
    model: pick('anthropic', 'cheap'),
    max_tokens: 500,
    messages: [{ role: 'user', content: hello }],
    stream: true,
  },
).then((reply) => reply.bytes())

// %% id="ask-google"
const google = 'https://generativelanguage.googleapis.com/v1/models'
const geminiBytes = await post(
  `${google}/${pick('gemini', 'cheap')}:streamGenerateContent?alt=sse`,
  { 'x-goog-api-key': keys.gemini },
  { contents: [{ role: 'user', parts: [{ text: hello }] }] },
).then((reply) => reply.bytes())

// %% [markdown] id="bytes-note"
// Here are the bytes: of each stream the event before the first text, if there is one, the first text, and the end. Line ends are written out, and
// long lines are cut in the middle.

// %% id="show-line"
function showBytes(line: string) {
  const text = line.replace(/[\r\n]+$/, '')
  const end = line.slice(text.length)
  const short = `${text.slice(0, 78)} … ${text.slice(-52)}`
  const shown = text.length > 133 ? short : text
  console.log(shown + end.replace('\r', '\\r').replace('\n', '\\n'))
}

// %% id="show-stream"
function showStream(name: string, bytes: Uint8Array) {
  console.log(`--- ${name}`)
  const text = new TextDecoder().decode(bytes)
  const events = text.split(/(?<=\r?\n\r?\n)/)
  const at = events.findIndex((event) => event.includes('"Gr'))
  const some = events.slice(Math.max(at - 1, 0), at + 1)
  for (const event of [...some, events.at(-1) ?? ''])
    for (const line of event.split(/(?<=\n)/)) showBytes(line)
}

// %% id="bytes"
const dialects = {
  'chat completions': chatBytes,
  responses: responsesBytes,
  anthropic: anthropicBytes,
  gemini: geminiBytes,
}
for (const [name, bytes] of Object.entries(dialects)) {
  showStream(name, bytes)
}

// %% [markdown] id="dialects-note"
// - **Chat Completions**, spoken by Groq, Mistral and most others too: no names, one kind of chunk, and `data: [DONE]` at the end.
// - **Responses**: every event has a type, in `event:` and again in the JSON, and a sequence number. No `[DONE]`: the last event,
//   `response.completed` (or `.incomplete`, or `.failed`), has the whole answer once more.
// - **Anthropic**: named events as well. A `ping` may come at any time and means only that the connection lives. The end is `message_stop`. (The
//   blanks before a last `}` hide the sizes, as OpenAI's random letters do.)
// - **Gemini**: no names, lines end with `\r\n`, and no end mark at all. The last chunk is the one with a `finishReason`.
//
// Which events are there, and how many? One parser reads all four. (An event without a name is called `message`.)

// %% id="event-kinds"
for (const [name, bytes] of Object.entries(dialects)) {
  const kinds = new Map<string, number>()
  for await (const { event, data } of eventsOf([bytes])) {
    const kind = data === '[DONE]' ? '[DONE]' : event
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const list = [...kinds].map(([kind, n]) =>
    n > 1 ? `${kind} × ${n}` : kind,
  )
  console.log(`${name}: ${list.join(', ')}\n`)
}

// %% [markdown] id="where-the-text-is"
// What differs is where the new text lies in the JSON. The SDKs' types say it, and a few lines of code are the whole difference:

// %% id="text-in"
import type { GenerateContentResponse } from '@google/genai'

function textIn(json: string): string | undefined {
  const event = JSON.parse(json) as
    | OpenAI.ChatCompletionChunk
    | OpenAI.Responses.ResponseStreamEvent
    | Anthropic.MessageStreamEvent
    | Pick<GenerateContentResponse, 'candidates'>
  if ('choices' in event) return event.choices[0]?.delta.content ?? ''
  if ('candidates' in event)
    return event.candidates?.[0]?.content?.parts?.[0]?.text
  if (!('type' in event)) return undefined
  if (event.type === 'response.output_text.delta') return event.delta
  if (event.type !== 'content_block_delta') return undefined
  return event.delta.type === 'text_delta' ? event.delta.text : undefined
}

// %% id="texts"
for (const [name, bytes] of Object.entries(dialects)) {
  const texts: string[] = []
  for await (const { data } of eventsOf([bytes])) {
    const text = data === '[DONE]' ? undefined : textIn(data)
    if (text) texts.push(text)
  }
  console.log(`${name}: ${texts.join('|')}`)
}

// %% [markdown] id="pieces-note"
// The bars show the borders. OpenAI sends every token by itself, the other two put several into one event. So never take a piece for a token, or
// for a word.

// %% [markdown] id="sdks"
// ## The SDKs do all of this
//
// Parsing, decoding and typing are done for you, and what is left is a loop. To have one shape for all providers, wrap each in a small generator
// that yields nothing but text. The rest of the lesson, and your program, can then forget whose stream it is.

// %% id="from-openai"
interface Options {
  apiKey?: string
  signal?: AbortSignal
}

async function* fromOpenAI(input: string, options: Options = {}) {
  const { apiKey, signal } = options
  const events = await new OpenAI({ apiKey }).responses.create(
    { model: pick('openai', 'cheap'), input, stream: true },
    { signal },
  )
  for await (const event of events)
    if (event.type === 'response.output_text.delta') yield event.delta
}

// %% id="from-anthropic"
async function* fromAnthropic(content: string, options: Options = {}) {
  const { apiKey, signal } = options
  const events = await new Anthropic({ apiKey }).messages.create(
    {
      model: pick('anthropic', 'cheap'),
      max_tokens: 1000,
      messages: [{ role: 'user', content }],
      stream: true,
    },
    { signal },
  )
  for await (const event of events)
    if (event.type === 'content_block_delta')
      if (event.delta.type === 'text_delta') yield event.delta.text
}

// %% id="from-gemini"
import { GoogleGenAI } from '@google/genai'

async function* fromGemini(contents: string, options: Options = {}) {
  const { apiKey = keys.gemini, signal } = options
  const gemini = new GoogleGenAI({ apiKey })
  const chunks = await gemini.models.generateContentStream({
    model: pick('gemini', 'cheap'),
    contents,
    config: { abortSignal: signal },
  })
  for await (const chunk of chunks) yield chunk.text ?? ''
}

// %% id="all-three"
const sources = { fromOpenAI, fromAnthropic, fromGemini }

for (const [name, source] of Object.entries(sources)) {
  process.stdout.write(`${name}: `)
  const text = source('How do streams end? Answer in one sentence.')
  for await (const piece of text) process.stdout.write(piece)
  process.stdout.write('\n\n')
}

// %% [markdown] id="helpers"
// The SDKs of OpenAI and Anthropic have a helper that also does the joining: `.stream()`. It calls you for each piece and hands you the whole message in the end, of the
// type that a plain call returns.

// %% id="chat-helper"
const final = await client.chat.completions
  .stream(question)
  .on('content', (delta) => void process.stdout.write(delta))
  .finalChatCompletion()
console.log()
console.log(final.choices[0]?.finish_reason, final.usage)

// %% id="claude-helper"
const message = await anthropic.messages
  .stream({
    model: pick('anthropic', 'cheap'),
    max_tokens: 1000,
    messages: [{ role: 'user', content: 'What is a chunk?' }],
  })
  .on('text', (delta) => void process.stdout.write(delta))
  .finalMessage()
console.log()
console.log(message.stop_reason, message.usage.output_tokens)

// %% [markdown] id="usage"
// ## Where the tokens are counted
//
// OpenAI's chat stream ended with `undefined` where the usage should be. You have to ask for it, with `include_usage`, and then it comes in an
// extra chunk that has no choices: code that writes `chunk.choices[0].delta` falls over exactly there. This is why this lesson writes
// `choices[0]?.delta`.

// %% id="include-usage"
const counted = await client.chat.completions.create({
  ...question,
  stream: true,
  stream_options: { include_usage: true },
})
for await (const { choices, usage } of counted) {
  if (!usage) continue
  console.log(`${choices.length} choices`)
  console.log(`${usage.prompt_tokens} in, ${usage.completion_tokens} out`)
}

// %% [markdown] id="usage-note"
// The others count without being asked, some of them more than once. Every output count that was in our four streams:

// %% id="usage-counts"
const names =
  /"(completion_tokens|output_tokens|candidatesTokenCount)": ?([1-9]\d*)/g
const thoughtNames =
  /"(?:reasoning_tokens|thinking_tokens|thoughtsTokenCount)": ?(\d+)/

// %% id="usage-table"
showTable(
  Object.entries(dialects).map(([name, bytes]) => {
    const text = new TextDecoder().decode(bytes)
    const counts = [...text.matchAll(names)]
    return {
      dialect: name,
      called: counts[0]?.[1],
      'output tokens, as they came': counts.map(([, , n]) => n).join(', '),
      thoughts: thoughtNames.exec(text)?.[1] ?? 0,
    }
  }),
)

// %% [markdown] id="usage-rule"
// Anthropic's and Gemini's are running totals. Take the last one; whoever adds them up counts the same tokens twice.
//
// The text was the same everywhere; what differs is mostly thoughts, since we left the effort at its default. OpenAI's count includes them, Gemini's
// does not: there you pay for the sum.

// %% [markdown] id="partial"
// ## Showing half a text
//
// A page that draws itself anew for every piece does a lot of work for nothing: no eye follows 100 changes a second. Keep the text so far, and
// paint *all of it* at most every 100 ms. Painting the whole text rather than adding to the page also lets you format it each time, when half a
// Markdown word has become a whole one.

// %% id="paint"
let soFar = ''
let nextPaint = 0
let [piecesSeen, paints] = [0, 0]
function paint() {
  paints++
  if (paints <= 3) console.log(`${soFar}▌`)
}
for await (const piece of fromOpenAI('What is a delta in streaming?')) {
  soFar += piece
  piecesSeen++
  if (performance.now() < nextPaint) continue
  nextPaint = performance.now() + 100
  paint()
}
paint()
console.log(`${piecesSeen} pieces, ${paints} paints`)

// %% [markdown] id="partial-note"
// The last `paint()` after the loop is easily forgotten, and then the last words are missing. On a web page, set the text with `textContent`,
// never with `innerHTML`: what a model writes is a stranger's text. And look at the finish reason at the end, as in lesson 3. A truncated answer
// streams just as smoothly as a whole one.

// %% [markdown] id="abort"
// ## Stop!
//
// A reader who has seen enough should be able to say so, and you stop paying for words that nobody reads. Hand an `AbortController`'s signal to
// the call:

// %% id="stop"
const stop = new AbortController()
let partial = ''
let lastUsage: OpenAI.CompletionUsage | null | undefined
const stoppable = await client.chat.completions.create(
  { ...question, stream: true, stream_options: { include_usage: true } },
  { signal: stop.signal },
)
for await (const { choices, usage } of stoppable) {
  partial += choices[0]?.delta.content ?? ''
  lastUsage = usage ?? lastUsage
  if (partial.length > 60) stop.abort()
}
console.log(`${partial} …`)
console.log('usage:', lastUsage)

// %% [markdown] id="stop-note"
// The text so far is yours. The provider stops when it notices that you are gone, and charges the input and what was written until then. The count
// never reaches you, so estimate it from the text.
//
// The SDK does the same for you when you leave the loop with `break`. To see it, we give the client a `fetch` of ours that remembers its request:

// %% id="leave-by-break"
let watchedRequest: Request | undefined
const watched = new OpenAI({
  fetch: (url, init) => fetch((watchedRequest = new Request(url, init))),
})
const left = await watched.chat.completions.create({
  ...question,
  stream: true,
})
for await (const { choices } of left) {
  if (choices[0]?.delta.content) break
}
console.log('aborted by break:', watchedRequest?.signal.aborted)

// %% [markdown] id="abort-differs"
// What your code gets to see of an abort differs. Each of these is stopped after its first piece:

// %% id="how-abort-looks"
type Start = (signal: AbortSignal) => AsyncIterable<string | object>

async function stopAfterOne(start: Start): Promise<string> {
  const controller = new AbortController()
  try {
    for await (const _ of start(controller.signal)) controller.abort()
    return 'the loop ends'
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return `throws ${error.constructor.name}: ${error.message}`
  }
}

// %% id="abort-table"
const starts: Record<string, Start> = {
  OpenAI: (signal) => fromOpenAI('Say: one two three', { signal }),
  Anthropic: (signal) => fromAnthropic('Say: one two three', { signal }),
  Gemini: (signal) => fromGemini('What is streaming?', { signal }),
  "OpenAI's .stream()": (signal) =>
    client.chat.completions.stream(question, { signal }),
}
const stopped = Object.entries(starts).map(async ([by, start]) => ({
  'stopped by its signal': by,
  'what you see': await stopAfterOne(start),
}))
showTable(await Promise.all(stopped))

// %% [markdown] id="silent-end"
// So a loop that ended may have been ended by you. Ask `signal.aborted` before you treat the text as complete.

// %% [markdown] id="mid-stream"
// ## When it breaks in the middle
//
// The status 200 was sent before the first word. Whatever goes wrong later comes *inside* the stream, as an error event, or as a connection that
// ends too early. No SDK retries that: it cannot know what you did with the first half. Two test keys cause it. `sk-test-stream-error` sends the
// provider's own error after a few events, and `sk-test-cut-stream` cuts the line.

// %% id="until-it-breaks"
async function untilItBreaks(name: keyof typeof sources, apiKey: string) {
  let text = ''
  try {
    const pieces = sources[name]('What is streaming?', { apiKey })
    for await (const piece of pieces) text += piece
    return { stream: name, characters: text.length, threw: 'nothing' }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return {
      stream: name,
      characters: text.length,
      threw: error.constructor.name,
      status: String('status' in error ? error.status : undefined),
      message: error.message.slice(0, 100),
    }
  }
}

// %% id="broken-table"
for (const apiKey of ['sk-test-stream-error', 'sk-test-cut-stream']) {
  console.log(apiKey)
  showTable([
    await untilItBreaks('fromOpenAI', apiKey),
    await untilItBreaks('fromAnthropic', apiKey),
    await untilItBreaks('fromGemini', apiKey),
  ])
}

// %% [markdown] id="mid-stream-note"
// Every one of them threw from inside the loop, so the `try` has to go around the loop, and not only around the call. Every one left some text
// behind. And most have no status, so code that sorts errors by their number (lesson 5) needs a place for those without one.
//
// What then? Keep the half text and say that it is incomplete, or clear it and ask again. Do not ask again and append: the reader would get the
// beginning twice.

// %% [markdown] id="passing-on"
// ## Passing a stream on
//
// A browser must not have your key, so it does not talk to the provider. It talks to a server of yours, and that one passes the pieces on as they
// come. Two things are easily forgotten: when the visitor leaves, stop the model; and when the model fails, break the connection instead of
// pretending that the text was complete.

// %% id="pass-on"
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'

async function passOn(out: ServerResponse) {
  const gone = new AbortController()
  out.on('close', () => gone.abort())
  out.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
  try {
    const text = fromOpenAI('What is streaming?', { signal: gone.signal })
    for await (const piece of text) out.write(piece)
    if (gone.signal.aborted) console.log('The visitor left: model stopped.')
    out.end()
  } catch {
    out.destroy()
  }
}

// %% id="serve"
import type { AddressInfo } from 'node:net'

async function serve() {
  const visits: Promise<void>[] = []
  const server = createServer((_, out) => visits.push(passOn(out)))
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready)
  })
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.close()
    await Promise.all(visits)
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}

// %% [markdown] id="visitor-note"
// Start it on this machine, visit it, and close it again. The page in the browser would read it in the same way: `fetch`, one decoder, and text
// that grows.

// %% id="visitor"
const site = await serve()
const page = await fetch(site.url)
const decoder = new TextDecoder()
for await (const piece of piecesOf(page)) {
  process.stdout.write(decoder.decode(piece, { stream: true }))
}
process.stdout.write('\n')
await site.close()

// %% id="impatient-visitor"
const again = await serve()
const leaving = new AbortController()
const reply = await fetch(again.url, { signal: leaving.signal })
await reply.body?.getReader().read()
console.log('One piece is enough for me.')
leaving.abort()
await again.close()

// %% [markdown] id="buffering"
// If on your own server everything arrives at once, look for something that collects before it sends: compression, a reverse proxy, a hosting
// platform. Each has a setting for that.

// %% [markdown] id="chat"
// ## A conversation that flows
//
// The chat bot of lesson 1, streamed. What is new is where the answer comes from for the history: from the pieces, once the last one is there. The
// question goes in with it and not before, so that a stream that breaks leaves no question without an answer behind. In a terminal you can type; in
// a notebook it plays a prepared conversation.

// %% id="say"
const history: OpenAI.ChatCompletionMessageParam[] = []

async function say(content: string) {
  const user = { role: 'user' as const, content }
  const turn = await client.chat.completions.create({
    ...question,
    messages: [...history, user],
    stream: true,
  })
  let answer = ''
  for await (const { choices } of turn) {
    const piece = choices[0]?.delta.content ?? ''
    process.stdout.write(piece)
    answer += piece
  }
  process.stdout.write('\n')
  history.push(user, { role: 'assistant', content: answer })
}

// %% id="chat-loop"
import { ask } from '@workbook/kit'

const prepared = ['My name is Ada.', 'What is TTFT?', 'What is my name?']
for (const line of prepared) {
  const text = await ask('You', { default: line })
  process.stdout.write('Bot: ')
  await say(text)
}
console.log(`${history.length} messages are remembered.`)

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>Your answers take 8 seconds. Will streaming make them faster, and will your users be happier?</summary>
//
// They still take 8 seconds, but the first words come after the time to first token. Users read meanwhile, so the wait they feel is short, unless
// the model thinks for 7 of the 8 seconds.
//
// </details>
//
// <details><summary>Once in a thousand answers a German user sees <code>�</code> in a word. What is wrong with the code?</summary>
//
// It decodes every piece by itself, and now and then a piece ends in the middle of a letter. Use one decoder for the whole stream, with `{ stream:
// true }`.
//
// </details>
//
// <details><summary>How do you know that a stream is at its end, in each of the four dialects?</summary>
//
// Chat Completions: `[DONE]`. Responses: the event `response.completed`. Anthropic: `message_stop`. Gemini: the chunk with a `finishReason`, and
// then the body ends.
//
// </details>
//
// <details><summary>Your program counts more output tokens for Claude than Anthropic charges. Which mistake is likely?</summary>
//
// The counts in the stream are running totals, and the code adds them up. Take the last.
//
// </details>
//
// <details><summary>Why does a <code>try</code> around <code>await create(…)</code> not catch a broken stream?</summary>
//
// By then the call has succeeded, with status 200. The error comes later, out of the loop that reads, so the loop must be inside the `try`.
//
// </details>
//
// <details><summary>Name two jobs for which you would not stream.</summary>
//
// Anything a program reads: JSON, a classification, a batch. Anything very short. Anything that must be checked before somebody sees it.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - Streaming changes when the first word comes, not the last. Thinking delays both.
// - Server-sent events are lines; the network cuts them anywhere. One decoder, and a rest that waits.
// - Four dialects, one loop: wrap each provider in a generator of text.
// - Ask OpenAI's chat for its usage; take the last running total of the others.
// - Errors come in mid-stream without a status. Keep the half text, put the `try` around the loop, and stop the model when nobody reads.
//
// Now write it yourself. The exercises are in `exercises/04-streaming`: **4.1** stream to a callback, **4.2** a streaming chat, **4.3** parse SSE
// across chunk borders, **4.4** time to first token, and abort. Run `npm test 4`.
