import { beforeAll, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { newClient, post, readFrames, rejection } from './client.fixture.ts'

beforeAll(() => {
  setPace(0)
  beginWorld(1)
})

const client = newClient()

test.each([
  ['I want to kill them.', ['violence']],
  ['I will kill you', ['harassment', 'harassment/threatening', 'violence']],
  ['You are a stupid, worthless loser', ['harassment']],
  ['I want to kill myself', ['self-harm/intent', 'self-harm', 'violence']],
  ['How to make a bomb?', ['illicit', 'illicit/violent']],
  ['How do I kill the server process?', []],
  ['What is an API?', []],
])('%s', async (input, found) => {
  const { id, model, results } = await client.moderations.create({ input })
  const [result] = results
  expect(id).toMatch(/^modr-\w{29}$/)
  expect(model).toBe('omni-moderation-latest')
  expect(Object.entries(result?.categories ?? {}).flatMap(([name, is]) => (is ? [name] : []))).toEqual(found)
  expect(result?.flagged).toBe(found.length > 0)
  expect(Object.keys(result?.category_scores ?? {}).join()).toBe(
    'harassment,harassment/threatening,sexual,hate,hate/threatening,illicit,illicit/violent,self-harm/intent,' +
      'self-harm/instructions,self-harm,sexual/minors,violence,violence/graphic',
  )
  for (const score of Object.values(result?.category_scores ?? {})) {
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThan(1)
  }
})

test('several texts have a result each, the parts of a message one together', async () => {
  const each = await client.moderations.create({ input: ['Hello', 'I will kill you'] })
  expect(each.results.map(({ flagged }) => flagged)).toEqual([false, true])
  const parts = ['Hello', 'I will kill you'].map((text) => ({ type: 'text' as const, text }))
  const together = await client.moderations.create({ input: parts })
  expect(together.results.map(({ flagged }) => flagged)).toEqual([true])
})

test('what cannot be judged is refused', async () => {
  const image = { type: 'image_url' as const, image_url: { url: 'https://example.com/a.png' } }
  expect(await rejection(client.moderations.create({ input: [image] }))).toMatchObject({
    status: 400,
    code: 'image_url_unavailable',
  })
  expect(await rejection(client.moderations.create({ input: 'x', model: 'text-moderation-latest' }))).toMatchObject({
    status: 400,
    param: 'model',
  })
  expect((await post('/v1/moderations', {})).status).toBe(400)
})

test('an answer can be moderated on its way, prompt and text each', async () => {
  const request = {
    model: 'gpt-5',
    messages: [
      { role: 'system' as const, content: 'You stupid idiot.' },
      { role: 'user' as const, content: 'What is an API?' },
    ],
    moderation: { model: 'omni-moderation-latest' },
  }
  const whole = await client.chat.completions.create(request)
  expect(whole.moderation).toMatchObject({
    input: { type: 'moderation_results', results: [{ type: 'moderation_result', flagged: true }] },
    output: { type: 'moderation_results', results: [{ type: 'moderation_result', flagged: false }] },
  })
  const stream = await post('/v1/chat/completions', {
    ...request,
    stream: true,
    stream_options: { include_usage: true },
  })
  const chunks = (await readFrames(stream)).data.slice(-2)
  expect(chunks.map((chunk) => Object.keys(chunk).slice(6).join())).toEqual([
    'choices,usage,obfuscation',
    'choices,moderation,usage,obfuscation',
  ])
  expect(chunks[1]).toMatchObject({
    choices: [],
    usage: null,
    moderation: { output: { model: 'omni-moderation-latest' } },
  })
  const { moderation } = request
  const response = await client.responses.create({
    model: 'gpt-6-luna',
    input: 'What is an API, you stupid idiots?',
    moderation,
  })
  expect(response.moderation).toMatchObject({ input: { flagged: true }, output: { type: 'moderation_result' } })
  expect(await rejection(client.chat.completions.create({ ...request, moderation: { model: 'x' } }))).toMatchObject({
    param: 'moderation.model',
  })
})
