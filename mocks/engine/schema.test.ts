import { describe, expect, test } from 'vitest'
import { generate } from './engine.ts'
import { randomNumbers } from './sampling.ts'

/** A validator of its own, so that the engine's is not its own judge. */
function errors(value: unknown, schema: Schema, root: Schema, path = '$'): string[] {
  if (schema.$ref) return errors(value, follow(schema.$ref, root), root, path)
  if (schema.anyOf)
    return schema.anyOf.some((each) => errors(value, each, root, path).length === 0) ? [] : [`${path}: no branch`]
  if ('const' in schema) return value === schema.const ? [] : [`${path}: not the constant`]
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${path}: not in the enumeration`]
  const types = [schema.type ?? []].flat()
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const fits = types.includes(actual) || (actual === 'number' && types.includes('integer') && Number.isInteger(value))
  if (!fits) return [`${path}: ${actual} is not ${types.join('|')}`]
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = 1e9, pattern, format } = schema
    if (value.length < minLength || value.length > maxLength) return [`${path}: length ${value.length}`]
    if (pattern && !new RegExp(pattern, 'u').test(value)) return [`${path}: ${value} does not match ${pattern}`]
    if (format === 'date' && !/^\d{4}-\d\d-\d\d$/u.test(value)) return [`${path}: no date: ${value}`]
    if (format === 'date-time' && Number.isNaN(Date.parse(value))) return [`${path}: no time: ${value}`]
    if (format === 'email' && !/^\S+@\S+\.\S+$/u.test(value)) return [`${path}: no address: ${value}`]
    if (format === 'uri' && !URL.canParse(value)) return [`${path}: no address: ${value}`]
    if (format === 'uuid' && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(value)) return [`${path}: no uuid`]
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, multipleOf } = schema
    if (value < minimum || value > maximum || value <= exclusiveMinimum) return [`${path}: ${value} out of range`]
    if (multipleOf && Math.abs(value / multipleOf - Math.round(value / multipleOf)) > 1e-9)
      return [`${path}: no multiple`]
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = 1e9, uniqueItems, items } = schema
    if (value.length < minItems || value.length > maxItems) return [`${path}: ${value.length} items`]
    if (uniqueItems && new Set(value.map((each) => JSON.stringify(each))).size < value.length) return [`${path}: twice`]
    return value.flatMap((each, at) => (items ? errors(each, items, root, `${path}[${at}]`) : []))
  }
  if (actual === 'object') {
    const { properties = {}, required = [], additionalProperties } = schema
    const given = value as Record<string, unknown>
    const missing = required.filter((name) => !Object.hasOwn(given, name)).map((name) => `${path}.${name}: missing`)
    return Object.entries(given).reduce((all, [name, each]) => {
      const inner = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (inner) return [...all, ...errors(each, inner, root, `${path}.${name}`)]
      return additionalProperties === false ? [...all, `${path}.${name}: unknown`] : all
    }, missing)
  }
  return []
}

interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
  description?: string
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  multipleOf?: number
}

function follow(reference: string, root: Schema): Schema {
  return root.$defs?.[reference.replace('#/$defs/', '')] ?? root
}

const names = [
  'name',
  'age',
  'city',
  'email',
  'price',
  'items',
  'tags',
  'date',
  'isUrgent',
  'constructor',
  '__proto__x',
  'total',
  'to',
  'from',
  'query',
  'answer',
  'sentiment',
  '日本',
]
const prompts = [
  'Ada Lovelace (36) lives in Paris, her mail is ada@example.com.',
  'Order 2 apples for $1.50 and 3 pears for $2.25, total $9.75, by Friday at 3 pm.',
  'What is a token?',
  '',
  'https://example.com/a AB-1234 2026-11-21T10:00:00Z not urgent, tags: red, green and blue',
  '\u0000\ud800 {"name": "x"} 1e999 -5 99999999999999999999',
]

function randomSchema(random: () => number, depth = 0): Schema {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const kind = pick(
    depth > 3
      ? ['string', 'number', 'boolean', 'enum']
      : [
          'string',
          'string',
          'number',
          'integer',
          'boolean',
          'null',
          'object',
          'object',
          'array',
          'enum',
          'const',
          'anyOf',
          'nullable',
          'ref',
        ],
  )
  const low = Math.floor(random() * 200) - 100
  switch (kind) {
    case 'string':
      return pick<Schema>([
        { type: 'string' },
        { type: 'string', minLength: 3, maxLength: 8 },
        { type: 'string', format: pick(['date', 'date-time', 'email', 'uri', 'uuid']) },
        { type: 'string', pattern: pick(['^[A-Z]{2}-\\d{4}$', '^(red|green)$', '^\\d{3,5}$', '^a+b?c*$', '[^x]y']) },
        { type: 'string', minLength: 40 },
        { type: 'string', default: 'usual' },
      ])
    case 'number':
      return pick<Schema>([
        { type: 'number' },
        { type: 'number', minimum: low, maximum: low + 3 },
        { type: 'number', exclusiveMinimum: 0 },
        { type: 'number', multipleOf: 0.25, minimum: 1 },
      ])
    case 'integer':
      return pick<Schema>([
        { type: 'integer' },
        { type: 'integer', minimum: low, maximum: low + 1 },
        { type: 'integer', multipleOf: 7, exclusiveMinimum: 3 },
      ])
    case 'object': {
      const own = [...new Set(Array.from({ length: Math.floor(random() * 5) }, () => pick(names)))]
      return {
        type: 'object',
        properties: Object.fromEntries(own.map((name) => [name, randomSchema(random, depth + 1)])),
        required: own.filter(() => random() < 0.7),
        additionalProperties: random() < 0.3,
      }
    }
    case 'array':
      return {
        type: 'array',
        items: randomSchema(random, depth + 1),
        ...(random() < 0.4 && { minItems: 2, maxItems: 4 }),
      }
    case 'enum':
      return random() < 0.3
        ? { type: 'array', items: { type: 'integer' }, minItems: 3, uniqueItems: true }
        : {
            enum: pick([
              ['positive', 'negative', 'neutral'],
              ['a', 'b', null],
              [1, 2],
              ['celsius', 'fahrenheit'],
            ]),
          }
    case 'const':
      return { const: pick(['fixed', 7, true, null]) }
    case 'anyOf':
      return { anyOf: [randomSchema(random, depth + 1), randomSchema(random, depth + 1)] }
    case 'nullable':
      return { type: ['string', 'null'] }
    case 'ref':
      return { $ref: '#/$defs/node' }
    default:
      return { type: kind }
  }
}

const node: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
    children: { type: 'array', items: { $ref: '#/$defs/node' } },
  },
  required: ['name', 'next', 'children'],
  additionalProperties: false,
}

const objectOf = (inner: Schema): Schema => ({
  type: 'object',
  properties: { value: inner },
  required: ['value'],
  additionalProperties: false,
  $defs: { node },
})

test('answers and arguments satisfy 500 random schemas', () => {
  const random = randomNumbers(42)
  for (let round = 0; round < 500; round++) {
    const schema = objectOf(randomSchema(random))
    const turns = [{ role: 'user', text: prompts[round % prompts.length] ?? '' }] as const
    const { text } = generate({ turns, seed: round, schema, temperature: 2 })
    expect(errors(JSON.parse(text), schema, schema), `${JSON.stringify(schema)}\n${text}`).toEqual([])
    const tools = [{ name: 'save', parameters: schema }]
    const [call] = generate({ turns, seed: round, tools, toolChoice: 'required' }).toolCalls ?? []
    expect(
      errors(JSON.parse(call?.arguments ?? ''), schema, schema),
      `${JSON.stringify(schema)}\n${call?.arguments}`,
    ).toEqual([])
  }
})

describe('odd schemas', () => {
  test('of 100 levels are filled to the bottom', () => {
    let schema: Schema = { type: 'string' }
    for (let level = 0; level < 100; level++) schema = objectOf(schema)
    const { text } = generate({ turns: [{ role: 'user', text: 'Go' }], seed: 1, schema })
    expect(text.match(/"value"/gu)).toHaveLength(100)
    expect(errors(JSON.parse(text), schema, schema)).toEqual([])
  })

  test.each<[string, object]>([
    [
      'of 20,000 levels',
      Array.from({ length: 20_000 }).reduce<object>(
        (inner) => ({ type: 'object', properties: { a: inner }, required: ['a'] }),
        {},
      ),
    ],
    ['that contain themselves', { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] }],
    ['that refer in a circle', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
    ['that refer to nothing', { $ref: '#/nowhere/%E0%A4%A' }],
    ['that contradict themselves', { type: 'integer', minimum: 5, maximum: 1 }],
    ['of nonsense', { type: 7, properties: [], required: 'x', enum: {}, anyOf: null }],
    [
      'of nonsense inside',
      { type: 'object', properties: { a: [[]], b: { type: { x: 1 }, format: 3 } }, required: [-1] },
    ],
    ['of properties that are a list', { type: 'object', properties: ['a'], required: ['a'], items: 4, pattern: [] }],
    ['of patterns that never end', { type: 'string', pattern: '^(a+)+$', minLength: 9 }],
  ])('%s are answered', (_, schema) => {
    const turns = [{ role: 'user', text: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' }] as const
    expect(() => JSON.parse(generate({ turns, seed: 1, schema }).text) as unknown).not.toThrow()
    expect(() =>
      generate({ turns, seed: 1, tools: [{ name: 'x', parameters: schema }], toolChoice: 'required' }),
    ).not.toThrow()
  })
})

describe('an order', () => {
  const schema = {
    type: 'object',
    properties: {
      customer: { type: 'string' },
      email: { type: 'string' },
      product: { type: 'string' },
      quantity: { type: 'integer' },
      deliver_by: { type: ['string', 'null'], format: 'date' },
    },
    required: ['customer', 'email', 'product', 'quantity', 'deliver_by'],
    additionalProperties: false,
  }
  const read = (turns: Parameters<typeof generate>[0]['turns'], badArguments = false): unknown =>
    JSON.parse(generate({ turns, seed: 1, schema, badArguments }).text)
  const text = 'I would like to order 3 desk lamps. Please deliver them by 24 December. Ada Byron, ada@example.com'
  const ada = { customer: 'Ada Byron', email: 'ada@example.com' }
  const lamps = { ...ada, product: 'desk lamps', quantity: 3, deliver_by: '2026-12-24' }

  test.each<[string, object]>([
    [text, lamps],
    [
      'My name is Ada Byron (ada@example.com). Please send me 12 red notebooks.',
      { ...ada, product: 'red notebooks', quantity: 12, deliver_by: null },
    ],
    [
      'I need 2 chairs before 1 December. Thank you, Ada Byron, ada@example.com',
      { ...ada, product: 'chairs', quantity: 2, deliver_by: '2026-12-01' },
    ],
  ])('%s', (said, order) => {
    expect(read([{ role: 'user', text: said }])).toEqual(order)
  })

  test('is spoilt when that is asked for, and mended when it is sent back', () => {
    const { customer: _, ...spoilt } = lamps
    const asked = { role: 'user', text } as const
    expect(read([asked], true)).toEqual(spoilt)
    const complaint = 'That is not valid: customer: expected string, received undefined. Send the corrected JSON.'
    const answer = { role: 'assistant', text: JSON.stringify(spoilt) } as const
    expect(read([asked, answer, { role: 'user', text: complaint }], true)).toEqual(lamps)
  })
})
