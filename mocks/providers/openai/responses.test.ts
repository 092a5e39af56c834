import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { collect, newClient, post, readFrames, rejection } from './client.fixture.ts'

const client = newClient()

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

const keys =
  'id,object,created_at,status,background,completed_at,error,frequency_penalty,incomplete_details,instructions,' +
  'max_output_tokens,max_tool_calls,model,moderation,output,parallel_tool_calls,presence_penalty,previous_response_id,' +
  'prompt_cache_key,prompt_cache_retention,reasoning,safety_identifier,service_tier,store,temperature,text,tool_choice,' +
  'tool_usage,tools,top_logprobs,top_p,truncation,usage,user,metadata'

describe('plain responses', () => {
  test('have text, ids of one family and counted usage', async () => {
    const response = await client.responses.create({ model: 'gpt-6-luna', input: 'What is an API?' })
    expect(response.output_text).toMatch(/\bAPI\b/)
    expect(response.status).toBe('completed')
    expect(response.output.map(({ type }) => type)).toEqual(['reasoning', 'message'])
    const [reasoning, message] = response.output
    expect(response.id).toMatch(/^resp_[0-9a-f]{48}$/)
    expect(reasoning?.id?.slice(3, 19)).toBe(response.id.slice(5, 21))
    expect(message).toMatchObject({ phase: 'final_answer', role: 'assistant' })
    expect(response.usage?.input_tokens).toBe(11)
    expect(response.usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(0)
  })

  test('are printed as OpenAI prints them: keys in order, floats with their point, no line break at the end', async () => {
    const response = await post('/v1/responses', { model: 'gpt-4.1', input: 'Hello', temperature: 1 })
    const text = await response.text()
    expect(text).toMatch(/^\{\n {2}"id": "resp_/)
    expect(text).toMatch(/\n {2}"metadata": \{\}\n\}$/)
    for (const line of [
      '"frequency_penalty": 0.0,',
      '"presence_penalty": 0.0,',
      '"temperature": 1.0,',
      '"top_p": 1.0,',
    ]) {
      expect(text).toContain(`\n  ${line}\n`)
    }
    expect(Object.keys(JSON.parse(text) as object).join()).toBe(keys.replace('background,', 'background,billing,'))
  })

  test('are incomplete when the limit cuts them', async () => {
    const response = await client.responses.create({
      model: 'gpt-4.1',
      input: 'What is an API?',
      max_output_tokens: 16,
    })
    expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
    expect(response.usage?.output_tokens).toBe(16)
  })

  test('count instructions as one message more, as input_tokens does', async () => {
    const request = { model: 'gpt-6-luna', input: 'Hello', instructions: 'Be brief.' }
    const { usage } = await client.responses.create(request)
    const count = await client.responses.inputTokens.count(request)
    expect(count).toMatchObject({ object: 'response.input_tokens', input_tokens: usage?.input_tokens })
    expect((await client.responses.inputTokens.count({ model: 'gpt-6-luna', input: 'Hello' })).input_tokens).toBe(7)
  })
})

describe('stored responses', () => {
  test('continue a conversation, can be read again, and deleted', async () => {
    const first = await client.responses.create({ model: 'gpt-6-luna', input: 'My dog is called Quixbert.' })
    const second = await client.responses.create({
      model: 'gpt-6-luna',
      input: 'What is my dog called?',
      previous_response_id: first.id,
    })
    expect(second.output_text).toContain('Quixbert')
    expect(second.previous_response_id).toBe(first.id)
    expect(second.usage!.input_tokens).toBeGreaterThan(first.usage!.input_tokens + first.output_text.length / 6)
    expect((await client.responses.retrieve(first.id)).output_text).toBe(first.output_text)
    const items = await client.responses.inputItems.list(first.id)
    expect(items.data).toMatchObject([{ role: 'user', content: [{ text: 'My dog is called Quixbert.' }] }])
    await client.responses.delete(first.id)
    expect(await rejection(client.responses.retrieve(first.id))).toMatchObject({ status: 404 })
  })

  test('are not kept with store: false, and not shown to other accounts', async () => {
    const secret = await client.responses.create({ model: 'gpt-6-luna', input: 'Hello', store: false })
    expect(await rejection(client.responses.retrieve(secret.id))).toMatchObject({ status: 404 })
    const kept = await client.responses.create({ model: 'gpt-6-luna', input: 'Hello' })
    expect(await rejection(newClient({ apiKey: 'sk-other' }).responses.retrieve(kept.id))).toMatchObject({
      status: 404,
    })
  })
})

describe('streams', () => {
  test('follow the order of recorded ones', async () => {
    const stream = await client.responses.create({ model: 'gpt-6-luna', input: 'What is an API?', stream: true })
    const events = await collect(stream)
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, i) => i))
    const types = events.map(({ type }) => type.replace('response.', ''))
    expect(types.filter((type) => type !== 'output_text.delta')).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'output_item.done',
      'output_item.added',
      'content_part.added',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ])
    const deltas = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []))
    const last = events.at(-1)
    expect(last).toMatchObject({ response: { status: 'completed', service_tier: 'default' } })
    expect(deltas.join('')).toBe(
      (events.find((event) => event.type === 'response.output_text.done') as { text: string }).text,
    )
  })

  test('are framed as recorded ones are', async () => {
    const response = await post('/v1/responses', { model: 'gpt-5.5', input: 'Hello', stream: true })
    const { text, data } = await readFrames(response)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(text).not.toContain('[DONE]')
    expect(text).toMatch(/^event: response\.created\ndata: \{"type":"response\.created","response":\{"id":"resp_/)
    expect(text).toContain('"temperature":1.0,')
    expect(text).toContain('"top_p":0.98,')
    const delta = data.find(({ type }) => type === 'response.output_text.delta')!
    expect(Object.keys(delta).join()).toBe(
      'type,content_index,delta,item_id,logprobs,obfuscation,output_index,sequence_number',
    )
    expect(((delta.delta as string) + (delta.obfuscation as string)).length % 16).toBe(0)
    const items = data.filter(({ type }) => type === 'response.output_item.added') as { item: object }[]
    const added = items.at(-1)!
    expect(Object.keys(added.item).join()).toBe('id,type,status,content,phase,role')
    expect(Object.keys((data[0] as { response: object }).response).join()).toBe(keys)
    expect(data[0]).toMatchObject({ response: { usage: null, service_tier: 'auto', output: [] } })
  })

  test('end as incomplete when the limit cuts them, also when reasoning leaves no word', async () => {
    const request = { model: 'gpt-6-luna', reasoning: { effort: 'max' as const }, max_output_tokens: 16 }
    const stream = await client.responses.create({ ...request, input: 'What is an API?', stream: true })
    const events = await collect(stream)
    expect(events.at(-1)).toMatchObject({
      type: 'response.incomplete',
      response: { output: [{ type: 'reasoning' }], usage: { output_tokens: 16 } },
    })
  })
})

test('models are listed as the catalogue has them: served ones only', async () => {
  const ids = (await collect(client.models.list())).map(({ id }) => id)
  expect(ids).toContain('gpt-6-luna')
  expect(ids).toContain('gpt-5-2025-08-07')
  expect(ids).not.toContain('gpt-4')
  expect(await client.models.retrieve('gpt-6-luna')).toMatchObject({ object: 'model', owned_by: 'system' })
  expect(await rejection(client.models.retrieve('gpt-4'))).toMatchObject({ status: 404 })
})

describe('embeddings', () => {
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

  test('have unit length, and bring texts of the same words near each other', async () => {
    const input = ['The cat sat on the mat', 'Cats sit on mats', 'Share prices fell sharply']
    const { data, usage } = await client.embeddings.create({ model: 'text-embedding-3-small', input })
    const [cat, cats, shares] = data.map(({ embedding }) => embedding)
    expect(cat).toHaveLength(1536)
    expect(dot(cat!, cat!)).toBeCloseTo(1, 5)
    expect(dot(cat!, cats!)).toBeGreaterThan(dot(cat!, shares!) + 0.2)
    expect(usage.prompt_tokens).toBe(usage.total_tokens)
  })

  test('come as base64 or numbers, in the size asked for', async () => {
    const create = (rest: object) => client.embeddings.create({ model: 'text-embedding-3-large', input: 'Hi', ...rest })
    const decoded = (await create({})).data[0]!.embedding
    expect(decoded).toHaveLength(3072)
    expect((await create({ encoding_format: 'float' })).data[0]!.embedding).toEqual(decoded)
    expect((await create({ dimensions: 256 })).data[0]!.embedding).toHaveLength(256)
    const raw = await post('/v1/embeddings', {
      model: 'text-embedding-3-small',
      input: 'Hi',
      encoding_format: 'base64',
    })
    expect(await raw.json()).toMatchObject({ data: [{ embedding: expect.stringMatching(/^[\w+/]+=*$/) as unknown }] })
  })

  test('take tokens too, and refuse nothing at all', async () => {
    const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: [[1, 2], [3]] })
    expect(data).toHaveLength(2)
    expect(await rejection(client.embeddings.create({ model: 'text-embedding-3-small', input: '' }))).toMatchObject({
      status: 400,
    })
    expect(await rejection(client.embeddings.create({ model: 'text-embedding-3-small', input: [] }))).toMatchObject({
      status: 400,
    })
  })
})
