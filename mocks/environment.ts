import http from 'node:http'
import { isMockKey, mockKeyOf } from './test-keys.ts'

/** Variables that only other clients look in, Vercel's among them; each is filled for itself. */
const others: Readonly<Record<string, readonly string[]>> = { gemini: ['GOOGLE_GENERATIVE_AI_API_KEY'] }

/** The variables in which each SDK looks for a key and for another address. */
const variables: Readonly<Record<string, { keys: readonly string[]; addresses: readonly string[] }>> = {
  openai: { keys: ['OPENAI_API_KEY'], addresses: ['OPENAI_BASE_URL'] },
  anthropic: { keys: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'], addresses: ['ANTHROPIC_BASE_URL'] },
  gemini: { keys: ['GOOGLE_API_KEY', 'GEMINI_API_KEY'], addresses: ['GOOGLE_GEMINI_BASE_URL'] },
  groq: { keys: ['GROQ_API_KEY'], addresses: ['GROQ_BASE_URL'] },
  mistral: { keys: ['MISTRAL_API_KEY'], addresses: [] },
  together: { keys: ['TOGETHER_API_KEY'], addresses: ['TOGETHER_BASE_URL'] },
  fireworks: { keys: ['FIREWORKS_API_KEY'], addresses: [] },
  qwen: { keys: ['DASHSCOPE_API_KEY'], addresses: [] },
  huggingface: { keys: ['HF_TOKEN'], addresses: [] },
  openrouter: { keys: ['OPENROUTER_API_KEY'], addresses: [] },
  azure: { keys: ['AZURE_OPENAI_API_KEY'], addresses: ['AZURE_OPENAI_ENDPOINT'] },
}

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_USE_ENV_PROXY']

/**
 * True when the reader has set a key of this provider, a real one for all we know. Ask before the mocks start, which fill
 * in what is missing.
 */
export function hasKey(provider: string, env = process.env): boolean {
  return variables[provider]?.keys.some((name) => env[name] && !isMockKey(env[name])) ?? false
}

/** Every provider whose variables are known. */
export const providers: readonly string[] = Object.keys(variables)

/**
 * Makes the environment of a simulated provider: a key where there is none, so that its SDK starts, and no detours.
 *
 * @param live providers that keep the environment as it is
 */
export function prepareEnvironment(live: readonly string[], env = process.env): void {
  for (const [provider, { keys, addresses }] of Object.entries(variables)) {
    if (live.includes(provider)) continue
    const [first] = keys
    if (first && keys.every((name) => !env[name])) env[first] = mockKeyOf(provider)
    for (const name of others[provider] ?? []) env[name] ||= mockKeyOf(provider)
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
