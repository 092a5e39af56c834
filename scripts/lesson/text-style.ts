/** Which switches of a style undo which. */
function kindOf(code: number): string {
  if (code === 1 || code === 2 || code === 22) return 'weight'
  if (code === 3 || code === 23) return 'italic'
  if (code === 4 || code === 24) return 'underline'
  if (code === 7 || code === 27) return 'inverse'
  if ((code >= 30 && code <= 39) || (code >= 90 && code <= 97)) return 'colour'
  if ((code >= 40 && code <= 49) || (code >= 100 && code <= 107)) return 'ground'
  return 'other'
}

/** Remembers which colours and weights are switched on, by the escape codes that switched them. */
export function createStyle() {
  const active = new Map<string, string>()
  return {
    apply(text: string, parameters: string): void {
      const code = Number(parameters.split(';')[0] || 0)
      if (code === 0) return active.clear()
      const kind = kindOf(code)
      if ([22, 23, 24, 27, 39, 49].includes(code)) active.delete(kind)
      else active.set(kind, text)
    },
    close: () => (active.size ? '\x1b[0m' : ''),
    open: () => [...active.values()].join(''),
    reset: () => active.clear(),
  }
}
