import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setPace } from '../../pace.ts'
import { beginWorld } from '../../world.ts'
import { clientOf, framesIn, hosts, send } from './hosts.fixture.ts'

beforeAll(() => setPace(0))
beforeEach(() => beginWorld(1))

test('Together completes a prompt without roles, whole and streamed', async () => {
  const request = { model: hosts.together.model, prompt: 'What is an API?', max_tokens: 40 }
  const { choices, usage } = await clientOf('together').completions.create(request)
  expect(choices[0]?.text).toMatch(/\bAPI\b/)
  expect(choices[0]?.finish_reason).toMatch(/^(eos|length)$/)
  expect(usage?.total_tokens).toBeGreaterThan(5)
  const chunks = framesIn(await (await send('together', '/completions', { ...request, stream: true })).text())
  const text = chunks.map((chunk) => (chunk.choices as { text: string }[])[0]?.text ?? '').join('')
  expect(text).toMatch(/\bAPI\b/)
  expect((await send('together', '/completions', { model: request.model })).status).toBe(400)
})
