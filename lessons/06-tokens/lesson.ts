// %% [markdown] id="title"
// # Lesson 6: Tokens
//
// After this lesson you can
//
// - say what a token is, see the tokens of any text, and explain why the same request costs more in Japanese than in English,
// - count tokens on your own machine with js-tiktoken, and tell an exact count from an estimate,
// - count a whole chat, with what each message adds, and check your count against `usage`,
// - ask OpenAI, Anthropic and Google for the count before you send,
// - find cached and hidden reasoning tokens in three kinds of `usage`,
// - keep a long conversation inside its context window, by trimming and by summarising.
//
// It takes about 30 minutes. Prices, limits and windows are all measured in tokens, so the next lesson, on cost, builds on this one.

// %% [markdown] id="what-is-a-token"
// ## What the model reads
//
// A model never sees letters. Before your prompt reaches it, a *tokenizer* cuts the text into pieces it knows and replaces each by a number. Such a
// piece is a *token*: a whole word, a part of one, a comma, a few blanks. The list of all pieces is the *vocabulary*, also called an *encoding*. OpenAI
// has published several; js-tiktoken brings them to TypeScript, and it needs neither key nor network.

// %% id="first-tokens"
import { getEncoding } from 'js-tiktoken'
import type { Tiktoken } from 'js-tiktoken'

const encoding: Tiktoken = getEncoding('o200k_base')

const sentence = 'Tokenizers cut unbelievably long words to pieces.'
const ids = encoding.encode(sentence)
console.log(ids.join(' '))
console.log(encoding.decode(ids))

// %% [markdown] id="see-note"
// Numbers in, text out: `decode` is the way back. Decoded one by one, the numbers show where the borders are. A blank is drawn as `·`;
// notice that it belongs to the word behind it.

// %% id="see-tokens"
import { showTokens } from '@workbook/kit'

function pieces(text: string) {
  return encoding.encode(text).map((id) => encoding.decode([id]))
}

showTokens(pieces(sentence))

// %% [markdown] id="words-note"
// Common words are one token, rare ones several. To the tokenizer, a capital letter makes another word, and so does the blank before it. This is why a
// model that writes fine poems may miscount the letters of "strawberry": it has never seen them.

// %% id="spellings"
import { showTable } from '@workbook/kit'

const spellings = [' strawberry', 'strawberry', 'STRAWBERRY', 'stawberry']
showTable(
  spellings.map((word) => ({
    written: JSON.stringify(word),
    tokens: pieces(word).length,
    pieces: pieces(word).join(' | '),
  })),
)

// %% [markdown] id="where-from"
// ## Where the pieces come from
//
// A vocabulary is learned from a great deal of text, by *byte pair encoding*: begin with single characters (really: bytes), find the pair of neighbours
// that occurs most often, make it one piece, and repeat. A real vocabulary has 100,000 or 200,000 entries. Ours has seen six words, and stops after five
// rounds.

// %% id="most-common-pair"
function mostCommonPair(parts: string[]) {
  const counts = new Map<string, number>()
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1]
    if (next === undefined || next.startsWith(' ')) continue
    counts.set(part + next, (counts.get(part + next) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most ?? ['', 0]
}

// %% id="learn"
let parts = [...' low lower lowest slow slower slowly']
for (let round = 1; round <= 5; round++) {
  const [pair, times] = mostCommonPair(parts)
  console.log(`round ${round}: "${pair}" occurs ${times} times`)
  const merged: string[] = []
  for (const part of parts) {
    const joined = (merged.at(-1) ?? '') + part
    if (joined === pair) merged[merged.length - 1] = joined
    else merged.push(part)
  }
  parts = merged
}
showTokens(parts)

// %% [markdown] id="load-once"
// ## One encoder, loaded once
//
// Two things about js-tiktoken surprise people in production. The first: `getEncoding` builds its tables of 200,000 entries anew at each call, which
// blocks your program for a moment, about half a second on many laptops. It keeps nothing:

// %% id="not-kept"
console.log(
  'the same object?',
  getEncoding('o200k_base') === encoding ? 'yes' : 'no, a second copy',
)

// %% [markdown] id="special-note"
// So load an encoder once, at the top of a module, and hand it to whoever needs it. The second surprise: some texts make it throw. `<|endoftext|>` marks
// the end of a text in training, and js-tiktoken refuses to encode it by default, so anybody who types it into your form stops your program. Two empty
// lists, of the special tokens to allow and of those to forbid, make it ordinary text. From now on we count with this function:

// %% id="count-tokens"
function countTokens(text: string) {
  return encoding.encode(text, [], []).length
}

const nasty = 'Is this the end? <|endoftext|>'
try {
  encoding.encode(nasty)
} catch (error) {
  console.log(String(error))
}
console.log(countTokens(nasty), 'tokens, as ordinary text')

// %% [markdown] id="which-encoding"
// ## Which model uses which
//
// js-tiktoken has a list of models and their encodings. Let us ask it about every OpenAI model in this workbook, old and new.

// %% id="encoding-names"
import { getEncodingNameForModel } from 'js-tiktoken'
import type { TiktokenModel } from 'js-tiktoken'
import { models } from '@workbook/kit'

function encodingName(id: string) {
  try {
    return getEncodingNameForModel(id as TiktokenModel)
  } catch {
    return 'not listed'
  }
}

// %% id="encodings-table"
const idsByEncoding = new Map<string, string[]>()
for (const { id, provider } of models) {
  if (provider !== 'openai') continue
  const name = encodingName(id)
  idsByEncoding.set(name, [...(idsByEncoding.get(name) ?? []), id])
}
showTable(
  [...idsByEncoding].map(([name, ids]) => ({
    encoding: name,
    models: ids.join(', '),
  })),
)

// %% [markdown] id="unknown-note"
// Everything newer than the list is "not listed", and the list ends with GPT-5. `encodingForModel`, the function most examples use, throws on such a
// model, so a program that takes the model's name from a setting breaks on the day somebody writes a newer one into it:

// %% id="unknown-model"
import { encodingForModel } from 'js-tiktoken'
import { pick } from '@workbook/kit'

const model = pick('openai', 'cheap')
try {
  encodingForModel(model as TiktokenModel)
} catch (error) {
  console.log(`${model}: ${String(error)}`)
}

// %% [markdown] id="estimate-note"
// For GPT-6 this is no oversight: OpenAI has not published which encoding it uses. (For the later GPT-5 models it has: its own library for Python, tiktoken,
// takes `o200k_base` for every name that begins with `gpt-5`.) The sensible guess is the newest that js-tiktoken has, `o200k_base`. What comes out is then an
// *estimate*, and an honest program says so. (The simulated models of this workbook do count with `o200k_base`, so here the estimate will
// fit to the token. Do not expect that of the real ones.)

// %% id="labelled"
function describeSize(text: string, id: string) {
  const isExact = encodingName(id) === 'o200k_base'
  const count = countTokens(text)
  return isExact ? `${count} tokens` : `about ${count} tokens (estimate)`
}

const latest = idsByEncoding.get('o200k_base')?.[0] ?? ''
for (const id of [latest, model])
  console.log(`${id}: ${describeSize(sentence, id)}`)

// %% [markdown] id="languages"
// ## Not all languages are equal
//
// A vocabulary knows best what it saw most, and that was English. Here is one request in six languages, if emoji and code may count as languages, under
// the vocabulary of GPT-4 (`cl100k_base`, 100,000 pieces) and the newer one. This time we load the encoder from js-tiktoken's `lite` part, which brings
// only the vocabulary you import: the better choice for a web page, where every megabyte is downloaded.

// %% id="same-meaning"
const request = {
  English: 'Please send me the invoice for last month by Friday.',
  German: 'Bitte schicken Sie mir die Rechnung vom Vormonat bis Freitag.',
  Japanese: '先月分の請求書を金曜日までに送ってください。',
  Hindi: 'कृपया मुझे पिछले महीने का बिल शुक्रवार तक भेज दें।',
  emoji: '🙏📨🧾🗓️⏮️➡️👩🏽‍💻⏰🔜🎉',
  code: "await send(me, invoice({ month: -1 }), { by: 'Friday' })",
}

// %% id="languages-chart"
import { Tiktoken as LiteTiktoken } from 'js-tiktoken/lite'
import cl100k from 'js-tiktoken/ranks/cl100k_base'
import { showBars } from '@workbook/kit'

const older = new LiteTiktoken(cl100k)
const bars = Object.entries(request).flatMap(([group, text]) => [
  { group, label: 'cl100k_base', value: older.encode(text).length },
  { group, label: 'o200k_base', value: countTokens(text) },
])
showBars(bars, { title: 'Tokens of one request', unit: 'tokens' })

// %% [markdown] id="languages-note"
// Under the older vocabulary, Hindi needed four to five times as many tokens as English, and each of them cost the same. The bigger one has narrowed the
// gap without closing it. There is a rule of thumb, "four
// characters a token", made for English. How far does it carry?

// %% id="characters-per-token"
for (const [language, text] of Object.entries(request)) {
  const characters = [...text].length
  const each = (characters / countTokens(text)).toFixed(1)
  console.log(`${language.padEnd(9)} ${each} characters a token`)
}

// %% [markdown] id="broken-note"
// Not as far as Japan. Measure your own texts. And less than one character a token? Tokens are made of *bytes*, and a rare character is several
// bytes, which may end up in several tokens. None of them can be shown alone: the sign � stands for a piece of a character. So never cut a text at
// any token you like; exercise 6.4 is about how to do it well.

// %% id="broken-character"
const astronaut = 'Ground to 🧑‍🚀!'
showTokens(pieces(astronaut))

const firstFour = encoding.encode(astronaut).slice(0, 4)
console.log('the first four tokens as text:', encoding.decode(firstFour))

// %% [markdown] id="chat-overhead"
// ## What a chat adds
//
// You send messages, not a text. Where one ends, who speaks and where the answer begins is marked by further tokens, and you pay for them. How many?
// Send the same line once, twice, four and eight times, and compare `usage` with the tokens of the text alone. Reasoning models and the older ones
// differ a little, so we measure one of each.

// %% id="older-model"
import OpenAI from 'openai'
import { served } from '@workbook/kit'

const openai = new OpenAI()
const question = 'What is a token?'
const classic =
  served('openai').find(({ kind, efforts }) => kind === 'chat' && !efforts)
    ?.id ?? model

async function added(id: string, times: number) {
  const message = { role: 'user' as const, content: question }
  const messages = Array.from({ length: times }, () => message)
  const body = { model: id, messages, max_completion_tokens: 500 }
  const { usage } = await openai.chat.completions.create(body)
  return (usage?.prompt_tokens ?? 0) - times * countTokens(question)
}

// %% id="overhead-table"
const measured = await Promise.all(
  [1, 2, 4, 8].map(async (times) => ({
    messages: times,
    'tokens of text': times * countTokens(question),
    [`added by ${model}`]: await added(model, times),
    [`added by ${classic}`]: await added(classic, times),
  })),
)
showTable(measured)

// %% [markdown] id="overhead-note"
// A straight line: so many for each message, and a few for the beginning of the answer. We take both from the measurement, and have a function that
// counts a chat before it is sent.

// %% id="per-message"
interface Message {
  role: 'developer' | 'user' | 'assistant'
  content: string
}

const [one, , , eight] = measured.map((row) =>
  Number(row[`added by ${model}`]),
)
const perMessage = ((eight ?? 0) - (one ?? 0)) / 7
const opening = (one ?? 0) - perMessage

// %% id="count-chat"
function countChat(messages: Message[]) {
  return messages.reduce(
    (sum, { content }) => sum + countTokens(content) + perMessage,
    opening,
  )
}

// %% id="check-chat"
const chat: Message[] = [
  { role: 'developer', content: 'Answer in one sentence.' },
  { role: 'user', content: 'My name is Ada.' },
  { role: 'assistant', content: 'Nice to meet you, Ada.' },
  { role: 'user', content: 'Wie heiße ich? 🤔' },
]
const { usage } = await openai.chat.completions.create({
  model,
  messages: chat,
})
console.log(`${perMessage} a message, ${opening} for the answer to begin`)
console.log('counted:', countChat(chat), 'charged:', usage?.prompt_tokens)

// %% [markdown] id="overhead-limits"
// Treat even this as an estimate. The rule was measured, not promised; on the real API a chat with answers in it may come to a few tokens more, and
// tools and output schemas add amounts that nobody documents, and pictures are counted by rules of their own.

// %% [markdown] id="exact"
// ## Ask the provider
//
// If the number must be right, ask whoever sends the bill. OpenAI, Anthropic and Google each have an endpoint that counts a prompt and generates
// nothing. Counting is free, but it is a request: it takes time, and it has a rate limit of its own. This is all that goes over the wire:

// %% id="wire"
const counting = await fetch(
  'https://api.openai.com/v1/responses/input_tokens',
  {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model, input: question }),
  },
)
console.log(counting.status, await counting.text())

// %% [markdown] id="exact-sdks"
// The SDKs have a method each. We count one question in advance, ask it, and see what was charged.

// %% id="count-openai"
async function viaOpenAI(text: string) {
  const { input_tokens } = await openai.responses.inputTokens.count({
    model,
    input: text,
  })
  return input_tokens
}

// %% id="count-anthropic"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic()
const claude = pick('anthropic', 'cheap')

async function viaAnthropic(text: string) {
  const { input_tokens } = await anthropic.messages.countTokens({
    model: claude,
    messages: [{ role: 'user', content: text }],
  })
  return input_tokens
}

// %% id="count-gemini"
import { GoogleGenAI } from '@google/genai'

const gemini = new GoogleGenAI({})
const flash = pick('gemini', 'cheap')

async function viaGemini(text: string) {
  const { totalTokens } = await gemini.models.countTokens({
    model: flash,
    contents: text,
  })
  return totalTokens ?? 0
}

// %% id="ask-all"
const answers = await Promise.all([
  openai.responses.create({ model, input: question }),
  anthropic.messages.create({
    model: claude,
    max_tokens: 1000,
    messages: [{ role: 'user', content: question }],
  }),
  gemini.models.generateContent({ model: flash, contents: question }),
])
const charged = [
  answers[0].usage?.input_tokens,
  answers[1].usage.input_tokens,
  answers[2].usageMetadata?.promptTokenCount,
]

// %% id="counts-table"
const counters = {
  OpenAI: viaOpenAI,
  Anthropic: viaAnthropic,
  Gemini: viaGemini,
}
const rows = Object.entries(counters).map(async ([provider, count], i) => ({
  provider,
  'js-tiktoken, text alone': countTokens(question),
  'counted in advance': await count(question),
  'charged for input': charged[i],
}))
showTable(await Promise.all(rows))

// %% [markdown] id="exact-note"
// js-tiktoken knows nothing of Claude and Gemini. Their vocabularies are their own, and unpublished or hard to come by: Anthropic says that its
// newest models count about 30 % more than those before for the same text, and the simulation imitates that: look at the manual below. With these
// two, the endpoint is the only count worth having, though Anthropic itself calls its count an estimate, and Gemini's takes no system instruction and
// no tools. And no endpoint tells you the length of the *answer*: nobody knows that before it is written. You
// can only limit it.

// %% [markdown] id="cached"
// ## Tokens that cost less: cached
//
// If a prompt begins like one that was sent a moment ago, the provider need not read the beginning again. You pay a fraction for those tokens, and the
// answer comes sooner. It pays to know where `usage` hides them, because the three disagree. We send a long manual twice, with the question *behind* it:
// only what is equal from the first token on can be found again.

// %% id="manual"
const manual = Array.from(
  { length: 300 },
  (_, i) =>
    `Rule ${i + 1}: if somebody asks for form ${i + 1}, send form ${i + 1}.`,
).join('\n')

console.log(countTokens(manual), 'tokens')

// %% id="cached-openai"
async function cachedAtOpenAI(provider: string) {
  const { usage } = await openai.chat.completions.create({
    model,
    messages: [
      { role: 'developer', content: manual },
      { role: 'user', content: question },
    ],
  })
  const input = usage?.prompt_tokens ?? 0
  const details = usage?.prompt_tokens_details
  const cached = details?.cached_tokens ?? 0
  const written = details?.cache_write_tokens ?? 0
  return { provider, 'input field': input, cached, written, all: input }
}

// %% [markdown] id="cached-anthropic-note"
// At OpenAI this happens by itself, from 1,024 tokens on, and at Google, too. At Anthropic you say what to keep, with `cache_control`, and each part
// is counted apart: `input_tokens` is only what was neither read from the cache nor written to it. All of the input is the sum of three.

// %% id="cached-anthropic"
async function cachedAtAnthropic(provider: string) {
  const cache_control = { type: 'ephemeral' as const }
  const { usage } = await anthropic.messages.create({
    model: claude,
    max_tokens: 1000,
    system: [{ type: 'text', text: manual, cache_control }],
    messages: [{ role: 'user', content: question }],
  })
  const input = usage.input_tokens
  const cached = usage.cache_read_input_tokens ?? 0
  const written = usage.cache_creation_input_tokens ?? 0
  const all = input + cached + written
  return { provider, 'input field': input, cached, written, all }
}

// %% id="cached-gemini"
async function cachedAtGemini(provider: string) {
  const { usageMetadata } = await gemini.models.generateContent({
    model: flash,
    contents: question,
    config: { systemInstruction: manual },
  })
  const input = usageMetadata?.promptTokenCount ?? 0
  const cached = usageMetadata?.cachedContentTokenCount ?? 0
  const written = 0 // Gemini does not say
  return { provider, 'input field': input, cached, written, all: input }
}

// %% id="cached-table"
const counts = {
  OpenAI: cachedAtOpenAI,
  Anthropic: cachedAtAnthropic,
  Gemini: cachedAtGemini,
}
const twice = Object.entries(counts).map(async ([provider, send]) => {
  const first = await send(provider)
  return [first, await send(`${provider} again`)]
})
showTable((await Promise.all(twice)).flat())

// %% [markdown] id="cached-note"
// OpenAI and Gemini: cached tokens are *part of* the input field. Anthropic: they are *beside* it, so a program that adds up `input_tokens` alone
// believes in prompts of a dozen tokens. (Claude's count of the manual is the larger one, as announced.) Writing into a cache may cost extra (Claude,
// GPT-6); lesson 7 does the sums. Put what stays the same first, and what changes last.

// %% [markdown] id="reasoning"
// ## Tokens you never see: reasoning
//
// A reasoning model writes thoughts before it answers. You do not get to read them, or only a summary, and they are charged as output. Let all three
// think hard, and compare what `usage` says with the text that arrived.

// %% id="think-openai"
const riddle = `Why do languages differ in tokens? Think of English, German
and Japanese, and of what that means for the price of a text.`

const thought = await openai.chat.completions.create({
  model,
  reasoning_effort: 'high',
  messages: [{ role: 'user', content: riddle }],
})
const openaiOutput = {
  text: thought.choices[0]?.message.content ?? '',
  field: thought.usage?.completion_tokens ?? 0,
  hidden: thought.usage?.completion_tokens_details?.reasoning_tokens ?? 0,
  extra: 0,
}

// %% id="think-anthropic"
const pondered = await anthropic.messages.create({
  model: claude,
  max_tokens: 4000,
  thinking: { type: 'adaptive' },
  output_config: { effort: 'high' },
  messages: [{ role: 'user', content: riddle }],
})
const [words] = pondered.content.flatMap((block) =>
  block.type === 'text' ? block.text : [],
)
const claudeOutput = {
  text: words ?? '',
  field: pondered.usage.output_tokens,
  hidden: pondered.usage.output_tokens_details?.thinking_tokens ?? 0,
  extra: 0,
}

// %% id="think-gemini"
import { ThinkingLevel } from '@google/genai'

const mused = await gemini.models.generateContent({
  model: flash,
  contents: riddle,
  config: { thinkingConfig: { thinkingLevel: ThinkingLevel.HIGH } },
})
const thoughts = mused.usageMetadata?.thoughtsTokenCount ?? 0
const geminiOutput = {
  text: mused.text ?? '',
  field: mused.usageMetadata?.candidatesTokenCount ?? 0,
  hidden: thoughts,
  extra: thoughts, // to be added: the field leaves them out
}

// %% id="reasoning-table"
const outputs = {
  OpenAI: openaiOutput,
  Anthropic: claudeOutput,
  Gemini: geminiOutput,
}
showTable(
  Object.entries(outputs).map(([provider, output]) => ({
    provider,
    'text, js-tiktoken': countTokens(output.text),
    'output field': output.field,
    hidden: output.hidden,
    'charged as output': output.field + output.extra,
  })),
)

// %% [markdown] id="reasoning-note"
// OpenAI's and Anthropic's fields include the thoughts. Gemini's `candidatesTokenCount` does not, and you pay for both. The thoughts also fill whatever
// limit you set. Leave too little room, and the limit is used up before the first word:

// %% id="no-room"
const cramped = await openai.chat.completions.create({
  model,
  reasoning_effort: 'high',
  max_completion_tokens: 100,
  messages: [{ role: 'user', content: riddle }],
})
const [choice] = cramped.choices
console.log('finish reason:', choice?.finish_reason)
console.log('text:', JSON.stringify(choice?.message.content))
console.log('charged:', cramped.usage?.completion_tokens, 'tokens')

// %% [markdown] id="windows"
// ## The context window
//
// The window is the number of tokens a model can hold in one call: instructions, history, question, thoughts and answer together. It is large today, and
// still has an end.

// %% id="windows-table"
import { findModel } from '@workbook/kit'

const providers = ['openai', 'anthropic', 'gemini', 'groq'] as const
const windows = providers.map((provider) => {
  const found = findModel(pick(provider, 'cheap'), provider)
  const size = found?.contextWindow ?? 0
  const longest = found?.maxOutput ?? 0
  return {
    model: found?.id,
    window: size,
    'longest answer': longest,
    'input that leaves room for it': size - longest,
  }
})
showTable(windows)

// %% [markdown] id="overfull-note"
// (Google states its two limits apart, and the input may fill the window alone; so for Gemini the last column is on the safe side.)
//
// What is longer than the window is refused, at hosted providers at least (some local servers drop the beginning without a word). We try it on the model
// with OpenAI's smallest window.

// %% id="overfull"
const chatModels = served('openai').filter(({ kind }) => kind === 'chat')
const smallest = chatModels.reduce((a, b) =>
  a.contextWindow <= b.contextWindow ? a : b,
)
const tooLong = 'word '.repeat(smallest.contextWindow)
try {
  await openai.chat.completions.create({
    model: smallest.id,
    messages: [{ role: 'user', content: tooLong }],
  })
} catch (error) {
  console.log(String(error))
}

// %% [markdown] id="budget-note"
// So plan backwards. Reserve the answer first, thoughts included, keep a margin if your count is an estimate, and give the rest to the input. To see a
// window overflow without waiting for it, we shall pretend that ours has only 1,024 tokens. Nor is that far from life: most
// programs choose a far smaller budget than the window, because each token costs time and money at every turn: the history is sent again and again.

// %% id="budget"
function inputBudget(window: number, answer: number, margin = 0.05) {
  return Math.floor((window - answer) * (1 - margin))
}

const most = inputBudget(smallest.contextWindow, 4_000)
console.log(`input at most, ${smallest.id}:`, most)
const budget = inputBudget(1_024, 600)
console.log('input at most, our pretended window:', budget)

// %% [markdown] id="strategies"
// ## A conversation that fits
//
// To watch a history grow, we hold the same conversation three times: sending everything, trimming it to a budget, and replacing what is old by a
// summary. What would you expect each to answer when it is asked for the name at the end? (The effort is `none`, so that thoughts do not blur the picture.)

// %% id="conversation"
const rule: Message = { role: 'developer', content: 'You teach tokens.' }
const userSays = [
  'My name is Ada and I live in Oslo.',
  'What is a token?',
  'What is a tokenizer?',
  'Do emoji cost more tokens?',
  'What are cached tokens?',
  'What are reasoning tokens?',
  'What is a context window?',
  'What is my name?',
]

// %% id="answer"
async function answer(messages: Message[]) {
  const body = { model, messages, reasoning_effort: 'none' as const }
  const reply = await openai.chat.completions.create(body)
  const text = reply.choices[0]?.message.content ?? ''
  return { text, input: reply.usage?.prompt_tokens ?? 0 }
}

// %% id="talk"
type Shorten = (messages: Message[]) => Message[] | Promise<Message[]>

async function talk(name: string, shorten: Shorten) {
  let history = [rule]
  let last = ''
  const points: [number, number][] = []
  for (const [i, content] of userSays.entries()) {
    history = await shorten([...history, { role: 'user', content }])
    const { text, input } = await answer(history)
    history = [...history, { role: 'assistant', content: text }]
    points.push([i + 1, input])
    last = text
  }
  return { name, points, last }
}

// %% [markdown] id="trim-note"
// Trimming: the rule stays, the newest question stays, and between them the oldest question leaves together with its answer, until the rest fits. An
// answer whose question is gone would only confuse the model.

// %% id="trim"
function trim(messages: Message[]) {
  const kept = [...messages]
  while (kept.length > 3 && countChat(kept) > budget) kept.splice(1, 2)
  return kept
}

// %% [markdown] id="summarise-note"
// Summarising: when the budget is exceeded, a model writes down what is worth keeping, and its notes take the place of the turns. We give it what the
// user said, and the notes from the last time. That costs a call now and then, and what the notes leave out is lost. A cheap model will do.

// %% id="summarise"
async function summarise(messages: Message[]): Promise<Message[]> {
  const newest = messages.at(-1)
  if (!newest || countChat(messages) <= budget) return messages
  const old = messages.slice(1, -1)
  const said = old.filter(({ role }) => role !== 'assistant')
  const lines = said.map(({ content }) => content).join('\n')
  const content = `Summarise in three sentences:\n\n${lines}`
  const notes = await answer([{ role: 'user', content }])
  console.log(`notes, from ${notes.input} tokens: ${notes.text}`)
  return [rule, { role: 'developer', content: notes.text }, newest]
}

// %% id="compare"
import { showLines } from '@workbook/kit'

const talks = await Promise.all([
  talk('everything', (messages) => messages),
  talk('trimmed', trim),
  talk('summarised', summarise),
])
showLines(talks, {
  title: `Input of each turn, with a budget of ${budget} tokens`,
  x: 'turn',
  y: 'prompt_tokens',
})

// %% id="compare-sums"
for (const { name, points, last } of talks) {
  const sum = points.reduce((total, [, input]) => total + input, 0)
  console.log(
    `${name}: ${sum} tokens in ${points.length} turns. "${last.split('.')[0]}"`,
  )
}

// %% [markdown] id="strategies-result"
// Sent whole, the history grows with every turn, and the sum of all turns grows with the square of their number. The trimmed conversation stays
// within its budget and has forgotten who it is talking to. The summarised one stays within the budget, and remembers as much as its notes do; add
// the few tokens of the call that wrote them to its sum. Real programs mix these: rules that stay, notes about the past, and the last few turns word
// for word.

// %% [markdown] id="one-letter"
// ## A megabyte of one letter
//
// One warning about counting itself. js-tiktoken splits a text into words before it looks for pairs, and inside a word it tries all pairs again after
// each merge. Words are short, so nobody notices, until somebody pastes a "word" of a million letters. Each try looks a pair up in the vocabulary, a
// `Map` inside the encoder. We put our own `get` in front of it for a moment and count, so the result does not depend on how fast your machine is.

// %% id="work"
const vocabulary: Map<string, number> = Reflect.get(encoding, 'rankMap')

function lookUps(text: string) {
  let count = 0
  vocabulary.get = (pair) => {
    count += 1
    return Map.prototype.get.call(vocabulary, pair)
  }
  encoding.encode(text)
  Reflect.deleteProperty(vocabulary, 'get') // the Map's own again
  return count
}

// %% id="growth"
function compare(what: string, text: string, longer: string) {
  const [few, many] = [lookUps(text), lookUps(longer)]
  const times = Math.round(many / few)
  console.log(`${what}: ${few} look-ups; four times as long: ${many}`)
  console.log(`so ${times} times the work`)
  return many
}

compare('words', 'word '.repeat(15_000), 'word '.repeat(60_000))
const ofLetters = compare('one letter', 'a'.repeat(400), 'a'.repeat(1_600))

const megabyte = ofLetters * (1_000_000 / 1_600) ** 2
const hours = Math.round((megabyte * 0.2) / 1e6 / 3600)
console.log(`a megabyte: ${Math.round(megabyte / 1e9)} billion look-ups`)
console.log(`at 0.2 µs each: ${hours} hours`)

// %% [markdown] id="guard-note"
// Four times the words are four times the work; four times the letter are sixteen times, the square. A look-up takes about a fifth of a microsecond on
// an ordinary laptop, so a megabyte would keep one processor busy for more than a day. On a server, this is how a single request stops everybody
// else's. Guard the counter: a token has at least one byte, so a short text needs no counting; a text with more than ten characters for each token
// of the budget needs none either, since prose hardly ever comes to so many; the rest is counted in slices, so that no word grows long. Slicing adds a
// few tokens: an estimate again, and on the safe side.

// %% id="guard"
function fits(text: string, most: number) {
  if (Buffer.byteLength(text) <= most) return true
  if (text.length > 10 * most) return false
  const slices: string[] = text.match(/[^]{1,200}/gu) ?? []
  const sum = slices.reduce((total, slice) => total + countTokens(slice), 0)
  return sum <= most
}

console.log('the manual:', fits(manual, 8_000))
console.log('20,000 letters:', fits('a'.repeat(20_000), 8_000))
console.log('a megabyte:', fits('a'.repeat(1_000_000), 8_000))

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>Your program calls encodingForModel with the name of a brand-new model. What happens, and what do you do instead?</summary>
//
// It throws "Unknown model". Name the encoding yourself, with `getEncoding('o200k_base')`, and call the result an estimate; ask the provider's counting
// endpoint where it must be exact.
//
// </details>
//
// <details><summary>A chat has ten short messages. Why does usage show more tokens than the texts have?</summary>
//
// Each message adds a few tokens that mark its borders and its role, and the beginning of the answer adds a few more: four and two with GPT-6 as
// measured here.
//
// </details>
//
// <details><summary>Claude's usage says input_tokens: 12, and you sent a manual of thousands of tokens. Where are the others?</summary>
//
// In `cache_read_input_tokens` or `cache_creation_input_tokens`. At Anthropic all input is the sum of the three.
//
// </details>
//
// <details><summary>An answer comes back empty, with finish reason length, although you allowed 100 tokens. What happened?</summary>
//
// The model spent them on reasoning, which counts as output. Allow more, or lower the effort.
//
// </details>
//
// <details><summary>You trim a history by dropping the oldest messages. Which must stay, and which must leave together?</summary>
//
// The rule of the developer and the newest question stay. A question and its answer leave together.
//
// </details>
//
// <details><summary>Why does a form that counts tokens need a limit on the length of its text?</summary>
//
// Because counting a long run without a blank takes time that grows with the square of its length: a megabyte of one letter blocks the program for
// more than a day.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - Tokens are pieces of text from a vocabulary; limits and prices are counted in them. Other languages and emoji often need more of them than English.
// - js-tiktoken is exact for the text of models whose encoding is published, and an estimate for all others. Load an encoder once, and pass two empty lists.
// - A chat costs more than its texts. The counting endpoints know how much; `usage` says it afterwards.
// - Cached tokens are inside the input at OpenAI and Gemini, beside it at Anthropic.
// - Reasoning is inside the output at OpenAI and Anthropic, beside it at Gemini.
// - Reserve room for the answer, then trim or summarise the history until the input fits.
//
// Now write it yourself. The exercises are in `exercises/06-tokens`: **6.1** a token counter over a session, **6.2** count a chat before sending,
// **6.3** trim a history to a budget, **6.4** split a text by tokens without breaking characters. Run `npm test 6`.
