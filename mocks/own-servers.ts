import diagnostics from 'node:diagnostics_channel'
import type { Server } from 'node:net'

const servers = new Set<Server>()

/** Begins to notice the servers that this process starts. */
export function watchOwnServers(): void {
  diagnostics.subscribe('tracing:net.server.listen:asyncEnd', (message) => {
    const { server } = message as { server: Server }
    servers.add(server)
    server.once('close', () => servers.delete(server))
  })
}

/** True when a server of this process listens on a port. */
export function isOwnPort(port: number): boolean {
  return [...servers].some((server) => {
    const address = server.address()
    return typeof address === 'object' && address?.port === port
  })
}
