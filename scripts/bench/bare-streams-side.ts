// The floor of stream-schedule.ts: a plain node:http server that writes pieces on a given timetable, and tells when it did.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Timetable = readonly (readonly [request: string, due: readonly number[]])[]

let timetable = new Map<string, readonly number[]>()
let came: [request: string, at: number[]][] = []

const server = createServer(async (incoming, outgoing) => {
  const began = performance.now()
  const request = decodeURIComponent(incoming.url?.slice(1) ?? '')
  const at: number[] = []
  came.push([request, at])
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const due of timetable.get(request) ?? []) {
    const wait = Math.round(due - (performance.now() - began))
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    outgoing.write('data: {"choices":[{"delta":{"content":" word"}}]}\n\n')
    at.push(performance.now() - began)
  }
  outgoing.end()
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

async function read(request: string): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(request)}`)).text()
}

process.on('message', async (wanted: Timetable) => {
  timetable = new Map(wanted)
  came = []
  await Promise.all(wanted.map(([request]) => read(request)))
  process.send?.(came)
})
await read('first')
process.send?.('ready')
