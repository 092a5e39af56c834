import type { Random } from '../../world.ts'
import type { Draft } from './generation.ts'

/** A part of a text that is sent at once, and which of the tokens it holds. */
export interface Portion {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A draft's text in the portions it is streamed in: first a few tokens, then a dozen or so at a time. */
export function portions({ pieces, tokens, calls }: Draft, random: Random): Portion[] {
  const found: Portion[] = []
  if (calls.length) return found
  // A piece is a token, but for characters of several.
  const tokenAt = (piece: number) => Math.round((piece * tokens) / pieces.length)
  for (let at = 0, next = 0; at < pieces.length; at = next) {
    next = Math.min(pieces.length, at + (at ? 8 + Math.floor(random() * 12) : 2))
    found.push({ text: pieces.slice(at, next).join(''), from: tokenAt(at), to: tokenAt(next) })
  }
  return found
}
