import { NotFoundError } from '@anthropic-ai/sdk'
import { beforeEach, expect, test } from 'vitest'
import { beginQuietWorld, client, send } from './client.fixture.ts'

beforeEach(beginQuietWorld)

test('lists the models that are served, newest first', async () => {
  const page = await client().models.list()
  const ids = page.data.map(({ id }) => id)
  expect(ids).toContain('claude-haiku-5-5')
  expect(ids).toContain('claude-sonnet-4-5-20250929')
  expect(ids).not.toContain('claude-3-opus-20240229')
  const days = page.data.map(({ created_at }) => created_at)
  expect(days).toEqual([...days].sort().reverse())
  expect(Object.keys((await (await send('/v1/models')).json()) as object)).toEqual([
    'data',
    'has_more',
    'first_id',
    'last_id',
  ])
})

test('pages forwards and backwards', async () => {
  const all = (await client().models.list()).data.map(({ id }) => id)
  const ids: string[] = []
  for await (const { id } of client().models.list({ limit: 4 })) ids.push(id)
  expect(ids).toEqual(all)
  const before = await client().models.list({ limit: 2, before_id: all[3]! })
  expect(before.data.map(({ id }) => id)).toEqual(all.slice(1, 3))
  expect(before.has_more).toBe(true)
})

test('lists the retired ones for those who ask', async () => {
  const retired = await client().models.list({ lifecycle: ['retired'], limit: 100 })
  expect(retired.data.map(({ id }) => id)).toContain('claude-3-haiku-20240307')
  expect(new Set(retired.data.map(({ lifecycle }) => lifecycle))).toEqual(new Set(['retired']))
})

test('tells what a model can do', async () => {
  const model = await client().models.retrieve('claude-sonnet-5-5')
  expect(Object.keys(model)).toEqual([
    'type',
    'id',
    'display_name',
    'created_at',
    'lifecycle',
    'deprecated_at',
    'retires_at',
    'line',
    'max_input_tokens',
    'max_tokens',
    'capabilities',
  ])
  expect(model).toMatchObject({
    type: 'model',
    display_name: 'Claude Sonnet 5.5',
    lifecycle: 'active',
    line: 'sonnet',
    max_input_tokens: 1_000_000,
    max_tokens: 128_000,
    capabilities: {
      thinking: {
        types: { adaptive: { supported: true }, between_tools: { supported: true }, disabled: { supported: false } },
      },
    },
  })
})

test('resolves aliases, and tells when a model will end', async () => {
  const model = await client().models.retrieve('claude-sonnet-4-5')
  expect(model).toMatchObject({
    id: 'claude-sonnet-4-5-20250929',
    lifecycle: 'deprecated',
    retires_at: '2026-11-30T00:00:00Z',
  })
})

test('knows no others', async () => {
  await expect(client().models.retrieve('gpt-4o')).rejects.toBeInstanceOf(NotFoundError)
  expect((await send('/v1/models?limit=0')).status).toBe(400)
  expect((await send('/v1/models?limit=x')).status).toBe(400)
})
