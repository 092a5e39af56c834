import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answer } from './handle.ts'

/** Where a path leads, by its beginning; the first that fits. */
const destinations: readonly (readonly [prefix: string, origin: string])[] = [['/', 'https://api.openai.com']]

export interface Served {
  /** Without a path, as in http://127.0.0.1:8787 */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the simulated providers over HTTP on this machine, for curl, Python and browsers.
 *
 * @param options.port 0 takes any that is free
 * @param options.host default 127.0.0.1; nobody else on the network is served
 * @throws the socket's error when the port is taken (code EADDRINUSE)
 */
export async function serve({
  port = 8787,
  host = '127.0.0.1',
}: { port?: number; host?: string } = {}): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch((error: unknown) => {
      // The client left, or our own bug: either way this exchange is over.
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' })
      outgoing.end(outgoing.destroyed ? undefined : String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(cors(incoming))) outgoing.setHeader(name, value)
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204).end()
    return
  }
  const left = new AbortController()
  outgoing.once('close', () => left.abort())
  const response = await answer(toRequest(incoming, left.signal)).catch((error: unknown) => {
    if (left.signal.aborted) return undefined
    throw error
  })
  if (!response) return
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) {
    outgoing.end()
    return
  }
  // A client that leaves in the middle is no failure: the stream behind is cancelled, and that is all.
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch(() => {})
}

/** The request as it would have been sent to the real provider. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming
  const [, origin = ''] = destinations.find(([prefix]) => url.startsWith(prefix)) ?? []
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !/^(host|connection|expect|transfer-encoding|content-length)$/.test(name)) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  return new Request(new URL(url, origin), { method, headers, body, signal, duplex: 'half' } as RequestInit)
}

/** Lets pages of any origin call, which the real API does too. */
function cors(incoming: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  }
}
