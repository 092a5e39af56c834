import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { answerUnrecorded } from './handle.ts'
import { destinationOf } from './destinations.ts'
import { ListedHeaders } from './incoming.ts'
import { KnownRequest } from './known-request.ts'
import { isStreamed } from './streamed.ts'
import { listHeaders, WrittenResponse } from './written-response.ts'

export interface Served {
  /** Without a path, as in http://127.0.0.1:8787 */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the simulated providers over HTTP on this machine, for curl, Python and browsers.
 *
 * @param options.port 0 takes any that is free
 * @param options.host where it listens; without it, nobody else on the network is served
 * @param options.origin whose server this is, as in http://localhost:11434; without it, the path and headers tell
 * @throws the socket's error, as when the port is taken (code EADDRINUSE)
 */
export async function serve({
  port,
  host = '127.0.0.1',
  origin,
}: {
  port: number
  host?: string
  origin?: string
}): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing, origin).catch((error: unknown) => {
      if (isBrokenConnection(error) || outgoing.headersSent) return outgoing.destroy()
      // Our own bug. The reader is told that there is one, not where.
      console.error(error)
      outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('The mock server failed on this request.\n')
    })
  })
  // A request that is sent slowly is none of the things that are to be shown here.
  server.requestTimeout = 0
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

async function respond(incoming: IncomingMessage, outgoing: ServerResponse, origin: string | undefined): Promise<void> {
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204, headOf(incoming, {})).end()
    return
  }
  const left = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) left.abort()
  })
  const request = await toRequest(incoming, left.signal, origin)
  // The client closed its connection before it had sent everything.
  if (!request) return
  const response = await answerUnrecorded(request).catch((error: unknown) => {
    if (!left.signal.aborted) throw error
  })
  if (left.signal.aborted) return
  if (!response) throw new Error(`Nobody simulates ${request.url}.`)
  const { status } = response
  const head = (length?: number) => headOf(incoming, listHeaders(response), length)
  const isStream = isStreamed(response, request.url)
  if (response instanceof WrittenResponse && !isStream) {
    const { written } = response
    // Together with the other answers of this turn: a write that has to wake its reader costs more than all the rest.
    await setImmediate()
    outgoing.writeHead(status, head(Buffer.byteLength(written))).end(written)
    return
  }
  if (!response.body || incoming.method === 'HEAD') outgoing.writeHead(status, head()).end()
  else if (!isStream) await sendWhole(response.body, status, head, outgoing)
  else {
    outgoing.writeHead(status, head())
    await pass(response.body, outgoing)
  }
}

/** Sends a body that does not come in pieces, with its length; of one that breaks, what there is, and breaks too. */
async function sendWhole(
  body: ReadableStream<Uint8Array>,
  status: number,
  head: (length?: number) => string[],
  outgoing: ServerResponse,
): Promise<void> {
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of body) pieces.push(piece)
  } catch {
    outgoing.writeHead(status, head())
    outgoing.write(Buffer.concat(pieces), () => outgoing.destroy())
    return
  }
  const [first] = pieces
  const whole = first && pieces.length === 1 ? first : Buffer.concat(pieces)
  outgoing.writeHead(status, head(whole.length)).end(whole)
}

/** Passes a body on as it comes; when it breaks, so does the connection. */
async function pass(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader()
  // A client that leaves in the middle is no failure: the stream behind is cancelled, and that is all.
  outgoing.once('close', () => void reader.cancel().catch(() => {}))
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      await write(value, outgoing)
    }
    outgoing.end()
  } catch {
    outgoing.destroy()
  }
}

/** Resolves when this is on its way, or when nobody is there to read it. */
function write(piece: Uint8Array, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off('close', go)
      resolve()
    }
    outgoing.once('close', go)
    outgoing.write(piece, go)
    if (outgoing.destroyed) go()
  })
}

/** The request as it would have been sent to the real provider; undefined when it was never sent to its end. */
async function toRequest(
  incoming: IncomingMessage,
  signal: AbortSignal,
  origin: string | undefined,
): Promise<KnownRequest | undefined> {
  const { method = 'GET', url = '/' } = incoming
  const given = new Map<string, string>()
  for (const name in incoming.headers) {
    const value = incoming.headers[name]
    if (value !== undefined && !ofConnection.has(name)) given.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  // Answers with addresses in them must name this server.
  given.set('x-forwarded-host', incoming.headers.host ?? '')
  given.set('x-forwarded-proto', 'http')
  const headers = new ListedHeaders(given)
  const destination = origin === undefined ? destinationOf(url, headers) : origin + url
  const known = { url: destination, method, headers, signal }
  if (method === 'GET' || method === 'HEAD') return new KnownRequest(known, new Uint8Array())
  const body = await bodyOf(incoming)
  return body && new KnownRequest(known, body)
}

/** Headers of the connection to this server, which the real provider would not see. */
const ofConnection: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'expect',
  'transfer-encoding',
  'content-length',
])

/** Everything that is sent; undefined when the connection closed before the end. */
function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Buffer[] = []
  return new Promise((resolve) => {
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => resolve(Buffer.concat(pieces)))
    incoming.on('close', () => resolve(undefined))
    incoming.on('error', () => resolve(undefined))
  })
}

function isBrokenConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}

/** Lets pages of any origin call, which the real APIs do too, and says who answered. */
const shared: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': '*',
  'access-control-max-age': '600',
  'x-workbook-mock': '1',
}

/** Node keeps the connection and frames the body by itself. */
const ofNode: ReadonlySet<string> = new Set(['connection', 'transfer-encoding', 'keep-alive'])

/**
 * The headers of an answer, names and values in turns: Node takes them quickest like that.
 *
 * @param headers of the provider's answer
 * @param length of its body in bytes, where that is known
 */
function headOf(incoming: IncomingMessage, headers: Readonly<Record<string, string>>, length?: number): string[] {
  const list: string[] = []
  const asked = incoming.headers['access-control-request-headers']
  for (const name in shared) {
    if (name in headers) continue
    list.push(name, (name === 'access-control-allow-headers' && asked) || (shared[name] ?? ''))
  }
  for (const name in headers) {
    if (!ofNode.has(name) && (length === undefined || name !== 'content-length')) list.push(name, headers[name] ?? '')
  }
  if (length !== undefined) list.push('content-length', String(length))
  return list
}
