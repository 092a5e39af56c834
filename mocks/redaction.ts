import type { Incoming } from './incoming.ts'

const secretHeaders: ReadonlySet<string> = new Set([
  'api-key',
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-api-key',
  'x-goog-api-key',
])
const accountHeaders: ReadonlySet<string> = new Set([
  'anthropic-organization-id',
  'anthropic-workspace-id',
  'openai-organization',
  'openai-project',
  'x-goog-user-project',
])
const secretParameter = /^(key|api[-_]?key|access_token)$/i
const scheme = /^(Bearer|Basic|Token) (?=\S)/i

/**
 * Hides a key but for what helps to tell two apart.
 *
 * @returns its prefix and, where it is longer than twelve characters, its last four: `sk-…abcd`
 */
export function mask(key: string): string {
  const prefix = /^sk-/.exec(key)?.[0] ?? ''
  return `${prefix}…${key.length > 12 ? key.slice(-4) : ''}`
}

/**
 * The headers, as they may be shown and kept.
 *
 * @param headers names in lower case
 * @param account whether to hide whose account it is as well
 */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  account: boolean,
): Readonly<Record<string, string>> {
  let safe = headers
  // Most have nothing to hide, and need no copy.
  const hide = (name: string, value: string) => {
    safe = { ...safe, [name]: value }
  }
  for (const name in headers) {
    const value = headers[name] ?? ''
    if (account && accountHeaders.has(name)) hide(name, '…')
    if (value === '' || !secretHeaders.has(name)) continue
    const kind = scheme.exec(value)?.[0] ?? ''
    hide(name, kind + mask(value.slice(kind.length)))
  }
  return safe
}

/** The address, with a key in its query masked. */
export function redactUrl(url: string): string {
  if (!url.includes('?')) return url
  return url.replace(
    /([?&](?:key|api[-_]?key|access_token)=)([^&#]+)/gi,
    (_, name: string, key: string) => name + mask(key),
  )
}

/**
 * A body or a message, with every key in it masked: those that were sent with the request, and whatever looks like one,
 * OpenAI's own half-masked form in an error message included.
 *
 * @param secrets the keys of this exchange
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) if (secret.length > 7) safe = safe.replaceAll(secret, mask(secret))
  // Most texts hold nothing like it, and this is quick to see.
  if (!/\*\*\*|sk-|gsk_|hf_|AIza/.test(safe)) return safe
  return safe.replace(/\b(?:sk|gsk|AIza)[-_]?[\w-]*\*{3,}[\w.-]*|\b(?:sk-|gsk_|hf_|AIza)[\w.-]{6,}[\w]/g, mask)
}

/** A text without the ids of organisations and projects, as OpenAI and Groq write them, into error messages too. */
export function redactAccounts(text: string): string {
  return text.replace(/\b(org[-_]|proj_)[A-Za-z0-9]{8,}/g, '$1…')
}

/** True for a header that carries a key or a cookie, or tells whose account it is; its name in lower case. */
export function isSecretHeader(name: string): boolean {
  return secretHeaders.has(name) || accountHeaders.has(name)
}

/** True for a parameter of an address that carries a key. */
export function isSecretParameter(name: string): boolean {
  return secretParameter.test(name)
}

/** The keys a request carries. */
export function secretsOf(request: Incoming): string[] {
  const secrets: string[] = []
  for (const name of secretHeaders) {
    const value = request.headers.get(name)
    if (value) secrets.push(value.replace(scheme, ''))
  }
  if (!request.url.includes('?')) return secrets
  const inQuery = [...new URL(request.url).searchParams].filter(([name]) => isSecretParameter(name))
  return [...secrets, ...inQuery.map(([, value]) => value)].filter((secret) => secret !== '')
}
