import { beforeEach, expect, test } from 'vitest'
import { beginQuietWorld, cheap, client, framesOf, says, send } from './client.fixture.ts'

beforeEach(beginQuietWorld)

/** Long enough that a model of any effort finds it worth a thought. */
const hard = `${'Consider every side of the matter before you answer, and say what speaks for and against it. '.repeat(8)}What is an API?`
const types = (message: { content: readonly { type: string }[] }) => message.content.map(({ type }) => type)

test('a model that may choose leaves a simple question without a thought', async () => {
  const simple = await client().messages.create({ model: cheap, max_tokens: 500, messages: says('What is an API?') })
  expect(types(simple)).toEqual(['text'])
  expect(simple.usage.output_tokens_details).toEqual({ thinking_tokens: 0 })
})

test('thoughts come as a sealed block without text, and are billed as output', async () => {
  const message = await client().messages.create({ model: cheap, max_tokens: 4000, messages: says(hard) })
  expect(types(message)).toEqual(['thinking', 'text'])
  expect(message.content[0]).toEqual({
    type: 'thinking',
    thinking: '',
    signature: expect.stringMatching(/^[A-Za-z0-9+/]{300,}$/) as string,
  })
  const { output_tokens, output_tokens_details: details } = message.usage
  expect(details?.thinking_tokens).toBeGreaterThan(50)
  expect(output_tokens).toBeGreaterThan(details?.thinking_tokens ?? Infinity)
})

test('more effort, more thought', async () => {
  const thought = async (effort: 'low' | 'medium' | 'high' | 'max') =>
    (
      await client().messages.create({
        model: cheap,
        max_tokens: 9000,
        output_config: { effort },
        messages: says(hard),
      })
    ).usage.output_tokens_details?.thinking_tokens ?? 0
  const [low, medium, high, max] = [
    await thought('low'),
    await thought('medium'),
    await thought('high'),
    await thought('max'),
  ]
  expect(low).toBeLessThan(medium)
  expect(medium).toBeLessThan(high)
  expect(high).toBeLessThan(max)
})

test('who asks for summaries reads them, streamed as well', async () => {
  const body = {
    model: cheap,
    max_tokens: 4000,
    thinking: { type: 'adaptive', display: 'summarized' },
    messages: says(hard),
  }
  const frames = framesOf(await (await send('/v1/messages', { ...body, stream: true })).text())
  const kinds = frames.map(({ json }) => (json as { delta?: { type?: string } }).delta?.type ?? json.type)
  expect(kinds.slice(0, 4)).toEqual(['message_start', 'content_block_start', 'ping', 'thinking_delta'])
  expect(frames[1]?.json).toEqual({
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'thinking', thinking: '', signature: '' },
  })
  const sealed = kinds.indexOf('signature_delta')
  expect(kinds.slice(sealed, sealed + 3)).toEqual(['signature_delta', 'content_block_stop', 'content_block_start'])
})

test('without a summary a stream brings the seal alone', async () => {
  const stream = client().messages.stream({ model: 'claude-opus-5-5', max_tokens: 4000, messages: says(hard) })
  const deltas: string[] = []
  stream.on('streamEvent', (event) => event.type === 'content_block_delta' && deltas.push(event.delta.type))
  const message = await stream.finalMessage()
  expect(deltas).toContain('signature_delta')
  expect(deltas).not.toContain('thinking_delta')
  expect(types(message)).toEqual(['thinking', 'text'])
})

test('thinking can use max_tokens up', async () => {
  const message = await client().messages.create({ model: cheap, max_tokens: 30, messages: says(hard) })
  expect(types(message)).toEqual(['thinking'])
  expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 30 } })
})

test.each([
  ['claude-haiku-5-5', 'disabled'],
  ['claude-sonnet-5-5', 'between_tools'],
  ['claude-opus-4-8', undefined],
] as const)('%s does not think with %s', async (model, type) => {
  const thinking = type ? { thinking: { type } } : {}
  const message = await client().messages.create({ model, max_tokens: 900, ...thinking, messages: says(hard) })
  expect(types(message)).toEqual(['text'])
})

test('an older model thinks on a budget, and shows it', async () => {
  const message = await client().messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 4000,
    thinking: { type: 'enabled', budget_tokens: 2048 },
    messages: says('What is an API?'),
  })
  expect(message.content[0]).toMatchObject({
    type: 'thinking',
    thinking: expect.stringContaining('What is an API?') as string,
  })
})

test('thoughts may be sent back as they came, and no other way', async () => {
  const request = { model: cheap, max_tokens: 4000 }
  const first = await client().messages.create({ ...request, messages: says(hard) })
  const again = (content: unknown) =>
    send('/v1/messages', { ...request, messages: [...says(hard), { role: 'assistant', content }, ...says('Thanks')] })
  expect((await again(first.content)).status).toBe(200)
  const changed = first.content.map((block) => (block.type === 'thinking' ? { ...block, thinking: 'No.' } : block))
  expect((await again(changed)).status).toBe(400)
})
