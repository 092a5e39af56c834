import { http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { defaultBudget } from './budget.ts'
import { keepConnections } from './connections.ts'
import { prepareEnvironment } from './environment.ts'
import { guardDatagrams, startGuard } from './guard.ts'
import { answer, isLoading, roomFor } from './handle.ts'
import { isLiveHost, liveTargetOf, providerAt, setLive } from './live-address.ts'
import type { LiveTarget } from './live-address.ts'
import { sendLive, setBudget } from './live-call.ts'
import type { LiveProvider } from './live-plan.ts'
import { isOwnPort, watchOwnServers } from './own-servers.ts'
import { setPace } from './pace.ts'
import { secretsOf } from './redaction.ts'
import { webSocketRefusal } from './refusal.ts'
import { createReplay } from './replay.ts'
import type { Replay } from './replay.ts'
import type { Exchange } from './tape.ts'
import { isTestKey } from './test-keys.ts'
import { isHere } from './this-machine.ts'
import { startVirtualTime } from './virtual-time.ts'
import { beginWorld, randomFrom } from './world.ts'

export interface MockOptions {
  /** Providers whose requests go to the real API; `planLive` finds them. Default none. */
  readonly live?: readonly LiveProvider[]
  /** US dollars that live requests may cost. Default 0.10. */
  readonly budget?: number
  /** A recording that answers for the providers in it. */
  readonly replay?: readonly Exchange[]
  /** How many times faster than life the simulated providers are; 0 is virtual time. Default 1. */
  readonly speed?: number
  /** Same seed and same requests, same answers. Default random. */
  readonly seed?: number
}

let replay: Replay = () => undefined
let isRunning = false

/**
 * Puts the simulated providers in the place of the network, for this process: fetch, node:http and every SDK. A request to
 * a host that nobody simulates fails with a sentence. Starting again changes mode, seed and speed.
 */
export function startMocks(options: MockOptions = {}): void {
  const speed = options.speed ?? 1
  const live = options.live ?? []
  setLive(live)
  setBudget(options.budget ?? defaultBudget)
  replay = options.replay ? createReplay(options.replay) : () => undefined
  prepareEnvironment(live.map(({ provider }) => provider))
  if (speed === 0) startVirtualTime(isLoading)
  // The waits between an SDK's retries are left to chance; where time and answers repeat themselves, so do they.
  if (speed === 0 && options.seed !== undefined) Math.random = randomFrom(options.seed)
  if (options.seed !== undefined && live.length === 0) keepConnections()
  setPace(speed === 0 ? 1 : 1 / speed)
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32)
  // Virtual time goes on from one world to the next, so that Date and the simulated providers agree.
  if (speed === 0) beginWorld(seed, 1, 0)
  else beginWorld(seed, speed)
  if (!isRunning) intercept()
  isRunning = true
}

function intercept(): void {
  const { WebSocket } = globalThis
  watchOwnServers()
  startGuard('behind interception', isLiveHost)
  guardDatagrams()
  const server = setupServer(http.all('*', ({ request }) => respond(request)))
  // The library tells of every error as of a bug. Failed connections are none: they are for the caller to see.
  server.events.on('unhandledException', ({ error }) => {
    if ('errno' in error) hush()
  })
  server.listen({ onUnhandledFrame: 'error' })
  startGuard('before interception', (host) => isLiveHost(host) || providerAt(host) !== undefined)
  // Node's own WebSocket does not tell why it failed, so it does not even begin.
  globalThis.WebSocket = new Proxy(WebSocket, {
    construct(target, args: [string | URL], newTarget: typeof WebSocket) {
      const { hostname, href } = new URL(args[0])
      if (!isHere(hostname) || liveTargetOf(href.replace(/^ws/, 'http'))) throw webSocketRefusal(hostname)
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
  const target = liveTargetOf(request.url)
  // What nobody simulates is sent on: servers on this machine are real, everything else is stopped by the guard.
  if (!target && isRealHere(new URL(request.url))) return passthrough()
  // So begins a WebSocket of the package ws, which most SDKs use.
  if (request.headers.get('upgrade') === 'websocket') throw webSocketRefusal(new URL(request.url).hostname)
  try {
    const response = await (replay(request) ?? (target ? sendOrAnswer(request, target) : answer(request)))
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
function sendOrAnswer(request: Request, target: LiveTarget): Promise<Response | undefined> {
  if (!secretsOf(request).some(isTestKey)) return sendLive(request, target)
  return answer(target.home === request.url ? request : new Request(target.home, request))
}
