import type { IncomingHeaders } from './incoming.ts'

const openai = 'https://api.openai.com'
const anthropic = 'https://api.anthropic.com'
const gemini = 'https://generativelanguage.googleapis.com'

/** Where each local model server listens. */
export const localServers = {
  lmstudio: 'http://localhost:1234',
  ollama: 'http://localhost:11434',
  vllm: 'http://localhost:8000',
  textgen: 'http://localhost:5000',
  tgi: 'http://localhost:8080',
} as const

/** A provider under a name of its own: what follows the name is sent to this address. */
const named: Readonly<Record<string, string>> = {
  openai,
  anthropic,
  gemini,
  groq: 'https://api.groq.com',
  mistral: 'https://api.mistral.ai',
  together: 'https://api.together.ai',
  fireworks: 'https://api.fireworks.ai/inference',
  qwen: 'https://dashscope-intl.aliyuncs.com/compatible-mode',
  huggingface: 'https://router.huggingface.co',
  openrouter: 'https://openrouter.ai/api',
  azure: 'https://workbook.openai.azure.com',
  ...localServers,
}

/** Paths that only one provider has; the first that fits. */
const paths: readonly (readonly [pattern: RegExp, origin: string])[] = [
  [/^\/openai\/v1(\/|$)/, 'https://api.groq.com'],
  [/^\/v1\/messages(\/|$)/, anthropic],
  [/^\/v1beta\//, gemini],
  [/^\/v1\/models\/[^/]+:[a-zA-Z]+$/, gemini],
  [/^\/v1\/(interactions|batches\/[^/]+:cancel)(\/|$)/, gemini],
  [/^\/api\//, localServers.ollama],
]

/**
 * Where a request to the one server for all providers leads: by a provider's name at the beginning of its path, by a path that only
 * one of them has, or by the headers that its clients send. Whatever nobody else claims is OpenAI's.
 *
 * @param target path and query
 * @returns the address at the real provider
 */
export function destinationOf(target: string, headers: IncomingHeaders): string {
  // A proxy's client sends a whole address; only its path counts, and slashes at its beginning would make a host of it.
  const relative = target.replace(/^[a-z]+:\/\/[^/?]*/i, '').replace(/^[/\\]+/, '')
  const { pathname, search } = new URL(`http://localhost/${relative}`)
  const [, name = '', rest = ''] = /^\/([^/]+)(\/.*)?$/.exec(pathname) ?? []
  const origin = paths.find(([pattern]) => pattern.test(pathname))?.[1]
  if (origin) return origin + pathname + search
  if (Object.hasOwn(named, name)) return (named[name] ?? openai) + (rest || '/') + search
  return byHeaders(headers, search) + pathname + search
}

function byHeaders(headers: IncomingHeaders, search: string): string {
  if (headers.has('anthropic-version') || headers.has('x-api-key')) return anthropic
  if (headers.has('x-goog-api-key') || headers.has('x-goog-api-client') || /[?&]key=/.test(search)) return gemini
  return openai
}
