import type { Prompt, Turn } from '../engine.ts'
import { reply } from '../reply.ts'
import { findText } from '../retrieval.ts'
import { readResult } from '../tool-results.ts'
import { spoilt } from '../tool-arguments.ts'
import { isRefusal } from '../tools.ts'
import { isRecord } from './schema.ts'
import { valueOf } from './value.ts'

const asked =
  /\b(?:reply|respond|answer|return|output|give|write|format|produce|extract|provide|only|valid)\b[^.?!\n]{0,80}\bjson\b(?! schema\b)(?! mode\b)|\b(?:as|in) (?:a )?(?:valid )?json\b(?! mode\b)/iu

/** Whether the user, or the system prompt, wants the answer in JSON. Code that works with JSON is another matter. */
export function asksForJson(turns: readonly Turn[]): boolean {
  const last = turns.findLast((turn) => turn.role === 'user')?.text.slice(0, 4000) ?? ''
  const system = turns.filter((turn) => turn.role === 'system').map((turn) => turn.text.slice(0, 4000))
  const isLesson =
    /\b(?:function|code|program|script|typescript|javascript|python|parse|what is json|explain json)\b/iu.test(last)
  return !isLesson && [last, ...system].some((text) => asked.test(text))
}

/** The longest answer in JSON, in characters. */
const longest = 200_000

/**
 * Answers in JSON, from what the user said.
 * @param prompt with the schema the answer must satisfy; without one the prompt says what is wanted
 * @returns the JSON on one line
 */
export function answerInJson(prompt: Prompt): string {
  const { schema = { type: 'object' } } = prompt
  const isMended = asksToMend(prompt.turns)
  // What was wrong with an answer is no news about what the answer is drawn from.
  const turns = isMended ? prompt.turns.slice(0, -2) : prompt.turns
  const users = turns.filter((turn) => turn.role === 'user').map((turn) => turn.text.slice(0, 8000))
  const system = turns
    .filter((turn) => turn.role === 'system')
    .map((turn) => turn.text.slice(0, 4000))
    .join('\n')
  const results = turns
    .slice(turns.findLastIndex((turn) => turn.role === 'user') + 1)
    .filter((turn) => turn.role === 'tool')
    .map((turn) => readResult(turn.text))
  // What the model knows of itself may be asked for in parts: the capital of a country.
  const known = findText(users.at(-1) ?? '') ? [plainAnswer(turns)] : []
  const { value } = valueOf(schema, {
    text: users.at(-1) ?? '',
    // Instructions tell what an object without a schema is to hold, never what happened.
    wider: [...known, ...users.slice(-5, -1).toReversed(), ...(Object.keys(schema).length < 2 ? [system] : [])].join(
      '\n',
    ),
    results,
    isCall: false,
    used: new Set(),
    answer: () => plainAnswer(turns),
  })
  const isBad = prompt.badArguments === true && !isMended && isRecord(value)
  try {
    return JSON.stringify(isBad ? spoilt(value, schema) : value).slice(0, longest)
  } catch {
    return '{}'
  }
}

/** Whether the last message sends an answer back as invalid, to be corrected. */
function asksToMend(turns: readonly Turn[]): boolean {
  const [answer, last] = turns.slice(-2)
  if (answer?.role !== 'assistant' || last?.role !== 'user' || turns.length < 3) return false
  return isRefusal(last.text) || /\b(?:invalid|not valid|correct(?:ed)?|mend|fix)\b/iu.test(last.text.slice(0, 4000))
}

/** What it would have said without JSON. */
function plainAnswer(turns: readonly Turn[]): string {
  const plain = turns.map((turn) =>
    turn.role === 'tool'
      ? turn
      : {
          ...turn,
          text: turn.text
            .replace(
              /[,;]?\s*(?:(?:and )?(?:please )?(?:reply|respond|answer|return|output)\b[^.?!\n]{0,60}?)?\b(?:as|in|with) (?:a )?(?:valid )?json\b(?: object)?[^.?!\n]*/giu,
              '',
            )
            .trim(),
        },
  )
  return reply(plain)[0] ?? ''
}
