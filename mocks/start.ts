import { bypass, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { hasKey, prepareEnvironment, providers } from './environment.ts'
import { guardDatagrams, isHere, startGuard } from './guard.ts'
import { answer, isLoading, roomFor } from './handle.ts'
import { isOwnPort, watchOwnServers } from './own-servers.ts'
import { setPace } from './pace.ts'
import { secretsOf } from './redaction.ts'
import { networkRefusal } from './refusal.ts'
import { record } from './tape.ts'
import { isTestKey } from './test-keys.ts'
import { startVirtualTime } from './virtual-time.ts'
import { beginWorld, randomFrom } from './world.ts'

export { hasKey } from './environment.ts'

export interface MockOptions {
  /** Providers whose requests go to the real API, where a key of theirs is set. Default none. */
  readonly live?: readonly string[] | 'all'
  /** How many times faster than life the simulated providers are; 0 is virtual time. Default 1. */
  readonly speed?: number
  /** Same seed and same requests, same answers. Default random. */
  readonly seed?: number
}

let live: readonly string[] = []
let isRunning = false

/**
 * Puts the simulated providers in the place of the network, for this process: fetch, node:http and every SDK. A request to
 * a host that nobody simulates fails with a sentence. Starting again changes mode, seed and speed.
 */
export function startMocks(options: MockOptions = {}): void {
  const speed = options.speed ?? 1
  live = providers.filter((name) => (options.live === 'all' || options.live?.includes(name)) && hasKey(name))
  prepareEnvironment(live)
  if (speed === 0) startVirtualTime(isLoading)
  // The waits between an SDK's retries are left to chance; where time and answers repeat themselves, so do they.
  if (speed === 0 && options.seed !== undefined) Math.random = randomFrom(options.seed)
  setPace(speed === 0 ? 1 : 1 / speed)
  beginWorld(options.seed ?? Math.floor(Math.random() * 2 ** 32), speed || 1)
  if (!isRunning) intercept()
  isRunning = true
}

function intercept(): void {
  const isLive = (host: string) => live.includes(providerAt(host) ?? '')
  const { WebSocket } = globalThis
  watchOwnServers()
  startGuard('behind interception', isLive)
  guardDatagrams()
  const server = setupServer(http.all('*', ({ request }) => respond(request)))
  // The library tells of every error as of a bug. Failed connections are none: they are for the caller to see.
  server.events.on('unhandledException', ({ error }) => {
    if ('errno' in error) hush()
  })
  server.listen({ onUnhandledFrame: 'error' })
  startGuard('before interception', (host) => isLive(host) || providerAt(host) !== undefined)
  // A WebSocket does not tell why it failed, so it does not even begin.
  globalThis.WebSocket = new Proxy(WebSocket, {
    construct(target, args: [string | URL], newTarget: typeof WebSocket) {
      const { hostname } = new URL(args[0])
      if (!isHere(hostname) && !isLive(hostname)) throw networkRefusal(hostname)
      return Reflect.construct(target, args, newTarget) as WebSocket
    },
  })
}

/** Keeps what is written to the console's error stream before the next turn from being seen. */
function hush(): void {
  const { error } = console
  console.error = () => {}
  queueMicrotask(() => {
    console.error = error
  })
}

async function respond(request: Request): Promise<Response> {
  // What nobody simulates is sent on: servers on this machine are real, everything else is stopped by the guard.
  if (isRealHere(new URL(request.url))) return passthrough()
  try {
    const response = await (isForReal(request) ? sendLive(request) : answer(request))
    return response ? framed(response) : passthrough()
  } catch (error) {
    // Nobody is there any more to be answered.
    if (request.signal.aborted) return passthrough()
    throw error
  }
}

/**
 * A response that tells where it ends, as those of every real server do. Without it, a client opens a connection for each
 * call, and undici takes a stream that its reader leaves for one that is complete, and throws.
 */
function framed(response: Response): Response {
  const { headers, body } = response
  if (body && !headers.has('content-length')) headers.set('transfer-encoding', 'chunked')
  return response
}

/**
 * True for a server on this machine that is to be reached as it is: it has a port where no local model server is
 * simulated, or this very process started it.
 */
function isRealHere({ hostname, port, href }: URL): boolean {
  return isHere(hostname) && (!roomFor(href) || isOwnPort(Number(port || 80)))
}

/** A request with a test key never leaves the machine, in live mode neither. */
function isForReal(request: Request): boolean {
  return live.includes(roomFor(request.url)?.provider ?? '') && !secretsOf(request).some(isTestKey)
}

/** Sends the very same request to the real provider, and records what comes back. */
function sendLive(request: Request): Promise<Response> {
  const provider = roomFor(request.url)?.provider ?? ''
  return record(request, { provider, live: true }, async (recorded) => {
    const response = await fetch(bypass(recorded)).catch((error: TypeError) => {
      const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException
      // With these two the interceptor takes it for the failure of a connection, which it was.
      throw Object.assign(new Error(message, { cause: error }), { code: code ?? 'UND_ERR_SOCKET', errno: -1 })
    })
    // Node has unpacked the body, so the headers must not say that it is packed.
    const headers = new Headers(response.headers)
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection']) headers.delete(name)
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
  })
}

function providerAt(host: string): string | undefined {
  return roomFor(`https://${host.includes(':') ? `[${host}]` : host}/`)?.provider
}
