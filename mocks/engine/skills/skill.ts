import type { Turn } from '../engine.ts'

/** What a skill gets to work with. */
export interface Task {
  /** The last message of the user. */
  readonly message: string
  /** All system messages, one after the other. */
  readonly system: string
  /** What the user wrote before, oldest first. */
  readonly earlier: readonly string[]
  /** The last answer of the assistant, if there was one. */
  readonly lastAnswer: string
}

/**
 * Something the model can do with the user's own text.
 * @returns what it would say, the preferred wording first; undefined when the message does not ask for it
 */
export type Skill = (task: Task) => readonly string[] | undefined

/** Takes a conversation apart. */
export function readTask(turns: readonly Turn[]): Task {
  const users = turns.filter((turn) => turn.role === 'user').map((turn) => cutText(turn.text.trim()))
  return {
    message: users.at(-1) ?? '',
    system: cutText(
      turns
        .filter((turn) => turn.role === 'system')
        .map((turn) => turn.text)
        .join('\n'),
    ),
    earlier: users.slice(0, -1),
    lastAnswer: cutText(turns.findLast((turn) => turn.role === 'assistant')?.text ?? ''),
  }
}

/** The longest text a skill works on, in characters. */
const LONGEST = 20_000

/** Cuts a text to what a skill reads, never through a character. */
function cutText(text: string): string {
  if (text.length <= LONGEST) return text
  return text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/u, '')
}

const quoted = /["“„«]([^"“”„«»]+)["”“»]|(?<=^|[\s:(])['‘]([^\n]+?)['’](?=$|[\s.,;:!?)])/u

/**
 * The text that a message asks to work on: what is quoted, follows a colon or a blank line, else the last answer
 * when the message says "that", "it" or "your answer".
 */
export function materialOf({ message, lastAnswer }: Task): string | undefined {
  const text = message
  const colon = /^[^\n]*?:\s+(\S[\s\S]*)$/u.exec(text)?.[1] ?? /^[^\n]*:\s*\n+([\s\S]+)$/u.exec(text)?.[1]
  if (colon) return /^["“„«]/u.test(colon) ? (quoted.exec(colon)?.[1]?.trim() ?? unquote(colon)) : unquote(colon)
  const lines = /^[^\n]+\n+([\s\S]+)$/u.exec(text)?.[1]
  if (lines) return unquote(lines)
  const quote = quoted.exec(text)
  if (quote) return (quote[1] ?? quote[2])?.trim()
  if (lastAnswer && /\b(?:that|this|it|your (?:last )?(?:answer|reply|message)|the above)\b/iu.test(text))
    return lastAnswer
  const own = /^[^.?!\n]{3,120}?[.?!]\s+([\s\S]{8,})$/u.exec(text)?.[1]
  return own ? unquote(own) : undefined
}

/** Removes quotation marks around a whole text. */
export function unquote(text: string): string {
  const trimmed = text.trim()
  const inner = /^(?:"([^"]*)"|“([^”]*)”|„([^“]*)“|«([^»]*)»|'([^']*)'|‘([^’]*)’|`([^`]*)`)[.!]?$/u.exec(trimmed)
  return inner ? (inner.slice(1).find((part) => part !== undefined) ?? trimmed) : trimmed
}

/** The sentences of a text. A line break ends one, too. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…]["”')\]]?)\s+(?=[\p{Lu}\p{N}"“'(¡¿])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** "a", "a and b", "a, b and c". */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Makes the first letter a capital. */
export function capitalised(text: string): string {
  return text.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase())
}
