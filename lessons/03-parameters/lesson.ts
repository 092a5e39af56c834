// %% [markdown] id="title"
// # Lesson 3: Parameters
//
// After this lesson you can
//
// - say what temperature, top-p and top-k do to the next token, and compute it yourself,
// - choose a temperature for a task, and measure what it does to your answers,
// - limit the length of an answer, and notice when the limit has cut it off,
// - end an answer where you want it to end,
// - find out which settings a model obeys, ignores or refuses, and what has taken the place of those that are gone.
//
// It takes about 30 minutes. The tables and charts are computed from calls that it makes, some 400 of them.

// %% [markdown] id="next-token"
// ## A model does not choose words, it rates them
//
// A language model writes one *token* at a time, a word or a piece of one. For each step it computes a score for every token of its vocabulary,
// called a *logit*, and turns the scores into probabilities. Then one token is drawn by lot, and the next step begins. The settings of this
// lesson change how it is drawn. They never change what the model knows.
//
// We can look at the draw. With `logprobs` the API returns the natural logarithm of the probability of each token, and with `top_logprobs` those of
// its rivals, too. `reasoning_effort: 'none'` tells the model not to think first; you will see at the end why we need that here.

// %% id="logprobs"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const openai = new OpenAI()
const sea = {
  model: pick('openai', 'cheap'),
  reasoning_effort: 'none' as const,
  messages: [
    {
      role: 'user' as const,
      content: 'Finish the sentence: At night, the sea is',
    },
  ],
}

// %% id="one-token"
const oneToken = await openai.chat.completions.create({
  ...sea,
  max_completion_tokens: 1,
  logprobs: true,
  top_logprobs: 20,
})

// %% id="distribution"
import { showTable } from '@workbook/kit'

const rivals =
  oneToken.choices[0]?.logprobs?.content?.[0]?.top_logprobs ?? []
const candidates = rivals.filter(({ logprob }) => logprob > Math.log(0.01))

showTable(
  candidates.map(({ token, logprob }) => ({
    token,
    logprob: Number(logprob.toFixed(2)),
    'probability in %': Number((100 * Math.exp(logprob)).toFixed(1)),
  })),
)

// %% [markdown] id="logprob-note"
// A logprob of 0 would mean certainty, and every step down makes a token rarer: to get the probability back, raise *e* to that power. We kept the
// tokens above one per cent. Behind them the list goes on through the whole vocabulary, with very small numbers.

// %% [markdown] id="temperature"
// ## Temperature
//
// *Temperature* divides the logits before they become probabilities. The formula that turns scores into probabilities is called the *softmax*. With
// the logits *z* and the temperature *T* it is
//
// ```text
//          exp(z_i / T)
// p_i = ------------------      j runs over all tokens
//       sum_j exp(z_j / T)
// ```
//
// Only differences between the logits count, so logprobs do as well as logits. Here is the formula as a function:

// %% id="softmax"
function softmax(logits: number[], temperature: number) {
  // Nobody can divide by 0: a temperature of 0 means "as cold as can be".
  const t = Math.max(temperature, 0.01)
  const powers = logits.map((logit) => Math.exp(logit / t))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

const logits = candidates.map(({ logprob }) => logprob)
const percent = (share = 0) => Number((100 * share).toFixed(1))

// %% id="temperature-chart"
import { showBars } from '@workbook/kit'

showBars(
  [0, 0.7, 1.5].flatMap((temperature) =>
    softmax(logits, temperature).map((share, i) => ({
      label: candidates[i]?.token ?? '',
      value: percent(share),
      group: `temperature ${temperature}`,
    })),
  ),
  { title: 'The same scores at three temperatures', unit: '%' },
)

// %% [markdown] id="temperature-note"
// At 0 the favourite takes all. Low temperatures sharpen the distribution, high ones flatten it, and at 1 it is as the model computed it. The order
// never changes.
//
// Does the API really do that? The parameter `n` asks for several answers to one prompt, so we let it draw the first token a hundred times at 0.7 and
// compare with the formula.

// %% id="draw-a-hundred"
const drawn = await openai.chat.completions.create({
  ...sea,
  max_completion_tokens: 1,
  temperature: 0.7,
  n: 100,
})
const texts = drawn.choices.map(({ message }) => message.content)
const expected = softmax(logits, 0.7)

showTable(
  candidates.map(({ token }, i) => ({
    token,
    'formula, %': percent(expected[i]),
    'drawn, of 100': texts.filter((text) => text === token).length,
  })),
)

// %% [markdown] id="uses-note"
// ## Which temperature for what?
//
// A low temperature is for work with one right answer, a high one for work with many. The second half of this table is computed from our seven
// tokens.

// %% id="uses"
const uses: [number, string][] = [
  [0, 'facts, data, code'],
  [0.3, 'reports, business mail'],
  [0.5, 'professional text with some life'],
  [0.7, 'stories, advertisements'],
  [0.9, 'creative text, ideas'],
  [1, 'poetry'],
  [1.5, 'poetry, at its boldest'],
]

// %% id="uses-table"
showTable(
  uses.map(([temperature, use]) => {
    const [best, ...others] = softmax(logits, temperature)
    return {
      temperature,
      'good for': use,
      'favourite, %': percent(best),
      'rarest, %': percent(others.at(-1)),
    }
  }),
)

// %% [markdown] id="experiment"
// ## The experiment: ten times the same question
//
// One token is a small thing. Each draw changes everything after it, so a whole sentence shows more. We ask ten times at each temperature, and count
// how many different answers come back.

// %% id="ten-times"
async function tenTimes(temperature: number) {
  const calls = Array.from({ length: 10 }, () =>
    openai.chat.completions.create({
      ...sea,
      temperature,
      max_completion_tokens: 30,
    }),
  )
  const replies = await Promise.all(calls)
  return replies.map(({ choices }) => choices[0]?.message.content ?? '')
}

const answersAt = new Map<number, string[]>()
for (const temperature of [0, 0.7, 1.5])
  answersAt.set(temperature, await tenTimes(temperature))

// %% id="distinct-chart"
const distinct = [...answersAt].map(([temperature, answers]) => ({
  label: `temperature ${temperature}`,
  value: new Set(answers).size,
}))
showBars(distinct, {
  title: 'Different answers to one question asked ten times',
  unit: 'of 10',
})

// %% id="samples"
for (const [temperature, answers] of answersAt) {
  console.log(`At ${temperature}:`)
  for (const answer of [...new Set(answers)].slice(0, 5))
    console.log(`  ${answer.replace(/\s+/g, ' ').slice(0, 70)}`)
}

// %% [markdown] id="samples-note"
// At 0 the answer is always the same. At 0.7 a few sentences take turns, and all of them are sound. At 1.5 rare tokens get their chance again and
// again, one odd word leads to the next, and soon the sentence falls apart: that is why few people go higher. (On real machines even 0 is not a
// promise: many requests share one computer, numbers are rounded in another order, and now and then a neck-and-neck race ends differently.)

// %% [markdown] id="top-p"
// ## Top-p
//
// *Top-p*, also called nucleus sampling, does not reshape the distribution, it cuts it. Sort the tokens, most probable first, and keep the smallest
// set whose probabilities together exceed *p*. The rest is thrown away, the kept ones are scaled up so that they sum to 1 again, and one of them is
// drawn.

// %% id="nucleus"
function nucleus(shares: number[], p: number) {
  const kept: number[] = []
  let mass = 0
  for (const share of shares) {
    if (mass > p) break
    kept.push(share)
    mass += share
  }
  return kept.map((share) => share / mass)
}

const shares = softmax(logits, 1)

// %% id="top-p-table"
showTable(
  [0.1, 0.5, 0.9, 1].map((p) => {
    const kept = nucleus(shares, p)
    return {
      'top-p': p,
      'tokens kept': kept.length,
      'favourite, %': percent(kept[0]),
      'which ones': candidates
        .slice(0, kept.length)
        .map(({ token }) => token)
        .join(' '),
    }
  }),
)

// %% [markdown] id="top-p-note"
// At 0.1 and at 0.5 the favourite alone is enough, so the model has no choice. At 0.9 the rarest ones go; at 1 nothing does. The set adapts: where
// the model is sure it holds one token, where it is in doubt perhaps hundreds.
//
// How is one of the kept tokens drawn? Some texts say that all of them then have the same chance ("uniformly"). Let the API decide that: we draw 120
// first tokens at a top-p of 0.9, and put both claims beside the result.

// %% id="in-proportion"
const { choices } = await openai.chat.completions.create({
  ...sea,
  max_completion_tokens: 1,
  top_p: 0.9,
  n: 120,
})

// %% id="in-proportion-table"
const kept = nucleus(shares, 0.9)

showTable(
  candidates.map(({ token }, i) => ({
    token,
    drawn: choices.filter(({ message }) => message.content === token)
      .length,
    'if in proportion': Math.round(120 * (kept[i] ?? 0)),
    'if uniformly': i < kept.length ? Math.round(120 / kept.length) : 0,
  })),
)

// %% [markdown] id="one-not-both"
// In proportion it is: the cut removes tokens, and those that stay keep their order and their distances.
//
// ## Change one of them, not both
//
// Temperature comes first, top-p cuts what it leaves. So when you turn the first knob, the second one moves:

// %% id="both-knobs"
async function differentTokens(temperature: number) {
  const { choices } = await openai.chat.completions.create({
    ...sea,
    max_completion_tokens: 1,
    temperature,
    top_p: 0.9,
    n: 100,
  })
  return new Set(choices.map(({ message }) => message.content)).size
}

// %% id="both-knobs-table"
const knobs = [0.2, 0.5, 1, 1.2].map(async (temperature) => ({
  temperature,
  'top-p': 0.9,
  'tokens kept': nucleus(softmax(logits, temperature), 0.9).length,
  'different ones in 100 draws': await differentTokens(temperature),
}))
showTable(await Promise.all(knobs))

// %% [markdown] id="others"
// Who changes both cannot tell which of them did what. Leave one at its default, 1.
//
// ## Top-k, seed, penalties
//
// *Top-k* keeps a fixed number of tokens, whether the model is sure or not. With 1 there is nothing left to draw. OpenAI does not have it; Gemini's
// small models and some servers for open models do.

// %% id="top-k"
import { GoogleGenAI } from '@google/genai'

const gemini = new GoogleGenAI({})
async function fiveWithTopK(topK: number) {
  const calls = Array.from({ length: 5 }, () =>
    gemini.models.generateContent({
      model: pick('gemini', 'cheap'),
      contents: 'What is fine-tuning?',
      config: { topK, temperature: 1 },
    }),
  )
  const replies = await Promise.all(calls)
  return new Set(replies.map(({ text }) => text)).size
}
console.log('different answers of 5 with top-k 1:', await fiveWithTopK(1))
console.log('different answers of 5 with top-k 40:', await fiveWithTopK(40))

// %% [markdown] id="seed-note"
// A *seed* starts the dice from the same place, so that the same request gets the same answer although the temperature is high. It helps in
// experiments. Hosted services call it best effort, because the next update of the model changes everything, and OpenAI has marked it as deprecated.

// %% id="seed"
import Groq from 'groq-sdk'

const groq = new Groq()
async function fiveWithSeed(seed?: number) {
  const calls = Array.from({ length: 5 }, () =>
    groq.chat.completions.create({
      model: pick('groq', 'cheap'),
      messages: [{ role: 'user', content: 'What is fine-tuning?' }],
      temperature: 1,
      seed,
    }),
  )
  const replies = await Promise.all(calls)
  return new Set(replies.map(({ choices }) => choices[0]?.message.content))
}

// %% id="seed-results"
console.log('different answers of 5, seed 7:', (await fiveWithSeed(7)).size)
console.log('different answers of 5, no seed:', (await fiveWithSeed()).size)

// %% [markdown] id="penalties-note"
// *Penalties* lower the logit of tokens that have already been written: the *frequency penalty* by its value for each time the token occurred, the
// *presence penalty* once, however often it occurred. Text that counts from one to ten needs nine commas. See what becomes of the comma's
// probability, from the first to the ninth:

// %% id="penalties"
async function commas(penalty: object) {
  const { choices } = await openai.chat.completions.create({
    ...sea,
    messages: [{ role: 'user', content: 'Count from one to ten.' }],
    temperature: 0,
    logprobs: true,
    ...penalty,
  })
  const tokens = choices[0]?.logprobs?.content ?? []
  return tokens
    .filter(({ token }) => token === ',')
    .map(({ logprob }) => 100 * Math.exp(logprob))
}

// %% id="comma-chances"
const commaChances = [
  { name: 'none', chances: await commas({}) },
  { name: 'presence 2', chances: await commas({ presence_penalty: 2 }) },
  { name: 'frequency 2', chances: await commas({ frequency_penalty: 2 }) },
]

// %% id="penalties-chart"
import { showLines } from '@workbook/kit'

showLines(
  commaChances.map(({ name, chances }) => ({
    name,
    points: chances
      .slice(0, 9)
      .map((chance, i) => [i + 1, chance] as const),
  })),
  {
    title: 'The chance of the next comma',
    x: 'comma number',
    y: 'probability, %',
  },
)

// %% [markdown] id="penalties-after"
// The presence penalty hardly matters to a token that has no rival. The frequency penalty adds up: at the fifth comma the model hesitates, at the
// ninth hardly any chance is left. (The comma is written all the same, because at temperature 0 the best of many thousand poor candidates wins; a
// draw would go wrong.) So a penalty does not know what a boring repetition is; it counts commas, too. Values around 0.5 are plenty, and a better
// prompt often cures repetition without one.

// %% [markdown] id="max-tokens"
// ## The limit that cuts
//
// Every API has a setting for the most tokens an answer may have, and between them they have four names for it. The limit does not make anybody
// brief. The model knows nothing of it, and the text ends where the tokens do. Here is one question with room for 16 tokens, called under each of the
// names.

// %% id="cut-openai"
const question = 'What is a context window?'

const chatCut = await openai.chat.completions.create({
  ...sea,
  messages: [{ role: 'user', content: question }],
  max_completion_tokens: 16,
})
const responsesCut = await openai.responses.create({
  model: pick('openai', 'cheap'),
  reasoning: { effort: 'none' },
  input: question,
  max_output_tokens: 16, // the least it takes
})

// %% id="cut-others"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic()
const claudeCut = await anthropic.messages.create({
  model: pick('anthropic', 'cheap'),
  max_tokens: 16,
  messages: [{ role: 'user', content: question }],
})
const geminiCut = await gemini.models.generateContent({
  model: pick('gemini', 'cheap'),
  contents: question,
  config: { maxOutputTokens: 16 },
})

// %% [markdown] id="compatible-note"
// Servers that speak OpenAI's dialect mostly keep the oldest name, `max_tokens`. Here are four that lesson 2 has introduced; we shall need them
// again.

// %% id="compatible"
const { GROQ_API_KEY, MISTRAL_API_KEY } = process.env
const compatible = {
  groq: new OpenAI({
    baseURL: 'https://api.groq.com/openai/v1',
    apiKey: GROQ_API_KEY,
  }),
  mistral: new OpenAI({
    baseURL: 'https://api.mistral.ai/v1',
    apiKey: MISTRAL_API_KEY,
  }),
  ollama: new OpenAI({
    baseURL: 'http://localhost:11434/v1',
    apiKey: 'none',
  }),
  vllm: new OpenAI({ baseURL: 'http://localhost:8000/v1', apiKey: 'none' }),
}

// %% id="cut-compatible"
const providers = ['groq', 'mistral', 'ollama', 'vllm'] as const

const compatibleCuts = await Promise.all(
  providers.map(async (provider) => {
    const { choices } = await compatible[provider].chat.completions.create({
      model: pick(provider, 'cheap'),
      messages: [{ role: 'user', content: question }],
      max_tokens: 16,
    })
    return {
      API: provider,
      'name of the limit': 'max_tokens',
      'ended with': `finish_reason: ${choices[0]?.finish_reason}`,
      letters: choices[0]?.message.content?.length ?? 0,
    }
  }),
)

// %% id="cut-rows"
const [chatChoice] = chatCut.choices
const [claudeBlock] = claudeCut.content
const claudeText = claudeBlock?.type === 'text' ? claudeBlock.text : ''
const finishReason = geminiCut.candidates?.[0]?.finishReason

const cuts = [
  ['OpenAI chat', 'max_completion_tokens', chatChoice?.message.content],
  ['OpenAI Responses', 'max_output_tokens', responsesCut.output_text],
  ['Anthropic', 'max_tokens', claudeText],
  ['Gemini', 'maxOutputTokens', geminiCut.text],
]

// %% id="cut-endings"
const endings = [
  `finish_reason: ${chatChoice?.finish_reason}`,
  `status: ${responsesCut.status}`,
  `stop_reason: ${claudeCut.stop_reason}`,
  `finishReason: ${finishReason}`,
]

// %% id="cut-table"
const ownCuts = cuts.map(([API, name, text], i) => ({
  API,
  'name of the limit': name,
  'ended with': endings[i],
  letters: text?.length ?? 0,
}))
showTable([...ownCuts, ...compatibleCuts])

console.log('OpenAI chat wrote:', chatChoice?.message.content)
console.log('incomplete because:', responsesCut.incomplete_details?.reason)

// %% [markdown] id="thoughts-count"
// The sentence breaks off, and the reason says so: `length`, `max_tokens`, `MAX_TOKENS`, or a status of `incomplete`.
//
// Did you notice the number of letters at Gemini and Groq? Their models think before they answer, and thoughts count against the limit, so there is
// little left, or nothing. Here is the same on the wire, with OpenAI's model at its default effort, and no SDK in between:

// %% id="wire"
const body = {
  model: pick('openai', 'cheap'),
  messages: [{ role: 'user', content: question }],
  max_completion_tokens: 60,
}
const response = await fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify(body),
})
console.log(response.status, await response.text())

// %% [markdown] id="wire-note"
// Status 200, an empty `content`, and 60 tokens on the bill: all of them are `reasoning_tokens`. Whoever does not look at `finish_reason` shows a
// user nothing and wonders why. So give a model that thinks a generous limit, some thousands, and look at the reason each time.
//
// ## Noticed and mended
//
// What to do about a cut answer? Ask again with a higher limit, or send the half answer back and ask for the rest:

// %% id="continue"
const talk: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'user', content: question },
]
const half = await openai.chat.completions.create({
  ...sea,
  messages: talk,
  max_completion_tokens: 30,
})
let whole = half.choices[0]?.message.content ?? ''

// %% id="continue-rest"
if (half.choices[0]?.finish_reason === 'length') {
  const rest = await openai.chat.completions.create({
    ...sea,
    messages: [
      ...talk,
      { role: 'assistant', content: whole },
      { role: 'user', content: 'Continue exactly where you stopped.' },
    ],
  })
  whole += `|${rest.choices[0]?.message.content}`
}
console.log(whole)

// %% [markdown] id="sizes"
// The bar marks the seam. You pay for the half answer twice, as output first and then as input, and real models do not always hit the seam so well.
// For JSON or code, ask again with a higher limit.
//
// ## How high is high enough?
//
// The limit is counted in tokens, but we think in words. So let us count both in a few answers, and see how many tokens a word takes. Then we can
// turn the usual lengths of texts, in words, into limits.

// %% id="measure"
async function measure(kind: string, prompt: string) {
  const { choices, usage } = await openai.chat.completions.create({
    ...sea,
    messages: [{ role: 'user', content: prompt }],
  })
  const words = choices[0]?.message.content?.split(/\s+/).length ?? 0
  return { kind, words, tokens: usage?.completion_tokens ?? 0 }
}
const measured = await Promise.all([
  measure('one sentence', 'What is a token? Answer in one sentence.'),
  measure('a paragraph', 'What is temperature?'),
  measure('an e-mail', 'Write an e-mail asking for a day off.'),
  measure('a description', 'Write a product description for a mug.'),
])
showTable(measured)

// %% id="per-word"
const allWords = measured.reduce((sum, { words }) => sum + words, 0)
const allTokens = measured.reduce((sum, { tokens }) => sum + tokens, 0)
const perWord = allTokens / allWords
console.log(`${perWord.toFixed(2)} tokens for a word`)

// %% id="size-table"
const tokensFor = (words: number) => Math.round((words * perWord) / 10) * 10
const sizes: [string, number, number][] = [
  ['short answer', 45, 85],
  ['paragraph', 90, 220],
  ['e-mail', 130, 350],
  ['page', 440, 600],
  ['long document', 900, 9000],
]
showTable(
  sizes.map(([text, fewest, most]) => ({
    text,
    words: `${fewest} to ${most}`,
    tokens: `${tokensFor(fewest)} to ${tokensFor(most)}`,
  })),
)

// %% [markdown] id="size-note"
// Rounded, that is the table many people know by heart: 50–100 for a short answer, 100–250 for a paragraph, 150–400 for an e-mail, 500–700 for a
// page, 1,000 and more for a long document. (The e-mail above was a brief one, as you see.) It holds for English prose; other languages need more tokens for a word, which is the subject of lesson
// 6. Set the limit well above what you expect, because its job is to stop a runaway, and to bound the bill. If you want a short answer, say so in the
// prompt.
//
// ## One window for both
//
// Input and output share the *context window*, the number of tokens that a model can work with at once. A model for your own machine may have a small
// one, and then you feel it. (`served` lists the models that the workbook knows at a provider, with what each can do.)

// %% id="window"
import { served } from '@workbook/kit'

const [small] = served('vllm').sort(
  (a, b) => a.contextWindow - b.contextWindow,
)
const tide = 'The tide comes and goes. '.repeat(200)
console.log(small?.name, 'has a window of', small?.contextWindow, 'tokens')

// %% id="window-full"
for (const limit of [1000, 3500]) {
  try {
    const { usage } = await compatible.vllm.chat.completions.create({
      model: small?.id ?? '',
      messages: [{ role: 'user', content: `${tide}What is a token?` }],
      max_tokens: limit,
    })
    console.log(
      `${limit}: fits, with ${usage?.prompt_tokens} tokens of input`,
    )
  } catch (error) {
    if (!(error instanceof OpenAI.BadRequestError)) throw error
    console.log(`${limit}: ${error.message}`)
  }
}

// %% [markdown] id="stop"
// The whole limit counts, however short the answer would have been: input and limit together have to fit, or this server refuses with a 400.
//
// ## Stop sequences
//
// A *stop sequence* is a piece of text of yours. As soon as the model writes it, the answer ends, and the sequence itself is left out. Three
// classics: the first sentence, the end of a list, the end of JSON.

// %% id="until"
async function until(stop: string, prompt: string) {
  const { choices } = await groq.chat.completions.create({
    model: pick('groq', 'cheap'),
    messages: [{ role: 'user', content: prompt }],
    temperature: 0,
    stop,
  })
  return choices[0]?.message.content ?? ''
}

// %% id="three-stops"
const sentence = await until('. ', 'What is temperature?')
const list = await until(', four', 'Count from one to ten.')
const json = await until(
  '}',
  'Ada Lovelace is 36 years old. Reply in JSON with the keys name and age.',
)
console.log(`${sentence}.`)
console.log(list)
console.log(JSON.parse(`${json}}`))

// %% [markdown] id="stop-note"
// What you stop at is gone, so you add it yourself where you need it. And choose with care: a plain `.` as the end of a sentence also stands in
// "Node.js" and in 0.7, and `}` closes the inner object of nested JSON first. (For JSON there is something better, schemas, in lesson 9.)
//
// How does your program learn that it was the sequence which ended the answer, and not the model? We ask each provider twice, with a stop sequence
// and without, and print what it gives as the reason. From OpenAI we take a model that does not reason; why, you will see in a moment.

// %% id="reports"
const messages = [
  { role: 'user' as const, content: 'Count from one to ten.' },
]
const [plain] = served('openai').filter(
  ({ kind, efforts }) => kind === 'chat' && !efforts,
)
async function chatReport(client: OpenAI, model: string, stop?: string) {
  const request = { model, messages, stop }
  const { choices } = await client.chat.completions.create(request)
  // The names differ: finish_reason, stop_reason.
  const fields = Object.entries({ ...choices[0] })
  return fields
    .filter(([name, value]) => name.endsWith('_reason') && value)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')
}

// %% id="reports-others"
async function claudeReport(stop?: string) {
  const { stop_reason, stop_sequence } = await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 500,
    messages,
    stop_sequences: stop ? [stop] : [],
  })
  return `${stop_reason}, stop_sequence ${JSON.stringify(stop_sequence)}`
}

// %% id="report-gemini"
async function geminiReport(stop?: string) {
  const { candidates } = await gemini.models.generateContent({
    model: pick('gemini', 'cheap'),
    contents: 'Count from one to ten.',
    config: { stopSequences: stop ? [stop] : [] },
  })
  return `finishReason ${candidates?.[0]?.finishReason}`
}

// %% id="reporters"
const reporters: Record<string, (stop?: string) => Promise<string>> = {
  OpenAI: (stop) => chatReport(openai, plain?.id ?? '', stop),
  Anthropic: claudeReport,
  Gemini: geminiReport,
}
for (const provider of providers) {
  reporters[provider] = (stop) =>
    chatReport(compatible[provider], pick(provider, 'cheap'), stop)
}

// %% id="reports-table"
const reports = Object.entries(reporters).map(
  async ([provider, report]) => ({
    provider,
    'ended by a comma': await report(','),
    'ended by itself': await report(),
  }),
)
showTable(await Promise.all(reports))

// %% [markdown] id="reports-note"
// Only Anthropic and vLLM tell you, and they even say which of your sequences it was. For the others a stop is a stop. The OpenAI model we asked is
// an older one, because the newer ones refuse stop sequences. Which brings us to the question that tutorials tend to leave out.
//
// ## What today's models accept
//
// You can set a temperature, but is anybody listening? There are three possible reactions to a parameter: a model *obeys* it, *refuses* it with an
// error, or takes it and *ignores* it. The last is the nastiest. We find out by asking, and by looking at what comes back.
//
// First we need one way to ask them all: a function that takes a prompt and some settings, written as OpenAI writes them. Other houses have other
// names for them, so these get a dictionary.

// %% id="asking"
type Asking = (prompt: string, settings: object) => Promise<object>

const inGemini = {
  top_p: 'topP',
  top_k: 'topK',
  n: 'candidateCount',
  stop: 'stopSequences',
  logprobs: 'responseLogprobs',
  frequency_penalty: 'frequencyPenalty',
}
const inMistral = { seed: 'random_seed' }
const inClaude = { stop: 'stop_sequences' }

// %% id="renamed"
function renamed(settings: object, names: Record<string, string>): object {
  const entries = Object.entries(settings)
  return Object.fromEntries(
    entries.map(([name, value]) => [names[name] ?? name, value]),
  )
}

// %% id="asking-each"
function viaChat(client: OpenAI, model: string, more = {}): Asking {
  return (prompt, settings) => {
    const messages = [{ role: 'user' as const, content: prompt }]
    const request = { model, messages, ...more, ...settings }
    return client.chat.completions.create(request)
  }
}

// %% id="asking-gemini"
function viaGemini(model: string): Asking {
  return (prompt, settings) => {
    const config = renamed(settings, inGemini)
    return gemini.models.generateContent({
      model,
      contents: prompt,
      config,
    })
  }
}

// %% id="asking-claude"
const viaClaude: Asking = (prompt, settings) =>
  anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 1000,
    messages: [{ role: 'user', content: prompt }],
    ...renamed(settings, inClaude),
  })

// %% id="asking-compatible"
const cheap = pick('openai', 'cheap')
const viaGPT = viaChat(openai, cheap)
const viaUnthinkingGPT = viaChat(openai, cheap, {
  reasoning_effort: 'none',
})
const viaGroq = viaChat(compatible.groq, pick('groq', 'cheap'))
const viaMistral = viaChat(compatible.mistral, pick('mistral', 'cheap'))
const viaOllama = viaChat(compatible.ollama, pick('ollama', 'cheap'))
const viaVLLM = viaChat(compatible.vllm, pick('vllm', 'cheap'))

// %% id="contestants"
const contestants: [string, Asking][] = [
  [cheap, viaGPT],
  [`${cheap}, effort none`, viaUnthinkingGPT],
  [plain?.id ?? '', viaChat(openai, plain?.id ?? '')],
  [pick('anthropic', 'cheap'), viaClaude],
  [pick('gemini', 'cheap'), viaGemini(pick('gemini', 'cheap'))],
  [pick('gemini', 'top'), viaGemini(pick('gemini', 'top'))],
  ['Groq', viaGroq],
  ['Mistral', (ask, set) => viaMistral(ask, renamed(set, inMistral))],
  ['Ollama', viaOllama],
  ['vLLM', viaVLLM],
]

// %% [markdown] id="trials-note"
// A trial is a prompt, a setting, and a way to see whether it was obeyed. For the four settings that take the chance out of an answer, that is
// easy: ask five times, and look whether all five answers are the same. `textsIn` gathers the texts of a reply, wherever its provider has put them.

// %% id="texts-in"
function textsIn(reply: unknown): string[] {
  if (typeof reply !== 'object' || reply === null) return []
  return Object.entries(reply).flatMap(([key, value]) =>
    typeof value === 'string' && /^(content|text)$/.test(key)
      ? [value]
      : textsIn(value),
  )
}

interface Trial {
  prompt: string
  settings: object
  times: number
  obeyed: (replies: object[]) => boolean
}

// %% id="reaction"
async function reaction(ask: Asking, trial: Trial) {
  try {
    const calls = Array.from({ length: trial.times }, () =>
      ask(trial.prompt, trial.settings),
    )
    return trial.obeyed(await Promise.all(calls)) ? 'obeys' : 'ignores'
  } catch (error) {
    const status = (error as { status?: number }).status ?? 0
    if (status === 400 || status === 422) return 'refuses'
    throw error
  }
}

// %% id="show-reactions"
async function showReactions(trials: Record<string, Trial>) {
  const rows = contestants.map(async ([model, ask]) => {
    const cells = Object.entries(trials).map(
      async ([name, trial]) => [name, await reaction(ask, trial)] as const,
    )
    return { model, ...Object.fromEntries(await Promise.all(cells)) }
  })
  showTable(await Promise.all(rows))
}

// %% id="matrix"
const prompt = 'What is fine-tuning?'
const steady = {
  prompt,
  times: 5,
  obeyed: (replies: object[]) =>
    new Set(replies.map((reply) => textsIn(reply).join())).size === 1,
}

await showReactions({
  temperature: { ...steady, settings: { temperature: 0 } },
  top_p: { ...steady, settings: { top_p: 0.01 } },
  top_k: { ...steady, settings: { top_k: 1 } },
  seed: { ...steady, settings: { seed: 7 } },
})

// %% [markdown] id="matrix-note"
// Read it row by row. GPT-6 refuses all four while it thinks, and takes temperature, top-p and seed at effort `none`. Claude refuses all of it.
// Gemini 4 takes temperature, top-p and top-k without a word, and does as it likes. The older GPT and the smaller Gemini still obey, and so do Groq,
// Mistral and the servers on your own machine, which run open models. The exception is top-k: OpenAI's dialect does not have it, so there it depends
// on the server.
//
// Now the other settings: two answers at once, an answer that must stop before its first "e", the probabilities, and the penalty that makes counting
// to ten all but impossible.

// %% id="counting"
const once = { prompt, times: 1 }
const counting = {
  prompt: 'Count from one to ten.',
  times: 3,
  settings: { frequency_penalty: 2 },
  obeyed: (replies: object[]) =>
    !replies.every((reply) =>
      /nine, ten|9, 10/.test(textsIn(reply)[0] ?? ''),
    ),
}

// %% id="matrix-2"
await showReactions({
  n: {
    ...once,
    settings: { n: 2 },
    obeyed: ([first]) => textsIn(first).length === 2,
  },
  stop: {
    ...once,
    settings: { stop: ['e'] },
    obeyed: ([first]) => !textsIn(first).join().includes('e'),
  },
  logprobs: {
    ...once,
    settings: { logprobs: true },
    obeyed: ([first]) => /logprob":|logProb/.test(JSON.stringify(first)),
  },
  frequency_penalty: counting,
})

// %% [markdown] id="refusals-note"
// The newer OpenAI models take no stop sequences at any effort. Groq speaks OpenAI's dialect and is still another house: it refuses a second answer
// and the probabilities, and takes a penalty without using it. So a client that is compatible does not make a model that is.
//
// What does a refusal say? We send everybody a temperature of 0.5 and print the complaints:

// %% id="refusals"
for (const [model, ask] of contestants) {
  try {
    await ask(question, { temperature: 0.5 })
  } catch (error) {
    console.log(
      `${model}: ${error instanceof Error ? error.message : error}`,
    )
  }
}

// %% [markdown] id="replacements"
// The cure is to leave the field out. A model that thinks has its sampling set by its maker, and what you set instead is how much work it does.
//
// ## What has replaced them
//
// - *Reasoning effort* (OpenAI), *effort* (Anthropic) and *thinking level* (Gemini) say how hard a model thinks before it answers.
// - *Verbosity* (OpenAI) says how many words it makes.
//
// Here is one question at two efforts. We count the tokens that nobody sees.

// %% id="effort-calls"
import { ThinkingLevel } from '@google/genai'

const puzzle =
  'Explain the difference between temperature and top-p to a colleague who ' +
  'has never called an API, and say which of them one should change first.'

async function gptThoughts(effort: 'low' | 'high') {
  const { usage } = await openai.responses.create({
    model: pick('openai', 'cheap'),
    input: puzzle,
    reasoning: { effort },
  })
  return usage?.output_tokens_details.reasoning_tokens ?? 0
}

// %% id="effort-claude"
async function claudeThoughts(effort: 'low' | 'high') {
  const { usage } = await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 4000,
    messages: [{ role: 'user', content: puzzle }],
    output_config: { effort },
  })
  return usage.output_tokens_details?.thinking_tokens ?? 0
}

// %% id="effort-gemini"
async function geminiThoughts(effort: 'low' | 'high') {
  const { usageMetadata } = await gemini.models.generateContent({
    model: pick('gemini', 'top'),
    contents: puzzle,
    config: {
      thinkingConfig: {
        thinkingLevel:
          effort === 'low' ? ThinkingLevel.LOW : ThinkingLevel.HIGH,
      },
    },
  })
  return usageMetadata?.thoughtsTokenCount ?? 0
}

// %% id="effort-chart"
const thinkers = {
  OpenAI: gptThoughts,
  Anthropic: claudeThoughts,
  Gemini: geminiThoughts,
}
const bars = Object.entries(thinkers).flatMap(([group, thoughts]) =>
  (['low', 'high'] as const).map(async (label) => ({
    label,
    value: await thoughts(label),
    group,
  })),
)
showBars(await Promise.all(bars), {
  title: 'Thoughts before one answer, by effort',
  unit: 'tokens',
})

// %% [markdown] id="effort-note"
// Thoughts cost as much as words and take as long to write. Claude at `low` did not think at all here. Use little effort for sorting, lookups and small
// talk, and more for planning, mathematics and difficult code.
//
// Verbosity is the other half: not how hard the model thinks, but how much it says.

// %% id="verbosity"
for (const verbosity of ['low', 'high'] as const) {
  const { output_text } = await openai.responses.create({
    model: pick('openai', 'cheap'),
    input: 'What is temperature?',
    text: { verbosity },
  })
  console.log(`${verbosity}: ${output_text.split(' ').length} words`)
}

// %% [markdown] id="what-to-set"
// Unlike a token limit, verbosity never cuts a sentence in half: the model plans a shorter answer. Where it does not exist, say in the prompt how
// long the answer shall be.
//
// So, what do you set today?
//
// | You want … | open models, older models | GPT-6, Claude, Gemini 4 |
// |---|---|---|
// | steady answers | temperature 0 | a precise prompt, a schema |
// | variety | temperature 0.7 to 1 | ask for several versions in the prompt |
// | short answers | say so in the prompt | say so, or verbosity `low` |
// | a better answer to a hard question | a larger model | more effort |
// | a bound on the bill | the token limit | the token limit, with room for thoughts |

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>How do temperature and top-p differ?</summary>
//
// Temperature divides the logits, so it makes the whole distribution sharper or flatter, and every token keeps some chance. Top-p leaves the shape
// alone and cuts off the tail: it keeps the smallest set of tokens whose probabilities exceed p, scales them up, and draws from them in proportion.
//
// </details>
//
// <details><summary>Why should you change only one of the two?</summary>
//
// Top-p cuts what the temperature has left, so turning one moves the other: at a higher temperature the same top-p keeps more tokens. You could not
// tell which of them did what.
//
// </details>
//
// <details><summary>A call to a model that thinks comes back with status 200 and an empty text. What has happened, and where do you see it?</summary>
//
// Its thoughts have used up the token limit before the first word. The reason to stop is `length` (or `max_tokens`, `MAX_TOKENS`, status
// `incomplete`), and the usage shows as many reasoning tokens as output tokens.
//
// </details>
//
// <details><summary>You want short answers. Why is a low token limit the wrong way?</summary>
//
// The model knows nothing of the limit and does not plan for it: the text is cut, in mid-sentence if need be. Ask for a short answer in the prompt,
// or set a low verbosity, and keep the limit as protection.
//
// </details>
//
// <details><summary>Your prompt has 3,500 tokens, the window is 4,096, and you allow 1,000 tokens for the answer. What happens?</summary>
//
// Together that is 4,500, more than the window, since input and output share it. The server answers 400.
//
// </details>
//
// <details><summary>You send temperature 0 to GPT-6, Claude and Gemini 4. What does each do?</summary>
//
// GPT-6 refuses it unless its effort is `none`, Claude refuses it, and Gemini 4 takes it and ignores it, so that its answers go on being different.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - Temperature reshapes the distribution, top-p and top-k cut it, penalties lower what was said before. Change one of them.
// - A limit cuts, it does not shorten. Look at the reason to stop, every time, and leave room for thoughts.
// - A stop sequence ends an answer where you want, where the model takes one.
// - The newest models have taken these settings away and given you effort and verbosity. When in doubt, ask the model: send the setting and look.
//
// Now write it yourself. The exercises are in `exercises/03-parameters`: **3.1** the temperature experiment, **3.2** stop sequences, **3.3** a cut
// answer noticed and continued, **3.4** softmax, temperature and top-p by hand. Run `npm test 3`.
