import { describe, expect, test } from 'vitest'
import { generate } from './engine.ts'
import type { Prompt, Turn } from './engine.ts'
import type { Tool } from './tools.ts'

const string = { type: 'string' }
const number = { type: 'number' }
const tool = (name: string, description: string, properties: object, required = Object.keys(properties)): Tool => ({
  name,
  description,
  parameters: { type: 'object', properties, required, additionalProperties: false },
})
const unit = { type: 'string', enum: ['celsius', 'fahrenheit'] }
const weather = tool('get_weather', 'Get the current weather for a city', { city: string, unit }, ['city'])
const time = tool('get_time', 'Get the current time in a time zone', { timezone: string })
const email = tool('send_email', 'Send an email to a recipient', { to: string, subject: string, body: string })
const calculator = tool('calculate', 'Evaluate a mathematical expression', { expression: string })
const add = tool('add', 'Adds two numbers', { a: number, b: number })
const search = tool('search_docs', 'Search the product documentation', { query: string })
const order = tool('getOrderStatus', 'Looks up the status of an order', { orderId: string })
const currency = tool('convert_currency', 'Convert an amount between currencies', {
  amount: number,
  from: string,
  to: string,
})
const flight = tool('book_flight', 'Book a flight', {
  from: string,
  to: string,
  date: { type: 'string', format: 'date' },
})
const tools = [weather, time, email, calculator, add, search, order, currency, flight]

function callsOf(text: string, more: Partial<Prompt> = {}, after: readonly Turn[] = []): [string, unknown][] {
  const { toolCalls = [] } = generate({ turns: [{ role: 'user', text }, ...after], seed: 7, tools, ...more })
  return toolCalls.map(({ name, arguments: json }) => [name, JSON.parse(json)])
}

function answerOf(text: string, results: readonly string[], more: Partial<Prompt> = {}): string {
  const after = results.map((result): Turn => ({ role: 'tool', text: result }))
  const turns: Turn[] = [{ role: 'user', text }, { role: 'assistant', text: '' }, ...after]
  return generate({ turns, seed: 7, tools, temperature: 0, ...more }).text
}

test.each<[string, ...[string, object][]]>([
  ['What is the weather in Paris?', ['get_weather', { city: 'Paris' }]],
  ['What is the weather in new york in fahrenheit?', ['get_weather', { city: 'New York', unit: 'fahrenheit' }]],
  ['What is the weather in Paris and in Rome?', ['get_weather', { city: 'Paris' }], ['get_weather', { city: 'Rome' }]],
  ['Do I need an umbrella in London today?', ['get_weather', { city: 'London' }]],
  [
    'What is the weather in Paris and what time is it in Tokyo?',
    ['get_weather', { city: 'Paris' }],
    ['get_time', { timezone: 'Asia/Tokyo' }],
  ],
  ['What is 12 * (3 + 4)?', ['calculate', { expression: '12 * (3 + 4)' }]],
  ['Where is my order #12345?', ['getOrderStatus', { orderId: '12345' }]],
  ['Convert 100 dollars to euros', ['convert_currency', { amount: 100, from: 'USD', to: 'EUR' }]],
  [
    'Book a flight from Berlin to Rome on 3 December',
    ['book_flight', { from: 'Berlin', to: 'Rome', date: '2026-12-03' }],
  ],
  ['How do I rotate the flux capacitor?', ['search_docs', { query: 'How do I rotate the flux capacitor' }]],
  [
    'Send an email to bob@example.com with the subject "Lunch" saying let us meet at noon',
    ['send_email', { to: 'bob@example.com', subject: 'Lunch', body: 'let us meet at noon' }],
  ],
])('%s', (text, ...calls) => {
  expect(callsOf(text)).toEqual(calls)
})

test.each(['Hello, how are you?', 'What is a token?', 'Explain streaming to me', 'Tell me a joke'])(
  '%s needs no tool',
  (text) => {
    expect(callsOf(text)).toEqual([])
  },
)

test('a tool that is called by its name is meant', () => {
  const record = tool('get_something_by_name', '', { name: string })
  expect(callsOf('Call get_something_by_name for Anna.', { tools: [record] })).toEqual([
    ['get_something_by_name', { name: 'Anna' }],
  ])
})

test('what a tool needs is asked for when nothing says it', () => {
  const { text, toolCalls } = generate({ turns: [{ role: 'user', text: 'What is the weather like?' }], seed: 1, tools })
  expect(toolCalls).toBeUndefined()
  expect(text).toContain('Which city do you mean?')
})

test('a question may go on about the one before', () => {
  const turns = ['What is the weather in Paris?', 'And in Rome?'].map((text): Turn => ({ role: 'user', text }))
  expect(generate({ turns, seed: 1, tools }).toolCalls).toMatchObject([
    { name: 'get_weather', arguments: '{"city":"Rome"}' },
  ])
})

describe('the choice', () => {
  test('none forbids, required and a name force', () => {
    expect(callsOf('What is the weather in Paris?', { toolChoice: 'none' })).toEqual([])
    expect(callsOf('Tell me a joke', { toolChoice: 'required' })).toHaveLength(1)
    expect(callsOf('Weather in Paris?', { toolChoice: { name: 'get_time' } })).toEqual([
      ['get_time', { timezone: 'Europe/Paris' }],
    ])
  })

  test('without parallel calls one comes after the other', () => {
    const more = { parallelTools: false }
    const question = 'What is the weather in Paris and in Rome?'
    expect(callsOf(question, more)).toEqual([['get_weather', { city: 'Paris' }]])
    expect(callsOf(question, more, [{ role: 'tool', text: 'Sunny' }])).toEqual([['get_weather', { city: 'Rome' }]])
  })

  test('a step that needs a result waits for it, and none is made twice', () => {
    const question = 'What is the weather in Paris? Then send it by email to ada@example.com'
    const result: Turn = { role: 'tool', text: '{"temperature":18}' }
    expect(callsOf(question).map(([name]) => name)).toEqual(['get_weather'])
    expect(callsOf(question, {}, [result])).toMatchObject([
      ['send_email', { to: 'ada@example.com', body: '{"temperature":18}' }],
    ])
    expect(callsOf(question, { toolChoice: 'required' }, [result, { role: 'tool', text: 'sent' }])).toEqual([])
  })

  test('arguments can be spoilt', () => {
    expect(callsOf('Weather in Paris?', { badArguments: true })).toEqual([['get_weather', {}]])
    const free = tool('get_weather', 'Weather of a city', { city: string }, [])
    expect(callsOf('Weather in Paris?', { tools: [free], badArguments: true })).toEqual([
      ['get_weather', { city: { unexpected: true } }],
    ])
  })

  test('a call that was refused is made once more, mended', () => {
    const question = 'What is the weather in Paris and in Rome?'
    const refused: Turn = { role: 'tool', text: 'Invalid arguments: city: expected string, received undefined' }
    const sunny: Turn = { role: 'tool', text: 'Sunny' }
    const asked: Turn = { role: 'assistant', text: '' }
    const more = { badArguments: true }
    expect(callsOf(question, more, [asked, refused, sunny])).toEqual([['get_weather', { city: 'Paris' }]])
    expect(callsOf(question, more, [asked, refused, sunny, asked, sunny])).toEqual([])
    expect(callsOf(question, more, [asked, refused, sunny, asked, refused])).toEqual([])
  })

  test('the limit cuts arguments off', () => {
    const turns: Turn[] = [{ role: 'user', text: 'Weather in Paris?' }]
    const cut = generate({ turns, seed: 1, tools, maxTokens: 13 })
    expect(cut).toMatchObject({ finish: 'length', visibleTokens: 13, toolCalls: [{ arguments: '{"city":"' }] })
  })
})

describe('results are read out', () => {
  const paris = 'What is the weather in Paris?'
  test.each<[string, string[], string]>([
    [paris, ['{"temperature":18,"unit":"celsius","condition":"Sunny"}'], 'It is 18 °C and sunny in Paris.'],
    [paris, ['{"error":"City not found"}'], 'The tool get_weather reported an error: City not found.'],
    [paris, ['It is raining cats and dogs.'], 'It is raining cats and dogs.'],
    [paris, ['{}'], 'The tool get_weather found nothing in Paris.'],
    [
      'Where is my order 12345?',
      ['{"status":"shipped","items":["lamp","book"]}'],
      'For 12345, the status is shipped and the items are lamp and book.',
    ],
    ['What is the capital of Atlantis?', ['Poseidonis'], 'The capital of Atlantis is Poseidonis.'],
    [
      'Find the best lamps',
      ['[{"name":"Lux","price":12},{"name":"Nox","price":9}]'],
      'I found 2 results: Lux, price 12; Nox, price 9.',
    ],
  ])('%s %j', (question, results, answer) => {
    expect(answerOf(question, results, { tools: [weather, order] })).toBe(answer)
  })
})
