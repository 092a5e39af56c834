import { generate } from '../engine/engine.ts'
import type { Prompt } from '../engine/engine.ts'
import { encode, textReader } from '../engine/tokens.ts'

/**
 * What a model shows of its thinking, where the host passes it on. The simulated model does not reason; it says what it was
 * asked and drafts its answer, and takes as many tokens for it as it is billed.
 *
 * @param tokens how many
 * @returns the text in pieces, one token each
 */
export function thoughtsOf(prompt: Prompt, tokens: number): string[] {
  if (tokens <= 0) return []
  const question =
    prompt.turns
      .findLast(({ role }) => role === 'user')
      ?.text.replace(/\s+/g, ' ')
      .trim() ?? ''
  const short = [...question].slice(0, 160).join('')
  let text = `The user writes: "${short}${short.length < question.length ? '…' : ''}"`
  for (let draft = 1; encode(text).length < tokens && draft <= most; draft++) {
    const { text: attempt } = generate({ turns: prompt.turns, seed: prompt.seed + draft, maxTokens: tokens })
    text += `\n\n${draft === 1 ? 'A first draft' : 'Or'}: ${attempt || '…'}`
  }
  return piecesOf(text, tokens)
}

/** Drafts after which it stops thinking in any case. */
const most = 24

/** A text in pieces of one token each, or of several that make up one character. */
export function piecesOf(text: string, tokens = Infinity): string[] {
  const reader = textReader()
  const pieces = encode(text)
    .slice(0, tokens)
    .map((token) => reader.read(token))
  return [...pieces, tokens === Infinity ? reader.rest() : ''].filter((piece) => piece !== '')
}
