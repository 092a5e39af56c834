import ranks from 'gpt-tokenizer/bpeRanks/o200k_base'
import { countTokens as countPlain, encode as encodePlain } from 'gpt-tokenizer/encoding/o200k_base'

/** Id of the token that ends a text: `<|endoftext|>` of o200k_base. */
export const END = 199_999

// Text that looks like a special token is ordinary text when a user writes it.
const options = { disallowedSpecial: new Set<string>() }
// The tokenizer is quadratic in the length of a run without a border; nobody writes words of 512 letters.
const longest = 512
const pieces = /\S{1,512}|\s{1,512}/gu

/**
 * Splits a text into tokens of o200k_base.
 * @returns the token ids
 */
export function encode(text: string): number[] {
  if (!hasLongRun(text)) return encodePlain(text, options)
  return cut(text).flatMap((part) => encodePlain(part, options))
}

/** Counts the tokens of a text in o200k_base. Text that looks like a special token counts as ordinary text. */
export function countTokens(text: string): number {
  if (text.length > mostRemembered) return countAnew(text)
  const known = counted.get(text)
  if (known !== undefined) return known
  const count = countAnew(text)
  counted.set(text, count)
  if (counted.size > 500) counted.delete(counted.keys().next().value ?? '')
  return count
}

/** Short texts that were counted: a conversation is sent again with every turn. */
const counted = new Map<string, number>()
const mostRemembered = 500

function countAnew(text: string): number {
  if (!hasLongRun(text)) return countPlain(text, options)
  // A long run is mostly one part again and again.
  const seen = new Map<string, number>()
  let total = 0
  for (const part of cut(text)) {
    const known = seen.get(part)
    const count = known ?? countPlain(part, options)
    if (known === undefined) seen.set(part, count)
    total += count
  }
  return total
}

/** Whether more than `longest` characters follow each other that are all blank or all not. Looks at one in a hundred of them. */
function hasLongRun(text: string): boolean {
  let start = 0
  while (start + longest < text.length) {
    // Back from the farthest that a run may reach to where it begins.
    let begin = start + longest
    const blank = isBlank(text.charCodeAt(begin))
    while (begin > start && isBlank(text.charCodeAt(begin - 1)) === blank) begin--
    if (begin === start) return true
    start = begin
  }
  return false
}

function isBlank(code: number): boolean {
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(String.fromCharCode(code))
}

function cut(text: string): string[] {
  const parts: string[] = []
  let open = ''
  for (const [part] of text.matchAll(pieces)) {
    // Keep ordinary words and blanks together, because a token often starts with its blank.
    if (part.length < longest) {
      open += part
      continue
    }
    if (open !== '') parts.push(open)
    parts.push(part)
    open = ''
  }
  if (open !== '') parts.push(open)
  return parts
}

const utf8 = new TextEncoder()

/**
 * The UTF-8 bytes a token stands for, which may be only a part of a character.
 * @returns no bytes for the end token and for ids that do not exist
 */
export function bytesOf(token: number): readonly number[] {
  const rank = ranks[token]
  if (rank === undefined) return []
  if (typeof rank !== 'string') return rank
  const known = encoded.get(token)
  if (known) return known
  const bytes = Object.freeze([...utf8.encode(rank)])
  encoded.set(token, bytes)
  return bytes
}

/** The bytes of tokens that were asked for, of which there are at most as many as tokens. */
const encoded = new Map<number, readonly number[]>()

const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text a token stands for; bytes that make no whole character become U+FFFD. Empty for ids that do not exist. */
export function textOf(token: number): string {
  const rank = ranks[token]
  return typeof rank === 'string' ? rank : lossy.decode(new Uint8Array(rank ?? []))
}

/** Whether o200k_base has an ordinary token of this id. */
export function isToken(id: number): boolean {
  return ranks[id] !== undefined
}

/** The tokens that are a word, or a part of one, in plain Latin letters, with or without a blank before it. */
export function latinWords(): number[] {
  const ids: number[] = []
  for (let id = 0; id < ranks.length; id++) {
    const rank = ranks[id]
    if (typeof rank === 'string' && isLatin(rank)) ids.push(id)
  }
  return ids
}

/** Two letters or more. A loop, because a regular expression takes ten times as long for 200,000 tokens. */
function isLatin(text: string): boolean {
  const start = text.startsWith(' ') ? 1 : 0
  for (let place = start; place < text.length; place++) {
    const code = text.charCodeAt(place) | 32
    if (code < 97 || code > 122) return false
  }
  return text.length - start >= 2
}

/** The text of tokens; bytes that make no whole character become U+FFFD. */
export function decode(tokens: Iterable<number>): string {
  const reader = textReader()
  let text = ''
  for (const token of tokens) text += reader.read(token)
  return text + reader.rest()
}

/**
 * Reads tokens one by one and gives text in whole characters only.
 * `read` holds back the bytes of an unfinished character until it is complete; `rest` gives what is still held back.
 */
export function textReader(): { read(token: number): string; rest(): string } {
  let decoder: TextDecoder | undefined
  return {
    read(token) {
      const rank = ranks[token]
      // Most tokens are whole characters; bytes have to be put together only after one that is not.
      if (typeof rank === 'string' && !decoder) return rank
      decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })
      const text = decoder.decode(new Uint8Array(bytesOf(token)), { stream: true })
      if (text === rank) decoder = undefined
      return text
    },
    rest() {
      return decoder?.decode() ?? ''
    },
  }
}
