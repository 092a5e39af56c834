import { addressOf, hasKey, keyFormOf, keyNamesOf, keysOf, providers } from './environment.ts'
import { localServers } from './destinations.ts'
import { probed, probeLocal } from './local-probe.ts'
import { SettingProblem } from './setting-problem.ts'
import { isTestKey } from './test-keys.ts'

/** A provider whose requests go to the real API. */
export interface LiveProvider {
  readonly provider: string
  /** Where the real one is, when it is not at its own address, and which address that takes the place of. */
  readonly elsewhere?: { readonly address: string; readonly base: string }
}

/** Which providers are live, and why each is what it is. */
export interface LivePlan {
  readonly live: readonly LiveProvider[]
  readonly rows: readonly { readonly provider: string; readonly live: boolean; readonly why: string }[]
}

/** Whom the reader wants live: those that are named, or everyone who can be. */
export type Chosen = readonly string[] | 'all'

interface PlanOptions {
  readonly env?: NodeJS.ProcessEnv
  /** How the choice was written, for messages. */
  readonly as?: string
  /** Whether it is a mistake when no key is set and no local server runs. Default true. */
  readonly needsOne?: boolean
  readonly probe?: typeof probeLocal
}

/**
 * Decides who is live: each provider with a key, and each local model server that runs. Ask before the mocks start.
 *
 * @throws SettingProblem for a provider that does not exist, a key that cannot be one, and when there is no key at all
 */
export async function planLive(
  chosen: Chosen,
  { env = process.env, as = '--live', needsOne = true, probe = probeLocal }: PlanOptions = {},
): Promise<LivePlan> {
  const known = [...providers, ...probed]
  const stranger = chosen === 'all' ? undefined : chosen.find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw new SettingProblem(`${as}: there is no provider "${stranger}"; those there are: ${known.join(', ')}.`)

  const live: LiveProvider[] = []
  const rows: LivePlan['rows'][number][] = []
  for (const provider of providers) {
    const isChosen = chosen === 'all' || chosen.includes(provider)
    if (!isChosen) {
      rows.push({
        provider,
        live: false,
        why: hasKey(provider, env) ? 'its key is set, but it was not chosen' : 'no key',
      })
      continue
    }
    const row = rowFor(provider, env)
    if (row.why === 'no key' && chosen !== 'all') throw new SettingProblem(missingKey(provider, as))
    rows.push(row)
    const other = row.live ? elsewhereOf(provider, env) : undefined
    if (row.live) live.push({ provider, ...(other && { elsewhere: other }) })
  }

  const found = await Promise.all(
    probed.map(async (provider) => {
      const isChosen = chosen === 'all' || chosen.includes(provider)
      return { provider, isChosen, found: isChosen ? await probe(provider) : undefined }
    }),
  )
  for (const { provider, isChosen, found: who } of found) {
    const port = new URL((localServers as Readonly<Record<string, string>>)[provider] ?? '').port
    const why =
      who === undefined
        ? 'not chosen'
        : {
            itself: `it answers on its port ${port}`,
            nothing: `nothing listens on its port ${port}`,
            'our own mock server': `the workbook's own mock server has its port ${port}`,
            'something else': `what listens on its port ${port} is something else`,
          }[who]
    if (isChosen && chosen !== 'all' && who !== 'itself')
      throw new SettingProblem(`${as}: ${provider} cannot be live, because ${why}; start it, or leave it out.`)
    rows.push({ provider, live: who === 'itself', why })
    if (who === 'itself') live.push({ provider })
  }
  if (needsOne && !live.length && !rows.some(({ why }) => isTestKeyReason(why))) {
    throw new SettingProblem(
      `${as} needs a key and none is set: copy .env.example to .env and write one there, or leave it out to run against the simulated providers.`,
    )
  }
  return { live, rows }
}

/** What is said of a provider whose key is a test key. A run with nothing else is one to try how it goes. */
const isTest = ' is a test key, which never leaves this machine'
const isTestKeyReason = (why: string) => why.endsWith(isTest)

function rowFor(provider: string, env: NodeJS.ProcessEnv): LivePlan['rows'][number] {
  const own = keysOf(provider, env).filter(({ name }) => keyNamesOf(provider).includes(name))
  const [first] = own
  if (!first) return { provider, live: false, why: 'no key' }
  if (own.some(({ key }) => isTestKey(key.trim()))) return { provider, live: false, why: `${first.name}${isTest}` }
  for (const each of own) checkKey(provider, each, addressOf(provider, env) !== undefined)
  const other = addressOf(provider, env)
  return { provider, live: true, why: other ? `${first.name}, at ${hostOf(other)}` : `${first.name} is set` }
}

/** @throws SettingProblem for a text that cannot be a key of this provider; its sentence does not repeat it */
function checkKey(provider: string, { name, key }: { name: string; key: string }, isElsewhere: boolean): void {
  const fail = (what: string, mend: string) => {
    throw new SettingProblem(`${name} cannot be a key: ${what}; ${mend}.`)
  }
  const again = 'copy the key once more, by itself'
  if (/^["'`]|["'`]$/.test(key.trim())) fail('it has quotes around it', 'remove them')
  if (/[\r\n]/.test(key)) fail('there is a line break in it', again)
  if (/\s/.test(key)) fail('there is a space in it', again)
  if (/\.\.\.|…|<|>|your[-_]/i.test(key)) fail('it is a placeholder', 'put your own key in its place')
  // oxlint-disable-next-line no-control-regex
  if (/[^\x21-\x7e]/.test(key)) fail('it has characters that no key has', again)
  const form = keyFormOf(provider)
  // A server in between may give out keys of its own.
  if (form && !isElsewhere && name !== 'ANTHROPIC_AUTH_TOKEN' && !form.pattern.test(key))
    fail(`those of ${provider} begin with ${form.words}`, 'look whether it belongs to another provider')
}

function missingKey(provider: string, as: string): string {
  const [name] = keyNamesOf(provider)
  return `${as}: ${provider} needs a key and ${name} is not set; write it into .env (see .env.example), or leave ${provider} out.`
}

function elsewhereOf(provider: string, env: NodeJS.ProcessEnv): LiveProvider['elsewhere'] {
  const other = addressOf(provider, env)
  if (!other) return undefined
  hostOf(other)
  return { address: other.address.replace(/\/+$/, ''), base: other.base }
}

/** @throws SettingProblem for an address that is none */
function hostOf({ name, address }: { name: string; address: string }): string {
  const url = URL.parse(address)
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.username) return url.host
  throw new SettingProblem(`${name} is no address; write it as in https://llm.example.com/v1, or unset it.`)
}

/**
 * The plan as a table: a line for each provider that is live or could be, one for all the others.
 *
 * @param columns how wide it may be
 */
export function planTable({ rows }: LivePlan, columns: number): string[] {
  const without = rows.filter(({ why }) => why === 'no key').map(({ provider }) => provider)
  const others = rows.filter(({ why }) => why !== 'no key').toSorted((a, b) => Number(b.live) - Number(a.live))
  const table = [
    ['Provider', 'Answers', 'Why'],
    ...others.map(({ provider, live, why }) => [provider, live ? 'live' : 'simulated', why]),
    ...(without.length ? [[others.length ? 'the others' : 'all', 'simulated', `no key: ${without.join(', ')}`]] : []),
  ]
  const widths = [0, 1].map((i) => Math.max(...table.map((row) => row[i]?.length ?? 0)) + 2)
  const [first = 0, second = 0] = widths
  return table.flatMap(([provider = '', answers = '', why = '']) => {
    const lines = wrap(why, Math.max(columns - first - second, 16))
    return lines.map((line, i) =>
      (i ? ' '.repeat(first + second) : provider.padEnd(first) + answers.padEnd(second)).concat(line),
    )
  })
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
