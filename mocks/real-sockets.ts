import diagnostics from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** Connections this process opened, and those that were opened to it. */
const opened = new Set<Socket>()
const accepted = new Set<Socket>()

/** Notes a real connection that is being opened; those that only look like one are not to be noted. */
export function noteRealSocket(socket: Socket): void {
  opened.add(socket)
  socket.once('close', () => opened.delete(socket))
}

/** Begins to notice connections to servers of this process. */
export function watchServers(): void {
  diagnostics.subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket }
    accepted.add(socket)
    socket.once('close', () => accepted.delete(socket))
  })
}

/** True while a real connection is at work; one that only waits in a client's pool for its next request is not. */
export function isRealSocketAtWork(): boolean {
  const ports = new Set([...opened].map((socket) => socket.localPort))
  // Of a connection within this process the client's end decides.
  return [...opened].some(keepsProcessAlive) || [...accepted].some(({ remotePort }) => !ports.has(remotePort))
}

/** Clients let go of a connection in their pool with `unref`; the handle alone tells whether they did. */
function keepsProcessAlive(socket: Socket): boolean {
  if (socket.connecting) return true
  const { _handle } = socket as { _handle?: { hasRef?(): boolean } | null }
  return _handle?.hasRef?.() ?? false
}
