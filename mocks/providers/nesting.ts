/**
 * Where brackets are first nested deeper than so many levels, in a text that may or may not be JSON.
 *
 * @returns undefined when they nowhere are
 */
export function tooDeepAt(levels: number, text: string): number | undefined {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isText) {
      if (char === '\\') at++
      else if (char === '"') isText = false
    } else if (char === '"') isText = true
    else if (char === '{' || char === '[') {
      if (++depth > levels) return at
    } else if (char === '}' || char === ']') depth--
  }
  return undefined
}
