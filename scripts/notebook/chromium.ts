// Headless Chromium, driven over its DevTools protocol: as little of it as opens a page, asks it things and takes its picture.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Oops } from '../oops.ts'

/** The names under which systems have it; `CHROMIUM` in the environment goes first. */
const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export interface Browser {
  open(url: string): Promise<Page>
  close(): Promise<void>
}

export interface Page {
  /**
   * Runs JavaScript in the page.
   * @returns what the expression, or the promise it gives, comes to
   * @throws Error with the page's own message if it throws
   */
  evaluate(expression: string): Promise<unknown>
  /**
   * Waits until an expression is true in the page.
   * @param what the thing waited for, as the sentence that tells of its absence has it
   * @param timeout in ms
   * @throws Oops when the time is over
   */
  waitFor(expression: string, what: string, timeout: number): Promise<void>
  /**
   * Takes a picture of everything that scrolls within an element, 1,000 pixels wide, and writes it as PNG.
   * @param most the greatest height, in pixels
   */
  takePicture(file: string, selector: string, most?: number): Promise<void>
}

/** One answer of the protocol, or one event. */
interface Message {
  id?: number
  method?: string
  result?: Record<string, unknown>
  error?: { message: string }
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>

/** Starts the browser, with a profile that is thrown away at the end; undefined if this machine has none. */
export async function startChromium(): Promise<Browser | undefined> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  for (const program of [process.env.CHROMIUM ?? '', ...programs].filter(Boolean)) {
    const child = spawn(program, [...flags(), `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = once(child, 'exit').then(
      () => undefined,
      () => undefined,
    )
    const address = await Promise.race([listeningAddress(child.stderr), ended])
    if (address === undefined) continue
    const { send, disconnect } = await connect(address)
    return {
      open: (url) => openPage(send, url),
      async close() {
        disconnect()
        child.kill()
        await ended
        // Its helpers may still be writing for a moment.
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      },
    }
  }
  rmSync(profile, { recursive: true })
  return undefined
}

function flags(): string[] {
  const quiet = ['--no-first-run', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking']
  // Inside containers everybody is root, whom Chromium's sandbox refuses.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [
    '--headless=new',
    '--remote-debugging-port=0',
    '--hide-scrollbars',
    '--window-size=1000,800',
    ...quiet,
    ...asRoot,
  ]
}

/** The browser says on stderr where it listens. */
function listeningAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    createInterface(stderr).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
}

async function connect(address: string): Promise<{ send: Send; disconnect: () => void }> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as Message
    const asked = id === undefined ? undefined : waiting.get(id)
    if (error) asked?.reject(new Error(error.message))
    else asked?.resolve(result ?? {})
  })
  socket.addEventListener('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('Chromium has ended'))
  })
  await once(socket, 'open')
  let count = 0
  return {
    send(method, params = {}, sessionId) {
      const id = ++count
      const asked = Promise.withResolvers<Record<string, unknown>>()
      waiting.set(id, asked)
      socket.send(JSON.stringify({ id, method, params, sessionId }))
      return asked.promise.finally(() => waiting.delete(id))
    },
    disconnect: () => socket.close(),
  }
}

async function openPage(browser: Send, url: string): Promise<Page> {
  const { targetId } = await browser('Target.createTarget', { url })
  const { sessionId } = await browser('Target.attachToTarget', { targetId, flatten: true })
  const send = (method: string, params?: object) => browser(method, params, String(sessionId))

  const evaluate = async (expression: string) => {
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = (await send('Runtime.evaluate', asked)) as {
      result: { value?: unknown }
      exceptionDetails?: { text: string; exception?: { description?: string } }
    }
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  return {
    evaluate,
    async waitFor(expression, what, timeout) {
      const end = performance.now() + timeout
      // While a page loads, its objects come and go.
      while (!(await evaluate(`Boolean(${expression})`).catch(() => false))) {
        if (performance.now() > end) throw new Oops(`browser: ${what} did not come within ${timeout / 1000} s.`)
        await sleep(100)
      }
    },
    async takePicture(file, selector, most = Infinity) {
      const size = { width: 1000, deviceScaleFactor: 1, mobile: false }
      const scrolls = `document.querySelector(${JSON.stringify(selector)})`
      await evaluate(`${scrolls}.scrollTop = 0`)
      // What lies above it, such as a menu, stays in the picture.
      const height = Number(await evaluate(`${scrolls}.getBoundingClientRect().top + ${scrolls}.scrollHeight`))
      await send('Emulation.setDeviceMetricsOverride', { ...size, height: Math.ceil(Math.min(height, most)) })
      await evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
      const { data } = await send('Page.captureScreenshot', { format: 'png' })
      writeFileSync(file, Buffer.from(String(data), 'base64'))
      await send('Emulation.clearDeviceMetricsOverride')
    },
  }
}
