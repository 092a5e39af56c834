import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { keyNamesOf, providers } from './environment.ts'
import { SettingProblem } from './setting-problem.ts'

/** Where the reader's keys may stand. The variable is for tests, which must not find the developer's own. */
const envFile = (): string => process.env.WORKBOOK_ENV_FILE ?? join(import.meta.dirname, '..', '.env')

/**
 * Reads .env into the environment; what is set already stays.
 *
 * @param file it need not exist
 * @throws SettingProblem when the file is damaged
 */
export function loadEnvFile(file = envFile(), env = process.env): void {
  // An empty variable is one that is not set, and must not keep the one in the file out.
  for (const name of providers.flatMap(keyNamesOf)) if (!env[name]?.trim()) delete env[name]
  if (!existsSync(file)) return
  try {
    // Some editors on Windows put a mark in front, which Node would take for a part of the first name.
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    const odd = oddLine(text)
    if (odd)
      throw new SettingProblem(
        `.env, line ${odd}: a line is NAME=value, as in OPENAI_API_KEY=sk-…; mend it or remove it.`,
      )
    for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value
  } catch (error) {
    if (error instanceof SettingProblem) throw error
    throw new SettingProblem(`The file .env could not be read (${(error as Error).message}); mend it or remove it.`)
  }
}

/** The number of the first line that is no assignment; Node skips such lines in silence, and a key with them. */
function oddLine(text: string): number | undefined {
  // A value in quotes may span lines; what is inside does not matter, only how many lines it takes.
  const flat = text.replace(
    /^([^#\n]*?=\s*)(["'`])(?:(?!\2)[^])*\2/gm,
    (all, start: string) => start + all.replace(/[^\n]/g, ''),
  )
  const lines = flat.split(/\r?\n/)
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
