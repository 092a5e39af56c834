/**
 * What stands for `:id` in a path.
 *
 * @param pattern of a route, as in `/v1/models/:id`
 * @param path of a request
 * @returns '' when the pattern has no `:id`; undefined when the path does not fit it
 */
export function idIn(pattern: string, path: string): string | undefined {
  if (!pattern.includes(':id')) return path === pattern ? '' : undefined
  const wanted = pattern.split('/')
  const parts = path.split('/')
  if (wanted.length !== parts.length) return undefined
  if (!wanted.every((part, i) => part === parts[i] || (part === ':id' && parts[i] !== ''))) return undefined
  return decoded(parts[wanted.indexOf(':id')] ?? '')
}

/** A part of a path, as it was meant; as it stands when it is badly escaped. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
