import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Load {
  /** Without a path, as in http://127.0.0.1:8787 */
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Each sends its next request when it has read the answer to the last one. */
  readonly connections: number
  readonly milliseconds: number
}

/**
 * Sends the same request over and over. It reads no more of the answers than where each ends, so that the client costs
 * little beside the server.
 *
 * @returns answered requests per second
 * @throws an error when an answer is not 200
 */
export async function load({ url, path, headers, body, connections, milliseconds }: Load): Promise<number> {
  const { hostname, port, host } = new URL(url)
  const lines = Object.entries({ host, 'content-length': String(Buffer.byteLength(body)), ...headers })
  const request = `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
  const began = performance.now()
  const until = began + milliseconds
  let answered = 0
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect(Number(port), hostname, () => socket.write(request))
      let text = ''
      let length = 0
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (piece: Buffer) => {
        if (text === '' || length === 0) text += piece.toString('latin1')
        else text = text.padEnd(text.length + piece.length)
        length ||= lengthOf(text)
        if (length === 0 || text.length < length) return
        if (!text.startsWith('HTTP/1.1 200')) {
          socket.destroy()
          return reject(new Error(`Not an answer: ${text.slice(0, 300)}`))
        }
        text = ''
        length = 0
        answered++
        if (performance.now() < until) socket.write(request)
        else socket.end()
      })
    })
  await Promise.all(Array.from({ length: connections }, run))
  return (answered / (performance.now() - began)) * 1000
}

/** How long an answer is, its head included; 0 while that cannot be told. */
function lengthOf(text: string): number {
  const end = text.indexOf('\r\n\r\n') + 4
  if (end < 4) return 0
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
  if (length !== undefined) return end + Number(length)
  // In pieces; the last one is empty.
  return text.endsWith('\r\n0\r\n\r\n') ? text.length : 0
}
