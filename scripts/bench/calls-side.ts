// One side of simulated-call.ts: makes calls through the SDK and tells how long they took.
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { setPace } from '../../mocks/pace.ts'
import { startMocks } from '../../mocks/start.ts'
import { tape } from '../../mocks/tape.ts'

const [side, question = ''] = process.argv.slice(2)
const model = 'gpt-4o-mini'
const body = { model, messages: [{ role: 'user' as const, content: question }] }

if (side === 'simulated') {
  startMocks({ seed: 1 })
  setPace(0)
  tape.keep(200)
} else {
  // What everybody would write who needs no more than one answer.
  const answer = JSON.parse(side ?? '') as object
  const handler = http.post('https://api.openai.com/v1/chat/completions', () => HttpResponse.json(answer))
  setupServer(handler).listen()
}

const client = new OpenAI({ apiKey: 'sk-bench' })
process.on('message', async (calls: number) => {
  const began = performance.now()
  for (let i = 0; i < calls; i++) await client.chat.completions.create(body)
  process.send?.((performance.now() - began) / calls)
})
process.send?.(side === 'simulated' ? JSON.stringify(await client.chat.completions.create(body)) : 'ready')
