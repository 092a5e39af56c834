// %% [markdown] id="title"
// # Lesson 9: Tools and structured output
//
// After this lesson you can
//
// - let a model call functions of yours, and run the loop that this takes on OpenAI, Anthropic and Gemini,
// - describe a function and check its arguments with one zod schema,
// - handle what goes wrong: bad arguments, failing tools, loops without end,
// - get answers as JSON that your program can use, and repair one that is not valid,
// - notice a refusal before your program takes it for an answer.
//
// It takes about 25 minutes.

// %% [markdown] id="what-models-cannot-do"
// ## What a model cannot know
//
// A model writes text. It has not seen this morning's weather, your database, or the order somebody placed a minute ago. Ask it anyway:

// %% id="without-tools"
import OpenAI from 'openai'
import { pick } from '@workbook/kit'

const openai = new OpenAI()
const model = pick('openai', 'cheap')
const question = 'What is the weather in Paris, and where is my order 1042?'

const alone = await openai.responses.create({ model, input: question })
console.log(alone.output_text)

// %% [markdown] id="the-idea"
// ## The idea
//
// So you offer it *tools*: functions of yours, each with a name, a description and a schema of its arguments. The model cannot run them. It can only
// answer "please call `get_weather` with these arguments". Your program makes the call, sends the result back, and asks again. That is all there is to it:
//
// 1. you send the question and the list of tools,
// 2. the model answers with calls instead of text,
// 3. you run them and send the results back, under the ids of the calls,
// 4. and so on from step 2, until it answers with text.
//
// The description is read by the model and by nobody else, so write it for a new colleague: what the function does, and when to use it.
// The arguments are described by a *JSON schema*, a standard way to say in JSON which fields a piece of JSON has. We need not write it by hand:
// zod, which checked the visitors' questions in lesson 8, makes it from the description it checks by.

// %% id="define"
import { z } from 'zod'

interface Tool {
  description: string
  schema: Record<string, unknown>
  run: (args: unknown) => object
}

// %% id="make-tool"
function tool<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  run: (args: z.output<Schema>) => object,
): Tool {
  return {
    description,
    schema: z.toJSONSchema(schema),
    run: (args: unknown) => run(schema.parse(args)),
  }
}

// %% [markdown] id="define-note"
// One zod schema does both jobs. As JSON schema it tells the model what the arguments look like; as a parser it checks what the model sends. Here are
// two tools. A real one would ask a weather service and a database; ours look into objects.

// %% id="weather-tool"
const weather = new Map([
  ['Paris', { temperature: 11, unit: 'celsius', condition: 'rainy' }],
  ['Rome', { temperature: 17, unit: 'celsius', condition: 'sunny' }],
])

const get_weather = tool(
  'The weather in a city now',
  z.object({ city: z.string().describe('as in Paris') }),
  ({ city }) => weather.get(city) ?? { error: `${city} is unknown` },
)

// %% id="order-tool"
const orders = new Map([['1042', { status: 'shipped', carrier: 'DHL' }]])

const get_order = tool(
  'The status of an order of the customer',
  z.object({ order_id: z.string() }),
  ({ order_id }) => {
    const order = orders.get(order_id)
    if (!order) throw new Error(`There is no order ${order_id}.`)
    return order
  },
)

// %% id="tools"
const tools = new Map([
  ['get_weather', get_weather],
  ['get_order', get_order],
])
console.log(JSON.stringify(get_order.schema))

// %% [markdown] id="first-call"
// ## The first round
//
// Now the same question with the tools. `strict` makes OpenAI hold the model to the schema. It takes only schemas that require each property and
// allow no others, which is what zod wrote above.

// %% id="ask-with-tools"
const openaiTools = [...tools].map(
  ([name, { description, schema }]): OpenAI.Responses.FunctionTool => ({
    type: 'function',
    name,
    description,
    parameters: schema,
    strict: true,
  }),
)

const first = await openai.responses.create({
  model,
  input: question,
  tools: openaiTools,
})
console.log(JSON.stringify(first.output, null, 2))

// %% [markdown] id="several-calls"
// No text: besides what it thought, `output` holds two items of the type `function_call`. The model saw that it needs both and asked for both at once, so you
// can run them side by side. `arguments` is a string with JSON in it, because the model wrote it token by token like everything else. And each call has a
// `call_id`, under which its result must come back; `id` is only the item's own name.
//
// Whatever comes from the model is input from outside, so parsing may fail, and so may the tool. Neither is a reason to give up: the
// model should be told. OpenAI sends the arguments as text, others as an object, and `runTool` takes both.

// %% id="run-tool"
async function runTool(name: string, args: unknown) {
  try {
    const found = tools.get(name)
    if (!found) throw new Error(`There is no tool ${name}.`)
    const given: unknown =
      typeof args === 'string' ? JSON.parse(args) : args
    return { failed: false, text: JSON.stringify(await found.run(given)) }
  } catch (error) {
    const isInvalid = error instanceof z.ZodError
    const text = isInvalid
      ? `Invalid arguments: ${z.prettifyError(error)}`
      : String(error)
    return { failed: true, text }
  }
}

// %% id="run-four"
console.log(await runTool('get_order', { order_id: '1042' }))
console.log(await runTool('get_order', { order_id: '9999' }))
console.log(await runTool('get_order', { id: 1042 }))
console.log(await runTool('get_order', '{"order_id": "10'))

// %% [markdown] id="second-round"
// ## The loop
//
// The results go back as items of the type `function_call_output`, each under the `call_id` of its call. What the model thought, said and called goes back too, as
// everything in a conversation does: the model remembers nothing.

// %% id="follow-up"
async function followUp(item: OpenAI.Responses.ResponseOutputItem) {
  if (item.type === 'reasoning' || item.type === 'message') return [item]
  if (item.type !== 'function_call') return []
  const { text } = await runTool(item.name, item.arguments)
  const type = 'function_call_output' as const
  return [item, { type, call_id: item.call_id, output: text }]
}

const second = (await Promise.all(first.output.map(followUp))).flat()
console.log(second.filter(({ type }) => type === 'function_call_output'))

// %% [markdown] id="loop-note"
// Then it is the model's turn again. As long as it asks for calls, we go round; and because it may go on asking for ever, we count.

// %% id="loop-openai"
async function askOpenAI(client: OpenAI, prompt: string, rounds = 5) {
  const input: OpenAI.Responses.ResponseInput = [
    { role: 'user', content: prompt },
  ]
  for (let round = 0; round < rounds; round++) {
    const request = { model, input, tools: openaiTools }
    const response = await client.responses.create(request)
    const isCalling = response.output.some(
      ({ type }) => type === 'function_call',
    )
    if (!isCalling) return response.output_text
    input.push(...(await Promise.all(response.output.map(followUp))).flat())
  }
  throw new Error(`Still calling tools in round ${rounds}.`)
}

// %% id="loop-openai-run"
console.log(await askOpenAI(openai, question))

// %% [markdown] id="loop-picture"
// Let us see that conversation on the wire. A client may bring its own `fetch`; ours notes the kinds of items that go each way.

// %% id="watch"
import { type Step, showSequence } from '@workbook/kit'

const steps: Step[] = []
interface Item {
  type?: string
  role?: string
  name?: string
  arguments?: string
}

function note(direction: Step['direction'], items: Item[]) {
  const kinds = items.map(({ type, role }) => type ?? `message (${role})`)
  const [label = 'nothing', ...details] = kinds
  steps.push({ direction, label, details })
}

// %% id="watching-fetch"
async function watch(url: string | URL | Request, init?: RequestInit) {
  const request = new Request(url, init)
  const sent = (await request.clone().json()) as { input: Item[] }
  note('ask', sent.input)
  const response = await fetch(request)
  const got = (await response.clone().json()) as { output: Item[] }
  note('answer', got.output)
  return response
}

// %% id="sequence"
await askOpenAI(new OpenAI({ fetch: watch }), question)
showSequence('your program', 'OpenAI', steps)

// %% [markdown] id="loop-limit"
// Two requests, and the second holds all of the first. When the limit is too low, the loop ends with an error of ours instead of a bill without end:

// %% id="too-few-rounds"
try {
  await askOpenAI(openai, question, 1)
} catch (error) {
  console.log(String(error))
}

// %% [markdown] id="other-dialects"
// ## The same loop at Anthropic
//
// A call is a content block of the type `tool_use`; its arguments, in `input`, are parsed already. The results go back in one message of the *user*, as blocks of
// the type `tool_result`, and `is_error` says that something went wrong.

// %% id="anthropic-results"
import Anthropic from '@anthropic-ai/sdk'

async function resultFor(block: Anthropic.ContentBlock) {
  if (block.type !== 'tool_use') return []
  const { text, failed } = await runTool(block.name, block.input)
  const type = 'tool_result' as const
  return [{ type, tool_use_id: block.id, content: text, is_error: failed }]
}

// %% id="anthropic-tools"
function textIn(content: Anthropic.ContentBlock[]) {
  return content
    .flatMap((it) => (it.type === 'text' ? it.text : []))
    .join('')
}

const anthropicTools = [...tools].map(
  ([name, { description, schema }]): Anthropic.Tool => ({
    name,
    description,
    input_schema: { ...schema, type: 'object' },
  }),
)

// %% id="loop-anthropic"
const anthropic = new Anthropic()

async function askAnthropic(prompt: string, rounds = 5) {
  const messages: Anthropic.MessageParam[] = [
    { role: 'user', content: prompt },
  ]
  for (let round = 0; round < rounds; round++) {
    const { content } = await anthropic.messages.create({
      model: pick('anthropic', 'cheap'),
      max_tokens: 2000,
      messages,
      tools: anthropicTools,
    })
    const results = (await Promise.all(content.map(resultFor))).flat()
    if (results.length === 0) return textIn(content)
    messages.push({ role: 'assistant', content })
    messages.push({ role: 'user', content: results })
  }
  throw new Error(`Still calling tools in round ${rounds}.`)
}

// %% id="loop-anthropic-run"
console.log(await askAnthropic(question))

// %% [markdown] id="gemini-dialect"
// ## The same loop at Google
//
// Gemini puts its calls into parts named `functionCall`, with `args` parsed already, and wants a `functionResponse` for each. A result is always an object. Send the model's
// content back untouched: its parts carry a `thoughtSignature`, and newer models refuse a call that has lost it.

// %% id="gemini-results"
import { GoogleGenAI, type Content, type Part } from '@google/genai'

async function responseFor({ functionCall }: Part): Promise<Part[]> {
  if (!functionCall) return []
  const { id, name = '', args } = functionCall
  const { text, failed } = await runTool(name, args)
  const response = { [failed ? 'error' : 'output']: text }
  return [{ functionResponse: { ...(id && { id }), name, response } }]
}

// %% id="gemini-tools"
const functionDeclarations = [...tools].map(
  ([name, { description, schema }]) => ({
    name,
    description,
    parametersJsonSchema: schema,
  }),
)

// %% id="loop-gemini"
const gemini = new GoogleGenAI({})

async function askGemini(prompt: string, rounds = 5) {
  const contents: Content[] = [{ role: 'user', parts: [{ text: prompt }] }]
  for (let round = 0; round < rounds; round++) {
    const response = await gemini.models.generateContent({
      model: pick('gemini', 'cheap'),
      contents,
      config: { tools: [{ functionDeclarations }] },
    })
    const content = response.candidates?.[0]?.content ?? {}
    const made = (content.parts ?? []).map(responseFor)
    const parts = (await Promise.all(made)).flat()
    if (parts.length === 0) return response.text
    contents.push(content, { role: 'user', parts })
  }
  throw new Error(`Still calling tools in round ${rounds}.`)
}

// %% id="loop-gemini-run"
console.log(await askGemini(question))

// %% [markdown] id="ids"
// ## Ids that match
//
// With several calls in one turn, the id is all that says which result belongs to which call. Here are a result nobody asked for, a
// call that nobody answered, and calls without the thought that led to them.

// %% id="wrong-id"
const sent = { role: 'user', content: question } as const

for (const input of [
  [
    sent,
    {
      type: 'function_call_output' as const,
      call_id: 'call_nobody_made',
      output: '{}',
    },
  ],
  [sent, ...second.slice(0, -1)],
  [sent, ...second.filter(({ type }) => type !== 'reasoning')],
]) {
  await openai.responses
    .create({ model, input, tools: openaiTools })
    .catch((error: Error) => console.log(error.message))
}

// %% [markdown] id="ids-note"
// All three are refused before the model sees anything. Anthropic is as strict, and names the block; its SDK puts the whole body into the message:

// %% id="wrong-id-anthropic"
const stray = { type: 'tool_result' as const, tool_use_id: 'toolu_nobody' }

await anthropic.messages
  .create({
    model: pick('anthropic', 'cheap'),
    max_tokens: 2000,
    tools: anthropicTools,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: 'Let me look.' },
      { role: 'user', content: [stray] },
    ],
  })
  .catch((error: Error) => console.log(error.message))

// %% [markdown] id="failing-tools"
// ## When a tool fails
//
// There is no order 9999, so `get_order` throws, `runTool` turns that into text, and the model tells the user. No exception leaves the loop.

// %% id="failing-tool"
for (const ask of [askAnthropic, askGemini]) {
  console.log(await ask('Where is my order 9999?'))
}

// %% [markdown] id="bad-arguments"
// ## When the arguments are wrong
//
// A model may forget an argument or make up another, small open models above all. `strict` prevents that where it is obeyed, so we use the test key
// `sk-test-bad-arguments`, which makes the model go wrong once all the same. Watch what zod's message, sent back as the result, does:

// %% id="repair-arguments"
const clumsy = new OpenAI({
  apiKey: 'sk-test-bad-arguments.lesson',
  fetch: async (url, init) => {
    const response = await fetch(url, init)
    const got = (await response.clone().json()) as { output: Item[] }
    for (const item of got.output) {
      if (item.type === 'function_call')
        console.log('the model calls', item.name, item.arguments)
    }
    return response
  },
})

console.log(await askOpenAI(clumsy, 'What is the weather in Rome?'))

// %% [markdown] id="repair-note"
// The first call had no city. The answer to it was not an exception but a sentence, and the second call is right. This is why `runTool` catches errors: the best
// repair is to tell the model what was wrong. And it is why arguments are parsed before they are used: a tool that deletes or pays would
// have run with whatever came.
//
// ## A table of the three dialects
//
// We have held the same conversation three times. One more call of each shows them side by side: how such an answer ends, and what a call looks like.

// %% id="dialects"
import { showTable } from '@workbook/kit'

const rome = 'What is the weather in Rome?'
const messages = [{ role: 'user' as const, content: rome }]

const a = await openai.responses.create({
  model,
  input: rome,
  tools: openaiTools,
})

// %% id="dialects-others"
const b = await anthropic.messages.create({
  model: pick('anthropic', 'cheap'),
  max_tokens: 2000,
  messages,
  tools: anthropicTools,
})
const c = await gemini.models.generateContent({
  model: pick('gemini', 'cheap'),
  contents: rome,
  config: { tools: [{ functionDeclarations }] },
})

// %% id="dialects-table"
const callA = a.output.find((item) => item.type === 'function_call')
const callB = b.content.find((block) => block.type === 'tool_use')
const callC = c.functionCalls?.[0]

// %% id="dialects-rows"
const rows = [
  { provider: 'OpenAI', ended: a.status, call: callA },
  { provider: 'Anthropic', ended: b.stop_reason, call: callB },
  {
    provider: 'Gemini',
    ended: c.candidates?.[0]?.finishReason,
    call: callC,
  },
]

// %% id="dialects-shown"
showTable(
  rows.map(({ provider, ended, call }) => ({
    provider,
    'ended with': ended,
    'the call is': Object.keys(call ?? {}).join(', '),
  })),
)
for (const { call } of rows) console.log(JSON.stringify(call))

// %% [markdown] id="dialects-note"
// Only Anthropic says in the reason for the end that it waits for you. With the two others you have to look for calls, as our loops do.
//
// ## The tool role
//
// There is a fourth dialect, and most servers of lesson 2 speak it: Chat Completions. Beside `user` and `assistant` it has a role of its own for results,
// `tool`. The calls lie in the assistant's message under `tool_calls`, and a result names its call in `tool_call_id`. OpenAI's newer models take tools here
// only with the effort `none`, and those without that effort, such as gpt-6-astra, not at all.

// %% id="chat-tools"
const chatTools = [...tools].map(([name, { description, schema }]) => ({
  type: 'function' as const,
  function: { name, description, parameters: schema, strict: true },
}))

const talk: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'user', content: question },
]
const askChat = () =>
  openai.chat.completions.create({
    model,
    messages: talk,
    tools: chatTools,
    reasoning_effort: 'none',
  })

// %% id="chat-results"
const [turn] = (await askChat()).choices
if (turn) talk.push(turn.message)

for (const call of turn?.message.tool_calls ?? []) {
  if (call.type !== 'function') continue
  const { name, arguments: args } = call.function
  const { text } = await runTool(name, args)
  talk.push({ role: 'tool', tool_call_id: call.id, content: text })
}
console.log(turn?.finish_reason)
console.log(talk.map(({ role }) => role).join(', '))
console.log((await askChat()).choices[0]?.message.content)

// %% [markdown] id="structured"
// ## JSON instead of prose
//
// The other half of this lesson is the same idea without a function. Often a program wants not text but data: the order in an e-mail, the sentiment of a review. You
// describe the answer with a schema, and the provider sees to it that the model writes nothing else.

// %% id="order-schema"
const Order = z.object({
  customer: z.string(),
  email: z.email(),
  product: z.string(),
  quantity: z.int(),
  deliver_by: z.iso
    .date()
    .nullable()
    .describe('YYYY-MM-DD, if a day is named'),
})

const mail = `Hello! I would like to order 3 desk lamps. Please deliver them
by 24 December. Ada Byron, ada@example.com`

// %% [markdown] id="structured-openai"
// At OpenAI the schema goes into `text.format`. The SDK's helper makes it from the zod schema, and `parse` gives back an object that TypeScript knows.

// %% id="parse-openai"
import { zodTextFormat } from 'openai/helpers/zod'

const parsed = await openai.responses.parse({
  model,
  input: mail,
  text: { format: zodTextFormat(Order, 'order') },
})
console.log(parsed.output_parsed)

// %% [markdown] id="structured-others"
// Anthropic calls the place `output_config.format`, and has such a helper too. Gemini takes the JSON schema as it is, and the parsing is yours.

// %% id="parse-others"
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'

const { parsed_output } = await anthropic.messages.parse({
  model: pick('anthropic', 'cheap'),
  max_tokens: 2000,
  messages: [{ role: 'user', content: mail }],
  output_config: { format: zodOutputFormat(Order) },
})
console.log(parsed_output?.product, parsed_output?.quantity)

// %% id="parse-gemini"
const json = await gemini.models.generateContent({
  model: pick('gemini', 'cheap'),
  contents: mail,
  config: {
    responseMimeType: 'application/json',
    responseJsonSchema: z.toJSONSchema(Order),
  },
})
console.log(Order.parse(JSON.parse(json.text ?? '')).deliver_by)

// %% [markdown] id="what-schemas-cannot-say"
// ## What a schema does not promise
//
// A schema fixes the shape, not the truth. `quantity` will be a number; whether it is the right one you still have to check, and rules such as "the day must lie ahead" are
// beyond it. Look at the year above: the mail names none, so the model filled one in. In your own prompts, say which day it is. Many servers of lesson 2 know only *JSON mode*: valid JSON, of any shape. And an answer that ran into its token limit is half an object:

// %% id="truncated"
const cut = await openai.responses.create({
  model,
  input: mail,
  max_output_tokens: 20,
  reasoning: { effort: 'none' },
  text: { format: zodTextFormat(Order, 'order') },
})
console.log(cut.status, cut.incomplete_details?.reason)
console.log(cut.output_text)

// %% [markdown] id="repair"
// ## Validate, and repair once
//
// So parse what comes, and when it does not fit, send it back with the reasons. Once: a model that fails twice on the same mail will hardly do better the third time, and
// each try costs. We do it in JSON mode (which wants the word JSON somewhere in the messages), so that nothing but our own check stands between the answer and the program.

// %% id="extract"
const keys = Object.keys(Order.shape).join(', ')
const rule = `Extract the order as JSON with the keys ${keys}.`

function read(answer: string) {
  try {
    const { data, error } = Order.safeParse(JSON.parse(answer))
    return { data, problem: error && z.prettifyError(error) }
  } catch (error) {
    return { data: undefined, problem: String(error) }
  }
}

// %% id="extract-loop"
async function extract(client: OpenAI, text: string) {
  const input: OpenAI.Responses.EasyInputMessage[] = [
    { role: 'developer', content: rule },
    { role: 'user', content: text },
  ]
  const format = { type: 'json_object' } as const
  for (const isLast of [false, true]) {
    const request = { model, input, text: { format } }
    const answer = await client.responses.create(request)
    const { data, problem } = read(answer.output_text)
    if (data) return data
    console.log(`${answer.output_text}\n${problem}`)
    if (isLast) break
    input.push({ role: 'assistant', content: answer.output_text })
    input.push({ role: 'user', content: `Not valid. Correct: ${problem}` })
  }
  throw new Error('This mail holds no order that can be read.')
}

// %% [markdown] id="extract-note"
// A mail that is read at the first try, and then the same mail with the test key, which spoils the first answer:

// %% id="extract-twice"
console.log(await extract(openai, mail))

const spoilt = new OpenAI({ apiKey: 'sk-test-bad-arguments.mail' })
console.log(await extract(spoilt, mail))

// %% [markdown] id="no-order"
// And a mail that holds no order at all? The model must write something, so it writes empty or made-up values. Zod catches some of them, and the loop gives up after
// the second try, as it should:

// %% id="extract-nothing"
try {
  console.log(await extract(openai, 'Thank you, the lamps are lovely!'))
} catch (error) {
  console.log(String(error))
}

// %% [markdown] id="refusals"
// ## Refusals
//
// A model may decline. It is not an error: the status is 200, and there is no JSON to parse, so look before you do. OpenAI sends a sentence, in a
// part of the type `refusal`:

// %% id="refusal"
const apiKey = 'sk-test-refusal.lesson'

const declined = await new OpenAI({ apiKey }).responses.create({
  model,
  input: mail,
  text: { format: zodTextFormat(Order, 'order') },
})
const said = declined.output.flatMap((item) =>
  item.type === 'message' ? item.content : [],
)
console.log(said)

// %% [markdown] id="refusal-others-note"
// Anthropic ends with the reason `refusal`, here without a word. Gemini ends with the reason `SAFETY`, or blocks the prompt itself and says so in
// `promptFeedback`:

// %% id="refusal-others"
const refused = await new Anthropic({ apiKey }).messages.create({
  model: pick('anthropic', 'cheap'),
  max_tokens: 2000,
  messages: [{ role: 'user', content: mail }],
})
console.log(refused.stop_reason, refused.content)

const blocked = await new GoogleGenAI({
  apiKey,
}).models.generateContent({
  model: pick('gemini', 'cheap'),
  contents: mail,
})
console.log(blocked.candidates?.[0]?.finishReason ?? blocked.promptFeedback)

// %% [markdown] id="quiz"
// ## Check yourself
//
// <details><summary>Who runs the function when a model "calls a tool"?</summary>
//
// Your program. The model only answers with the name and the arguments; nothing happens until your loop makes the call.
//
// </details>
//
// <details><summary>The model asked for two calls at once. What must you send back, and where?</summary>
//
// Its own items or blocks with the two calls, and a result for each of them under the same id. Leave one out and the request is refused with 400.
//
// </details>
//
// <details><summary>A tool throws an error. Should your loop throw it too?</summary>
//
// No. Send its message back as the result. The model can tell the user, or try again with other arguments.
//
// </details>
//
// <details><summary>The provider guarantees JSON by schema. Why validate all the same?</summary>
//
// A schema cannot express every rule, an answer cut off by its token limit is not even JSON, a refusal is no JSON either, and another server may know only JSON mode.
//
// </details>
//
// <details><summary>Why is there a limit of rounds in the loop, and of one repair?</summary>
//
// Every round is a request that costs, and nothing else stops a model that asks for calls, or fails, again and again.
//
// </details>

// %% [markdown] id="takeaways"
// ## What to take with you
//
// - A tool call is an answer of a special kind. Your program decides what is run.
// - Send everything back: the model's calls, and one result for each, under its id.
// - Arguments and JSON come from outside. Parse them with the schema they were asked for.
// - Errors are answers too: tell the model, let it mend its mistake once, and count the rounds.
// - Look for a refusal and for a cut-off answer before you parse.
//
// Now write it yourself. The exercises are in `exercises/09-tools`: **9.1** a tool loop, **9.2** extraction with one repair. Run `npm test 9`.
//
// This was the last lesson. You can build with these APIs now, and you know what they do when nobody is looking.
