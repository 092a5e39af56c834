import { type Call, exercise, must, mustAskModel, mustReturnTheAnswer } from '#grade'
import { pick } from '@workbook/kit'

const check = exercise(() => import('./1-tool-loop.ts'))

const rome = 'What is the weather in Rome?'
const both = 'What is the weather in Rome, and where is my order 1042?'

/** Two tools that write down how they were run. The second takes its time, as most do. */
function desk(answers: { weather?: () => string | Promise<string> } = {}) {
  const ran: { name: string; args: unknown }[] = []
  const tool = (name: string, description: string, argument: string, answer: () => string | Promise<string>) => ({
    name,
    description,
    parameters: {
      type: 'object',
      properties: { [argument]: { type: 'string' } },
      required: [argument],
      additionalProperties: false,
    },
    run: (args: Record<string, unknown>) => {
      ran.push({ name, args })
      return answer()
    },
  })
  const weather = answers.weather ?? (() => '{"temperature":17,"unit":"celsius","condition":"sunny"}')
  const tools = [
    tool('get_weather', 'The weather in a city now', 'city', weather),
    tool('get_order', 'The status of an order of the customer', 'order_id', async () => '{"status":"shipped"}'),
  ]
  return { tools, ran }
}

interface Item {
  type?: string
  role?: string
  name?: string
  call_id?: string
  output?: unknown
  tool_call_id?: string
  content?: unknown
  tool_calls?: { id: string; function: { name: string } }[]
  function?: { name?: string }
}

/** The tools a request offered, by name, in both of OpenAI's dialects. */
function offered({ body }: Call): string[] {
  const { tools = [] } = body as { tools?: Item[] }
  return tools.map((tool) => tool.name ?? tool.function?.name ?? '')
}

function items({ body }: Call): Item[] {
  const { input, messages } = body as { input?: Item[] | string; messages?: Item[] }
  return messages ?? (typeof input === 'object' ? input : [])
}

/** The results a request brought back: the id of the call, and what was said. */
function results(call: Call): { id: string; text: string }[] {
  return items(call)
    .filter(({ type, role }) => type === 'function_call_output' || role === 'tool')
    .map(({ call_id, tool_call_id, output, content }) => {
      const said = output ?? content
      return { id: call_id ?? tool_call_id ?? '', text: typeof said === 'string' ? said : JSON.stringify(said) }
    })
}

/** The calls that a request repeated: id → name. */
function repeated(call: Call): Map<string, string> {
  return new Map(
    items(call).flatMap(({ type, name = '', call_id = '', tool_calls = [] }) => [
      ...(type === 'function_call' ? [[call_id, name] as const] : []),
      ...tool_calls.map(({ id, function: { name: called } }) => [id, called] as const),
    ]),
  )
}

/** The first request and the one that brought the results. */
function mustAskTwice(sent: readonly Call[]): [Call, Call] {
  const [first, second] = sent
  must(first, 'Your code sent no request: the model has to be asked.')
  must(offered(first).length > 0, 'You asked without tools: send them along, in `tools`.', { at: /\.create\(/ })
  must(second, 'You asked once and did not come back with the results: send them to the model in a second request.', {
    at: /\.create\(/,
  })
  const missing = second.status === 400 && results(second).length === 0
  must(!missing, 'Your second request brought no results: add a `function_call_output` for each call to the input.', {
    at: /push|input/,
  })
  return [first, second]
}

/** What OpenAI refuses when calls and results do not fit together. */
function mustFitTogether(second: Call, calls: number): void {
  const got = results(second).map(({ text }) => text)
  const details = { expected: `${calls} results`, got, at: /function_call_output|role: 'tool'/ }
  must(
    second.status === 200 || repeated(second).size > 0,
    'You sent results of calls the model does not remember: send its own calls back too, before the results.',
    { at: /push|input/ },
  )
  must(
    got.length >= calls,
    'The model asked for several calls in one turn, and you answered only some of them.',
    details,
  )
  const types = items(second).map(({ type }) => type)
  must(
    second.status === 200 || !types.includes('function_call') || types.includes('reasoning'),
    'You sent calls back without what the model thought before it made them: send its items of the type `reasoning` too.',
    { at: /push\(|function_call_output/ },
  )
  must(
    second.status === 200,
    'Your second request was refused: a result must carry the `call_id` of its call.',
    details,
  )
}

check('offers the tools', { points: 1 }, async ({ attempt }) => {
  const { tools } = desk()
  const { sent } = await attempt(({ answer }) => answer(rome, tools, 5))
  const [first] = sent
  must(first, 'Your code sent no request: the model has to be asked.')
  const expected = tools.map(({ name }) => name)
  must(
    offered(first).join() === expected.join(),
    'Your first request did not offer the tools it was given: send each with name, description and parameters.',
    { expected, got: offered(first), at: /tools/ },
  )
  mustAskModel(pick('openai', 'cheap'), first)
})

check('runs the tool with its arguments', { points: 2 }, async ({ attempt }) => {
  const { tools, ran } = desk()
  await attempt(({ answer }) => answer(rome, tools, 5))
  const [run] = ran
  must(run, 'You ran no tool: call `run` of the tool whose name stands in the `function_call`.', {
    at: /function_call/,
  })
  must(
    typeof run.args !== 'string',
    'You gave the tool its arguments as text: the model writes JSON, so parse it before you pass it on.',
    { expected: { city: 'Rome' }, got: run.args, at: /arguments/ },
  )
  const expected = { name: 'get_weather', args: { city: 'Rome' } }
  must(
    JSON.stringify(ran) === JSON.stringify([expected]),
    'You did not run the one tool the model asked for, once, with the arguments it wrote.',
    { expected: [expected], got: ran, at: /\.run\(/ },
  )
})

check('brings the result back', { points: 1 }, async ({ attempt }) => {
  const { tools } = desk()
  const { sent } = await attempt(({ answer }) => answer(rome, tools, 5))
  const [, second] = mustAskTwice(sent)
  mustFitTogether(second, 1)
  must(offered(second).length > 0, 'Your second request offered no tools: send them every time.', { at: /tools/ })
})

check('answers every call of one turn', { points: 2 }, async ({ attempt }) => {
  const { tools, ran } = desk()
  const { sent } = await attempt(({ answer }) => answer(both, tools, 5))
  const [, second] = mustAskTwice(sent)
  mustFitTogether(second, 2)
  must(ran.length === 2, 'The model asked for two calls, and you did not run each of them once.', {
    expected: ['get_weather', 'get_order'],
    got: ran.map(({ name }) => name),
    at: /\.run\(/,
  })
  const promised = results(second).find(({ text }) => text === '{}' || text.includes('[object Promise]'))
  must(!promised, 'You sent the promise of a tool instead of its result: `await` what `run` returns.', {
    got: promised?.text,
    at: /\.run\(/,
  })
  const names = repeated(second)
  for (const { id, text } of results(second)) {
    const isMixedUp = names.has(id) && (names.get(id) === 'get_order') !== text.includes('shipped')
    must(!isMixedUp, 'You mixed the results up: each belongs under the id of its own call.', {
      got: { [names.get(id) ?? '']: text },
      at: /call_id/,
    })
  }
})

check('returns the text of the answer', { points: 1 }, async ({ run }) => {
  const { tools } = desk()
  const { sent, returned } = await run(({ answer }) => answer(both, tools, 5))
  mustFitTogether(mustAskTwice(sent)[1], 2)
  mustReturnTheAnswer(returned, sent.at(-1)!)
})

check('answers without tools when none is needed', { points: 1 }, async ({ run }) => {
  const { tools, ran } = desk()
  const { sent, returned } = await run(({ answer }) => answer('What is a token?', tools, 5))
  must(ran.length === 0 && sent.length === 1, 'The model answered at once, and yet you went on: return its text.', {
    expected: '1 request',
    got: `${sent.length} requests`,
    at: /return/,
  })
  mustReturnTheAnswer(returned, sent[0]!)
})

check('tells the model when a tool fails', { points: 2 }, async ({ attempt }) => {
  const atOnce = () => {
    throw new Error('The station is silent.')
  }
  const later = async () => atOnce()
  for (const [weather, sentence] of [
    [atOnce, 'A tool threw, and so did you: catch the error and send its message to the model as the result.'],
    [later, 'A tool threw after a while, and so did you: `await` what `run` returns inside of the `try`.'],
  ] as const) {
    const { tools } = desk({ weather })
    const { sent, threw, returned } = await attempt(({ answer }) => answer(rome, tools, 5))
    must(threw?.message !== 'The station is silent.', sentence, { at: /\.run\(/ })
    const [, second] = mustAskTwice(sent)
    const got = results(second).map(({ text }) => text)
    must(
      got.some((text) => text.includes('The station is silent.')),
      'A tool threw, and the model was not told why: send the message of the error as the result.',
      { expected: 'The station is silent.', got, at: /catch/ },
    )
    mustReturnTheAnswer(returned, sent.at(-1)!)
  }
})

check('stops when the rounds are used up', { points: 2 }, async ({ attempt }) => {
  const { tools } = desk()
  const enough = await attempt(({ answer }) => answer(rome, tools, 2))
  must(
    enough.threw === undefined && enough.sent.length === 2,
    'With two rounds the question can be answered, and you gave up before: a round is one request.',
    { got: enough.threw?.message ?? `${enough.sent.length} requests`, at: /rounds/ },
  )
  const { sent, threw } = await attempt(({ answer }) => answer(rome, desk().tools, 1))
  must(sent.length === 1, 'You went on when the rounds were used up: count the requests and stop at `rounds`.', {
    expected: '1 request',
    got: `${sent.length} requests`,
    at: /while|for \(/,
  })
  must(threw, 'When the rounds are used up you must throw an Error: there is no answer to return.', {
    at: /return/,
  })
})
