import { pick } from '@workbook/kit'
import { localServers } from '../mocks/destinations.ts'
import { setPace } from '../mocks/pace.ts'
import { serve } from '../mocks/server.ts'
import type { Served } from '../mocks/server.ts'
import { listTestKeys } from '../mocks/test-keys.ts'
import { beginWorld } from '../mocks/world.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * Serves the simulated providers until Ctrl-C.
 *
 * @param args `--port=8787`, `--host=127.0.0.1`, `--speed=1` (0 waits for nothing), `--seed=1` (same requests, same answers), `--local` (the
 *   local model servers on their own ports as well), `--keys` (prints the test keys and ends)
 * @throws Oops for a value that cannot be, and for a port that is taken
 */
export async function main(args: string[]): Promise<number> {
  const known = { port: 'value', host: 'value', speed: 'value', seed: 'value', local: 'flag', keys: 'flag' } as const
  const { words, options } = readOptions(args, known)
  if (words.length) throw new Oops(`npm run mock takes no "${words[0]}". Try: npm run mock -- --port=8788`)
  if (options.keys) {
    console.log(keyList())
    return 0
  }
  const port = numberOf(
    options.port ?? '8787',
    'port',
    'a number up to 65535; 0 takes any free port',
    (n) => n >= 0 && n <= 65_535,
    true,
  )
  const host = String(options.host ?? '127.0.0.1')
  const speed = numberOf(options.speed ?? '1', 'speed', '0 or more', (n) => n >= 0, false)
  const random = String(Math.floor(Math.random() * 2 ** 32))
  const seed = numberOf(options.seed ?? random, 'seed', 'a whole number of 0 or more', (n) => n >= 0, true)
  beginWorld(seed, speed || 1)
  setPace(speed === 0 ? 0 : 1 / speed)

  const server = await serve({ port, host }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      throw new Oops(
        `Port ${port} is taken by another program. Choose another one: npm run mock -- --port=${port < 65_535 ? port + 1 : 8788}`,
      )
    }
    if (error.code === 'EADDRNOTAVAIL' || error.syscall === 'getaddrinfo')
      throw new Oops(`This machine has no address ${host}. --host=0.0.0.0 listens on every one it has.`)
    if (error.code === 'EACCES')
      throw new Oops(`Port ${port} needs special rights. Choose one above 1023, as in --port=8787`)
    throw error
  })
  const locals = options.local ? await serveLocals() : []
  // Before anything is said, since whoever waits for that may end it at once.
  const asked = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  console.log(
    `The simulated providers listen on ${server.url}, to ${/^(127\.|localhost$|::1$)/.test(host) ? 'this machine only' : 'whoever can reach it'}. Any key will do. Ctrl-C ends it.\n`,
  )
  for (const { line } of locals) console.log(line)
  if (locals.length) console.log()
  console.log('Try them:\n')
  for (const line of curlLines(server.url)) console.log(`  ${line}\n`)
  await asked
  await Promise.all([server, ...locals.flatMap(({ served }) => served)].map(({ close }) => close()))
  return 0
}

/** Serves each local model server on its own port, unless somebody is there already. */
async function serveLocals(): Promise<{ served: Served[]; line: string }[]> {
  return Promise.all(
    Object.entries(localServers).map(async ([name, origin]) => {
      const port = Number(new URL(origin).port)
      try {
        const served = await serve({ port, origin })
        return { served: [served], line: `${name.padEnd(9)} on ${served.url}` }
      } catch {
        return { served: [], line: `${name.padEnd(9)} not on port ${port}, which is taken by another program` }
      }
    }),
  )
}

/** The test keys and what each does, for the terminal. */
function keyList(): string {
  const width = Math.max(...listTestKeys().map(({ key }) => key.length))
  const lines = listTestKeys().map(({ key, does }) => `${key.padEnd(width)}  ${does}`)
  const own = 'A suffix makes an account of its own, as in sk-test-free-tier.ada. They work with every provider.'
  return [...lines, '', own].join('\n')
}

/** Requests that can be pasted into any shell, one line each. */
export function curlLines(url: string): string[] {
  const question = 'What is an API?'
  const messages = [{ role: 'user', content: question }]
  const line = (path: string, headers: readonly string[], body: object) =>
    [`curl ${url}${path}`, ...[...headers, 'Content-Type: application/json'].map((header) => `-H "${header}"`)].join(
      ' ',
    ) + ` -d "${JSON.stringify(body).replaceAll('"', '\\"')}"`
  return [
    line('/v1/chat/completions', ['Authorization: Bearer sk-mock-openai'], {
      model: pick('openai', 'cheap'),
      messages,
    }),
    line('/v1/messages', ['x-api-key: sk-mock-anthropic', 'anthropic-version: 2023-06-01'], {
      model: pick('anthropic', 'cheap'),
      max_tokens: 300,
      messages,
    }),
    line(`/v1beta/models/${pick('gemini', 'cheap')}:generateContent`, ['x-goog-api-key: sk-mock-gemini'], {
      contents: [{ parts: [{ text: question }] }],
    }),
    line('/api/chat', [], { model: 'qwen3', messages }),
  ]
}

function numberOf(
  given: string | true,
  name: string,
  what: string,
  fits: (value: number) => boolean,
  isWhole: boolean,
): number {
  const value = given === true || given.trim() === '' ? NaN : Number(given)
  if (Number.isFinite(value) && fits(value) && (!isWhole || Number.isInteger(value))) return value
  throw new Oops(`--${name}=${String(given)} cannot be: it must be ${what}.`)
}
