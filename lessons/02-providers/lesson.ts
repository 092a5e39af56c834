// %% [markdown] id="title"
// # Lesson 2: Providers
//
// After this lesson you can
//
// - ask the same question through the SDKs of OpenAI, Anthropic, Google and Groq, and read each answer,
// - say where they differ: address, key, system prompt, text, token counts, reasons to stop,
// - reach a dozen other services, and models on your own machine, with one client and another base URL,
// - tell what happens to a program when its model is shut down,
// - write one function that hides the differences, and choose a provider for it.
//
// It takes about 25 minutes. As before, every answer is simulated on your machine unless you ask for live mode.

// %% [markdown] id="what-is-a-provider"
// ## Who answers?
//
// A *provider* is a company, or a program of yours, that runs models behind an API. Some run models of their own (OpenAI, Anthropic,
// Google). Others run open models that anybody may download (Groq, Together, your laptop). They all take messages and give text
// back. They differ in spelling, and this lesson is about the spelling.
//
// To see what each SDK really does, we look over its shoulder. All four let you pass your own `fetch`; ours writes down what went
// out and what came back, and changes nothing.

// %% id="watch"
const exchanges: { request: Request; sent: string; got: string }[] = []

async function watch(input: string | URL | Request, init?: RequestInit) {
  const request = new Request(input, init)
  const sent = await request.clone().text()
  const response = await fetch(request)
  const got = await response.clone().text()
  exchanges.push({ request, sent, got })
  return response
}

// %% [markdown] id="same-question"
// ## One question, four SDKs
//
// The question is always the same, and so is the rule: one sentence, please. Watch where the rule goes.

// %% id="ask-openai"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const rule = 'Answer in one sentence.'
const question = 'What is streaming?'

const openai = new OpenAI({ fetch: watch })
const fromOpenAI = await openai.chat.completions.create({
  model: pick('openai', 'cheap'),
  messages: [
    { role: 'developer', content: rule },
    { role: 'user', content: question },
  ],
})
console.log(fromOpenAI.choices[0]?.message.content)

// %% [markdown] id="anthropic-note"
// At Anthropic the rule has a field of its own, `max_tokens` is required, and the answer is a list of blocks: text, but also the model's thinking and
// the tools it wants to use. So you look for the text block instead of taking the first.

// %% id="ask-anthropic"
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic({ fetch: watch })
const fromAnthropic = await anthropic.messages.create({
  model: pick('anthropic', 'cheap'),
  max_tokens: 500,
  system: rule,
  messages: [{ role: 'user', content: question }],
})
for (const block of fromAnthropic.content) {
  if (block.type === 'text') console.log(block.text)
}

// %% [markdown] id="gemini-note"
// Google says `contents` for messages, `parts` for their text, and `model` for the role that everybody else calls `assistant`. The model's name is part of the address.

// %% id="ask-gemini"
import { GoogleGenAI } from '@google/genai'

const gemini = new GoogleGenAI({
  httpOptions: { fetch: watch },
})
const fromGemini = await gemini.models.generateContent({
  model: pick('gemini', 'cheap'),
  contents: question,
  config: { systemInstruction: rule },
})
console.log(fromGemini.text)

// %% [markdown] id="groq-note"
// Groq runs open models on chips of its own and speaks OpenAI's dialect. Its SDK looks so familiar that you have to look twice.

// %% id="ask-groq"
import Groq from 'groq-sdk'

const groq = new Groq({ fetch: watch })
const fromGroq = await groq.chat.completions.create({
  model: pick('groq', 'cheap'),
  messages: [
    { role: 'system', content: rule },
    { role: 'user', content: question },
  ],
})
console.log(fromGroq.choices[0]?.message.content)

// %% [markdown] id="differences"
// ## The differences, read off the wire
//
// We have the four requests and the four answers. Instead of believing a table in a blog, let the program find out where things are: which header
// carries a value from your environment, and on which path inside the JSON a text lies.

// %% id="path-to"
function pathTo(
  text: string,
  inside: unknown,
  path = '',
): string | undefined {
  if (inside === text) return path
  if (typeof inside !== 'object' || inside === null) return undefined
  for (const [key, value] of Object.entries(inside)) {
    const step = Array.isArray(inside) ? `[${key}]` : `.${key}`
    const found = pathTo(text, value, path + step)
    if (found) return found.replace(/^\./, '')
  }
  return undefined
}

// %% id="header-with-key"
function headerWithKey({ headers }: Request) {
  for (const [name, value] of headers)
    for (const [variable, secret] of Object.entries(process.env))
      if (variable.endsWith('_KEY') && secret && value.includes(secret))
        return { name, variable }
  return { name: 'none', variable: 'none' }
}

// %% id="addresses-table"
import { showTable } from '@workbook/kit'

const names = ['OpenAI', 'Anthropic', 'Gemini', 'Groq']

showTable(
  exchanges.map(({ request }, i) => ({
    provider: names[i],
    'auth header': headerWithKey(request).name,
    'key from': headerWithKey(request).variable,
  })),
)
for (const { request } of exchanges) console.log(request.url)

// %% id="paths"
const texts = [
  fromOpenAI.choices[0]?.message.content,
  fromAnthropic.content.flatMap((block) =>
    block.type === 'text' ? block.text : [],
  )[0],
  fromGemini.text,
  fromGroq.choices[0]?.message.content,
]
for (const [i, { sent, got }] of exchanges.entries()) {
  const rulePath = pathTo(rule, JSON.parse(sent))
  const textPath = pathTo(texts[i] ?? '', JSON.parse(got))
  console.log(`${names[i]}: ${rulePath} -> ${textPath}`)
}

// %% [markdown] id="counting"
// They count the same things under other names, and not quite the same things. OpenAI and Groq include hidden reasoning in the output. Gemini
// counts it apart, as thoughts, and you pay for both. Anthropic leaves cached tokens, which it has read before (lesson 7), out of `input_tokens`.
// And gpt-oss, the model at Groq, reads a preamble of some 70 tokens before your messages, which counts, too.

// %% id="usage-table"
const usages = [
  fromOpenAI.usage,
  fromAnthropic.usage,
  fromGemini.usageMetadata,
  fromGroq.usage,
]
for (const [i, usage] of usages.entries()) {
  const counts = Object.entries(usage ?? {}).filter(
    ([name, value]) =>
      /tokens$|TokenCount$/.test(name) && Number(value) > 0,
  )
  const list = counts.map(([name, value]) => `${name} ${value}`)
  console.log(`${names[i]}: ${list.join(', ')}`)
}

// %% [markdown] id="behaviour"
// They also say in other words why an answer ended, and their SDKs differ in what they do when nothing comes back. The number of tokens that fit
// into one call, question and answer together, is the *context window*.

// %% id="behaviour-table"
import { findModel } from '@workbook/kit'

const ended = [
  fromOpenAI.choices[0]?.finish_reason,
  fromAnthropic.stop_reason,
  fromGemini.candidates?.[0]?.finishReason,
  fromGroq.choices[0]?.finish_reason,
]
const clients = [
  openai,
  anthropic,
  { maxRetries: 0, timeout: Infinity }, // Google's has no such fields
  groq,
]
const providers = ['openai', 'anthropic', 'gemini', 'groq'] as const

// %% id="behaviour-rows"
showTable(
  providers.map((provider, i) => ({
    provider: names[i],
    'it ended with': ended[i],
    'window, tokens': findModel(pick(provider, 'cheap'))?.contextWindow,
    retries: clients[i]?.maxRetries,
    'timeout in s': (clients[i]?.timeout ?? 0) / 1000,
  })),
)

// %% [markdown] id="one-client"
// ## One client, many servers
//
// OpenAI's Chat Completions is the Latin of this field: almost everybody speaks it. So you can keep the `openai` client and change
// two things, the base URL and the key. Most models behind it are open ones, such as Llama, Qwen, Mistral and gpt-oss.

// %% id="hosted"
const baseURLs = {
  groq: 'https://api.groq.com/openai/v1',
  mistral: 'https://api.mistral.ai/v1',
  together: 'https://api.together.ai/v1',
  fireworks: 'https://api.fireworks.ai/inference/v1',
  qwen: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  huggingface: 'https://router.huggingface.co/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  azure: 'https://workbook.openai.azure.com/openai/v1',
}

// %% id="keys-and-models"
const access: Record<keyof typeof baseURLs, [string, string]> = {
  groq: ['GROQ_API_KEY', 'openai/gpt-oss-120b'],
  mistral: ['MISTRAL_API_KEY', 'mistral-small-latest'],
  together: ['TOGETHER_API_KEY', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'],
  fireworks: ['FIREWORKS_API_KEY', 'accounts/fireworks/models/gpt-oss-20b'],
  qwen: ['DASHSCOPE_API_KEY', 'qwen-plus'],
  huggingface: ['HF_TOKEN', 'Qwen/Qwen3-32B'],
  openrouter: ['OPENROUTER_API_KEY', 'qwen/qwen3-8b'],
  azure: ['AZURE_OPENAI_API_KEY', 'gpt-4o-mini'],
}

// %% id="answer-from"
async function answerFrom(baseURL: string, apiKey: string, model: string) {
  const client = new OpenAI({ baseURL, apiKey })
  const {
    id,
    model: answeredBy,
    choices,
  } = await client.chat.completions.create({
    model,
    messages: [
      { role: 'system', content: rule },
      { role: 'user', content: 'What is an open-weight model?' },
    ],
  })
  const words = choices[0]?.message.content?.split(' ').length
  return { 'answered by': answeredBy, 'answer id': id.slice(0, 14), words }
}

// %% id="hosted-table"
const hosted = Object.entries(baseURLs).map(async ([name, baseURL]) => {
  const [variable, model] = access[name as keyof typeof baseURLs]
  const apiKey = process.env[variable] ?? ''
  return { server: name, ...(await answerFrom(baseURL, apiKey, model)) }
})
showTable(await Promise.all(hosted))

// %% [markdown] id="azure-note"
// Azure is OpenAI's models in Microsoft's data centres: the address contains the name of *your* resource, and `model` is the name of *your* deployment.
// OpenRouter is a *gateway*: one key for hundreds of models of others. Any other gateway works the same way, with a base URL of its own.

// %% [markdown] id="on-your-machine"
// ## On your own machine
//
// The same client reaches a program on your laptop: LM Studio, Ollama, vLLM, Text Generation WebUI or Text Generation Inference (TGI). Each serves open
// models on a port of its own, and most ask for no key, though the SDK wants to see something in its place. Never let that be your OpenAI key: when you say nothing, the SDK takes it from the environment and
// sends it wherever the base URL points.

// %% id="same-request"
import { showSequence } from '@workbook/kit'

showSequence('the openai client', 'localhost:11434', [
  {
    direction: 'ask',
    label: 'POST /v1/chat/completions',
    details: ['Authorization: Bearer not-needed', 'the same body as ever'],
  },
  {
    direction: 'answer',
    label: '200 OK',
    details: ['the same fields as ever'],
  },
])

// %% id="local-table"
const localServers: [string, number, string][] = [
  ['LM Studio', 1234, 'meta-llama-3-8b-instruct'],
  ['Ollama', 11434, 'qwen3:8b'],
  ['vLLM', 8000, 'openai/gpt-oss-20b'],
  ['WebUI', 5000, 'google_gemma-3-4b-it'],
  ['TGI', 8080, 'Qwen/Qwen3-8B'],
]
const local = localServers.map(async ([server, port, model]) => ({
  server,
  port,
  ...(await answerFrom(`http://localhost:${port}/v1`, 'not-needed', model)),
}))
showTable(await Promise.all(local))

// %% [markdown] id="native"
// Some have a language of their own as well, with more in it. Ollama's native answer says how long everything took, in nanoseconds.

// %% id="ollama-native"
const nativeReply = await fetch('http://localhost:11434/api/chat', {
  method: 'POST',
  body: JSON.stringify({
    model: 'qwen3:8b',
    messages: [{ role: 'user', content: 'What is Ollama?' }],
    stream: false,
  }),
})
const native = (await nativeReply.json()) as {
  message: { content: string }
  total_duration: number
}
console.log(native.message.content)
console.log(`${(native.total_duration / 1e9).toFixed(1)} s in all`)

// %% [markdown] id="self-hosting"
// ## Why host a model yourself?
//
// - **Privacy**: the text never leaves your machine or your company.
// - **Cost**: no price per token. You pay for hardware, electricity and the people who look after it, whether it is used or not.
// - **Control**: nobody retires your model, changes its behaviour or limits your rate.
// - **Custom models**: you may run one that you trained yourself.
//
// A good laptop runs a model of 8 billion parameters at reading speed. A model that rivals the big hosted ones needs a server with
// several graphics cards, for the price of a car. So most teams start hosted, and move to machines of their own when volume or privacy asks for it.
//
// There is even a third place: the reader's browser. With WebGPU, a page's way to the graphics card, libraries such as Transformers.js and WebLLM
// load a small model into the page and run it there. It fits where data must stay on the device and a small model will do; the first visit
// downloads a gigabyte or so. The page looks like this (to read: it does not run here):
//
// ```ts
// import { CreateMLCEngine } from '@mlc-ai/web-llm'
//
// const small = 'Llama-3.2-1B-Instruct-q4f16_1-MLC' // unknown elsewhere: built for browsers
// const engine = await CreateMLCEngine(small)
// const reply = await engine.chat.completions.create({
//   messages: [{ role: 'user', content: 'What is WebGPU?' }],
// })
// document.body.textContent = reply.choices[0]?.message.content ?? ''
// ```

// %% [markdown] id="lifecycle"
// ## Models come and go
//
// The name of a model is a dependency with an expiry date. Tutorials of a few years ago name models that have been switched off since. This is what
// their readers get to see today:

// %% id="old-names"
const say = [{ role: 'user' as const, content: 'Hello!' }]
const [gpt, claude, palm, flash, llama] = [
  'gpt-3.5-turbo', // retired
  'claude-2.1', // retired
  'text-bison-001', // retired
  'gemini-1.5-pro', // retired
  'llama3-70b-8192', // retired
]

// %% id="old-names-asked"
const attempts = [
  () => openai.chat.completions.create({ model: gpt, messages: say }),
  () =>
    anthropic.messages.create({
      model: claude,
      max_tokens: 9,
      messages: say,
    }),
  () => gemini.models.generateContent({ model: palm, contents: 'Hello!' }),
  () => gemini.models.generateContent({ model: flash, contents: 'Hello!' }),
  () => groq.chat.completions.create({ model: llama, messages: say }),
]

// %% id="old-answers"
const outcomes = await Promise.allSettled(
  attempts.map((attempt) => attempt()),
)
for (const outcome of outcomes) {
  if (outcome.status === 'fulfilled') console.log('still answers')
  else console.log(String(outcome.reason).slice(0, 200), '\n')
}

// %% [markdown] id="models-endpoint"
// Notice that they disagree even about this: 404 at three of them, 400 at Groq, and at Anthropic and Google a retired name looks like a misspelt
// one. The cure is to keep names in one place, to read the providers' deprecation pages, and to ask the API itself what it serves:

// %% id="list-models"
const openaiModels = await openai.models.list()
const anthropicModels = await anthropic.models.list()
const geminiModels = await gemini.models.list()
const groqModels = await groq.models.list()

console.log('OpenAI   ', openaiModels.data.length, openaiModels.data[0]?.id)
console.log(
  'Anthropic',
  anthropicModels.data.length,
  anthropicModels.data[0]?.id,
)
console.log(
  'Gemini   ',
  geminiModels.pageLength,
  geminiModels.getItem(0).name,
)
console.log('Groq     ', groqModels.data.length, groqModels.data[0]?.id)

// %% [markdown] id="neutral"
// ## One function for all of them
//
// If your program should be able to change its provider, let it know only one function. Each provider gets a small translator, and what the
// translators have in common is the whole interface: a prompt in, a text and two counts out.

// %% id="translators"
interface Reply {
  text: string
  input: number
  output: number
}
async function viaOpenAI(prompt: string): Promise<Reply> {
  const { output_text, usage } = await openai.responses.create({
    model: pick('openai', 'cheap'),
    input: prompt,
  })
  return {
    text: output_text,
    input: usage?.input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
  }
}

// %% id="translators-2"
async function viaAnthropic(prompt: string): Promise<Reply> {
  const { content, usage } = await anthropic.messages.create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 1000,
    messages: [{ role: 'user', content: prompt }],
  })
  const text = content.map((block) =>
    block.type === 'text' ? block.text : '',
  )
  return {
    text: text.join(''),
    input: usage.input_tokens,
    output: usage.output_tokens,
  }
}

// %% id="translators-3"
async function viaGemini(prompt: string): Promise<Reply> {
  const reply = await gemini.models.generateContent({
    model: pick('gemini', 'cheap'),
    contents: prompt,
  })
  const {
    promptTokenCount = 0,
    candidatesTokenCount = 0,
    thoughtsTokenCount = 0,
  } = reply.usageMetadata ?? {}
  return {
    text: reply.text ?? '',
    input: promptTokenCount,
    output: candidatesTokenCount + thoughtsTokenCount,
  }
}

// %% id="complete"
const translators = {
  openai: viaOpenAI,
  anthropic: viaAnthropic,
  gemini: viaGemini,
}

function complete(provider: keyof typeof translators, prompt: string) {
  return translators[provider](prompt)
}

// %% id="complete-run"
for (const provider of ['openai', 'anthropic', 'gemini'] as const) {
  const { text, input, output } = await complete(
    provider,
    'What is a gateway?',
  )
  console.log(
    `${provider}: ${input} in, ${output} out. ${text.slice(0, 40)}…`,
  )
}

// %% [markdown] id="how-to-choose"
// ## How to choose
//
// | If you need … | look first at |
// |---|---|
// | the strongest model for hard work | the top models of OpenAI, Anthropic and Google, tried on *your* examples |
// | many cheap, simple calls | the cheap tier of each, or an open model at Groq, Together or Fireworks |
// | answers at once | Groq, or a small model near your users |
// | very long documents | a context window of a million tokens: see the table above |
// | data that must stay in the house | a local server, or a cloud with a contract that says so (Azure) |
// | to try many models with one key | a gateway such as OpenRouter |
// | no bill at all | a local server with a small open model |
//
// Prices, limits and names change every month, so decide with a test of your own: twenty real examples, the candidates, and someone who judges
// the answers without knowing whose they are. Then keep `complete()` between your program and the winner.

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>You point the openai client at a local server and give no key. What may go wrong?</summary>
//
// The SDK takes your real key from the environment and sends it to that server. Pass a placeholder instead.
//
// </details>
//
// <details><summary>Where does the system prompt go at Anthropic, and where at Google?</summary>
//
// At Anthropic into the field `system` beside the messages, at Google into `systemInstruction`, which the SDK takes in `config`.
//
// </details>
//
// <details><summary>Two answers cost 100 tokens of output each by their usage. Why may Gemini's bill be higher?</summary>
//
// Gemini counts its thoughts apart from the answer and charges for both. OpenAI's number includes the reasoning already.
//
// </details>
//
// <details><summary>A program has run for two years and fails this morning with 404. What do you check first?</summary>
//
// Whether its model was retired: the models endpoint lists what is served, and the provider's deprecation page says what replaces it.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - The providers agree on messages in and text out, and differ in addresses, headers, fields and names.
// - One `openai` client with another base URL reaches most of them, and the servers on your own machine.
// - Model names expire. Keep them in one place.
// - Put one function of yours between your program and the provider.
//
// Now write it yourself. The exercises are in `exercises/02-providers`: **2.1** one question, three providers, **2.2** system prompts where they belong, **2.3** a local
// server, **2.4** the provider whose key is set. Run `npm test 2`.
