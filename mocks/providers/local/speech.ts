import { countTokens, generate } from '../../engine/engine.ts'
import type { Answer, Prompt, Turn } from '../../engine/engine.ts'
import { misbehaviourOf } from '../../test-keys.ts'
import { thoughtsOf } from '../thoughts.ts'
import { declinable } from '../openai/declined.ts'

/** A call of a tool, with its arguments read. */
export interface ToolCall {
  readonly name: string
  readonly arguments: object
}

/** What the model says, with everything a server tells of it. */
export interface Speech extends Omit<Answer, 'toolCalls'> {
  /** Its thinking, in the pieces a stream brings it in. */
  readonly thoughts: readonly string[]
  readonly calls: readonly ToolCall[]
  /** Everything that was generated: thinking, text, calls. */
  readonly outputTokens: number
}

/**
 * Lets the model speak. Servers at home have no filter and no mark for a refusal, so test keys for these only change the text.
 *
 * @param key of the account
 */
export function speak(prompt: Prompt, key: string): Speech {
  const spoils = misbehaviourOf(key) === 'bad-arguments' && prompt.tools !== undefined
  const { toolCalls = [], ...said } = generate(spoils ? { ...prompt, badArguments: true } : prompt)
  const answer = declinable(said, key)
  return {
    ...answer,
    thoughts: thoughtsOf(prompt, answer.reasoningTokens),
    calls: answer.declined
      ? []
      : toolCalls.flatMap(({ name, arguments: json }) => {
          const given = parsed(json)
          return given ? [{ name, arguments: given }] : []
        }),
    outputTokens: answer.visibleTokens + answer.reasoningTokens,
  }
}

/** A call that was cut off at the limit is none. */
function parsed(json: string): object | undefined {
  try {
    return JSON.parse(json) as object
  } catch {
    return undefined
  }
}

/** The tokens of a conversation: those of its texts, and for each message what the template writes around it. */
export function promptTokens(turns: readonly Turn[], tools: object = []): number {
  const inTools = Array.isArray(tools) && tools.length === 0 ? 0 : countTokens(JSON.stringify(tools))
  return turns.reduce((sum, { text }) => sum + countTokens(text) + 4, 3) + inTools
}
