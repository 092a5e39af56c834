/** Whether brackets are nested deeper than so many levels, in a text that may or may not be JSON. */
export function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isText) {
      if (char === '\\') at++
      else if (char === '"') isText = false
    } else if (char === '"') isText = true
    else if (char === '{' || char === '[') {
      if (++depth > levels) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}
