import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lessons.ts'
import { Oops } from '../oops.ts'
import type { Given, Kind } from '../options.ts'

/** How a lesson is run. */
export interface Settings {
  live: boolean
  trace: boolean
  /** Times faster than life; 0 is virtual time. */
  speed: number
  seed?: number
}

/** The options of `lesson` and of the menu. */
export const lessonOptions = { live: 'flag', trace: 'flag', speed: 'value', seed: 'value' } satisfies Record<
  string,
  Kind
>

/**
 * Reads the settings from options, else from the environment (LLM_MODE, WORKBOOK_SPEED, WORKBOOK_SEED).
 *
 * @param watched somebody watches the output, so that it should come at the pace of life
 * @throws Oops for a value that makes no sense
 */
export function readSettings({ options }: Given, watched: boolean, env = process.env): Settings {
  const live = options.live !== undefined || env.LLM_MODE === 'live'
  const speed =
    number(options.speed, '--speed', /^\d+(\.\d+)?$/) ?? number(env.WORKBOOK_SPEED, 'WORKBOOK_SPEED', /^\d+(\.\d+)?$/)
  const seed = number(options.seed, '--seed', /^\d{1,15}$/) ?? number(env.WORKBOOK_SEED, 'WORKBOOK_SEED', /^\d{1,15}$/)
  return {
    live,
    trace: options.trace !== undefined,
    speed: speed ?? (watched || live ? 1 : 0),
    ...(seed !== undefined && { seed }),
  }
}

function number(given: string | true | undefined, name: string, form: RegExp): number | undefined {
  if (given === undefined || given === '') return undefined
  if (given !== true && form.test(given)) return Number(given)
  const what = form.source.includes('.')
    ? 'a number: 0 waits for nothing, 1 is as in life, 4 is four times as fast'
    : 'a whole number, the same one for the same answers, as in 7'
  throw new Oops(`${name}=${given} will not do; it takes ${what}.`)
}

/** The settings as arguments, for another process. */
export function asArguments({ options }: Given): string[] {
  return Object.entries(options).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`))
}

/**
 * Makes ready for live mode: reads .env, and looks whether there is a key.
 *
 * @param file the .env file; it need not exist
 * @throws Oops when the file is damaged, or no key is set
 */
export function requireKey(
  // The variable is for tests, which must not find the developer's own key.
  file = process.env.WORKBOOK_ENV_FILE ?? join(root, '.env'),
  env = process.env,
): void {
  // An empty variable is one that is not set, and must not keep the one in the file out.
  if (!env.OPENAI_API_KEY?.trim()) delete env.OPENAI_API_KEY
  if (existsSync(file)) loadEnvironment(file, env)
  if (env.OPENAI_API_KEY?.trim()) return
  throw new Oops(
    `--live needs a key and OPENAI_API_KEY is not set: ${
      existsSync(file) ? 'write it into .env' : 'copy .env.example to .env and write it there'
    }, or leave --live out to run against the simulated provider.`,
  )
}

function loadEnvironment(file: string, env: NodeJS.ProcessEnv): void {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
    const odd = oddLine(text)
    if (odd) throw new Oops(`.env, line ${odd}: a line is NAME=value, as in OPENAI_API_KEY=sk-…; mend it or remove it.`)
    if (env === process.env) process.loadEnvFile(file)
  } catch (error) {
    if (error instanceof Oops) throw error
    throw new Oops(`The file .env could not be read (${(error as Error).message}); mend it or remove it.`)
  }
}

/** The number of the first line that is no assignment; Node skips such lines in silence, and a key with them. */
function oddLine(text: string): number | undefined {
  // A value in quotes may span lines; what is inside does not matter, only how many lines it takes.
  const flat = text.replace(
    /^([^#\n]*?=\s*)(["'`])(?:(?!\2)[^])*\2/gm,
    (all, start: string) => start + all.replace(/[^\n]/g, ''),
  )
  const lines = flat.replace(/^\uFEFF/, '').split(/\r?\n/)
  const inside = new Set<number>()
  for (const match of text.matchAll(/^[^#\n]*?=\s*(["'`])(?:(?!\1)[^])*\1/gm)) {
    const first = text.slice(0, match.index).split('\n').length
    for (let i = 1; i < match[0].split('\n').length; i++) inside.add(first + i)
  }
  const odd = lines.findIndex(
    (line, i) => !inside.has(i + 1) && !/^\s*(#.*)?$/.test(line) && !/^\s*(export\s+)?[A-Za-z_][\w.-]*\s*=/.test(line),
  )
  return odd < 0 ? undefined : odd + 1
}
