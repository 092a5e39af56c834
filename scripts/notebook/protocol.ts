// The client's half of Jupyter's wire protocol, as little of it as shows that our kernel speaks it. Used by tests.
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Dealer, Subscriber } from 'zeromq'

export interface Received {
  type: string
  /** The id of the request it belongs to. */
  parent: string
  content: Record<string, unknown>
  /** When it arrived, in ms. */
  at: number
}

export interface KernelClient {
  /** Sends a request; resolves when the kernel has replied and is idle again. */
  ask(type: string, content: object): Promise<{ reply: Received; published: Received[] }>
  /** Sends the signal that the stop button sends. */
  interrupt(): void
  /** Asks the kernel to end; resolves with its exit code. */
  shutDown(): Promise<number | null>
}

/**
 * Starts a kernel as Jupyter does and connects to it.
 *
 * @param argv from kernel.json, with `{connection_file}` in it
 * @param options.cwd the notebook's folder
 */
export async function connect(
  argv: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<KernelClient> {
  const folder = mkdtempSync(join(tmpdir(), 'kernel '))
  const file = join(folder, 'connection.json')
  const [shellPort, iopubPort, control, stdin, hb] = await freePorts(5)
  const key = randomUUID()
  const address = { transport: 'tcp', ip: '127.0.0.1', signature_scheme: 'hmac-sha256', key }
  const ports = { shell_port: shellPort, iopub_port: iopubPort, control_port: control, stdin_port: stdin, hb_port: hb }
  writeFileSync(file, JSON.stringify({ ...address, ...ports }))
  const [program = '', ...args] = argv.map((arg) => arg.replace('{connection_file}', file))
  const kernel = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const exit = once(kernel, 'exit') as Promise<[number | null]>

  const shell = new Dealer({ linger: 0 })
  const iopub = new Subscriber({ linger: 0 })
  shell.connect(`tcp://127.0.0.1:${shellPort}`)
  iopub.connect(`tcp://127.0.0.1:${iopubPort}`)
  iopub.subscribe()

  const replies = new Map<string, PromiseWithResolvers<Received>>()
  const idle = new Map<string, PromiseWithResolvers<void>>()
  const published: Received[] = []
  const listen = async (socket: Dealer | Subscriber, take: (message: Received) => void) => {
    for await (const parts of socket) take(readMessage(parts, key))
  }
  void listen(shell, (message) => replies.get(message.parent)?.resolve(message))
  const subscribed = Promise.withResolvers<void>()
  void listen(iopub, (message) => {
    subscribed.resolve()
    published.push(message)
    if (message.content.execution_state === 'idle') idle.get(message.parent)?.resolve()
  })

  const ask: KernelClient['ask'] = async (type, content) => {
    const id = randomUUID()
    replies.set(id, Promise.withResolvers())
    idle.set(id, Promise.withResolvers())
    await shell.send(writeMessage(id, type, content, key))
    const [reply] = await Promise.all([replies.get(id)!.promise, idle.get(id)!.promise])
    return { reply, published: published.filter(({ parent }) => parent === id) }
  }
  // What is published before the subscription has arrived is lost, so one asks until something comes; every client does.
  const knock = setInterval(() => void shell.send(writeMessage(randomUUID(), 'kernel_info_request', {}, key)), 50)
  await Promise.race([
    subscribed.promise,
    exit.then(([code]) => Promise.reject(new Error(`the kernel ended with ${code}`))),
  ])
  clearInterval(knock)
  return {
    ask,
    interrupt: () => void kernel.kill('SIGINT'),
    async shutDown() {
      await shell.send(writeMessage(randomUUID(), 'shutdown_request', { restart: false }, key))
      const [code] = await exit
      shell.close()
      iopub.close()
      rmSync(folder, { recursive: true })
      return code
    },
  }
}

const delimiter = '<IDS|MSG>'

function writeMessage(id: string, type: string, content: object, key: string): string[] {
  const header = {
    msg_id: id,
    msg_type: type,
    session: 'test',
    username: 'test',
    version: '5.3',
    date: new Date(0).toISOString(),
  }
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part))
  return [delimiter, sign(parts, key), ...parts]
}

function readMessage(frames: readonly Buffer[], key: string): Received {
  const from = frames.findIndex((frame) => frame.toString() === delimiter)
  const [signature, ...parts] = frames.slice(from + 1).map((frame) => frame.toString())
  if (signature !== sign(parts, key)) throw new Error('the kernel signed its message with another key')
  const [header, parent, , content] = parts.map((part) => JSON.parse(part) as Record<string, unknown>)
  return {
    type: String(header?.msg_type),
    parent: String(parent?.msg_id),
    content: content ?? {},
    at: performance.now(),
  }
}

function sign(parts: readonly string[], key: string): string {
  const hash = createHmac('sha256', key)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
