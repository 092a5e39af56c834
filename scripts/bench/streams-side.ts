// One side of stream-schedule.ts: reads streams, many at a time, and tells when each of their pieces came.
import { startMocks } from '../../mocks/start.ts'
import { tape } from '../../mocks/tape.ts'

const speed = Number(process.argv[2])
startMocks({ seed: 1, speed })

async function read(id: string): Promise<void> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-bench', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      stream: true,
      user: id,
      messages: [{ role: 'user', content: 'What is an API?' }],
    }),
  })
  await response.text()
}

process.on('message', async (streams: number) => {
  tape.clear()
  await Promise.all(Array.from({ length: streams }, (_, i) => read(`${streams}-${i}`)))
  const pieces = tape.exchanges.map(({ request, response }) => [
    request.body,
    (response?.frames ?? []).map(({ at }) => at),
  ])
  process.send?.(pieces)
})
await read('first')
process.send?.('ready')
