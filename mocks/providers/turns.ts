import type { Model } from '@workbook/kit'
import { countTokens } from '../engine/engine.ts'
import type { Turn } from '../engine/engine.ts'

/** A message as both APIs have it, as far as its text goes. */
export interface Message {
  readonly role: string
  readonly content?: string | readonly { readonly type: string; readonly text?: string }[] | null
  readonly tool_calls?:
    | readonly { readonly function?: { readonly name?: string; readonly arguments?: string } }[]
    | null
}

const roles: Readonly<Record<string, Turn['role']>> = {
  developer: 'system',
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

/** The conversation without its wrapping; pictures and sounds are not read. */
export function chatTurns(messages: readonly Message[]): Turn[] {
  return messages.map(({ role, content }) => ({ role: roles[role] ?? 'user', text: textOf(content) }))
}

/** The text of a message's content, its parts joined. */
export function textOf(content: Message['content']): string {
  if (typeof content === 'string') return content
  // Not every host looks at what it is sent, so a text may be anything.
  return (content ?? []).map(({ text }) => (typeof text === 'string' ? text : '')).join('')
}

/** The tokens of the calls that stand in a conversation: their names, their arguments and the wrapping of each. */
export function callTokens(messages: readonly Message[]): number {
  const calls = messages.flatMap((message) => message.tool_calls ?? [])
  return calls.reduce(
    (sum, call) => sum + countTokens(`${call?.function?.name ?? ''}${call?.function?.arguments ?? ''}`) + 4,
    0,
  )
}

/**
 * The tokens a conversation is charged for: those of its texts, four more for each message, and those that open the answer:
 * three with the classic models, two from GPT-5 on. Measured on real answers of both APIs.
 */
export function inputTokens(model: Model, turns: readonly Turn[]): number {
  const opening = model.efforts ? 2 : 3
  return turns.reduce((sum, { text }) => sum + countTokens(text) + 4, opening)
}
