import type { Answer } from '../../engine/engine.ts'

/** Which of the visible tokens a piece holds: one, or several that together make up one character. */
export function tokensOf(answer: Answer, piece: number): [from: number, to: number] {
  if (answer.pieces.length === answer.logprobs.length) return [piece, piece + 1]
  const size = (text: string) => new TextEncoder().encode(text).length
  const start = size(answer.pieces.slice(0, piece).join(''))
  const end = start + size(answer.pieces[piece] ?? '')
  let at = 0
  const inside = answer.logprobs.flatMap(({ bytes }, i) => {
    const begins = at
    at += bytes.length
    return begins >= start && begins < end ? [i] : []
  })
  return [inside[0] ?? 0, (inside.at(-1) ?? -1) + 1]
}
