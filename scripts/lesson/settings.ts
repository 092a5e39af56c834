import { extname } from 'node:path'
import { defaultBudget } from '../../mocks/budget.ts'
import type { Chosen } from '../../mocks/live-plan.ts'
import { Oops } from '../oops.ts'
import { type Given, type Kind, readersPath } from '../options.ts'

/** How a lesson is run. */
export interface Settings {
  /** Who is to be live; absent when everything is simulated. */
  live?: Chosen
  /** US dollars that live requests may cost. */
  budget: number
  /** Whether real answers are kept. */
  record: boolean
  /** The recording to answer from; `true` for the lesson's newest. */
  replay?: string | true
  /** Whether the wire is shown; a path when it goes to a file, .jsonl or .har. */
  trace: boolean | string
  /** Times faster than life; 0 is virtual time. */
  speed: number
  seed?: number
}

/** The options of `lesson` and of the menu. */
export const lessonOptions = {
  live: 'flag or value',
  budget: 'value',
  record: 'flag',
  replay: 'flag or value',
  trace: 'flag or value',
  speed: 'value',
  seed: 'value',
} satisfies Record<string, Kind>

/**
 * Reads the settings from options, else from the environment (LLM_MODE, WORKBOOK_BUDGET, WORKBOOK_SPEED, WORKBOOK_SEED).
 *
 * @param watched somebody watches the output, so that it should come at the pace of life
 * @throws Oops for a value that makes no sense
 */
export function readSettings({ options }: Given, watched: boolean, env = process.env): Settings {
  const replay = options.replay === undefined || options.replay === true ? options.replay : fileOf(options.replay, env)
  const live = chosen(options.live) ?? (env.LLM_MODE === 'live' && replay === undefined ? 'all' : undefined)
  const record = options.record !== undefined
  if (replay !== undefined && options.live !== undefined)
    throw new Oops('--live asks real providers and --replay a recording of them; choose one of the two.')
  if (record && live === undefined)
    throw new Oops('--record keeps what real providers answer, so it needs --live; add it, or leave --record out.')
  const speed =
    number(options.speed, '--speed', /^\d+(\.\d+)?$/) ?? number(env.WORKBOOK_SPEED, 'WORKBOOK_SPEED', /^\d+(\.\d+)?$/)
  const seed = number(options.seed, '--seed', /^\d{1,15}$/) ?? number(env.WORKBOOK_SEED, 'WORKBOOK_SEED', /^\d{1,15}$/)
  return {
    ...(live !== undefined && { live }),
    budget: dollarsIn(options.budget, '--budget') ?? dollarsIn(env.WORKBOOK_BUDGET, 'WORKBOOK_BUDGET') ?? defaultBudget,
    record,
    ...(replay !== undefined && { replay }),
    trace: options.trace === undefined ? false : options.trace === true || traceFile(options.trace, env),
    speed: speed ?? (watched || live !== undefined ? 1 : 0),
    ...(seed !== undefined && { seed }),
  }
}

function chosen(given: string | true | undefined): Chosen | undefined {
  if (given === undefined) return undefined
  if (given === true) return 'all'
  const names = given.split(',').map((name) => name.trim().toLowerCase())
  if (names.every((name) => name !== '')) return names
  throw new Oops(
    `--live=${given} will not do; it takes names of providers, as in --live=openai,groq, or nothing for all.`,
  )
}

function dollarsIn(given: string | true | undefined, name: string): number | undefined {
  if (given === undefined || given === '') return undefined
  const amount = given === true ? NaN : Number(/^\$?(\d+(\.\d+)?|\.\d+)$/.exec(given)?.[1])
  if (Number.isFinite(amount)) return amount
  throw new Oops(`${name}=${given} will not do; it takes US dollars, as in ${name}=0.05.`)
}

function fileOf(given: string, env: NodeJS.ProcessEnv): string {
  if (given === '') throw new Oops('--replay= needs a file, as in --replay=my.jsonl; without one it takes the newest.')
  return readersPath(given, env)
}

function traceFile(given: string, env: NodeJS.ProcessEnv): string {
  if (/^\.(jsonl|har)$/.test(extname(given))) return readersPath(given, env)
  throw new Oops(
    `--trace=${given} will not do; it takes a file that ends in .jsonl or .har, or nothing for the terminal.`,
  )
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
