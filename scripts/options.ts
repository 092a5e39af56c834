import { resolve } from 'node:path'
import { nearest } from '../mocks/nearest.ts'
import { Oops } from './oops.ts'

/** What an option takes: nothing, a value, or either. */
export type Kind = 'flag' | 'value' | 'flag or value'

export interface Given {
  /** The arguments that are not options, in order. */
  words: string[]
  /** Option name → its value; `true` for one given without a value. */
  options: Record<string, string | true>
}

/**
 * Reads a command's arguments, wherever npm left them.
 *
 * `npm run lesson 3 --live` passes only `3` on and hides the option in the environment as `npm_config_live=true`;
 * `npm run lesson -- 3 --live` passes both. Either way the reader means the same.
 *
 * @param args what follows the command
 * @param known the options of this command, with what they take
 * @throws Oops for an option this command does not have
 */
export function readOptions(args: readonly string[], known: Record<string, Kind>, env = process.env): Given {
  const given: Given = { words: [], options: {} }
  for (const arg of args) {
    if (!arg.startsWith('-') || arg === '-') {
      given.words.push(arg)
      continue
    }
    const [, name = '', value] = /^--?([^=]*)(?:=(.*))?$/s.exec(arg) ?? []
    take(given, known, name, value ?? true)
  }
  for (const [key, value = ''] of Object.entries(env)) {
    const name = /^npm_config_(.+)$/.exec(key)?.[1]?.replaceAll('_', '-')
    if (name === undefined) continue
    if (Object.hasOwn(known, name)) {
      if (!(name in given.options)) takeFromNpm(given, known, name, value)
    } else if (isSlip(name, Object.keys(known))) {
      throw unknown(name, known)
    }
  }
  return given
}

/** A path as the reader meant it: from where npm was called, not from the workbook's folder, in which npm starts us. */
export function readersPath(given: string, env = process.env): string {
  return resolve(env.INIT_CWD ?? '', given)
}

/**
 * True for what can only be one of our options mistyped. No setting of npm itself is as near as this to one of ours (a
 * test compares them all), and those of other tools in the reader's .npmrc are farther still.
 */
function isSlip(name: string, names: readonly string[]): boolean {
  return nearest(name, names, name.length > 4 ? 2 : 1) !== undefined
}

function take(given: Given, known: Record<string, Kind>, name: string, value: string | true): void {
  const kind = Object.hasOwn(known, name) ? known[name] : undefined
  if (!kind) throw unknown(name, known)
  if (kind === 'value' && (value === true || value === ''))
    throw new Oops(`--${name} needs a value, as in --${name}=1.`)
  if (kind === 'flag' && value !== true) throw new Oops(`--${name} takes no value; write just --${name}.`)
  given.options[name] = value
}

/** npm turns `--live` into 'true' and `--live 3` into the value 3, which was meant as a word. */
function takeFromNpm(given: Given, known: Record<string, Kind>, name: string, value: string): void {
  if (value === '' || value === 'false') return
  if (value === 'true') return take(given, known, name, true)
  if (known[name] === 'flag' || (known[name] === 'flag or value' && /^\d[\d.-]*$/.test(value))) {
    given.words.push(value)
    return take(given, known, name, true)
  }
  take(given, known, name, value)
}

function unknown(name: string, known: Record<string, Kind>): Oops {
  const names = Object.keys(known)
  const guess = nearest(name, names, 2)
  const hint = guess
    ? `Did you mean --${guess}?`
    : names.length
      ? `This command knows: ${names.map((n) => `--${n}`).join(', ')}.`
      : 'This command has no options.'
  return new Oops(`There is no option --${name} here. ${hint}`)
}
