// %% [markdown] id="title"
// # Lesson 1: API basics
//
// After this lesson you can
//
// - send a prompt to a large language model from TypeScript and read its answer,
// - name the parts of the request and of the response, and say what each is for,
// - make the same call with curl, with `fetch` and with an SDK, and choose between them,
// - hold a conversation with a model that forgets everything between two calls,
// - keep your API key secret.
//
// It takes about 25 minutes. You need no key: unless you ask for live mode, a simulated provider on your own machine answers. It sends what
// the real one would send, down to the headers, but it is a very small model that learned from a few hundred texts about this
// course. Ask it about APIs and it is good company. Ask it about anything else and it will tell you that it does not know.

// %% [markdown] id="start"
// ## Your first call
//
// A large language model (LLM) takes text in and gives text back. Somebody else runs it; you reach it over the internet, and
// the agreement about what to send and what comes back is its *API*. The whole thing fits on one screen:

// %% id="first-call"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const client = new OpenAI()
const model = pick('openai', 'cheap')

const completion = await client.chat.completions.create({
  model,
  messages: [{ role: 'user', content: 'What is an API?' }],
})
console.log(completion.choices[0]?.message.content)

// %% [markdown] id="what-happened"
// Three things happened. `new OpenAI()` found a key in the environment variable `OPENAI_API_KEY`. `create` sent your question and
// the name of a model. The answer came back as an object, and its text lies at `choices[0].message.content`.
//
// `pick` is the only line you would not ship. It gives you the name of OpenAI's cheap model of today (there are `mid` and `top`, too): the workbook
// keeps such names in one place, because they are retired faster than courses are rewritten. In your own project you write the name itself:

// %% id="which-model"
console.log(model)

// %% [markdown] id="five-words"
// ## Five words
//
// The rest of this course uses these all the time.
//
// - An **endpoint** is one address that does one thing. You called `https://api.openai.com/v1/chat/completions`.
// - A **request** is what you send there: a method, headers and a body.
// - The **response** is what comes back: a status code, headers and a body.
// - **Authentication** proves who is asking. Here it is a secret key in a header.
// - A **rate limit** says how much you may ask in a minute or a day. The response tells you how much is left.

// %% id="rate-limit"
const { response } = await client.chat.completions
  .create({
    model,
    messages: [{ role: 'user', content: 'What is a rate limit?' }],
  })
  .withResponse()

const limits = [
  'x-ratelimit-limit-requests',
  'x-ratelimit-remaining-requests',
]
for (const name of limits) {
  console.log(`${name}: ${response.headers.get(name)}`)
}

// %% [markdown] id="why-an-api"
// ## Why not just use the chat page?
//
// A chat page needs a person in front of it. An API does not, and that buys three things: *automation* (a thousand reviews judged
// overnight), *integration* (the answer lands in your database, your e-mail, your editor), and *control* (which model, how long an
// answer, what it must never say).
//
// A hosted API also takes work off you. The provider runs the machines and adds more when you need them, you begin with one line
// instead of a rack of graphics cards, you shape the model with instructions and parameters, and everything travels encrypted over HTTPS.

// %% [markdown] id="build-with-it"
// ## What people build with it
//
// Most products are one short call with a good instruction. Let us put the call into a function and try five of them.

// %% id="complete"
async function complete(prompt: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: prompt }],
  })
  return completion.choices[0]?.message.content ?? ''
}

// %% id="translate"
const english = 'Good morning. The library opens at nine.'

console.log(await complete(`Translate into German: ${english}`))

// %% id="summarise"
const article = `The city library has opened its doors again.
Readers now find a bright reading room and longer opening hours.
The old wooden shelves stayed, because readers had asked for them.
A small café will follow in the spring.`

console.log(await complete(`Summarise in one sentence:\n\n${article}`))

// %% id="sentiment"
const review = `The lamp looks great, but it broke after two days
and nobody answered my e-mails.`

const task =
  'Is this review positive, negative or mixed? Answer with one word.'
console.log(await complete(`${task}\n\n${review}`))

// %% id="write-code"
console.log(
  await complete('Write a TypeScript function that reverses a string.'),
)

// %% [markdown] id="chat-bot-later"
// The fifth is the chat bot. It needs one idea more, so it comes at the end of this lesson.

// %% [markdown] id="anatomy"
// ## Anatomy of a call
//
// Under every SDK lies plain HTTP. One request goes out, one response comes back, and then the connection has nothing more to say.

// %% id="round-trip"
import { showSequence } from '@workbook/kit'

showSequence('your program', 'api.openai.com', [
  {
    direction: 'ask',
    label: 'POST /v1/chat/completions',
    details: ['Authorization: Bearer <your key>', '{ model, messages }'],
  },
  {
    direction: 'answer',
    label: '200 OK',
    details: [
      'x-request-id, x-ratelimit-…',
      '{ id, model, choices, usage }',
    ],
  },
])

// %% [markdown] id="response-body"
// Here is the body of your first response, just as it arrived. Read it from the top. `choices` is a list because you may ask for
// several answers at once. `finish_reason` says why the text ended: `stop` means that the model was done, `length` that it
// ran into a limit. `usage` counts tokens, the pieces of words that models read and write, and it is what you pay for.

// %% id="look-inside"
console.log(JSON.stringify(completion, null, 2))

// %% [markdown] id="reasoning-note"
// Look at `reasoning_tokens`. This model thinks before it speaks; you do not see those tokens, but they are counted as output.

// %% [markdown] id="rest"
// ## REST: verbs and nouns
//
// LLM APIs follow REST. The address names a thing, the HTTP method says what to do with it: `POST` submits something new (a prompt,
// a file, a batch), `GET` reads a list or a state, `DELETE` removes what was stored. Here are all three. First, which models are there?

// %% id="get-models"
const page = await client.models.list()
const names = page.data.map((entry) => entry.id)

console.log(
  `${names.length} models, among them ${names.slice(0, 4).join(', ')}`,
)

// %% [markdown] id="delete-intro"
// OpenAI keeps answers of its newer Responses API (you meet it below) so that you can fetch them again. Make one, read it, remove it,
// and see what happens to those who come too late.

// %% id="post-get-delete"
const stored = await client.responses.create({
  model,
  input: 'What is REST?',
})
console.log(`POST made ${stored.id.slice(0, 12)}…`)

const again = await client.responses.retrieve(stored.id)
console.log(
  `GET brought the same text: ${again.output_text === stored.output_text}`,
)

await client.responses.delete(stored.id)
const late = await client.responses
  .retrieve(stored.id)
  .catch((error: unknown) => error)
console.log(
  'GET after DELETE:',
  late instanceof OpenAI.NotFoundError && late.status,
)

// %% [markdown] id="status-codes"
// ## Status codes
//
// The first line of a response carries a number. Two hundred and something is fine, four hundred and something is your mistake,
// five hundred and something is theirs. Four of them you can cause right now.

// %% id="cause-statuses"
const key = process.env.OPENAI_API_KEY ?? ''
const good = JSON.stringify({
  model,
  messages: [{ role: 'user', content: 'Say hello.' }],
})

async function statusOf(key: string, body: string): Promise<number> {
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${key}`,
  }
  const url = 'https://api.openai.com/v1/chat/completions'
  return (await fetch(url, { method: 'POST', headers, body })).status
}

// %% id="status-table"
import { showTable } from '@workbook/kit'

const meaning: Record<number, string> = {
  200: 'fine: read the body',
  400: 'it makes no sense: mend it',
  401: 'the key is missing or wrong',
  404: 'no such model, or no longer: look up its name',
}
const gone = 'gpt-3.5-turbo' // retired in October 2026

const rows = [
  { sent: 'a good request', status: await statusOf(key, good) },
  { sent: 'half a body', status: await statusOf(key, good.slice(0, 20)) },
  { sent: 'a wrong key', status: await statusOf('sk-test-invalid', good) },
  {
    sent: `model ${gone}`,
    status: await statusOf(key, good.replace(model, gone)),
  },
]
showTable(rows.map((row) => ({ ...row, 'it means': meaning[row.status] })))

// %% [markdown] id="more-statuses"
// The model of the last row is still in many older tutorials. OpenAI shut it down, and now its name gets the same status as a misspelt one;
// lesson 2 shows how to notice in time.
//
// A few more you will meet, and lesson 5 causes them all: **403** your key may not do this, **429** too many requests, wait and try
// again, and **500** or **503** the provider has a problem, wait and try again.

// %% [markdown] id="three-ways"
// ## The same call three ways
//
// **curl** sends a request from the command line. It is good for trying things and for asking others for help, because it shows everything.
// Open a second terminal, run `npm run mock`, and paste these lines into a third (in PowerShell, use Git Bash or WSL).
// If you like forms better than command lines, Postman builds the same request from the same parts.

// %% id="curl"
const question = {
  model,
  messages: [{ role: 'user' as const, content: 'What is an endpoint?' }],
}
console.log(`curl http://127.0.0.1:8787/v1/chat/completions \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer sk-mock-openai" \\
  -d '${JSON.stringify(question, null, 2)}'`)

// %% [markdown] id="with-fetch"
// **fetch** is in every browser and in Node. Nothing to install, and you see each part: this is the wire itself.

// %% id="plain-fetch"
const reply = await fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${key}`,
  },
  body: JSON.stringify(question),
})
console.log(reply.status, reply.headers.get('content-type'))
console.log((await reply.text()).split('\n').slice(0, 5).join('\n'))

// %% [markdown] id="with-sdk"
// The **SDK** sends the same thing. You need not take our word for it: an OpenAI client lets you pass your own `fetch`, so we pass one
// that prints what it is given. (Or run this lesson with `npm run lesson 1 --trace` and watch every call.)

// %% id="sdk-on-the-wire"
const watched = new OpenAI({
  fetch: (url, init) => {
    console.log(init?.method, String(url))
    console.log('same body:', init?.body === JSON.stringify(question))
    return fetch(url, init)
  },
})
const answer = await watched.chat.completions.create(question)
console.log(answer.choices[0]?.message.content)

// %% [markdown] id="what-an-sdk-adds"
// So what do you get for the dependency? Methods instead of addresses and headers. Types, so that a misspelt field is an error in
// your editor. JSON turned into objects and back. Errors with a class of their own. Retries with growing pauses. And somebody who keeps up when the API changes.
// Here is the difference an error makes: no status to remember to check, just `catch`.

// %% id="sdk-error"
const stranger = new OpenAI({ apiKey: 'sk-test-invalid' })
try {
  await stranger.chat.completions.create(question)
} catch (error) {
  if (!(error instanceof OpenAI.AuthenticationError)) throw error
  console.log(`${error.status} ${error.code}: ${error.message}`)
}

// %% [markdown] id="endpoints"
// ## The endpoints, and how they stand today
//
// All of these begin with `https://api.openai.com/v1`. The right column is as of November 2026.
//
// | Address | What it does | Today |
// |---|---|---|
// | `/chat/completions` | a list of messages in, a message out | supported; every other provider imitates it |
// | `/responses` | the same and more: tools, stored state, reasoning | recommended for new work with OpenAI |
// | `/embeddings` | text in, a list of numbers out | current |
// | `/images/generations` | text in, a picture out | current, newer models only |
// | `/audio/transcriptions` | sound in, text out | current |
// | `/fine_tuning/jobs` | trains a model of your own | current, for some models |
// | `/models` | lists what there is | current |
// | `/batches` | thousands of requests within a day at half the price | current |
// | `/completions` | text in, its continuation out | legacy: do not start with it |
//
// Other providers have addresses of their own. Anthropic answers at `/v1/messages` and counts tokens at `/v1/messages/count_tokens`; lessons 2 and
// 6 call them.
//
// One in the table is not about answers at all. `/embeddings` turns each text into a list of 1,536 numbers. How alike two texts are is then a
// matter of multiplying: `likeness` is 1 for the same text, and near 0 for two that have nothing in common.

// %% id="embedding"
const { data } = await client.embeddings.create({
  model: 'text-embedding-3-small',
  input: [
    'How do I reset my password?',
    'I forgot my password',
    'The cat sleeps on the sofa',
  ],
})
const [reset = [], forgot = [], cat = []] = data.map(
  (entry) => entry.embedding,
)
const likeness = (a: number[], b: number[]) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0).toFixed(2)

console.log(`${reset.length} numbers each`)
console.log(`reset and forgot: ${likeness(reset, forgot)}`)
console.log(`reset and cat:    ${likeness(reset, cat)}`)

// %% [markdown] id="embedding-note"
// That is what embeddings are for: texts that mean the same get similar numbers, so search can find what was meant and not only what was typed.

// %% [markdown] id="chat-or-responses"
// ## Chat Completions and Responses, side by side
//
// Two endpoints do the same work. Learn both: the first because the world speaks it, the second because OpenAI's new features appear there.
//
// | | Chat Completions | Responses |
// |---|---|---|
// | you send | `messages` | `input`, and rules in `instructions` |
// | the text is at | `choices[0].message.content` | `output_text` |
// | who keeps the history | you | you, or OpenAI (`store`, on by default) |

// %% id="side-by-side"
const chat = await client.chat.completions.create({
  model,
  messages: [{ role: 'user', content: 'What is JSON?' }],
})
const modern = await client.responses.create({
  model,
  input: 'What is JSON?',
})

showTable([
  { part: 'kind', chat: chat.object, responses: modern.object },
  {
    part: 'it ended',
    chat: chat.choices[0]?.finish_reason,
    responses: modern.status,
  },
  {
    part: 'tokens in',
    chat: chat.usage?.prompt_tokens,
    responses: modern.usage?.input_tokens,
  },
])

// %% [markdown] id="messages"
// ## Messages have roles
//
// A prompt is a list of messages, and each says who speaks. `developer` (older name: `system`) gives the rules, `user` asks, `assistant` is what
// the model said before, and `tool` carries the result of a function the model wanted called (lesson 9). The same question with and without a rule:

// %% id="roles"
const whySky = { role: 'user' as const, content: 'Why is the sky blue?' }

const free = await client.chat.completions.create({
  model,
  messages: [whySky],
})
const ruled = await client.chat.completions.create({
  model,
  messages: [
    { role: 'developer', content: 'Answer in one sentence.' },
    whySky,
  ],
})
console.log(`Without: ${free.choices[0]?.message.content}\n`)
console.log(`With:    ${ruled.choices[0]?.message.content}`)

// %% [markdown] id="it-forgets"
// ## The API forgets
//
// Every call stands alone. The model has no memory of the one before, not even of a second ago. Watch:

// %% id="forgets"
console.log(await complete('My name is Ada.'))
console.log(await complete('What is my name?'))

// %% [markdown] id="resend"
// The cure is simple: keep the history yourself and send all of it, every time. What looks like memory in a chat page is exactly this.
// It also means that a long conversation costs more with every turn, as you pay for the history again.

// %% id="remembers"
const history: OpenAI.ChatCompletionMessageParam[] = []

async function say(content: string): Promise<string> {
  history.push({ role: 'user', content })
  const { choices } = await client.chat.completions.create({
    model,
    messages: history,
  })
  const reply = choices[0]?.message.content ?? ''
  history.push({ role: 'assistant', content: reply })
  return reply
}

// %% id="say-it-again"
console.log(await say('My name is Ada.'))
console.log(await say('What is my name?'))
console.log(`The second call sent ${history.length - 1} messages.`)

// %% [markdown] id="previous-response"
// The Responses API can keep the history for you: name the answer you are replying to in `previous_response_id`. It is less to send, not less to pay,
// since the old turns are still read, and counted, as input.

// %% id="previous-response-id"
const first = await client.responses.create({
  model,
  input: 'My favourite language is TypeScript.',
})
const second = await client.responses.create({
  model,
  input: 'What is my favourite language?',
  previous_response_id: first.id,
})
console.log(second.output_text)
console.log(
  first.usage?.input_tokens,
  'tokens in, then',
  second.usage?.input_tokens,
)

// %% [markdown] id="chat-bot"
// ## The fifth product: a chat bot
//
// You have everything now. A chat bot is a loop around `say`. In a terminal you can type; in a notebook it plays a prepared conversation.

// %% id="chat-loop"
import { ask } from '@workbook/kit'

const prepared = ['Hello!', 'I like green tea.', 'What do I like?']
for (const line of prepared) {
  const text = await ask('You', { default: line })
  console.log(`Bot: ${await say(text)}`)
}

// %% [markdown] id="keys"
// ## Your key is your purse
//
// To call the real API you sign up with a provider, accept its terms (read what they say about your data and about what you may build), add a
// way to pay, and create an API key. Whoever has that key spends your money, so treat it like one.
//
// - **Keep it in the environment**, not in the code. Copy `.env.example` to `.env` and write it there; `.gitignore` already lists `.env`.
// - **Never put it into anything a user can open**: a web page, a phone app, a public repository. Use a small server of yours in between (lesson 8).
// - **Never commit it.** Deleting it in the next commit does not help, because the history keeps it and bots read public history within minutes.
// - **Restrict** it to what it needs, **rotate** it (make a new one, retire the old) now and then, and at once if it leaked, **monitor** what it spends, and turn on **secret scanning** in your repository.

// %% id="masked-key"
function mask(secret: string): string {
  if (secret.length < 12) return '…'
  return `${secret.slice(0, 3)}…${secret.slice(-4)}`
}
console.log(mask(key))

// %% [markdown] id="auth-headers"
// Even your logs should not know more than that. How the key travels depends on the provider:
//
// | Provider | Header |
// |---|---|
// | OpenAI, Groq and most others | `Authorization: Bearer <key>` |
// | Anthropic | `x-api-key: <key>`, or `Authorization: Bearer <key>` as its SDK sends; always with `anthropic-version: <date>` |
// | Google Gemini | `x-goog-api-key: <key>` |

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>Why do keys never belong in client code or in version control?</summary>
//
// Whoever can open a web page or an app can read everything in it, and whoever can read a repository can read its whole history, also what was
// deleted later. A stranger with your key spends your money in your name. Keep it on a server, in the environment.
//
// </details>
//
// <details><summary>A user tells your chat bot her name and it has forgotten it one message later. What did you leave out?</summary>
//
// The earlier messages. Every call stands alone, so each request must carry the whole conversation (or name the previous response).
//
// </details>
//
// <details><summary>You get a 401 and your colleague gets a 429. Who should just try again?</summary>
//
// Your colleague: 429 means too many requests, and it passes. A 401 means that the key is wrong, and it will be just as wrong in a minute.
//
// </details>
//
// <details><summary>Which part of the response tells you what the call cost?</summary>
//
// `usage`: the tokens in and the tokens out, hidden reasoning included. Multiply by the model's prices (lesson 7).
//
// </details>
//
// <details><summary>When would you use fetch instead of an SDK?</summary>
//
// Where a dependency is not worth it, where there is no SDK, or to see exactly what is sent. You then take over types, errors and retries yourself.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - A call is one HTTP request: an address, a key in a header, `model` and `messages` in the body.
// - The response brings the text, the reason it ended, and the tokens you pay for.
// - The API remembers nothing. You resend the history.
// - curl, `fetch` and the SDK send the same request. The SDK adds types, errors and retries.
// - Keys live in the environment, on a server.
//
// Now write some of it yourself. The exercises are in `exercises/01-api-basics`: **1.1** a first call, **1.2** a conversation that remembers, **1.3** the same with
// `fetch`, **1.4** a key from the environment, masked. Edit a file, save it, and run `npm test 1`.
