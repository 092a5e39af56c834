import { tooDeepAt } from '../nesting.ts'

/** A parsed request body, or what its JSON is wrong about. */
export type ParsedBody = { readonly body: Record<string, unknown> } | { readonly complaint: string }

/** Levels of nesting that are still read. */
const deepest = 512

const token =
  /\s+|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null|[[\]{},:]/iy

/**
 * Reads a JSON body.
 *
 * @param bytes UTF-8; nothing at all is an empty object
 */
export function parseBody(bytes: Uint8Array): ParsedBody {
  if (!bytes.length) return { complaint: at('input is a zero-length, empty document', '', 0) }
  const text = decode(bytes)
  if (text === undefined) return { complaint: at('str is not valid UTF-8: surrogates not allowed', '', 0) }
  const lonely = lonelySurrogate(text)
  if (lonely !== undefined) return { complaint: at('no low surrogate in string', text, lonely) }
  const depth = tooDeepAt(deepest, text)
  if (depth !== undefined) return { complaint: at('recursion limit reached', text, depth) }
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { body: body as Record<string, unknown> }
    return { complaint: 'Input should be a valid dictionary or object to extract fields from' }
  } catch (error) {
    return { complaint: syntaxComplaint(text, String(error)) }
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Where half of a surrogate pair is written as an escape, which JSON.parse would let pass. */
function lonelySurrogate(text: string): number | undefined {
  if (!/\\ud/i.test(text)) return undefined
  const escape = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u(d[89a-f][0-9a-f]{2})|[^])/gi
  for (const match of text.matchAll(escape)) if (match[3]) return match.index
  return undefined
}

/** JSON.parse does not always say where it stopped, so what is no token at all is looked for first. */
function syntaxComplaint(text: string, error: string): string {
  let end = 0
  token.lastIndex = 0
  while (token.test(text)) end = token.lastIndex
  if (end < text.length) return at('unexpected character', text, end)
  const position = /at position (\d+)/.exec(error)?.[1]
  return position === undefined || Number(position) >= text.length
    ? at('unexpected end of data', text, text.length)
    : at('unexpected character', text, Number(position))
}

function at(what: string, text: string, char: number): string {
  const before = text.slice(0, char).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return `The request body is not valid JSON: ${what}: line ${before.length} column ${column} (char ${char})`
}
