import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../lessons.ts'
import { type TypeError, typeCheck } from './type-check.ts'

/** TypeScript, kept running, so that only the first check waits for it to read the packages. */
export interface TypeService {
  /** The same as `typeCheck`. */
  check(files: readonly string[]): Promise<Map<string, TypeError[]>>
  close(): void
}

/** Most milliseconds to wait for an answer before TypeScript is asked afresh, in a process for this one check. */
const PATIENCE = 15_000

interface Reply {
  id?: number
  method?: string
  params?: { items?: unknown[] }
  result?: { items?: Diagnostic[] } | null
}

interface Diagnostic {
  range: { start: { line: number } }
  severity?: number
  code: number
  message: string
}

/** Starts TypeScript as editors do, over the Language Server Protocol, with the settings of tsconfig.json. */
export function openTypeService(): TypeService {
  const script = join(root, 'node_modules/typescript/bin/tsc')
  const child = spawn(process.execPath, [script, '--lsp', '--stdio'], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<number, (reply: Reply) => void>()
  let asked = 0
  let gone = false
  const leave = () => {
    gone = true
    for (const resolve of waiting.values()) resolve({})
    waiting.clear()
  }
  child.on('error', leave)
  child.on('exit', leave)
  child.stdin.on('error', leave)

  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    if (!gone) child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }
  const ask = (method: string, params: object): Promise<Reply> =>
    new Promise((resolve) => {
      const id = ++asked
      const timer = setTimeout(() => settle({}), PATIENCE)
      const settle = (reply: Reply) => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve(reply)
      }
      waiting.set(id, settle)
      if (gone) settle({})
      send({ id, method, params })
    })
  child.stdout.on(
    'data',
    messages((reply) => {
      if (reply.method === undefined) waiting.get(reply.id ?? 0)?.(reply)
      // What the server asks of an editor, its settings for instance, we leave as they are.
      else if (reply.id !== undefined) send({ id: reply.id, result: reply.params?.items?.map(() => null) ?? null })
    }),
  )

  const capabilities = { textDocument: { diagnostic: {} } }
  const ready = ask('initialize', { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities }).then(
    () => send({ method: 'initialized', params: {} }),
  )
  const open = new Set<string>()
  let version = 0
  const diagnose = async (file: string): Promise<Diagnostic[] | undefined> => {
    await ready
    const uri = pathToFileURL(file).href
    const text = readFileSync(file, 'utf8')
    version++
    if (open.has(uri)) {
      const contentChanges = [{ text }]
      send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges } })
    } else {
      open.add(uri)
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'typescript', version, text } },
      })
    }
    return (await ask('textDocument/diagnostic', { textDocument: { uri } })).result?.items
  }

  return {
    async check(files) {
      const errors = new Map<string, TypeError[]>()
      for (const file of files) {
        const found = await diagnose(file)
        if (!found) return typeCheck(files)
        const list = found.filter(({ severity }) => severity === 1).map(errorFrom)
        if (list.length > 0) errors.set(file, list)
      }
      return errors
    },
    close: () => void child.kill(),
  }
}

/** As tsc prints it: the first line says it, those below explain. */
function errorFrom({ range, code, message }: Diagnostic): TypeError {
  return { line: range.start.line + 1, code, message: message.split('\n')[0] ?? message }
}

/** Takes the stream apart into messages, each of which begins with its length in bytes. */
function messages(take: (reply: Reply) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const end = rest.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1])
      if (end < 0 || rest.length < end + 4 + length) return
      const text = rest.subarray(end + 4, end + 4 + length).toString()
      rest = rest.subarray(end + 4 + length)
      take(JSON.parse(text) as Reply)
    }
  }
}
