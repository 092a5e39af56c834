import { pick } from '@workbook/kit'
import { setPace } from '../mocks/pace.ts'
import { serve } from '../mocks/server.ts'
import { tape } from '../mocks/tape.ts'
import { beginWorld } from '../mocks/world.ts'
import { Oops } from './oops.ts'
import { readOptions } from './options.ts'

/**
 * Serves the simulated providers until Ctrl-C.
 *
 * @param args `--port=8787`, `--speed=1` (0 waits for nothing), `--seed=1` (same requests, same answers)
 * @throws Oops for a value that cannot be, and for a port that is taken
 */
export async function main(args: string[]): Promise<number> {
  const { words, options } = readOptions(args, { port: 'value', speed: 'value', seed: 'value' })
  if (words.length) throw new Oops(`npm run mock takes no "${words[0]}". Try: npm run mock -- --port=8788`)
  const port = numberOf(
    options.port ?? '8787',
    'port',
    'a number up to 65535; 0 takes any free port',
    (n) => n >= 0 && n <= 65_535,
    true,
  )
  const speed = numberOf(options.speed ?? '1', 'speed', '0 or more', (n) => n >= 0, false)
  const random = String(Math.floor(Math.random() * 2 ** 32))
  const seed = numberOf(options.seed ?? random, 'seed', 'a whole number of 0 or more', (n) => n >= 0, true)
  beginWorld(seed, speed || 1)
  setPace(speed === 0 ? 0 : 1 / speed)
  tape.keep(200)

  const { url, close } = await serve({ port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      throw new Oops(`Port ${port} is taken by another program. Choose another one: npm run mock -- --port=${port + 1}`)
    }
    if (error.code === 'EACCES')
      throw new Oops(`Port ${port} needs special rights. Choose one above 1023, as in --port=8787`)
    throw error
  })
  console.log(`The simulated OpenAI listens on ${url}/v1, to this machine only. Any key will do. Ctrl-C ends it.\n`)
  console.log('Try it:\n')
  console.log(`  ${curlLine(url)}\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await close()
  return 0
}

/** A request that can be pasted into any shell, in one line. */
export function curlLine(url: string): string {
  const body = JSON.stringify({
    model: pick('openai', 'cheap'),
    messages: [{ role: 'user', content: 'What is an API?' }],
  })
  return (
    `curl ${url}/v1/chat/completions -H "Authorization: Bearer sk-mock-openai" -H "Content-Type: application/json" ` +
    `-d "${body.replaceAll('"', '\\"')}"`
  )
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
