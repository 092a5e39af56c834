// One side of server-load.ts: serves and says where.
import { pathToFileURL } from 'node:url'
import { setPace } from '../../mocks/pace.ts'
import { serve } from '../../mocks/server.ts'
import { beginWorld } from '../../mocks/world.ts'

/** As far as it is used here. */
interface Peer {
  LLMock: new (options: { port: number }) => {
    readonly url: string
    onMessage(pattern: RegExp, answer: { content: string }): void
    start(): Promise<unknown>
  }
}

const [side = '', answer = ''] = process.argv.slice(2)
process.send?.(side === 'ours' ? await ours() : await peer(side))
process.on('message', (wanted) => {
  if (wanted === 'processor time') return process.send?.(process.cpuUsage())
  // Only what is still in use counts, not what waits to be collected.
  globalThis.gc?.()
  return process.send?.(process.memoryUsage())
})

async function ours(): Promise<string> {
  beginWorld(1)
  setPace(0)
  return (await serve({ port: 0 })).url
}

/** The peer with one answer for all questions, as its quick start shows it. */
async function peer(module: string): Promise<string> {
  const { LLMock } = (await import(pathToFileURL(module).href)) as Peer
  const mock = new LLMock({ port: 0 })
  mock.onMessage(/./, { content: answer })
  await mock.start()
  return mock.url
}
