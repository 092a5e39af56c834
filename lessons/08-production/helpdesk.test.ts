import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import { helpdesk } from './helpdesk.ts'

const url = 'https://api.openai.com/v1/responses'
const part = { type: 'output_text', text: 'By bicycle.' }
const output = [{ type: 'message', content: [part] }]
const body = { object: 'response', output }
const headers = { 'retry-after-ms': '1' }

const sent: unknown[] = []
const provider = setupServer(
  http.post(url, async ({ request }) => {
    sent.push(await request.json())
    return HttpResponse.json(body)
  }),
)
const busy = () => new HttpResponse(null, { status: 429, headers })

// Before the client is made: it keeps the fetch that it finds.
provider.listen({ onUnhandledFrame: 'error' })
afterEach(() => provider.resetHandlers())
const openai = new OpenAI({ apiKey: 'not-a-key' })

test('returns the text of the answer', async () => {
  expect(await helpdesk(openai, 'How?')).toBe('By bicycle.')
})

test('sends the question', () => {
  expect(sent).toMatchObject([{ input: 'How?' }])
})

test('tries again when the provider is busy', async () => {
  provider.use(http.post(url, busy, { once: true }))
  expect(await helpdesk(openai, 'How?')).toBe('By bicycle.')
})

test('says sorry when it stays busy', async () => {
  provider.use(http.post(url, busy))
  expect(await helpdesk(openai, 'How?')).toMatch(/try again/)
})
