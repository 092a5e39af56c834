import { beforeAll, describe, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { newClient } from './client.fixture.ts'

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

const manual = (name: string) => `The manual of ${name}. ${'Send the form, and keep a copy of it. '.repeat(300)}`

/** Asks in Chat about a manual and gives what was read from the cache and written to it. */
async function inChat(name: string, model: string, apiKey = 'sk-anything') {
  const { usage } = await newClient({ apiKey }).chat.completions.create({
    model,
    messages: [
      { role: 'developer', content: manual(name) },
      { role: 'user', content: 'What is a form?' },
    ],
  })
  return usage?.prompt_tokens_details
}

describe('the prompt cache', () => {
  test('finds the beginning of a prompt again, in steps of 128 tokens', async () => {
    expect(await inChat('Ada', 'gpt-4o-mini')).toEqual({ cached_tokens: 0, audio_tokens: 0 })
    const { cached_tokens: cached = 0 } = (await inChat('Ada', 'gpt-4o-mini')) ?? {}
    expect(cached).toBeGreaterThanOrEqual(1024)
    expect(cached % 128).toBe(0)
  })

  test('tells what was written by models that charge for it', async () => {
    const first = await inChat('Ada', 'gpt-6-luna')
    expect(first?.cached_tokens).toBe(0)
    expect(first?.cache_write_tokens).toBeGreaterThanOrEqual(1024)
    const second = await inChat('Ada', 'gpt-6-luna')
    expect(second?.cached_tokens).toBeGreaterThanOrEqual(1024)
    expect(second).not.toHaveProperty('cache_write_tokens')
  })

  test('is used by Responses too', async () => {
    const ask = async () =>
      (await newClient().responses.create({ model: 'gpt-6-luna', instructions: manual('Ben'), input: 'Hello!' })).usage
        ?.input_tokens_details
    expect(await ask()).toMatchObject({ cached_tokens: 0 })
    expect((await ask())?.cached_tokens).toBeGreaterThanOrEqual(1024)
  })

  test('keeps accounts, models and beginnings apart', async () => {
    await inChat('Cleo', 'gpt-6-luna')
    expect((await inChat('Cleo', 'gpt-6-luna', 'sk-another'))?.cached_tokens).toBe(0)
    expect((await inChat('Cleo', 'gpt-6-sol'))?.cached_tokens).toBe(0)
    expect((await inChat('Dora', 'gpt-6-luna'))?.cached_tokens).toBe(0)
  })

  test('does not begin below 1,024 tokens', async () => {
    const ask = async () =>
      (await newClient().responses.create({ model: 'gpt-6-luna', input: 'Keep a copy. '.repeat(200) })).usage
    await ask()
    expect(await ask()).toMatchObject({ input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 } })
  })
})
