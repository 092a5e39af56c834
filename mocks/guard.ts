import dgram from 'node:dgram'
import net from 'node:net'
import { noteRealSocket } from './real-sockets.ts'
import { networkRefusal } from './refusal.ts'
import { isHere } from './this-machine.ts'

/** Hosts a connection may be made to, by name or address. */
export type Permission = (host: string) => boolean

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket

/**
 * Stands between this process and the network: a connection to anywhere but this machine fails at once with a sentence
 * that names the host. Call it twice: before the interceptor starts, where it sees what is about to be connected for real,
 * and after, where it sees what is asked for.
 *
 * @param side which of the two calls this is
 * @param mayPass hosts that are let through on this side
 */
export function startGuard(side: 'before interception' | 'behind interception', mayPass: Permission): void {
  const connect = net.Socket.prototype.connect as Connect
  const guarded: Connect = function (...args) {
    const { host, lookup } = targetOf(args)
    // The interceptor's stand-in for a connection goes nowhere: it brings a lookup of its own, and a handle that is deaf.
    const isStandIn = side === 'behind interception' && lookup
    if (host !== undefined && !isHere(host) && !isStandIn && !mayPass(host)) return refuse(this, host)
    if (side === 'behind interception' && host !== undefined && !isStandIn) noteRealSocket(this)
    return connect.apply(this, args)
  }
  net.Socket.prototype.connect = guarded as typeof net.Socket.prototype.connect
}

function refuse(socket: net.Socket, host: string): net.Socket {
  // As a real connection does, it fails only after whoever asked for it can listen.
  process.nextTick(() => socket.destroy(networkRefusal(host)))
  return socket
}

/** The same for datagrams: those that name their host, and sockets that are connected to one, whose datagrams name none. */
export function guardDatagrams(): void {
  type Go = (this: dgram.Socket, ...args: unknown[]) => void
  for (const name of ['send', 'connect'] as const) {
    const go = dgram.Socket.prototype[name] as Go
    const guarded: Go = function (...args) {
      const host = args.find((arg, i) => i > 0 && typeof arg === 'string') as string | undefined
      if (host === undefined || isHere(host)) return go.apply(this, args)
      const callback = args.at(-1)
      process.nextTick(() => {
        if (typeof callback === 'function') callback(networkRefusal(host))
        else this.emit('error', networkRefusal(host))
      })
    }
    Object.assign(dgram.Socket.prototype, { [name]: guarded })
  }
}

/** Where `connect` was told to go, in any of its forms; no host for a pipe. */
function targetOf(args: readonly unknown[]): { host?: string; lookup?: unknown } {
  // net.connect and friends hand over one array: [options, callback].
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first === 'object' && first !== null) {
    const { path, host, lookup } = first as { path?: unknown; host?: unknown; port?: unknown; lookup?: unknown }
    const isPipe = typeof path === 'string' && !('port' in first)
    return isPipe ? {} : { host: typeof host === 'string' ? host : 'localhost', lookup }
  }
  const isPort = typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))
  return isPort ? { host: typeof second === 'string' ? second : 'localhost' } : {}
}
