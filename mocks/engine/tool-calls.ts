import type { Answer, Prompt, ToolCall } from './engine.ts'
import { countTokens, encode, textReader } from './tokens.ts'
import { spoilt } from './tool-arguments.ts'
import type { PlannedCall } from './tools.ts'

/** Tokens around the name and the arguments of a call. Measured on real answers: a call of 5 + 2 tokens is charged as 15. */
const wrapping = 8

/**
 * Writes calls as the model writes them, token by token.
 * @param room the most tokens they may take; where it ends, the arguments are cut off
 */
export function writeCalls(
  calls: readonly PlannedCall[],
  prompt: Prompt,
  room: number,
): Omit<Answer, 'reasoningTokens'> {
  const toolCalls: ToolCall[] = []
  // Only the first time: told what is wrong with them, a model mends them.
  const isSpoilt = prompt.badArguments === true && prompt.turns.at(-1)?.role !== 'tool'
  let spent = 0
  for (const { name, arguments: args } of calls) {
    const parameters = prompt.tools?.find((tool) => tool.name === name)?.parameters ?? {}
    const tokens = encode(JSON.stringify(isSpoilt ? spoilt(args, parameters) : args))
    const head = wrapping + countTokens(name)
    if (spent + head > room) {
      spent = room
      return { ...written(toolCalls, spent), finish: 'length' }
    }
    const kept = tokens.slice(0, room - spent - head)
    const pieces = piecesOf(kept)
    toolCalls.push({ name, arguments: pieces.join(''), pieces })
    spent += head + kept.length
    if (kept.length < tokens.length) return { ...written(toolCalls, spent), finish: 'length' }
  }
  return written(toolCalls, spent)
}

function written(toolCalls: readonly ToolCall[], visibleTokens: number): Omit<Answer, 'reasoningTokens'> {
  return { text: '', pieces: [], logprobs: [], finish: 'stop', visibleTokens, toolCalls }
}

function piecesOf(tokens: readonly number[]): string[] {
  const reader = textReader()
  return tokens.map((token) => reader.read(token)).filter((piece) => piece !== '')
}
