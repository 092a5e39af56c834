const secretHeaders = /^(authorization|proxy-authorization|api-key|x-api-key|x-goog-api-key|cookie|set-cookie)$/
const accountHeaders = /^openai-(organization|project)$/
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
export function redactHeaders(headers: Readonly<Record<string, string>>, account: boolean): Record<string, string> {
  const safe = { ...headers }
  for (const [name, value] of Object.entries(headers)) {
    if (account && accountHeaders.test(name)) safe[name] = '…'
    if (!secretHeaders.test(name)) continue
    const kind = scheme.exec(value)?.[0] ?? ''
    safe[name] = value === '' ? '' : kind + mask(value.slice(kind.length))
  }
  return safe
}

/** The address, with a key in its query masked. */
export function redactUrl(url: string): string {
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
  return safe.replace(/\b(?:sk|gsk|AIza)[-_]?[\w-]*\*{3,}[\w.-]*|\b(?:sk-|gsk_|hf_|AIza)[\w.-]{6,}[\w]/g, mask)
}

/** The keys a request carries. */
export function secretsOf(request: Request): string[] {
  const headers = [...request.headers].filter(([name]) => secretHeaders.test(name))
  const inHeaders = headers.map(([, value]) => value.replace(scheme, ''))
  const inQuery = [...new URL(request.url).searchParams].filter(([name]) =>
    /^(key|api[-_]?key|access_token)$/i.test(name),
  )
  return [...inHeaders, ...inQuery.map(([, value]) => value)].filter((secret) => secret !== '')
}
