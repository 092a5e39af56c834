import { beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../declined-text.ts'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient } from './client.fixture.ts'

const messages = [{ role: 'user' as const, content: 'What is an API?' }]
const model = 'gpt-4o-mini'

beforeEach(() => {
  setPace(0)
  beginWorld(1)
})

describe('a refusal', () => {
  const client = newClient({ apiKey: 'sk-test-refusal' })

  test('stands in a field of its own, and the content is empty', async () => {
    const { choices, usage } = await client.chat.completions.create({ model, messages, logprobs: true })
    expect(choices[0]).toMatchObject({ message: { content: null, refusal }, finish_reason: 'stop' })
    expect(usage?.completion_tokens).toBe(11)
  })

  test('comes piece by piece in a stream', async () => {
    const chunks = await collect(await client.chat.completions.create({ model, messages, stream: true }))
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta))
    expect(deltas.map((delta) => delta.refusal ?? '').join('')).toBe(refusal)
    expect(deltas.map(({ content }) => content ?? '').join('')).toBe('')
  })

  test('is a kind of content in Responses', async () => {
    const response = await client.responses.create({ model, input: 'Hi' })
    expect(response).toMatchObject({
      status: 'completed',
      output_text: '',
      output: [{ content: [{ type: 'refusal', refusal }] }],
    })
  })

  test('has events of its own there', async () => {
    const events = await collect(await client.responses.create({ model, input: 'Hi', stream: true }))
    expect([...new Set(events.map(({ type }) => type))]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.refusal.delta',
      'response.refusal.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
  })

  test('is what the SDK finds when it parses', async () => {
    const { choices } = await client.chat.completions.parse({ model, messages })
    expect(choices[0]?.message).toMatchObject({ parsed: null, refusal })
  })
})

describe('the content filter', () => {
  const client = newClient({ apiKey: 'sk-test-content-filter.ada' })

  test('stops the answer after a few words', async () => {
    const { choices } = await client.chat.completions.create({ model, messages })
    expect(choices[0]?.finish_reason).toBe('content_filter')
    expect(choices[0]?.message.content).toMatch(/^\S.{5,40}$/)
  })

  test('stops a stream', async () => {
    const chunks = await collect(await client.chat.completions.create({ model, messages, stream: true }))
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('content_filter')
    expect(chunks).toHaveLength(7)
  })

  test.each([false, true])('leaves a response incomplete; streamed: %s', async (stream) => {
    const expected = { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
    if (!stream) return expect(await client.responses.create({ model, input: 'Hi' })).toMatchObject(expected)
    const events = await collect(await client.responses.create({ model, input: 'Hi', stream: true }))
    expect(events.at(-1)).toMatchObject({ type: 'response.incomplete', response: expected })
  })
})
