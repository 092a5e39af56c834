import http from 'node:http'
import { isMockKey, mockKeyOf } from './test-keys.ts'

/** Variables that only other clients look in, Vercel's among them; each is filled for itself. */
const others: Readonly<Record<string, readonly string[]>> = { gemini: ['GOOGLE_GENERATIVE_AI_API_KEY'] }

/** What is known of a provider's settings. */
interface Settings {
  /** Variables in which its SDK looks for a key, the one that goes first in front. */
  readonly keys: readonly string[]
  /** Variables in which it looks for another address than `base`. */
  readonly addresses: readonly string[]
  /** The address its SDK puts in front of every path. */
  readonly base: string
  /** How its keys begin, where all of them begin alike, and how to say so. */
  readonly form?: { readonly pattern: RegExp; readonly words: string }
}

const variables: Readonly<Record<string, Settings>> = {
  openai: {
    keys: ['OPENAI_API_KEY'],
    addresses: ['OPENAI_BASE_URL'],
    base: 'https://api.openai.com/v1',
    form: { pattern: /^sk-(?!ant-|or-)/, words: 'sk-' },
  },
  anthropic: {
    keys: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    addresses: ['ANTHROPIC_BASE_URL'],
    base: 'https://api.anthropic.com',
    form: { pattern: /^sk-ant-/, words: 'sk-ant-' },
  },
  gemini: {
    keys: ['GOOGLE_API_KEY', 'GEMINI_API_KEY'],
    addresses: ['GOOGLE_GEMINI_BASE_URL'],
    base: 'https://generativelanguage.googleapis.com',
    form: { pattern: /^(AIza|AQ\.)/, words: 'AIza or AQ.' },
  },
  groq: {
    keys: ['GROQ_API_KEY'],
    addresses: ['GROQ_BASE_URL'],
    base: 'https://api.groq.com',
    form: { pattern: /^gsk_/, words: 'gsk_' },
  },
  mistral: { keys: ['MISTRAL_API_KEY'], addresses: [], base: 'https://api.mistral.ai' },
  together: { keys: ['TOGETHER_API_KEY'], addresses: ['TOGETHER_BASE_URL'], base: 'https://api.together.ai/v1' },
  fireworks: { keys: ['FIREWORKS_API_KEY'], addresses: [], base: 'https://api.fireworks.ai/inference' },
  qwen: { keys: ['DASHSCOPE_API_KEY'], addresses: [], base: 'https://dashscope-intl.aliyuncs.com' },
  huggingface: {
    keys: ['HF_TOKEN'],
    addresses: [],
    base: 'https://router.huggingface.co',
    form: { pattern: /^hf_/, words: 'hf_' },
  },
  openrouter: {
    keys: ['OPENROUTER_API_KEY'],
    addresses: [],
    base: 'https://openrouter.ai/api',
    form: { pattern: /^sk-or-/, words: 'sk-or-' },
  },
  azure: {
    keys: ['AZURE_OPENAI_API_KEY'],
    addresses: ['AZURE_OPENAI_ENDPOINT'],
    base: 'https://workbook.openai.azure.com',
  },
}

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_USE_ENV_PROXY']

/**
 * True when the reader has set a key of this provider, a real one for all we know. Ask before the mocks start, which fill
 * in what is missing.
 */
export function hasKey(provider: string, env = process.env): boolean {
  return keyNamesOf(provider).some((name) => env[name] && !isMockKey(env[name]))
}

/** The keys of a provider that are set, each with its variable, those that only other clients read included. */
export function keysOf(provider: string, env = process.env): { name: string; key: string }[] {
  const names = [...(variables[provider]?.keys ?? []), ...(others[provider] ?? [])]
  return names.flatMap((name) => (env[name] ? [{ name, key: env[name] }] : []))
}

/** The variables in which a provider's key may stand. */
export function keyNamesOf(provider: string): readonly string[] {
  return variables[provider]?.keys ?? []
}

/** How a provider's keys begin; undefined where they begin in no special way. */
export function keyFormOf(provider: string): Settings['form'] {
  return variables[provider]?.form
}

/** The other address that is set for a provider, with the variable it stands in, and the address it takes the place of. */
export function addressOf(
  provider: string,
  env = process.env,
): { name: string; address: string; base: string } | undefined {
  const { addresses = [], base = '' } = variables[provider] ?? {}
  const name = addresses.find((candidate) => env[candidate]?.trim())
  return name === undefined ? undefined : { name, address: (env[name] ?? '').trim(), base }
}

/** Every provider whose variables are known. */
export const providers: readonly string[] = Object.keys(variables)

/** What a header can carry. A key with a curly quote in it, or the ellipsis of a masked one, fails in the client and reaches nobody. */
const isUsable = (key = '') => /^[\t -~\x80-\xff]+$/.test(key.trim())

/**
 * Makes the environment of a simulated provider: a key where there is none that could be sent, so that its SDK works, and no detours.
 *
 * @param live providers that keep the environment as it is
 */
export function prepareEnvironment(live: readonly string[], env = process.env): void {
  for (const [provider, { keys, addresses }] of Object.entries(variables)) {
    if (live.includes(provider)) continue
    const [first] = keys
    const clients = others[provider] ?? []
    for (const name of [...keys, ...clients]) if (!isUsable(env[name])) delete env[name]
    if (first && keys.every((name) => !env[name])) env[first] = mockKeyOf(provider)
    for (const name of clients) env[name] ??= mockKeyOf(provider)
    for (const name of addresses) delete env[name]
  }
  if (live.length) return
  leaveProxies(env)
  for (const name of proxies) {
    delete env[name]
    delete env[name.toLowerCase()]
  }
}

/** Node reads NODE_USE_ENV_PROXY when it starts; deleting the variable later changes nothing. */
function leaveProxies(env: NodeJS.ProcessEnv): void {
  if (!env.NODE_USE_ENV_PROXY && !process.execArgv.includes('--use-env-proxy')) return
  // There is no way to say "none", but one to say "not for any host". Older Nodes have neither the setting nor this.
  const nowhere = 'http://127.0.0.1:9'
  http.setGlobalProxyFromEnv?.({ http_proxy: nowhere, https_proxy: nowhere, no_proxy: '*' })
}
